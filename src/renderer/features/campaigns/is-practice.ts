import type { Account } from '../../../shared/account.ts';

/** Whether all of it goes through the sandbox: nothing leaves this computer, and its money is play money. */
export function isPractice(accounts: readonly Pick<Account, 'demo'>[]): boolean {
  return accounts.length > 0 && accounts.every(({ demo }) => demo);
}
