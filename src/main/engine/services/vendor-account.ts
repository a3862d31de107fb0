import type { z } from 'zod';
import type { ProviderId, providerSettings } from '../../../shared/account.ts';
import { AppError } from '../../../shared/errors.ts';
import { AccountTrouble } from '../providers/provider.ts';
import { providers } from '../providers/registry.ts';
import type { Store } from '../store/store.ts';
import type { Secrets } from './secrets.ts';

/** What is needed to ask an account's provider something. */
export interface VendorTools {
  readonly store: Store;
  readonly secrets: Secrets;
}

type SettingsOf<P extends ProviderId> = z.infer<(typeof providerSettings)[P]>;

/**
 * Opens a vendor's own API for one account, lets `work` ask, and closes it. Throws `invalid-input` for an
 * account of another provider, `account` where its key is missing, and the provider's words as an `AppError`.
 */
export async function withVendor<P extends ProviderId, C extends { close(): Promise<void> }, T>(
  { store, secrets }: VendorTools,
  accountId: number,
  provider: P,
  open: (settings: SettingsOf<P>, secret: string) => C,
  work: (client: C) => Promise<T>,
): Promise<T> {
  const account = await store.getAccount(accountId);
  const settings = await vendorSettings({ store }, accountId, provider);
  const secret = secrets.get(account);
  if (secret === undefined) throw noSecret();
  const client = open(settings, secret);
  try {
    return await work(client);
  } catch (error) {
    throw toAppError(error);
  } finally {
    await client.close();
  }
}

/** The settings of an account that must be of this provider; throws `invalid-input` for another's. */
export async function vendorSettings<P extends ProviderId>(
  { store }: Pick<VendorTools, 'store'>,
  accountId: number,
  provider: P,
): Promise<SettingsOf<P>> {
  const account = await store.getAccount(accountId);
  if (account.provider !== provider) {
    const words = `"${account.name}" is no account of ${providers[provider].name}. Choose one that is.`;
    throw new AppError('invalid-input', words, { reason: 'other-provider' });
  }
  return providers[provider].settings.parse(account.settings) as SettingsOf<P>;
}

/** The error of an account whose key nobody has entered. */
export function noSecret(): AppError {
  return new AppError('account', 'The key of this account is missing. Enter it again.', {
    reason: 'no-secret',
  });
}

/** A provider's trouble as an error of the contract; all else as it is. */
export function toAppError(error: unknown): unknown {
  if (!(error instanceof AccountTrouble)) return error;
  const details = { reason: `account-${error.kind}` };
  if (error.kind === 'not-found') return new AppError('not-found', error.message, details);
  if (error.kind === 'refused') return new AppError('conflict', error.message, details);
  return new AppError('account', error.message, details);
}
