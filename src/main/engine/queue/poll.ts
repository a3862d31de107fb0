import type { Log } from '../lib/log.ts';
import { backOff } from './decide.ts';
import { createWakeUp } from './wake-up.ts';

/** A task that is done again and again until stopped. */
export interface Poll {
  /** Resolves when the present round, if any, has ended. */
  stop(): Promise<void>;
}

/**
 * Runs `task` every `everyMs`. A round that throws is logged and repeated after a back-off that grows, so
 * that a provider that is down is not hammered.
 */
export function startPoll(name: string, everyMs: number, task: () => Promise<void>, log: Log): Poll {
  const wakeUp = createWakeUp();
  let stopped = false;

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      try {
        await task();
        failures = 0;
      } catch (error) {
        failures += 1;
        log.error(name, error, { failures });
      }
      if (stopped) return;
      await wakeUp.sleep(failures === 0 ? everyMs : Math.max(everyMs, backOff(failures, Math.random())));
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      wakeUp.wake();
      await running;
    },
  };
}
