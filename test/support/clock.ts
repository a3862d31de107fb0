import type { Clock } from '../../src/main/engine/lib/clock.ts';

/** A wall clock that the test sets; in between it goes on as the real one does. */
export interface TestClock extends Clock {
  /** Wall clock ms. */
  set(now: number): void;
}

export function createTestClock(now: number): TestClock {
  let shift = now - Date.now();
  return {
    now: () => Date.now() + shift,
    monotonic: () => performance.now(),
    set(moment) {
      shift = moment - Date.now();
    },
  };
}
