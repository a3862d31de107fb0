import type { z } from 'zod';
import type { LaneSettings, ProviderId, providerSettings } from '../../../shared/account.ts';
import { AppError } from '../../../shared/errors.ts';
import { secondsToMs } from '../lib/clock.ts';
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

/** The account's own time-out ends a request and says so in words; this much later even one that hangs is given up. */
const QUESTION_MARGIN_MS = 5_000;

/** One question to a vendor; a second one would have to do with what the first has left of its time. */
export type Question<C, T> = (client: C, signal: AbortSignal) => Promise<T>;

/**
 * Opens a vendor's own API for one account, asks it one thing, and closes it. Throws `invalid-input` for an
 * account of another provider, `account` where its key is missing, and the provider's words as an `AppError`.
 */
export async function withVendor<P extends ProviderId, C extends { close(): Promise<void> }, T>(
  { store, secrets }: VendorTools,
  accountId: number,
  provider: P,
  open: (settings: SettingsOf<P>, secret: string) => C,
  question: Question<C, T>,
): Promise<T> {
  const account = await store.getAccount(accountId);
  const settings = await vendorSettings({ store }, accountId, provider);
  const secret = secrets.get(account);
  if (secret === undefined) throw noSecret();
  return askAndClose(open(settings, secret), settings, question);
}

/** Asks a client one thing, with the time that the account gives its provider, and closes it. */
export async function askAndClose<C extends { close(): Promise<void> }, T>(
  client: C,
  { timeoutSeconds }: Pick<LaneSettings, 'timeoutSeconds'>,
  question: Question<C, T>,
): Promise<T> {
  const limit = AbortSignal.timeout(secondsToMs(timeoutSeconds) + QUESTION_MARGIN_MS);
  try {
    return await question(client, limit);
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
