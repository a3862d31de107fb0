/**
 * Lets at most `rate` messages out over any second, evenly: a message takes 1/rate seconds of the lane, and
 * a log of the last second bounds what groups could add up to. Time is monotonic ms, given by the caller.
 */
export interface Throttle {
  /** How many messages may go now, at most `wanted`; 0 while it has to wait. */
  permit(wanted: number, now: number): number;
  /** Milliseconds until `permit` gives at least one. */
  delay(now: number): number;
  take(count: number, now: number): void;
  /** Takes effect at once; what went out in the last second still counts. */
  setRate(rate: number): void;
}

const SECOND = 1000;

/** @param rate messages a second; below 1 it means one message every 1/rate seconds */
export function createThrottle(rate: number): Throttle {
  let spacing = SECOND / rate;
  // Half a message a second still lets one out at a time.
  let perSecond = Math.max(1, Math.floor(rate));
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
      nextAt = Math.max(now, nextAt) + count * spacing;
    },
    setRate(next) {
      spacing = SECOND / next;
      perSecond = Math.max(1, Math.floor(next));
    },
  };
}
