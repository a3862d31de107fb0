import type { Account } from '../../shared/account.ts';
import { AppError } from '../../shared/errors.ts';
import type { SecretKind } from '../../shared/secret.ts';

const prefixes: Readonly<Record<SecretKind, string>> = {
  key: 'KAPTAR_SECRET',
  'callback-token': 'KAPTAR_CALLBACK_TOKEN',
  'callback-key': 'KAPTAR_CALLBACK_KEY',
};

/** `KAPTAR_SECRET_<NAME>` and the like: the account's name in capitals, every other character as `_`. */
export function secretVariable(accountName: string, kind: SecretKind = 'key'): string {
  return `${prefixes[kind]}_${accountName.toUpperCase().replace(/[^A-Z0-9]/gu, '_')}`;
}

/** The account's own variable, else the one for all. Arguments and files never carry a secret. */
export function secretFrom(env: NodeJS.ProcessEnv): (account: { name: string }) => string | undefined {
  return (account) => env[secretVariable(account.name)] || env['KAPTAR_SECRET'] || undefined;
}

/** What the listener reads in an address (`callbackPath`); shorter than 20 characters could be guessed. */
const TOKEN = /^[\w-]{20,100}$/;

/** How to make a good token: 32 letters and digits. */
export const TOKEN_RECIPE = 'openssl rand -hex 16';

/**
 * A secret of the account's callbacks, which only its own variable holds: one for all accounts would open one
 * provider's address to the other. Throws for a token that could be guessed or that no address can hold.
 */
export function callbackSecretFrom(
  env: NodeJS.ProcessEnv,
  accountName: string,
  kind: 'callback-token' | 'callback-key',
): string | undefined {
  const variable = secretVariable(accountName, kind);
  const secret = env[variable] || undefined;
  if (secret === undefined || kind === 'callback-key' || TOKEN.test(secret)) return secret;
  const words = `${variable} is no good token: it needs 20 to 100 letters, digits, - or _. This makes one: ${TOKEN_RECIPE}`;
  throw new AppError('invalid-input', words, { reason: 'bad-callback-token' });
}

/** Says which variable is missing, before anything is begun that needs it. */
export function requireSecret({ name, hasSecret }: Pick<Account, 'name' | 'hasSecret'>): void {
  if (hasSecret) return;
  const words = `The secret of the account "${name}" is missing: set ${secretVariable(name)} or KAPTAR_SECRET.`;
  throw new AppError('account', words, { reason: 'no-secret' });
}
