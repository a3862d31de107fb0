/** Lets through so many calls and no more. */
export interface RateLimit {
  /** Whether this call may pass; uses up its place. */
  take(): boolean;
}

/**
 * A bucket that holds `burst` calls and fills again by `perSecond`.
 *
 * @param now wall clock, ms; a clock that is set back fills nothing
 */
export function createRateLimit(perSecond: number, burst: number, now: () => number): RateLimit {
  let left = burst;
  let filledAt = now();
  return {
    take() {
      const time = now();
      left = Math.min(burst, left + (Math.max(0, time - filledAt) / 1000) * perSecond);
      filledAt = time;
      if (left < 1) return false;
      left--;
      return true;
    },
  };
}
