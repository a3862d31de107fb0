import { call } from '../../api.ts';
import { useRecheck } from './use-recheck.ts';

/** Stores an account's key, then asks the provider whether it works. Throws where it could not be stored. */
export function useKeepKey() {
  const recheck = useRecheck();
  return async (accountId: number, secret: string): Promise<void> => {
    await call('secrets.set', { accountId, secret });
    await recheck(accountId);
  };
}
