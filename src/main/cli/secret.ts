import type { Account } from '../../shared/account.ts';
import { AppError } from '../../shared/errors.ts';

/** `KAPTAR_SECRET_<NAME>`: the account's name in capitals, every other character as `_`. */
export function secretVariable(accountName: string): string {
  return `KAPTAR_SECRET_${accountName.toUpperCase().replace(/[^A-Z0-9]/gu, '_')}`;
}

/** The account's own variable, else the one for all. Arguments and files never carry a secret. */
export function secretFrom(env: NodeJS.ProcessEnv): (account: { name: string }) => string | undefined {
  return (account) => env[secretVariable(account.name)] || env['KAPTAR_SECRET'] || undefined;
}

/** Says which variable is missing, before anything is begun that needs it. */
export function requireSecret({ name, hasSecret }: Pick<Account, 'name' | 'hasSecret'>): void {
  if (hasSecret) return;
  const words = `The secret of the account "${name}" is missing: set ${secretVariable(name)} or KAPTAR_SECRET.`;
  throw new AppError('account', words, { reason: 'no-secret' });
}
