import { SecretKind } from '../../../shared/secret.ts';

/** The accounts' secrets, in memory only. Whoever keeps them (the shell's keychain) hears of changes made here. */
export interface Secrets {
  get(account: { id: number; name: string }): string | undefined;
  /** Secrets besides the key. */
  find(accountId: number, kind: SecretKind): string | undefined;
  /** From outside: nobody is told. */
  set(accountId: number, kind: SecretKind, secret: string): void;
  /** The accounts of which there is any. */
  owners(): number[];
  /** Whether the engine came by it itself since the start. */
  isNew(accountId: number, kind: SecretKind): boolean;
  /** All of an account that is gone; whoever keeps them forgets them by himself. */
  forget(accountId: number): void;
  /** Made or learnt by the engine: the keeper is told; null forgets it. */
  keep(accountId: number, kind: SecretKind, secret: string | null): void;
}

/** Told of every secret that the engine came by itself. */
export type SecretKeeper = (accountId: number, kind: SecretKind, secret: string | null) => void;

/** @param fallback asked for keys that nobody set: the command line reads the environment */
export function createSecrets(
  fallback: (account: { id: number; name: string }) => string | undefined,
  keeper: SecretKeeper,
): Secrets {
  const secrets = new Map<string, string>();
  const made = new Set<string>();
  const place = (accountId: number, kind: SecretKind): string => `${accountId} ${kind}`;
  return {
    get: (account) => secrets.get(place(account.id, 'key')) ?? fallback(account),
    find: (accountId, kind) => secrets.get(place(accountId, kind)),
    set: (accountId, kind, secret) => void secrets.set(place(accountId, kind), secret),
    owners: () => [...new Set([...secrets.keys()].map((owned) => Number.parseInt(owned, 10)))],
    isNew: (accountId, kind) => made.has(place(accountId, kind)),
    forget(accountId) {
      for (const kind of SecretKind.options) secrets.delete(place(accountId, kind));
    },
    keep(accountId, kind, secret) {
      if (secret === null) secrets.delete(place(accountId, kind));
      else {
        secrets.set(place(accountId, kind), secret);
        made.add(place(accountId, kind));
      }
      keeper(accountId, kind, secret);
    },
  };
}
