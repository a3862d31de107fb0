import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';
import type { LaneAccount } from './lane-account.ts';

/** Messages asked about in one go. */
const BATCH = 100;
/** What was cancelled longer ago has long left the phone, or never will. */
const STILL_PENDING_MS = 24 * 3_600_000;

/**
 * Returns a function that asks the provider to withdraw what it has taken of cancelled campaigns, and of finished ones that
 * were asked back, and not yet sent, one by one, each once; whatever process was told so, and however late the message was found to be
 * taken. What has left already stays as it is. Answers the campaigns that changed; throws `AccountTrouble` when it
 * cannot ask.
 */
export function createWithdrawal(
  { id: accountId, connection }: LaneAccount,
  { store, clock }: { store: Store; clock: Clock },
): (stop: AbortSignal) => Promise<number[]> {
  const tried = new Set<number>();
  return async (stop) => {
    const changed = new Set<number>();
    const askedBackSince = clock.now() - STILL_PENDING_MS;
    for (let after = 0; connection.cancel;) {
      const messages = await store.listToWithdraw({ accountId, askedBackSince, after, limit: BATCH });
      const last = messages.at(-1);
      if (!last) break;
      after = last.id;
      for (const { id, campaignId, providerId } of messages) {
        if (stop.aborted) return [...changed];
        if (tried.has(id)) continue;
        const answer = await connection.cancel(providerId, stop);
        tried.add(id);
        if (answer === 'too-late') continue;
        const at = clock.now();
        await store.settleReports([
          { id, to: 'cancelled', at, detail: null, cost: null, nextReportAt: null },
        ]);
        changed.add(campaignId);
      }
    }
    return [...changed];
  };
}
