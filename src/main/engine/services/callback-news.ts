import { secondsToMs, type Clock } from '../lib/clock.ts';
import type { CallbackReport } from '../providers/provider.ts';
import { providers } from '../providers/registry.ts';
import type { Progress } from '../queue/progress.ts';
import type { CallbackResult } from '../store/queue-store.ts';
import type { Store } from '../store/store.ts';

/** Settles what a provider called about; answers how many of the reports are of messages we know. */
export async function takeReports(
  { store, clock, progress }: { store: Store; clock: Clock; progress: Progress },
  accountId: number,
  reports: readonly CallbackReport[],
): Promise<number> {
  const { provider, settings } = await store.getAccount(accountId);
  const { capabilities, settings: form } = providers[provider];
  const nextReportAt = clock.now() + secondsToMs(form.parse(settings).pollSeconds);
  const news = reports.map(({ providerId, reference, recipient, state, at, detail }): CallbackResult => {
    // A look-up tells an uncertain message for certain: where there is one, the recipient must not decide.
    const uncertainRecipient = capabilities.lookup ? null : recipient;
    const to = state === 'accepted' ? null : state;
    return { providerId, reference, uncertainRecipient, at, to, detail, nextReportAt };
  });
  const { matched, campaignIds } = await store.settleCallbacks(accountId, news, clock.now());
  for (const id of campaignIds) progress.note(id, 0);
  return matched;
}
