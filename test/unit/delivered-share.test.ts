import { expect, test } from 'vitest';
import { deliveredShare, MessageState, type StateCounts } from '../../src/shared/message.ts';

function counts(some: Partial<StateCounts>): StateCounts {
  const none = Object.fromEntries(MessageState.options.map((state) => [state, 0])) as StateCounts;
  return { ...none, ...some };
}

test('whoever was refused, or perhaps got nothing, was not reached either', () => {
  expect(deliveredShare(counts({ delivered: 23, failed: 2 }))).toBe(0.92);
  expect(deliveredShare(counts({ delivered: 5, accepted: 1, undelivered: 1, expired: 1, unknown: 2 }))).toBe(
    0.5,
  );
});

test('what waits, was left out or taken back does not count: a report never sees what waits', () => {
  const over = counts({ delivered: 9, undelivered: 1 });
  expect(deliveredShare(over)).toBe(0.9);
  expect(deliveredShare({ ...over, queued: 90, skipped: 3, cancelled: 7 })).toBe(0.9);
});

test('of nothing there is no share', () => {
  expect(deliveredShare(counts({ queued: 4, skipped: 1, cancelled: 2 }))).toBeNull();
});
