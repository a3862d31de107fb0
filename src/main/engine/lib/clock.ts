/** The time, as an argument: schedules and records use the wall clock, throttles the monotonic one. */
export interface Clock {
  /** Wall clock, ms since 1970. May jump when the operator or the network sets it. */
  now(): number;
  /** Milliseconds that only ever grow, unaffected by changes of the wall clock. */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** Settings are in seconds, all else in whole milliseconds: the store refuses fractions. */
export function secondsToMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
