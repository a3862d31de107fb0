import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Settlement } from '../store/queue-store.ts';
import type { Store } from '../store/store.ts';

/** Outcomes wait this long for company: one commit serves many, and a crash in between leaves few unknowns. */
const SETTLE_WITHIN_MS = 20;

/** Pause before a commit that failed (a full disk, a file held by another program) is tried again. */
const RETRY_MS = 1000;
/** Tries of a commit while Kaptar stops; what is not written then is looked up at the next start. */
const TRIES_WHEN_STOPPING = 5;

/** Writes outcomes to the store, several in one transaction. */
export interface Settler {
  /** Resolves when the settlements are on the disk. */
  settle(settlements: readonly Settlement[]): Promise<void>;
  /** Writes what waits at once, and from then on gives up on a commit that keeps failing: Kaptar stops. */
  flush(): Promise<void>;
}

/** Writes outcomes to `store`, again and again where the disk does not take them. */
export function createSettler(store: Store, clock: Clock, log: Log): Settler {
  let waiting: Settlement[] = [];
  let commit: Promise<void> | null = null;
  let commitNow: (() => void) | null = null;
  let isStopping = false;

  async function commitSoon(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, SETTLE_WITHIN_MS);
      commitNow = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    const settlements = waiting;
    waiting = [];
    commit = null;
    commitNow = null;
    await commitStubbornly(settlements);
  }

  /** An outcome that is not written makes its message uncertain, so a failed commit is not the end. */
  async function commitStubbornly(settlements: readonly Settlement[]): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await store.settle(settlements, clock.now());
      } catch (error) {
        log.error('settle', error, { tries, messages: settlements.length });
        if (isStopping && tries >= TRIES_WHEN_STOPPING) throw error;
        await sleep(RETRY_MS);
      }
    }
  }

  return {
    settle(settlements) {
      waiting.push(...settlements);
      commit ??= commitSoon();
      return commit;
    },
    async flush() {
      isStopping = true;
      commitNow?.();
      await commit;
    },
  };
}
