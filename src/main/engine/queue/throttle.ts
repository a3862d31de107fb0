/** How fast an account may send. */
export interface Pace {
  /** Units (messages or parts) a second; below 1 it means one unit every 1/rate seconds. */
  readonly rate: number;
  /** Over what width pauses are spread around the even one, as a share of it: 0.3 is 15% either way. */
  readonly jitter: number;
  /** Units that may go together however slow the rate; the pause after them keeps the rate. */
  readonly atOnce: number;
}

/**
 * Lets at most `rate` units out over any second, evenly: a unit takes 1/rate seconds of the lane, and a log of the last
 * second bounds what groups could add up to. Where `atOnce` is more than the rate, so many may go together. Time is
 * monotonic ms, given by the caller.
 */
export interface Throttle {
  /** How many units may go now, at most `wanted`; 0 while it has to wait. */
  permit(wanted: number, now: number): number;
  /** Milliseconds until `permit` gives at least one. */
  delay(now: number): number;
  /** More than was permitted where one message has more parts than that: the next then waits longer. */
  take(count: number, now: number): void;
  /** Takes effect at once, on a pause that has begun, too; what went out in the last second still counts. */
  setPace(pace: Pace): void;
}

const SECOND = 1000;

/**
 * Parts that a phone gateway may be handed at once, so that bulk requests are worth their name. Ten are what Android
 * lets an app send within ten minutes.
 */
const BULK_AT_ONCE = 10;
/** One-time codes wait for the pause after a bulk request: a minute is well within the time that they hold. */
const LONGEST_BULK_PAUSE_SECONDS = 60;

/** How many parts may go together in a bulk request at this rate (parts a second): one at least, ten at most. */
export function bulkAtOnce(rate: number): number {
  return Math.max(1, Math.min(BULK_AT_ONCE, Math.floor(rate * LONGEST_BULK_PAUSE_SECONDS)));
}

/** Units that went together, and when: monotonic ms, negative for what was before this process. */
export interface Sent {
  readonly at: number;
  readonly count: number;
}

/**
 * @param random numbers from 0 to 1, for the jitter
 * @param before what a process before this one sent last, the oldest first
 */
export function createThrottle(pace: Pace, random: () => number, before: readonly Sent[] = []): Throttle {
  let { rate, jitter, atOnce } = pace;
  /** The pause that the last ones ask for: from when, and for how many units, jitter included. */
  let owed = pauseAfter(before.at(-1) ?? { at: Number.NEGATIVE_INFINITY, count: 0 });
  let recent = [...before];

  // From half to one and a half of the even pause at most, and the even one on average.
  function pauseAfter({ at, count }: Sent): { from: number; units: number } {
    return { from: at, units: count * (1 + jitter * (random() - 0.5)) };
  }

  const nextAt = (): number => owed.from + owed.units * (SECOND / rate);

  function room(now: number): number {
    recent = recent.filter(({ at }) => now - at < SECOND);
    // Half a message a second still lets one out at a time.
    const perSecond = Math.max(atOnce, Math.floor(rate));
    return perSecond - recent.reduce((sum, { count }) => sum + count, 0);
  }

  return {
    permit: (wanted, now) => (now < nextAt() ? 0 : Math.max(0, Math.min(wanted, room(now)))),
    delay(now) {
      const untilSpaced = Math.max(0, nextAt() - now);
      const oldest = room(now) > 0 ? undefined : recent[0];
      return Math.max(untilSpaced, oldest ? oldest.at + SECOND - now : 0);
    },
    take(count, now) {
      recent.push({ at: now, count });
      owed = pauseAfter({ at: Math.max(now, nextAt()), count });
    },
    setPace(next) {
      ({ rate, jitter, atOnce } = next);
    },
  };
}
