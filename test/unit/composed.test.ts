import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { composed, singleSpaced } from '../../src/shared/composed.ts';

const anything = fc.string({ unit: 'binary', maxLength: 12 });
/** Letters of the scripts that are quick, beside marks that change them. */
const letters = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0x20, max: 0x52f }).map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0x10a0, max: 0x10ff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('\u0306', '\u0301', '\u2019', '\u1100', '\u1161'),
  ),
  maxLength: 12,
});

test('a text is composed as Unicode wants it', () => {
  fc.assert(
    fc.property(fc.oneof(anything, letters), (text) => {
      expect(composed(text)).toBe(text.normalize('NFC'));
    }),
    { numRuns: 3000 },
  );
});

test('every pair of letters that is taken as it is', () => {
  const taken = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code)).filter(
    (letter) => composed(letter) === letter,
  );
  expect(taken.join('').normalize('NFC')).toBe(composed(taken.join('')));
});

test('white space becomes single spaces', () => {
  const spaced = fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\u00a0', '\n'), maxLength: 12 });
  fc.assert(
    fc.property(spaced, (text) => {
      expect(singleSpaced(text)).toBe(text.replace(/\s+/g, ' '));
    }),
  );
});
