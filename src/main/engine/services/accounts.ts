import { createHash } from 'node:crypto';
import type { Account, AccountCheck, Balance, ProviderId } from '../../../shared/account.ts';
import { invalidInput } from '../../../shared/errors.ts';
import type { ParsedInput } from '../../../shared/contract.ts';
import { toUnits } from '../../../shared/money.ts';
import { SecretKind } from '../../../shared/secret.ts';
import type { Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import { providers } from '../providers/registry.ts';
import type { LaneAccount } from '../queue/lane-account.ts';
import type { Queue } from '../queue/engine.ts';
import type { AccountRecord } from '../store/account-store.ts';
import { KEYS_UNCHECKED } from '../store/copy-store.ts';
import type { Store } from '../store/store.ts';
import { callbackUrlOf } from './callbacks.ts';
import { senderOf } from './routing.ts';
import type { Secrets } from './secrets.ts';
import { noSecret, toAppError } from './vendor-account.ts';

/** A check asks a handful of questions; a person waits for it. */
const CHECK_TIMEOUT_MS = 20_000;

export interface AccountTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly emitter: Emitter;
  readonly secrets: Secrets;
}

function toAccount(record: AccountRecord, secrets: Secrets): Account {
  const { lastCheck, ...account } = record;
  // Accounts of earlier versions lack the newer settings.
  const settings = providers[record.provider].settings.safeParse(record.settings).data ?? record.settings;
  const balance = lastCheck?.balance ?? null;
  const left = balance === null ? Infinity : amountOf(balance);
  return {
    ...account,
    settings,
    hasSecret: secrets.get(record) !== undefined,
    balance,
    balanceIsLow: left < Number(settings['lowBalance'] ?? 0),
  };
}

/** In the unit of the account's `lowBalance`. */
function amountOf(balance: Balance): number {
  return balance.unit === 'messages' ? balance.messages : toUnits(balance.money);
}

/** Reads an account form; throws `invalid-input` that names each field that is wrong. */
function parseSettings(provider: ProviderId, settings: unknown): AccountRecord['settings'] {
  const parsed = providers[provider].settings.safeParse(settings);
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error, 'account-settings', 'These settings do not work.');
}

/** An account with a connection; null while its secret is missing. The caller closes the connection. */
export async function connectAccount(
  tools: Omit<AccountTools, 'emitter'>,
  id: number,
): Promise<LaneAccount | null> {
  const { store, secrets, clock } = tools;
  const account = await store.getAccount(id);
  const secret = secrets.get(account);
  if (secret === undefined) return null;
  const provider = providers[account.provider];
  const settings = provider.settings.parse(account.settings);
  const callbackUrl = await callbackUrlOf(tools, id, 'status');
  const connection = provider.connect(settings, secret, { callbackUrl });
  const priceOf = async (recipient: string) => senderOf(await store.getAccount(id)).priceOf(recipient);
  const askPrice = async (signal: AbortSignal) => {
    if (!provider.priceOf || (await store.getAccount(id)).lastCheck?.price) return;
    await store.noteCheck(id, { ...(await connection.check(signal)), at: clock.now() });
  };
  const identity = identityOf(account, secret);
  return { id, settings, capabilities: provider.capabilities, connection, identity, priceOf, askPrice };
}

/**
 * Two bytes of a hash of address and key: enough to see that they are others than before, too few to find a key
 * by. The sandbox, whose port changes from start to start, keeps its messages wherever it listens.
 */
function identityOf({ id, demo, settings }: AccountRecord, secret: string): string {
  if (demo) return 'sandbox';
  const hash = createHash('sha256').update(JSON.stringify([id, settings['baseUrl'], secret.trim()]));
  return hash.digest('hex').slice(0, 4);
}

/**
 * After a restore: secrets are kept by the ids of accounts, which may be other accounts in the data that were restored. Of
 * an account that was not connected with this very key and address all are forgotten, and the operator enters them anew.
 */
export async function forgetForeignKeys({
  store,
  secrets,
}: Pick<AccountTools, 'store' | 'secrets'>): Promise<void> {
  if (!(await store.readSetting(KEYS_UNCHECKED))) return;
  const accounts = await store.listAccounts();
  for (const id of secrets.owners()) {
    const account = accounts.find((one) => one.id === id);
    const key = secrets.find(id, 'key');
    const isSame = account && key !== undefined && identityOf(account, key) === (await store.getIdentity(id));
    if (isSame) continue;
    for (const kind of SecretKind.options) secrets.keep(id, kind, null);
  }
  await store.writeSetting(KEYS_UNCHECKED, false);
}

/** All accounts, with their last known balance and whether their key is at hand. */
export async function listAccounts({ store, secrets }: AccountTools): Promise<Account[]> {
  return (await store.listAccounts()).map((record) => toAccount(record, secrets));
}

/** Stores an account. Throws `invalid-input` for settings that do not work, `conflict` where the name is taken. */
export async function createAccount(
  { store, clock, emitter, secrets }: AccountTools,
  { name, provider, settings, demo = false }: ParsedInput<'accounts.create'> & { demo?: boolean },
): Promise<Account> {
  const parsed = parseSettings(provider, settings);
  const record = await store.createAccount({ name, provider, settings: parsed, demo }, clock.now());
  emitter.emit('changed', { topic: 'accounts' });
  return toAccount(record, secrets);
}

/** Changes name and settings; what is being sent ends with the old ones. Throws as `createAccount`, and `not-found`. */
export async function updateAccount(
  { store, emitter, secrets }: AccountTools,
  queue: Queue,
  { id, name, settings }: ParsedInput<'accounts.update'>,
): Promise<Account> {
  const before = await store.getAccount(id);
  const parsed = parseSettings(before.provider, settings);
  const record = await store.updateAccount(id, { name, settings: parsed });
  // Not waited for: a hanging request would hold up whoever saves.
  void queue.refresh(id);
  emitter.emit('changed', { topic: 'accounts' });
  return toAccount(record, secrets);
}

/** Another pace for what goes through the account, in the very moment. Throws as `updateAccount`. */
export async function setAccountRate(
  { store, emitter, secrets }: AccountTools,
  queue: Queue,
  { id, rate }: ParsedInput<'accounts.setRate'>,
): Promise<Account> {
  const { name, provider, settings } = await store.getAccount(id);
  const parsed = parseSettings(provider, { ...settings, rate });
  const record = await store.updateAccount(id, { name, settings: parsed });
  queue.setRate(id, rate);
  emitter.emit('changed', { topic: 'accounts' });
  return toAccount(record, secrets);
}

/** Removes an account and its secrets. Throws `conflict` while a campaign of it is not over. */
export async function removeAccount(
  { store, clock, emitter, secrets }: AccountTools,
  queue: Queue,
  id: number,
): Promise<void> {
  await store.removeAccount(id, clock.now());
  secrets.forget(id);
  void queue.remove(id);
  emitter.emit('changed', { topic: 'accounts' });
}

/** Asks the provider whether settings and secret work. Throws `account` with the provider's words if not. */
export async function checkAccount(tools: AccountTools, id: number): Promise<AccountCheck> {
  const account = await connectAccount(tools, id);
  if (!account) throw noSecret();
  try {
    const told = await account.connection.check(AbortSignal.timeout(CHECK_TIMEOUT_MS));
    const check = { ...told, at: tools.clock.now() };
    await tools.store.noteCheck(id, check);
    // The balance stands in the list of accounts, too.
    tools.emitter.emit('changed', { topic: 'accounts' });
    return check;
  } catch (error) {
    throw toAppError(error);
  } finally {
    await account.connection.close();
  }
}
