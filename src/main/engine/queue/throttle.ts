/**
 * Lets at most `rate` units (messages or parts) out over any second, evenly: a unit takes 1/rate seconds of the
 * lane, and a log of the last second bounds what groups could add up to. Where `atOnce` is more than the rate, so many
 * may go together; the pause after them keeps the rate. Time is monotonic ms, given by the caller.
 */
export interface Throttle {
  /** How many units may go now, at most `wanted`; 0 while it has to wait. */
  permit(wanted: number, now: number): number;
  /** Milliseconds until `permit` gives at least one. */
  delay(now: number): number;
  /** More than was permitted where one message has more parts than that: the next then waits longer. */
  take(count: number, now: number): void;
  /** Takes effect at once; what went out in the last second still counts. */
  setRate(rate: number, jitter?: number, atOnce?: number): void;
}

const SECOND = 1000;

/**
 * @param rate units a second; below 1 it means one unit every 1/rate seconds
 * @param jitter over what width pauses are spread around the even one, as a share of it: 0.3 is 15% either way
 * @param atOnce units that may go together at however slow a rate; the pause after them keeps the rate
 */
export function createThrottle(rate: number, jitter = 0, atOnce = 1): Throttle {
  let spacing = SECOND / rate;
  let spread = jitter;
  // Half a message a second still lets one out at a time.
  let perSecond = Math.max(atOnce, Math.floor(rate));
  let nextAt = Number.NEGATIVE_INFINITY;
  let recent: { at: number; count: number }[] = [];

  function room(now: number): number {
    recent = recent.filter(({ at }) => now - at < SECOND);
    return perSecond - recent.reduce((sum, { count }) => sum + count, 0);
  }

  return {
    permit: (wanted, now) => (now < nextAt ? 0 : Math.max(0, Math.min(wanted, room(now)))),
    delay(now) {
      const untilSpaced = Math.max(0, nextAt - now);
      const oldest = room(now) > 0 ? undefined : recent[0];
      return Math.max(untilSpaced, oldest ? oldest.at + SECOND - now : 0);
    },
    take(count, now) {
      recent.push({ at: now, count });
      // From half to one and a half of the even pause at most, and the even one on average.
      nextAt = Math.max(now, nextAt) + count * spacing * (1 + spread * (Math.random() - 0.5));
    },
    setRate(next, nextJitter = spread, nextAtOnce = 1) {
      spacing = SECOND / next;
      spread = nextJitter;
      perSecond = Math.max(nextAtOnce, Math.floor(next));
    },
  };
}
