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

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  uptime: () => Math.round(uptime() * 1000),
  bootId: readBootId,
};

/** Settings are in seconds, all else in whole milliseconds: the store refuses fractions. */
export function secondsToMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
