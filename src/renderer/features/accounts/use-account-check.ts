import type { Account } from '../../../shared/account.ts';
import { useCall } from '../../api.ts';

/** A balance is asked for again after this long, ms: it is a request to the provider each time. */
export const FRESH = 60_000;

/** The provider's live answer about an account: its balance, or what is wrong. */
export function useAccountCheck(account: Account | undefined) {
  return useCall(
    'accounts.check',
    { id: account?.id ?? 0 },
    { enabled: account?.hasSecret ?? false, staleTime: FRESH },
  );
}
