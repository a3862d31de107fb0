import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';

/** Where it lies in the window's cache. */
export function keyTroubleKey(accountId: number) {
  return ['accounts.keyTrouble', accountId] as const;
}

/** Why an account that was just made got no key, so that its page can say it where one tries again; or null. */
export function useKeyTrouble(accountId: number): unknown {
  const key = keyTroubleKey(accountId);
  return useQuery({ queryKey: key, queryFn: skipToken, staleTime: Infinity }).data ?? null;
}

/** Remembers it until the account has a key (`useRecheck`). */
export function useKeepKeyTrouble() {
  const client = useQueryClient();
  return (accountId: number, cause: unknown) => client.setQueryData(keyTroubleKey(accountId), cause);
}
