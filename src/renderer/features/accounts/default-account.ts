import type { Account } from '../../../shared/account.ts';

/**
 * The account that was chosen, while it is there; else the only one that can be meant, or null. With a real account
 * at hand the sandbox is not meant: nobody wants to practise by mistake.
 */
export function defaultAccount(accounts: readonly Account[], chosen: number | null): number | null {
  if (accounts.some(({ id }) => id === chosen)) return chosen;
  const real = accounts.filter(({ demo }) => !demo);
  const [only] = real.length > 0 ? real : accounts;
  return real.length > 1 ? null : (only?.id ?? null);
}
