import { useQueryClient } from '@tanstack/react-query';
import { call, callKey } from '../../api.ts';

/** Stores an account's key, then asks the provider whether it works. Throws where it could not be stored. */
export function useKeepKey() {
  const client = useQueryClient();
  return async (accountId: number, secret: string): Promise<void> => {
    await call('secrets.set', { accountId, secret });
    await client.invalidateQueries({ queryKey: ['accounts.list'] });
    // An answer given to the old key says nothing about the new one.
    await client.resetQueries({ queryKey: callKey('accounts.check', { id: accountId }) });
  };
}
