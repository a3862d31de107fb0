import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';
import type { LaneAccount } from './lane.ts';

/** Messages asked about in one go. */
const BATCH = 100;
/** Answers come within seconds: as long as an eye takes to see that something happened. */
const ON_THE_WIRE_MS = 200;

/**
 * Asks the provider to withdraw what it has taken of a campaign and not yet sent, one by one. What has left
 * already stays as it is. Throws `AccountTrouble` when it cannot ask; the rest is then left as it is, too.
 */
export async function withdrawAccepted(
  { id: accountId, connection }: LaneAccount,
  { store, clock }: { store: Store; clock: Clock },
  campaignId: number,
  stop: AbortSignal,
): Promise<void> {
  // What is on the wire right now may be taken in a moment, and is to be withdrawn as well.
  while (!stop.aborted && (await store.getCampaign(campaignId)).states.sending > 0)
    await sleep(ON_THE_WIRE_MS);
  let after = 0;
  for (;;) {
    const messages = await store.listAccepted({ campaignId, accountId, after, limit: BATCH });
    const last = messages.at(-1);
    if (!last || !connection.cancel) return;
    after = last.id;
    for (const { id, providerId } of messages) {
      if (stop.aborted) return;
      if ((await connection.cancel(providerId, stop)) === 'too-late') continue;
      const at = clock.now();
      await store.settleReports([{ id, to: 'cancelled', at, detail: null, cost: null, nextReportAt: null }]);
    }
  }
}
