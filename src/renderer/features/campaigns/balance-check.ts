import type { Estimate } from '../../../shared/calls/campaigns.ts';

/** What one account would send, and what is left there. */
export type AccountShare = Estimate['accounts'][number];

/** Whether a balance covers its share. What cannot be compared counts as enough: the provider will tell. */
export function isEnough({ balance, cost, parts }: AccountShare): boolean {
  if (balance?.unit === 'messages') return balance.messages >= parts;
  if (balance?.unit === 'money' && cost?.currency === balance.money.currency) {
    return balance.money.micros >= cost.micros;
  }
  return true;
}

/** Whether nobody says what this share costs: neither a price nor an account that counts SMS. */
export function isPriceless({ balance, cost }: AccountShare): boolean {
  return cost === null && balance?.unit !== 'messages';
}
