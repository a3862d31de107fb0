import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Account } from '../../../shared/account.ts';
import { call, callKey, type ApiError } from '../../api.ts';
import { FRESH } from '../accounts/use-account-check.ts';

/** What keeps an account from being used right now, in the provider's words. */
export interface AccountTrouble {
  account: Account;
  error: ApiError;
  retry: () => void;
}

/** Asks the providers of these accounts whether they work, and has the cost counted again at the prices they tell. */
export function useAccountChecks(accounts: readonly Account[]): AccountTrouble[] {
  const client = useQueryClient();
  const asked = accounts.filter(({ hasSecret }) => hasSecret);
  const checks = useQueries({
    queries: asked.map(({ id }) => ({
      queryKey: callKey('accounts.check', { id }),
      queryFn: () => call('accounts.check', { id }),
      staleTime: FRESH,
    })),
  });
  const toldAt = Math.max(0, ...checks.map(({ dataUpdatedAt }) => dataUpdatedAt));
  useEffect(() => {
    if (toldAt > 0) void client.invalidateQueries({ queryKey: ['campaigns.estimate'] });
  }, [toldAt, client]);

  return asked.flatMap((account, index) => {
    const check = checks[index];
    if (!check?.isError) return [];
    return [{ account, error: check.error as ApiError, retry: () => void check.refetch() }];
  });
}
