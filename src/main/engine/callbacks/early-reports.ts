import type { CallbackReport } from '../providers/provider.ts';

/**
 * Reports that match no message yet: a provider may call before its own answer to our send is on our disk.
 * They are tried again for a while and forgotten then; most of what never matches is of messages that
 * something else sent through the same account.
 */
export interface EarlyReports {
  keep(accountId: number, reports: readonly CallbackReport[]): void;
  /** Forgets all. */
  stop(): void;
}

/** Pauses before each try; half a minute in all, which is how long a send waits for its answer. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

/** Calls kept at a time. The newest have the best chance, so the oldest make room; asking tells what is lost. */
const MOST_KEPT = 1_000;

interface Kept {
  readonly accountId: number;
  readonly reports: readonly CallbackReport[];
  tries: number;
  timer: NodeJS.Timeout | undefined;
}

/** @param match whether all the reports matched now; must not throw */
export function createEarlyReports(
  match: (accountId: number, reports: readonly CallbackReport[]) => Promise<boolean>,
): EarlyReports {
  const all = new Set<Kept>();

  const forget = (kept: Kept): void => {
    clearTimeout(kept.timer);
    all.delete(kept);
  };
  const wait = (kept: Kept): void => {
    const pause = PAUSES_MS[kept.tries];
    if (pause === undefined) return forget(kept);
    kept.tries++;
    kept.timer = setTimeout(() => void tryAgain(kept), pause);
  };
  const tryAgain = async (kept: Kept): Promise<void> => {
    const matched = await match(kept.accountId, kept.reports);
    if (matched) forget(kept);
    else if (all.has(kept)) wait(kept);
  };

  return {
    keep(accountId, reports) {
      const [oldest] = all;
      if (oldest && all.size >= MOST_KEPT) forget(oldest);
      const kept: Kept = { accountId, reports, tries: 0, timer: undefined };
      all.add(kept);
      wait(kept);
    },
    stop() {
      for (const kept of all) forget(kept);
    },
  };
}
