import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { AccountTrouble } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';
import { askProvider, type AskedAccount } from './ask-provider.ts';

/**
 * After a longer silence than this a person is asked: a text of this morning fits this evening, but perhaps not
 * tomorrow.
 */
const LONGEST_SILENCE_MS = 12 * 3_600_000;

/**
 * Lets campaigns go on that stand still because this account's provider could not be reached, once it can; answers those
 * that changed. Asks nobody while there are none. Throws where the provider still cannot be reached, so that whoever
 * calls again and again does so ever more rarely.
 *
 * Only this reason mends itself. A key, a balance and an account's set-up are mended by a person, who alone knows when; and
 * what left many messages uncertain in a row, though the provider answers, would cost as many again.
 */
export async function reconnect(
  account: AskedAccount,
  { store, clock, log }: { store: Store; clock: Clock; log: Log },
  stop: AbortSignal,
): Promise<number[]> {
  const waiting = await store.listOffline(account.id);
  if (waiting.length === 0) return [];
  const stale = waiting.filter(({ since }) => clock.now() - since > LONGEST_SILENCE_MS);
  if (stale.length > 0) {
    return store.changeOffline(idsOf(stale), { reason: 'missed-schedule', detail: null, accountId: null });
  }
  const verdict = await askProvider(account, log, stop);
  switch (verdict.kind) {
    case 'there':
      return store.resumeOffline(idsOf(waiting), clock.now());
    case 'stop': {
      const { reason, detail } = verdict;
      return store.changeOffline(idsOf(waiting), { reason, detail, accountId: account.id });
    }
    case 'away':
      throw new AccountTrouble('offline', verdict.detail);
  }
}

function idsOf(campaigns: readonly { id: number }[]): number[] {
  return campaigns.map(({ id }) => id);
}
