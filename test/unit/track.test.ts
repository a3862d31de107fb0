import { expect, test } from 'vitest';
import { nextReportAt } from '../../src/main/engine/queue/track.ts';

test('asks again after a tenth of the age, at least the poll, at most an hour, in whole milliseconds', () => {
  expect(nextReportAt(0, 1000, 5000)).toBe(6000);
  expect(nextReportAt(0, 600_000, 5000)).toBe(660_000);
  expect(nextReportAt(0, 86_400_000, 5000)).toBe(90_000_000);
  expect(nextReportAt(0, 100_003, 5000)).toBe(110_003);
});

test('where the provider calls by itself, asks ten times as rarely at every age, still once an hour', () => {
  expect(nextReportAt(0, 1000, 5000, 10)).toBe(51_000);
  expect(nextReportAt(0, 600_000, 5000, 10)).toBe(1_200_000);
  expect(nextReportAt(0, 86_400_000, 5000, 10)).toBe(90_000_000);
});
