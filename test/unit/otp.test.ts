import { expect, test } from 'vitest';
import { hasCodeField } from '../../src/shared/otp.ts';

test.each([
  ['Kod: <code>', true],
  ['Kod: < Code >', true],
  ['<CODE|nobody> xx <code>', true],
  ['Kod: <<code>', false],
  ['Kod: <<<code>', true],
  ['Kod: <name>', false],
  ['Kod: code', false],
  ['', false],
])('a text has a place for its code as the template’s grammar sees it: %s', (text, has) => {
  expect(hasCodeField(text)).toBe(has);
});
