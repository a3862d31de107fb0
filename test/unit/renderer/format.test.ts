import { expect, test } from 'vitest';
import { createFormat } from '../../../src/renderer/ui/use-format.ts';

test.each([
  [1, '100%'],
  [0.996, '>99%'],
  [0.999_999, '>99%'],
  [0.994, '99%'],
  [0.5, '50%'],
  [0.006, '1%'],
  [0.004, '<1%'],
  [0.000_001, '<1%'],
  [0, '0%'],
])('a share of %s is told as %s: all and none only where it is so', (share, words) => {
  expect(createFormat('en').percent(share)).toBe(words);
});
