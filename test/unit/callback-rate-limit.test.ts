import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../../src/main/engine/callbacks/rate-limit.ts';

describe('a rate limit', () => {
  it('lets a burst through, and then as many as the time that passed allows', () => {
    let now = 1_000_000;
    const limit = createRateLimit(10, 3, () => now);
    const take = (count: number) => Array.from({ length: count }, () => limit.take());
    expect(take(4)).toEqual([true, true, true, false]);
    now += 99;
    expect(limit.take()).toBe(false);
    now += 1;
    expect(take(2)).toEqual([true, false]);
  });

  it('saves up no more than a burst', () => {
    let now = 0;
    const limit = createRateLimit(10, 2, () => now);
    now += 3_600_000;
    expect([limit.take(), limit.take(), limit.take()]).toEqual([true, true, false]);
  });

  it('neither fills nor sticks where the clock is set back', () => {
    let now = 1_000_000;
    const limit = createRateLimit(10, 1, () => now);
    expect(limit.take()).toBe(true);
    now -= 500_000;
    expect(limit.take()).toBe(false);
    now += 100;
    expect(limit.take()).toBe(true);
  });
});
