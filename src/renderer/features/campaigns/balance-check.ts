import type { Balance } from '../../../shared/account.ts';
import type { Estimate } from '../../../shared/contract.ts';

/** Whether a balance covers a campaign. What cannot be compared counts as enough: the provider will tell. */
export function isEnough(balance: Balance | null, { cost, parts }: Estimate): boolean {
  if (balance?.unit === 'messages') return balance.messages >= parts;
  if (balance?.unit === 'money' && cost?.currency === balance.money.currency) {
    return balance.money.micros >= cost.micros;
  }
  return true;
}
