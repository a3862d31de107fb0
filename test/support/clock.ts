import type { Clock } from '../../src/main/engine/lib/clock.ts';

/** A wall clock that the test sets; in between it goes on as the real one does. */
export interface TestClock extends Clock {
  /** Sets the wall clock (ms) as an operator does: no more time has passed for that. */
  set(now: number): void;
  /** So many ms pass at once, as they do while a computer sleeps. */
  sleep(ms: number): void;
  /** The computer is off for so many ms, and starts anew. */
  restart(ms: number): void;
}

export function createTestClock(now: number): TestClock {
  let shift = now - Date.now();
  let slept = 0;
  let startedAt = performance.now();
  let starts = 0;
  return {
    now: () => Date.now() + shift,
    monotonic: () => performance.now(),
    uptime: () => Math.round(performance.now() - startedAt + slept),
    bootId: () => `start-${starts}`,
    set(moment) {
      shift = moment - Date.now();
    },
    sleep(ms) {
      shift += ms;
      slept += ms;
    },
    restart(ms) {
      shift += ms;
      slept = 0;
      startedAt = performance.now();
      starts += 1;
    },
  };
}
