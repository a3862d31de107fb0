import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findReplacements,
  replaceCharacters,
  REPLACEMENTS,
  replaceInTemplate,
} from '../../src/shared/replacements.ts';
import { countParts } from '../../src/shared/segments.ts';
import { parseTemplate } from '../../src/shared/template.ts';

/** Templates with many marks of the language and many characters that are replaced. */
const templates = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Array.from('<|>« »ʻ’—…\t№₾•\u200bab')),
      fc.constantFrom('<name>', '<Toʻlov>', '<№|“—”>', '<<', '<₾>', '<\u200b<', '👩\u200d⚕️'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 24 },
  )
  .map((pieces) => pieces.join(''));

describe('the table', () => {
  test.each([
    ['Toʻlov ‘a’ ʼ ` ´', "To'lov 'a' ' ' '"],
    ['“a” „b“ «c»', '"a" "b" "c"'],
    ['a – b — c − d', 'a - b - c - d'],
    ['So…', 'So...'],
    ['12\u00a0000\u2009so\u202fm\tx', '12 000 so m x'],
    ['№ 5', 'No 5'],
    ['40 ₾', '40 GEL'],
    ['• a', '- a'],
    ['a\u200b\u200cb\ufeff', 'ab'],
    ['👩\u200d⚕️', '👩\u200d⚕️'],
  ])('%j becomes %j', (text, plain) => {
    expect(replaceCharacters(text)).toBe(plain);
  });

  test('no row makes a text longer in parts, and each that is replaced is GSM-7', () => {
    for (const { from, to } of REPLACEMENTS) {
      for (const character of from) expect(replaceCharacters(`a${character}`)).toBe(`a${to}`);
      expect(countParts(to).encoding).toBe('gsm7');
    }
  });
});

test('only the kinds that were asked for are replaced', () => {
  expect(replaceInTemplate('“Toʻlov”', new Set(['apostrophe']))).toBe("“To'lov”");
});

test('what is found is told by kind, with how often, placeholders aside', () => {
  expect(findReplacements('“Toʻlov” <Toʻlov|—> so‘m')).toEqual([
    { kind: 'quote', characters: ['“', '”'], count: 2, to: '"' },
    { kind: 'apostrophe', characters: ['ʻ', '‘'], count: 2, to: "'" },
  ]);
});

test('placeholders stay as they are, and no new one comes about', () => {
  fc.assert(
    fc.property(templates, (template) => {
      const before = parseTemplate(template);
      const after = parseTemplate(replaceInTemplate(template));
      expect(after.filter(({ kind }) => kind === 'field')).toEqual(
        before.filter(({ kind }) => kind === 'field'),
      );
      const words = (parts: typeof before) =>
        parts.map((part) => (part.kind === 'text' ? part.text : '\n')).join('');
      expect(words(after)).toBe(
        before.map((part) => (part.kind === 'text' ? replaceCharacters(part.text) : '\n')).join(''),
      );
    }),
    { numRuns: 2000 },
  );
});

test('a lone < that would swallow a placeholder is written <<', () => {
  expect(replaceInTemplate('1 <\u200b<name>')).toBe('1 <<<name>');
  expect(replaceInTemplate('<₾>')).toBe('<<GEL>');
  expect(replaceInTemplate('<3 — <name>')).toBe('<3 - <name>');
});

test('replacing twice changes nothing more', () => {
  fc.assert(
    fc.property(templates, (template) => {
      const once = replaceInTemplate(template);
      expect(replaceInTemplate(once)).toBe(once);
      expect(findReplacements(once)).toEqual([]);
    }),
  );
});
