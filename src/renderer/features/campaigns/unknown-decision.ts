import type { Campaign } from '../../../shared/campaign.ts';
import type { CallInput } from '../../../shared/contract.ts';

/** What a person may decide about messages that perhaps were sent. */
export type Decision = CallInput<'campaigns.decideUnknown'>['decision'];

/** What may be decided now: a campaign that is over sends nothing again. */
export function decisionsOn({ state }: Campaign): readonly Decision[] {
  if (state === 'cancelled' || state === 'finished') return ['treat-as-sent'];
  return ['treat-as-sent', 'send-again'];
}
