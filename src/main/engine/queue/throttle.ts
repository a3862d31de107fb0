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
 * Lets at most `rate` units out over any second, and sixty times as many over any minute, evenly: a unit takes 1/rate
 * seconds of the lane, and a log bounds what groups and jitter could add up to. Where `atOnce` is more than that, so many
 * may go together. Time is monotonic ms, given by the caller.
 */
export interface Throttle {
  /** How many units may go now, at most `wanted`; 0 while it has to wait. */
  permit(wanted: number, now: number): number;
  /** Milliseconds until `permit` gives at least one. */
  delay(now: number): number;
  /** More than was permitted where one message has more parts than that: the next then waits longer. */
  take(count: number, now: number): void;
  /**
   * Takes effect at once, on a pause that has begun, too. What went out in the last second still counts; the minute of
   * another rate begins anew, or a lower one would stand still for what the higher let out.
   */
  setPace(pace: Pace): void;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

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

/** What went out within the last so many ms: added up, since a minute of a fast account has tens of thousands of entries. */
interface Window {
  readonly ms: number;
  note(sent: Sent): void;
  /** Forgets what is older by now; how many units are left, and when the oldest of them went. */
  look(now: number): { units: number; oldestAt: number | undefined };
  clear(): void;
}

function createWindow(ms: number, before: readonly Sent[]): Window {
  let sent: Sent[] = [];
  let units = 0;
  const note = (one: Sent): void => {
    sent.push(one);
    units += one.count;
  };
  before.forEach(note);
  return {
    ms,
    note,
    look(now) {
      for (let oldest = sent[0]; oldest && now - oldest.at >= ms; oldest = sent[0]) {
        units -= oldest.count;
        sent.shift();
      }
      return { units, oldestAt: sent[0]?.at };
    },
    clear() {
      sent = [];
      units = 0;
    },
  };
}

/**
 * @param random numbers from 0 to 1, for the jitter
 * @param before what a process before this one sent last, the oldest first
 */
export function createThrottle(pace: Pace, random: () => number, before: readonly Sent[] = []): Throttle {
  let { rate, jitter, atOnce } = pace;
  /** The pause that the last ones ask for: from when, and for how many units, jitter included. */
  let owed = pauseAfter(before.at(-1) ?? { at: Number.NEGATIVE_INFINITY, count: 0 });
  const second = createWindow(SECOND, before);
  const minute = createWindow(MINUTE, before);
  const windows = [second, minute];

  // From half to one and a half of the even pause at most, and the even one on average.
  function pauseAfter({ at, count }: Sent): { from: number; units: number } {
    return { from: at, units: count * (1 + jitter * (random() - 0.5)) };
  }

  const nextAt = (): number => owed.from + owed.units * (SECOND / rate);

  function roomIn(window: Window, now: number): number {
    // Half a message a second still lets one out at a time.
    const most = Math.max(atOnce, Math.floor((rate * window.ms) / SECOND));
    return most - window.look(now).units;
  }

  return {
    permit(wanted, now) {
      if (now < nextAt()) return 0;
      return Math.max(0, Math.min(wanted, ...windows.map((window) => roomIn(window, now))));
    },
    delay(now) {
      const full = windows.filter((window) => roomIn(window, now) <= 0);
      const untilRoom = full.map((window) => (window.look(now).oldestAt ?? now) + window.ms - now);
      return Math.max(0, nextAt() - now, ...untilRoom);
    },
    take(count, now) {
      for (const window of windows) window.note({ at: now, count });
      owed = pauseAfter({ at: Math.max(now, nextAt()), count });
    },
    setPace(next) {
      if (next.rate !== rate) minute.clear();
      ({ rate, jitter, atOnce } = next);
    },
  };
}
