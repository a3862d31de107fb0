import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * The time, as an argument: schedules and records use the wall clock, throttles the monotonic one, limits the time
 * since the computer's start (by `SteadyTime`).
 */
export interface Clock {
  /** Wall clock, ms since 1970. May jump when the operator or the network sets it. */
  now(): number;
  /** Milliseconds that only ever grow, unaffected by changes of the wall clock; may stand still while asleep. */
  monotonic(): number;
  /** Whole milliseconds since the computer's start, sleep included, whatever the wall clock does; macOS counts seconds. */
  uptime(): number;
  /** Tells one start of the computer from another; null where the system has no such word (all but Linux). */
  bootId(): string | null;
}

/** New at every start of a Linux system (random(4)). */
const BOOT_ID = '/proc/sys/kernel/random/boot_id';

function readBootId(): string | null {
  try {
    return readFileSync(BOOT_ID, 'utf8').trim();
  } catch {
    return null;
  }
}

/** An uptime holds so long, ms, when nothing else happens. */
const UPTIME_HOLDS_MS = 1000;
/** The two clocks drift apart by far less in a second; a sleep that is shorter does no harm. */
const SLEPT_MS = 50;

/**
 * The uptime by the monotonic clock since it was last asked for: asking reads a file, which takes as long as half a request,
 * and each message asks several times. It is asked anew where the wall clock has gone another way than the monotonic one:
 * the computer slept, or the clock was set. Never goes back.
 *
 * @param ask reads the uptime, ms
 */
export function createUptime({
  now,
  monotonic,
  ask,
}: Pick<Clock, 'now' | 'monotonic'> & { ask: () => number }): () => number {
  let asked = { uptime: 0, now: Number.NaN, monotonic: Number.NaN };
  let latest = 0;
  return () => {
    const nowAt = now();
    const monotonicAt = monotonic();
    const passed = monotonicAt - asked.monotonic;
    const isHeld = passed < UPTIME_HOLDS_MS && Math.abs(nowAt - asked.now - passed) < SLEPT_MS;
    if (!isHeld) asked = { uptime: ask(), now: nowAt, monotonic: monotonicAt };
    latest = Math.max(latest, Math.round(asked.uptime + monotonicAt - asked.monotonic));
    return latest;
  };
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  uptime: createUptime({
    now: () => Date.now(),
    monotonic: () => performance.now(),
    ask: () => Math.round(uptime() * 1000),
  }),
  bootId: readBootId,
};

/** Settings are in seconds, all else in whole milliseconds: the store refuses fractions. */
export function secondsToMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
