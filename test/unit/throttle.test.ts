import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bulkAtOnce, createThrottle, type Throttle } from '../../src/main/engine/queue/throttle.ts';

function throttleOf(rate: number, jitter = 0, atOnce = 1): Throttle {
  return createThrottle({ rate, jitter, atOnce }, Math.random);
}

/** Takes as much as is allowed, whenever it is allowed; answers the moments at which messages went. */
function drive(
  rate: number,
  wanted: number,
  untilMs: number,
  pauseAt = -1,
  jitter = 0,
  atOnce = 1,
): number[] {
  const throttle = throttleOf(rate, jitter, atOnce);
  const sent: number[] = [];
  for (let now = 0; now < untilMs;) {
    if (now === pauseAt) now += 5000;
    const count = throttle.permit(wanted, now);
    if (count > 0) {
      throttle.take(count, now);
      for (let index = 0; index < count; index += 1) sent.push(now);
    } else now += Math.max(1, Math.ceil(throttle.delay(now)));
  }
  return sent;
}

function mostInAny(ms: number, sent: readonly number[]): number {
  let first = 0;
  return sent.reduce((most, at, index) => {
    while (at - (sent[first] ?? at) >= ms) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}

const mostInAnySecond = (sent: readonly number[]): number => mostInAny(1000, sent);

describe('throttle', () => {
  test('over any second never more than set, whatever the rate, the group and a pause in between', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 3000 }),
        (rate, wanted, pauseAt) => {
          expect(mostInAnySecond(drive(rate, wanted, 6000, pauseAt))).toBeLessThanOrEqual(rate);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('nor over any minute, whatever the group and the jitter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }).map((tenths) => tenths / 10),
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(1, 10),
        (rate, wanted, jitter, atOnce) => {
          const sent = drive(rate, wanted, 200_000, -1, jitter, atOnce);
          expect(mostInAny(60_000, sent)).toBeLessThanOrEqual(Math.max(atOnce, rate * 60));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('another rate begins another minute: a lower one does not stand still for what the higher let out', () => {
    const throttle = throttleOf(20);
    for (let now = 0; now < 30_000; now += 50) throttle.take(1, now);
    throttle.setPace({ rate: 1, jitter: 0, atOnce: 1 });
    expect(throttle.delay(30_000)).toBeLessThanOrEqual(1000);
  });

  test('one at a time reaches the full rate', () => {
    expect(drive(10, 1, 10_000)).toHaveLength(100);
    expect(drive(4, 1, 600_000)).toHaveLength(2400);
    // Pauses that happen to be short wait for the minute, those that are long are not made up for.
    expect(drive(1, 1, 600_000, -1, 0.3).length).toBeGreaterThan(560);
  });

  test('messages are spread over the second, not sent in a burst', () => {
    expect(drive(4, 1, 1000)).toEqual([0, 250, 500, 750]);
  });

  test('jitter makes the pauses uneven, within its width, and leaves the bound as it is', () => {
    const throttle = throttleOf(10, 0.3);
    const pauses = Array.from({ length: 200 }, (_, index) => {
      // Far apart, so that only the spacing tells.
      throttle.take(1, index * 10_000);
      return throttle.delay(index * 10_000);
    });
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(85);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(115);
    expect(new Set(pauses).size).toBeGreaterThan(100);
    expect(mostInAnySecond(drive(10, 1, 60_000, -1, 1))).toBeLessThanOrEqual(10);
  });

  test('what may go together at a slow rate is paid for by the pause after it', () => {
    const throttle = throttleOf(1, 0, 10);
    expect(throttle.permit(100, 0)).toBe(10);
    throttle.take(10, 0);
    expect(throttle.permit(1, 9999)).toBe(0);
    expect(throttle.permit(100, 10_000)).toBe(10);
    throttle.take(3, 10_000);
    expect(throttle.delay(10_000)).toBe(3000);
  });

  test('a message of many parts makes the next one wait for all of them', () => {
    const throttle = throttleOf(2);
    throttle.take(6, 0);
    expect(throttle.permit(1, 2999)).toBe(0);
    expect(throttle.permit(1, 3000)).toBe(1);
  });

  test('less than one a second means a longer wait', () => {
    expect(drive(0.5, 5, 10_000)).toEqual([0, 2000, 4000, 6000, 8000]);
  });

  test('time without work earns no burst', () => {
    const throttle = throttleOf(5);
    throttle.take(1, 0);
    expect(throttle.permit(100, 60_000)).toBe(5);
    throttle.take(5, 60_000);
    expect(throttle.permit(1, 60_500)).toBe(0);
    expect(throttle.delay(60_000)).toBe(1000);
  });

  test('a new pace holds at once, for a pause that has begun too, and what went out still counts', () => {
    const throttle = throttleOf(1);
    throttle.take(1, 0);
    throttle.setPace({ rate: 4, jitter: 0, atOnce: 1 });
    expect(throttle.permit(9, 249)).toBe(0);
    expect(throttle.permit(9, 250)).toBe(3);
    expect(throttle.permit(9, 1000)).toBe(4);
  });

  test('what a process before this one sent counts: what of the last second it was, and the pause after the last', () => {
    const before = [
      { at: -1500, count: 5 },
      { at: -400, count: 3 },
      { at: -200, count: 1 },
    ];
    const throttle = createThrottle({ rate: 5, jitter: 0, atOnce: 1 }, Math.random, before);
    expect(throttle.permit(9, -1)).toBe(0);
    expect(throttle.permit(9, 0)).toBe(1);
    expect(throttle.permit(9, 600)).toBe(4);
    const slow = createThrottle({ rate: 0.2, jitter: 0, atOnce: 1 }, Math.random, before);
    expect(slow.delay(0)).toBe(4800);
    const slower = createThrottle({ rate: 0.1, jitter: 0, atOnce: 1 }, Math.random, before);
    // Nine within the minute, and six may be.
    expect(slower.delay(0)).toBe(58_500);
  });

  test('bulk requests get ten parts, or fewer, so that nobody waits a minute for the pause after them', () => {
    expect([10, 1, 0.1, 0.05, 0.0167].map(bulkAtOnce)).toEqual([10, 10, 6, 3, 1]);
  });
});
