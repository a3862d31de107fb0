import { randomBytes } from 'node:crypto';
import { callbackPath, CallbackSettings } from '../../../shared/callbacks.ts';
import type { CallbackStanding, CallbackTopic } from '../../../shared/callbacks.ts';
import { AppError } from '../../../shared/errors.ts';
import type { CallbackAccount, ListenerTools } from '../callbacks/answer.ts';
import { createCallbackListener, type CallbackListener } from '../callbacks/listener.ts';
import { secondsToMs, type Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import { providers } from '../providers/registry.ts';
import type { Store } from '../store/store.ts';
import type { Secrets } from './secrets.ts';

/** What the address of an account's callbacks is made of. */
export interface CallbackUrlTools {
  readonly store: Store;
  readonly secrets: Secrets;
}

export interface CallbackTools extends CallbackUrlTools {
  readonly listener: CallbackListener;
  /** Opens the account's connection anew, since it knows the address that it gives to its provider. Never waits. */
  readonly refreshAccount: (accountId: number) => void;
}

export interface CallbackListenerTools
  extends CallbackUrlTools, Pick<ListenerTools, 'onReports' | 'onIncoming' | 'log'> {
  readonly clock: Clock;
  readonly emitter: Emitter;
}

/** The settings' name in the store. */
const SETTING = 'callbacks';

/** Bytes of an account's token: more than anybody can guess, few enough for a path. */
const TOKEN_BYTES = 24;

/** The window shows counters that may grow by hundreds a second: it is told of them once in a second. */
const STANDING_PAUSE_MS = 1_000;

/** The listener over the accounts of the store. It does not listen before `startCallbacks` or `setCallbacks`. */
export function openCallbackListener(tools: CallbackListenerTools): CallbackListener {
  const { clock, emitter, onReports, onIncoming, log } = tools;
  return createCallbackListener({
    tokenOf: (accountId) => tools.secrets.find(accountId, 'callback-token'),
    find: (accountId) => findCallbackAccount(tools, accountId),
    onReports,
    onIncoming,
    onStanding: notTooOften(clock, () => emitter.emit('changed', { topic: 'callbacks' })),
    now: () => clock.now(),
    log,
  });
}

/** Listens as the settings say; a port that is taken shows in the standing and stops nothing else. */
export async function startCallbacks({ store, listener }: CallbackTools): Promise<void> {
  await listener.listen(await readSettings(store));
}

/** The settings, whether it listens, and what each account's provider has called for. */
export async function callbackStanding({
  store,
  secrets,
  listener,
}: Omit<CallbackTools, 'refreshAccount'>): Promise<CallbackStanding> {
  const settings = await readSettings(store);
  const { listeningOn, trouble, accounts } = listener.standing();
  const tallies = (await store.listAccounts()).map(({ id }) => {
    const { heard = 0, refused = 0, lastHeardAt = null } = accounts.get(id) ?? {};
    return {
      accountId: id,
      heard,
      refused,
      lastHeardAt,
      isNew: secrets.isNew(id, 'callback-token'),
      hasCallbackKey: secrets.find(id, 'callback-key') !== undefined,
    };
  });
  return { settings, listeningOn, trouble, accounts: tallies };
}

/** Keeps the settings, listens anew and lets every account give its provider the right address. */
export async function setCallbacks(
  tools: CallbackTools,
  settings: CallbackSettings,
): Promise<CallbackStanding> {
  await tools.store.writeSetting(SETTING, settings);
  await tools.listener.listen(settings);
  for (const { id } of await tools.store.listAccounts()) tools.refreshAccount(id);
  return callbackStanding(tools);
}

/**
 * The address to give to an account's provider, with the account's token in it: made the first time and kept
 * with the other secrets. Undefined while callbacks are off or nobody outside could reach them.
 */
export async function callbackUrlOf(
  { store, secrets }: CallbackUrlTools,
  accountId: number,
  topic: CallbackTopic,
): Promise<string | undefined> {
  const { enabled, publicUrl } = await readSettings(store);
  if (!enabled || publicUrl === '') return undefined;
  const token = secrets.find(accountId, 'callback-token') ?? makeToken(secrets, accountId);
  return publicUrl + callbackPath(accountId, topic, token);
}

/** The same for a person who wants to enter it at the provider. Throws `conflict` where there is none. */
export async function tellCallbackUrl(
  tools: CallbackUrlTools,
  { accountId, topic }: { accountId: number; topic: CallbackTopic },
): Promise<{ url: string }> {
  await tools.store.getAccount(accountId);
  const url = await callbackUrlOf(tools, accountId, topic);
  if (url !== undefined) return { url };
  throw new AppError('conflict', 'Switch callbacks on and enter their public address first.', {
    reason: 'callbacks-off',
  });
}

/** Gives the account new addresses, at once: whoever knows those of before is a stranger from then on. */
export async function renewCallbackToken(tools: CallbackTools, accountId: number): Promise<CallbackStanding> {
  await tools.store.getAccount(accountId);
  makeToken(tools.secrets, accountId);
  tools.refreshAccount(accountId);
  return callbackStanding(tools);
}

/** Forgets what uBill was to name in its calls: the token in their path guards alone again. */
export async function forgetCallbackKey(tools: CallbackTools, accountId: number): Promise<CallbackStanding> {
  await tools.store.getAccount(accountId);
  tools.secrets.keep(accountId, 'callback-key', null);
  return callbackStanding(tools);
}

function makeToken(secrets: Secrets, accountId: number): string {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  secrets.keep(accountId, 'callback-token', token);
  return token;
}

/** Settings that cannot be read are those of the start: off. */
async function readSettings(store: Store): Promise<CallbackSettings> {
  const kept = CallbackSettings.safeParse(await store.readSetting(SETTING));
  return kept.success ? kept.data : CallbackSettings.parse({});
}

async function findCallbackAccount(
  { store, secrets }: CallbackUrlTools,
  accountId: number,
): Promise<CallbackAccount | undefined> {
  const account = (await store.listAccounts()).find(({ id }) => id === accountId);
  if (!account) return undefined;
  const provider = providers[account.provider];
  const settings = provider.settings.safeParse(account.settings);
  if (!settings.success) return undefined;
  return {
    accountId,
    sendMs: secondsToMs(settings.data.timeoutSeconds),
    read: (request) => provider.readCallback?.(request, settings.data) ?? { kind: 'unreadable' },
    callbackKey: secrets.find(accountId, 'callback-key'),
  };
}

/** Acts at once, and then not before the pause is over: the last call is never lost. */
function notTooOften(clock: Clock, act: () => void): () => void {
  let actedAt = -Infinity;
  let waits = false;
  const now = (): void => {
    waits = false;
    actedAt = clock.monotonic();
    act();
  };
  return () => {
    if (waits) return;
    const pause = actedAt + STANDING_PAUSE_MS - clock.monotonic();
    if (pause <= 0) return now();
    waits = true;
    // Nobody waits for the process because of a counter.
    setTimeout(now, pause).unref();
  };
}
