import type { Account } from '../../../src/shared/account.ts';

/** A DevSMS account with a key, as the window gets it. */
export function account(part: Partial<Account> & { id: number }): Account {
  return {
    name: `Account ${part.id}`,
    provider: 'devsms',
    settings: {},
    demo: false,
    hasSecret: true,
    balance: null,
    balanceIsLow: false,
    createdAt: 0,
    ...part,
  };
}
