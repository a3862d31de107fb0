import { expect, test } from 'vitest';
import { valueAxis } from '../../../src/renderer/ui/charts/axes.ts';

test('an axis has round values at even distances, and ends with the first that nothing is above', () => {
  expect(valueAxis(380, false).ticks).toEqual([0, 100, 200, 300, 400]);
  expect(valueAxis(420, false).ticks).toEqual([0, 200, 400, 600]);
  expect(valueAxis(420, false).domain).toEqual([0, 600]);
});

test('of messages there are no halves, of money there are', () => {
  expect(valueAxis(1, false).ticks).toEqual([0, 1]);
  expect(valueAxis(2, false).ticks).toEqual([0, 1, 2]);
  expect(valueAxis(1.655, true).ticks).toEqual([0, 0.5, 1, 1.5, 2]);
});

test('where there is nothing, the axis is there all the same', () => {
  expect(valueAxis(0, false)).toMatchObject({ domain: [0, 1], ticks: [0, 1] });
  expect(valueAxis(0, true)).toMatchObject({ domain: [0, 1], ticks: [0, 1] });
});
