import type { ProviderId } from '../../../shared/account.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/store.ts';

/** A campaign that is older than this and still not prepared will not be: the slowest takes a few minutes. */
const PREPARING_AT_MOST_MS = 3_600_000;
/** Messages withdrawn in one transaction: some tens of milliseconds in which no lane can claim. */
const WITHDRAW_BATCH = 1000;

/**
 * Puts the books right after an unclean stop, before anything is sent: what was on the wire becomes
 * `unknown`, a campaign that was half prepared disappears, a cancel that was cut short is carried on.
 */
export async function recover(
  { store, clock, log }: { store: Store; clock: Clock; log: Log },
  canLookUp: readonly ProviderId[],
): Promise<void> {
  const interrupted = await store.recoverInterrupted(clock.now(), canLookUp);
  if (interrupted > 0) log.info('recover.interrupted', { messages: interrupted });
  await store.discardUnprepared(clock.now() - PREPARING_AT_MOST_MS);
  for (const id of await store.listHalfCancelled()) await withdrawAll(store, id, clock);
}

/** Turns all that a cancelled campaign still has in line into `cancelled`. */
export async function withdrawAll(store: Store, campaignId: number, clock: Clock): Promise<void> {
  while ((await store.withdrawQueued(campaignId, WITHDRAW_BATCH, clock.now())) > 0) {
    // Between two batches the lanes get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
