/** The accounts' secrets, in memory only. */
export interface Secrets {
  get(account: { id: number; name: string }): string | undefined;
  set(accountId: number, secret: string): void;
}

/** @param fallback asked where none was set: the command line reads the environment */
export function createSecrets(
  fallback: (account: { id: number; name: string }) => string | undefined,
): Secrets {
  const secrets = new Map<number, string>();
  return {
    get: (account) => secrets.get(account.id) ?? fallback(account),
    set: (accountId, secret) => void secrets.set(accountId, secret),
  };
}
