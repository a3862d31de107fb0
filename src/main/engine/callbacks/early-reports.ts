import type { CallbackReport } from '../providers/provider.ts';

/**
 * Reports that match no message yet: a provider may call before its own answer to our send is on our disk.
 * They are tried again as long as a send may wait for its answer, and forgotten then; most of what never
 * matches is of messages that something else sent through the same account.
 */
export interface EarlyReports {
  /** @param sendMs how long a send of the account may wait for its answer: one of these reports may prove it */
  keep(accountId: number, reports: readonly CallbackReport[], sendMs: number): void;
  /** Forgets all. */
  stop(): void;
}

/** Pause before the first try. Each further one is as long as all before it together, and so never far too late. */
const FIRST_PAUSE_MS = 500;

/** The queue gives a send five seconds more than its account does, and ten are plenty for writing down its end. */
const SETTLING_MS = 15_000;

/** Calls kept at a time. The newest have the best chance, so the oldest make room; asking tells what is lost. */
const MOST_KEPT = 1_000;

interface Kept {
  readonly accountId: number;
  readonly reports: readonly CallbackReport[];
  /** Of all pauses, after which they are forgotten. */
  readonly longestMs: number;
  waitedMs: number;
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
    const pause = Math.min(Math.max(FIRST_PAUSE_MS, kept.waitedMs), kept.longestMs - kept.waitedMs);
    if (pause <= 0) return forget(kept);
    kept.waitedMs += pause;
    kept.timer = setTimeout(() => void tryAgain(kept), pause);
  };
  const tryAgain = async (kept: Kept): Promise<void> => {
    const matched = await match(kept.accountId, kept.reports);
    if (matched) forget(kept);
    else if (all.has(kept)) wait(kept);
  };

  return {
    keep(accountId, reports, sendMs) {
      const [oldest] = all;
      if (oldest && all.size >= MOST_KEPT) forget(oldest);
      const longestMs = sendMs + SETTLING_MS;
      const kept: Kept = { accountId, reports, longestMs, waitedMs: 0, timer: undefined };
      all.add(kept);
      wait(kept);
    },
    stop() {
      for (const kept of all) forget(kept);
    },
  };
}
