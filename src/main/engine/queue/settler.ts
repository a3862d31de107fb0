import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Settlement } from '../store/queue-store.ts';
import type { Store } from '../store/store.ts';
import type { Disk } from './disk.ts';

/** Outcomes wait this long for company: one commit serves many, and a crash in between leaves few unknowns. */
const SETTLE_WITHIN_MS = 20;
/** So many share a commit well enough, and more would only be more unknowns after a crash. */
const ENOUGH_FOR_A_COMMIT = 100;

/** While Kaptar stops, the pause before a commit that failed is tried again, and its tries in all. */
const RETRY_WHEN_STOPPING_MS = 1000;
/** What is not written by then is looked up at the next start. */
const TRIES_WHEN_STOPPING = 5;

/** Writes outcomes to the store, several in one transaction. */
export interface Settler {
  /** Resolves when the settlements are on the disk. */
  settle(settlements: readonly Settlement[]): Promise<void>;
  /** Writes what waits at once, and from then on gives up on a commit that keeps failing: Kaptar stops. */
  flush(): Promise<void>;
}

/** Writes outcomes to `store`, again and again where the disk does not take them, as `disk` is told then. */
export function createSettler(store: Store, clock: Clock, log: Log, disk: Disk): Settler {
  let waiting: Settlement[] = [];
  let commit: Promise<void> | null = null;
  let commitNow: (() => void) | null = null;
  const stopping = new AbortController();

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
        await store.settle(settlements, clock.now());
        return disk.passed(settlements);
      } catch (error) {
        log.error('settle', error, { tries, messages: settlements.length });
        const waitMs = disk.failed(settlements, 'outcomes', error);
        if (stopping.signal.aborted && tries >= TRIES_WHEN_STOPPING) {
          disk.passed(settlements);
          throw error;
        }
        await wait(waitMs);
      }
    }
  }

  async function wait(ms: number): Promise<void> {
    if (stopping.signal.aborted) await sleep(RETRY_WHEN_STOPPING_MS);
    else await sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});
  }

  return {
    settle(settlements) {
      waiting.push(...settlements);
      commit ??= commitSoon();
      const own = commit;
      if (waiting.length >= ENOUGH_FOR_A_COMMIT) commitNow?.();
      return own;
    },
    async flush() {
      stopping.abort();
      commitNow?.();
      await commit;
    },
  };
}
