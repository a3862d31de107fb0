import { join } from 'node:path';
import type { Sandbox } from '../sandbox/server.ts';
import type { EventName, EventPayload, Reply } from '../../shared/contract.ts';
import type { Person } from '../../shared/decision.ts';
import { AppError } from '../../shared/errors.ts';
import type { SecretKind } from '../../shared/secret.ts';
import { lockFolder, makeFolder, takeOverRestored } from './data-folder.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createRouter } from './ipc/router.ts';
import { systemClock, type Clock } from './lib/clock.ts';
import { withDiskWords } from './lib/disk-trouble.ts';
import { createEmitter } from './lib/emitter.ts';
import { silentLog, type Log } from './lib/log.ts';
import { userName } from './lib/user-name.ts';
import { providers } from './providers/registry.ts';
import { createNightWatch } from './queue/night-watch.ts';
import { createOneTimeCodes } from './queue/one-time-codes.ts';
import { createProgress } from './queue/progress.ts';
import { createQueue } from './queue/engine.ts';
import { startPoll, type Poll } from './queue/poll.ts';
import { recover } from './queue/recover.ts';
import { openSteadyTime } from './queue/steady-time.ts';
import { findResources } from './resources.ts';
import { takeIn } from './queue/receive.ts';
import { createBackups } from './services/backups.ts';
import { connectAccount, forgetForeignKeys } from './services/accounts.ts';
import { takeReports } from './services/callback-news.ts';
import { openCallbackListener, startCallbacks } from './services/callbacks.ts';
import { reviveDemo } from './services/demo.ts';
import { createChanging } from './services/contact-changes.ts';
import { indexContacts } from './services/contact-indexing.ts';
import { createTextFiles } from './services/import/text-files.ts';
import { createImporting } from './services/imports.ts';
import { createExporting } from './services/reports/export.ts';
import { createRestoring } from './services/restoring.ts';
import { createSecrets, type SecretKeeper } from './services/secrets.ts';
import { runDuePlans } from './services/plan-runs.ts';
import { getSettings } from './services/settings.ts';
import { createStartCheck } from './services/start-check.ts';
import { createCopies } from './store/sqlite/copies.ts';
import { backupFolderOf } from './store/sqlite/database.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';

/** Whoever reported within the last hour will again: its messages are asked about less often. */
const CALLS_HOLD_MS = 3_600_000;

/** How often it is looked whether a plan's time has come, ms. */
const PLANS_EVERY = 1000;
/** How often it is looked whether contacts have changed that are to be found by the search index, ms. */
const INDEX_EVERY = 1000;

/** The whole engine: what the utility process, the command line and the tests hold in their hand. */
export interface App {
  /** Answers a call of the contract; never throws. */
  dispatch(name: string, input: unknown): Promise<Reply<unknown>>;
  /** Calls back for every event until the returned function is called. */
  onEvent(listener: <E extends EventName>(name: E, payload: EventPayload<E>) => void): () => void;
  /** Keeps an account's secret in memory; its key if no kind is given. */
  setSecret(accountId: number, secret: string, kind?: SecretKind): Promise<void>;
  /** Calls back with secrets that the engine came by itself, for the keychain; null: forget it. */
  onSecret(listener: SecretKeeper): () => void;
  /**
   * Takes the lock of the data folder, recovers from an unclean stop and starts sending: for these accounts,
   * or for all of them. Throws `AppError('conflict')` where another engine has the folder.
   */
  start(accountIds: readonly number[] | 'all'): Promise<void>;
  /** Sends for one account more. */
  serve(accountId: number): Promise<void>;
  /**
   * Resolves where this engine cannot go on and another one is to be started: the data were restored, or damage was met,
   * which the next start finds.
   */
  readonly over: Promise<'restored' | 'damaged'>;
  /** Lets what is on the wire end (bounded by the accounts' time-outs), then closes the store. */
  stop(): Promise<void>;
}

export interface AppOptions {
  /** Where the database lives; made if there is none. */
  readonly dataDir: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Asked for secrets that nobody set: the command line reads the environment. */
  readonly accountSecret?: (account: { id: number; name: string }) => string | undefined;
  /** Through what decisions are given. */
  readonly place?: Person['place'];
  /** Parse answers, too: in tests and development. */
  readonly checkOutputs?: boolean;
}

/**
 * Opens the data folder. Calls are answered from then on; nothing is sent before `start`. Throws
 * `AppError('conflict')` for the reason `unreadable-database` where the data are damaged: see `createRescue`.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { dataDir, clock = systemClock, log = silentLog } = options;
  makeFolder(dataDir);
  const file = join(dataDir, 'kaptar.db');
  const wasRestored = takeOverRestored(dataDir, file);
  const end = Promise.withResolvers<'restored' | 'damaged'>();
  let isDamaged = false;
  const onDamage = (error: unknown): void => {
    if (!isDamaged) log.error('store.damaged', error);
    isDamaged = true;
    end.resolve('damaged');
  };
  const store = openSqliteStore(file, () => clock.now(), onDamage);
  const emitter = createEmitter();
  const keepers = new Set<SecretKeeper>();
  const secrets = createSecrets(options.accountSecret ?? (() => undefined), (...secret) => {
    for (const keep of keepers) keep(...secret);
  });
  const nightWatch = createNightWatch(
    async () => (await getSettings(store)).quietHours,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  );
  const progress = createProgress(
    store,
    clock,
    log,
    (payload) => emitter.emit('campaign.progress', payload),
    (accountIds) => queue.limitOf(accountIds),
    () => queue.diskTrouble(),
    nightWatch,
  );
  const codes = createOneTimeCodes(store);
  const connect = (accountId: number) => connectAccount({ store, secrets, clock }, accountId);
  const queue = createQueue({
    store,
    clock,
    steady: await openSteadyTime(store, clock),
    log,
    emitter,
    progress,
    codes,
    nightWatch,
    connect,
    isCalled: (accountId) => {
      const reportedAt = callbackListener.standing().accounts.get(accountId)?.lastReportAt ?? -Infinity;
      return clock.now() - reportedAt < CALLS_HOLD_MS;
    },
  });
  const callbackListener = openCallbackListener({
    store,
    secrets,
    clock,
    emitter,
    log,
    onReports: (accountId, reports) => takeReports({ store, clock, progress }, accountId, reports),
    onIncoming: (accountId, messages) => takeIn({ store, clock, emitter, log }, accountId, messages),
  });

  const copies = createCopies(file);
  const backupDir = backupFolderOf(file);
  const backups = createBackups({ copies, clock, emitter, log, backupDir, onDamage });
  const restoring = createRestoring({
    copies,
    clock,
    log,
    backupDir,
    standStill() {
      end.resolve('restored');
      return halt();
    },
  });
  const startCheck = createStartCheck({ store, clock, emitter, log, mark: join(dataDir, 'engine.running') });

  let sandbox: Promise<Sandbox> | null = null;
  // Its code is read only where there is a demo account.
  const startServer = (): Promise<Sandbox> =>
    (sandbox ??= import('../sandbox/server.ts').then(({ startSandbox }) =>
      startSandbox({ ledgerFile: join(dataDir, 'sandbox.jsonl') }),
    ));

  const tools = {
    store,
    clock,
    log,
    emitter,
    secrets,
    queue,
    progress,
    person: { name: userName(), place: options.place ?? 'window' },
    codes,
    nightWatch,
    listener: callbackListener,
    // Not waited for: a hanging request would hold up whoever saves.
    refreshAccount: (accountId: number) => void queue.refresh(accountId),
    startServer,
    backups,
    backupDir,
    restoring,
    startCheck,
    importing: createImporting(),
    preparing: new Set<AbortController>(),
    exporting: createExporting(),
    counting: { current: null },
    changing: createChanging(),
    files: createTextFiles(join(dataDir, 'unpacked')),
    looking: new Set<AbortController>(),
    resourcesDir: findResources(),
  };
  const dispatch = createRouter(
    createHandlers(tools),
    withDiskWords,
    (error, call) => log.error('call.failed', error, { call }),
    options.checkOutputs ?? false,
  );
  /** Has all that takes long and is no sending leave nothing half done. */
  async function endWork(): Promise<void> {
    const { importing, exporting, changing, looking } = tools;
    const closing = new AppError('conflict', 'Kaptar is closing.', { reason: 'engine-stopped' });
    for (const controller of looking) controller.abort(closing);
    const works = [importing, exporting, changing, restoring];
    await Promise.all([backups.stop(), startCheck.stop(), ...works.map((work) => work.end(closing))]);
  }
  let plans: Poll | null = null;
  let indexing: Poll | null = null;
  const stopping = new AbortController();
  let releaseLock: (() => void) | null = null;
  let starting = Promise.resolve();

  async function start(accountIds: readonly number[] | 'all'): Promise<void> {
    releaseLock = lockFolder(dataDir);
    const isInDoubt = await startCheck.begin(wasRestored);
    // Before any account is connected; the command line has no keys but those that name an account.
    if (accountIds === 'all') await forgetForeignKeys({ store, secrets });
    const canLookUp = Object.values(providers)
      .filter(({ capabilities }) => capabilities.lookup)
      .map(({ id }) => id);
    await recover({ store, clock, log }, canLookUp);
    await reviveDemo(tools);
    await startCallbacks(tools);
    await queue.start(accountIds);
    if (isInDoubt) startCheck.checkBooks();
    backups.start();
    // Whoever sends for one campaign only, as a command does, ends with it: plans need an engine that stays.
    if (accountIds !== 'all') return;
    const planTools = { ...tools, stopping: stopping.signal };
    plans = startPoll('plans', PLANS_EVERY, () => runDuePlans(planTools), log);
    indexing = startPoll('index', INDEX_EVERY, () => indexContacts(store, stopping.signal), log);
  }

  let halted: Promise<void> | null = null;
  /** Has nothing more sent or heard of; what is on the wire ends. */
  function halt(): Promise<void> {
    return (halted ??= (async () => {
      stopping.abort();
      await callbackListener.close();
      await Promise.all([plans?.stop(), indexing?.stop()]);
      await queue.stop();
      await progress.stop();
    })());
  }

  return {
    dispatch,
    over: end.promise,
    onEvent: (listener) => emitter.on(listener),
    onSecret(listener) {
      keepers.add(listener);
      return () => void keepers.delete(listener);
    },
    async setSecret(accountId, secret, kind = 'key') {
      secrets.set(accountId, kind, secret);
      if (kind === 'key') await queue.refresh(accountId);
      emitter.emit('changed', { topic: 'accounts' });
    },
    start: (accountIds) =>
      (starting = start(accountIds).catch((error: unknown) => {
        throw withDiskWords(error);
      })),
    serve: (accountId) => queue.serve(accountId),
    async stop() {
      stopping.abort();
      // Whatever it starts after the queue has ended would be killed with messages on the wire.
      await starting.catch(() => undefined);
      // Not waited for yet: a copy of a large database takes its time to be given up, in which nothing more may go.
      const workEnds = endWork();
      await halt();
      await workEnds;
      await tools.files.close();
      await (await sandbox)?.close();
      await store.close();
      if (releaseLock && !isDamaged) startCheck.finish();
      releaseLock?.();
    },
  };
}
