import type { Clock } from '../lib/clock.ts';
import type { Settlement, Store } from '../store/store.ts';

/** Outcomes wait this long for company: one commit serves many, and a crash in between leaves few unknowns. */
const SETTLE_WITHIN_MS = 20;

/** Writes outcomes to the store, several in one transaction. */
export interface Settler {
  /** Resolves when the settlements are on the disk. */
  settle(settlements: readonly Settlement[]): Promise<void>;
  /** Writes what waits at once. */
  flush(): Promise<void>;
}

/** @param onSettled told of the settlements after each commit */
export function createSettler(
  store: Store,
  clock: Clock,
  onSettled: (settlements: readonly Settlement[]) => void,
): Settler {
  let waiting: Settlement[] = [];
  let commit: Promise<void> | null = null;
  let commitNow: (() => void) | null = null;

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
    await store.settle(settlements, clock.now());
    onSettled(settlements);
  }

  return {
    settle(settlements) {
      waiting.push(...settlements);
      commit ??= commitSoon();
      return commit;
    },
    async flush() {
      commitNow?.();
      await commit;
    },
  };
}
