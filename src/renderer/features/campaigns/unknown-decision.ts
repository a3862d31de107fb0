import type { Campaign } from '../../../shared/campaign.ts';
import type { UnknownDecision } from '../../../shared/decision.ts';

/** What may be decided now: a campaign that is over sends nothing again. */
export function decisionsOn({ state }: Campaign): readonly UnknownDecision[] {
  if (state === 'cancelled' || state === 'finished') return ['treat-as-sent'];
  return ['treat-as-sent', 'send-again'];
}
