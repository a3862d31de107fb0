import { REPORTS_COME_WITHIN_HOURS } from '../../../shared/account.ts';
import type { AccountLimit, DiskTrouble, PauseReason } from '../../../shared/campaign.ts';
import { createDisk } from './disk.ts';
import { paceOf } from './lane.ts';
import type { LaneAccount } from './lane-account.ts';
import { startPoll, type Poll } from './poll.ts';
import { startRunner, type Runner, type RunnerTools } from './runner.ts';
import { SCHEDULE_GRACE_MS } from './schedule-grace.ts';
import { readSentBefore } from './sent-before.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/** How often finished campaigns and due schedules are looked for. */
const HOUSEKEEPING_MS = 500;
/** How often old things are cleared away: hashes of codes that expired, messages nobody can ask about. */
const CLEARING_MS = 5000;
/** How old the word of how the clocks stand may be when the computer stops: a change of clocks since is not known. */
const CLOCKS_KEPT_MS = 60_000;
/** A message of a removed account is given up when no report can come any more. */
const ORPHANS_EXPIRE_MS = REPORTS_COME_WITHIN_HOURS * 3_600_000;
/** A transaction of this many takes some tens of milliseconds; the next round takes the next ones. */
const ORPHANS_AT_ONCE = 1000;

export interface QueueTools extends Omit<RunnerTools, 'throttle' | 'disk' | 'onPause'> {
  /** The account with an open connection; null while its secret is missing. */
  readonly connect: (accountId: number) => Promise<LaneAccount | null>;
}

/** The send queue: one lane an account, look-ups, reports, schedules. */
export interface Queue {
  /** Takes up the work of these accounts; of all, also of those to come, with `all`. */
  start(accountIds: readonly number[] | 'all'): Promise<void>;
  /** Takes up the work of one account more. */
  serve(accountId: number): Promise<void>;
  /**
   * An account is new, or its settings or secret changed: its lane starts anew with them once what is on the
   * wire has ended, which may take as long as the account's time-out. Never rejects.
   */
  refresh(accountId: number): Promise<void>;
  /** The account was removed; as `refresh`. */
  remove(accountId: number): Promise<void>;
  /** Another pace for an account (units a second), from its next message on. */
  setRate(accountId: number, rate: number): void;
  /** Campaigns of these accounts were started or resumed. */
  resume(accountIds: readonly number[]): void;
  /** There is something new to send; past trouble is not forgotten. */
  wake(accountId: number): void;
  /** Whether this process sends for the account. */
  serves(accountId: number): boolean;
  /** Which of the accounts' own limits keeps messages back. */
  limitOf(accountIds: readonly number[]): AccountLimit | null;
  /** Why nothing can be sent, where the disk takes no claim or no outcome. */
  diskTrouble(): DiskTrouble | null;
  /** Drains what is on the wire. */
  stop(): Promise<void>;
}

/** Nobody is served yet: see `start`. */
export function createQueue(tools: QueueTools): Queue {
  const { store, clock, steady, log, emitter, progress } = tools;
  const runners = new Map<number, Runner>();
  /** They outlive their lanes: a lane that starts anew must not start with a burst. */
  const throttles = new Map<number, Throttle>();
  /** Accounts that were asked for a connection and have no key. */
  const keyless = new Set<number>();
  const disk = createDisk(tellRunning);
  let housekeeping: readonly Poll[] = [];
  let lastChange: Promise<void> = Promise.resolve();
  /** Without the data folder's lock nobody is served: nothing may be sent. */
  let served: Set<number> | 'all' = new Set();

  function isServed(accountId: number): boolean {
    return served === 'all' || served.has(accountId);
  }

  async function servedAccounts(): Promise<number[]> {
    const accounts = await store.listAccounts();
    return accounts.map(({ id }) => id).filter(isServed);
  }

  function noteAll(campaignIds: readonly number[]): void {
    for (const id of campaignIds) progress.note(id, 0);
  }

  /** Their state changed: lists of them, too, are out of date. */
  function tell(campaignIds: readonly number[]): void {
    if (campaignIds.length === 0) return;
    noteAll(campaignIds);
    emitter.emit('changed', { topic: 'campaigns' });
  }

  /** Every running campaign stands still, or goes on. */
  function tellRunning(): void {
    void store
      .listLiveCampaigns(null)
      .then((campaigns) => noteAll(campaigns.map(({ id }) => id)))
      .catch((error: unknown) => log.error('queue.disk', error));
  }

  async function pause(accountId: number, reason: PauseReason, detail: string | null): Promise<void> {
    const paused = await store.pauseCampaigns(accountId, reason, detail, clock.now());
    if (paused.length === 0) return;
    log.info('campaigns.paused', { account: accountId, reason, campaigns: paused });
    tell(paused);
  }

  async function throttleOf(account: LaneAccount): Promise<Throttle> {
    const { id, capabilities } = account;
    const pace = paceOf(account, account.settings.rate);
    const throttle =
      throttles.get(id) ??
      createThrottle(pace, Math.random, await readSentBefore(tools, id, capabilities.rateCounts));
    throttle.setPace(pace);
    throttles.set(id, throttle);
    return throttle;
  }

  /** One change of runners at a time: two at once could leave a lane behind that nobody stops. */
  function inTurn(change: () => Promise<void>): Promise<void> {
    const next = lastChange.then(change, change);
    lastChange = next.catch(() => {});
    return next;
  }

  /** One account's trouble must not end the engine for all the others. */
  const noteTrouble = (accountId: number) => (error: unknown) =>
    log.error('queue.account', error, { account: accountId });

  async function retire(accountId: number): Promise<void> {
    keyless.delete(accountId);
    const runner = runners.get(accountId);
    if (!runner) return;
    runners.delete(accountId);
    await runner.stop();
  }

  async function renew(accountId: number): Promise<void> {
    if (!isServed(accountId)) return;
    await retire(accountId);
    const account = await tools.connect(accountId);
    if (!account) {
      keyless.add(accountId);
      return;
    }
    // Only now, with the old lane drained: what became uncertain on its last way is of the old key, too.
    await store.noteIdentity(accountId, account.identity);
    const onPause = (reason: PauseReason, detail: string | null) => pause(accountId, reason, detail);
    const throttle = await throttleOf(account);
    runners.set(accountId, startRunner(account, { ...tools, disk, throttle, onPause }));
    // With another key or other settings they may well go out now.
    noteAll(await store.resumeSingles([accountId], clock.now()));
  }

  /** Without a key nothing can go, nor be asked: the operator is told instead of left waiting. */
  async function pauseWithoutKey(): Promise<void> {
    const detail = 'The key of this account is missing. Enter it again.';
    for (const accountId of keyless) {
      await pause(accountId, 'auth', detail);
      const offline = (await store.listOffline(accountId)).map(({ id }) => id);
      tell(await store.changeOffline(offline, { reason: 'auth', detail, accountId }));
    }
  }

  async function keepHouse(): Promise<void> {
    const fired = await store.fireSchedules(await servedAccounts(), clock.now(), SCHEDULE_GRACE_MS);
    await pauseWithoutKey();
    const finished = await store.finishDone(clock.now());
    if (fired.length + finished.length === 0) return;
    tell([...fired, ...finished]);
    for (const { lane } of runners.values()) lane.wake();
  }

  /** A disk that is full now must not keep anybody from leaving. */
  const keepClocks = (): Promise<void> =>
    steady.keep().catch((error: unknown) => log.error('clocks.keep', error));

  async function clearAway(): Promise<void> {
    const now = clock.now();
    await store.forgetCodes(now);
    noteAll(await store.skipTooLate(now));
    noteAll(await store.expireOrphans(now - ORPHANS_EXPIRE_MS, ORPHANS_AT_ONCE, now));
  }

  return {
    async start(accountIds) {
      served = accountIds === 'all' ? 'all' : new Set(accountIds);
      // Before the first message: its attempt is of use only where it is known which time it tells.
      const clocks = startPoll('clocks', CLOCKS_KEPT_MS, keepClocks, log);
      housekeeping = [clocks];
      for (const id of await servedAccounts()) await inTurn(() => renew(id));
      housekeeping = [
        clocks,
        startPoll('housekeeping', HOUSEKEEPING_MS, keepHouse, log),
        startPoll('clearing', CLEARING_MS, clearAway, log),
      ];
    },
    async serve(accountId) {
      if (served !== 'all') served.add(accountId);
      await inTurn(() => renew(accountId));
    },
    refresh: (accountId) => inTurn(() => renew(accountId)).catch(noteTrouble(accountId)),
    remove: (accountId) => inTurn(() => retire(accountId)).catch(noteTrouble(accountId)),
    setRate: (accountId, rate) => runners.get(accountId)?.lane.setRate(rate),
    resume(accountIds) {
      for (const id of accountIds) runners.get(id)?.lane.reset();
    },
    wake: (accountId) => runners.get(accountId)?.lane.wake(),
    serves: isServed,
    limitOf(accountIds) {
      const limits = accountIds.map((id) => runners.get(id)?.lane.limit() ?? null);
      // Only where all of them wait: otherwise something still goes out. The first to end is the one to name.
      const reached = limits.filter((limit) => limit !== null);
      if (reached.length < limits.length) return null;
      return reached.toSorted((a, b) => a.until - b.until)[0] ?? null;
    },

    diskTrouble: () => disk.trouble(),
    async stop() {
      served = new Set();
      await Promise.all(housekeeping.map((poll) => poll.stop()));
      await inTurn(async () => void (await Promise.all([...runners.keys()].map(retire))));
      if (housekeeping.length > 0) await keepClocks();
    },
  };
}
