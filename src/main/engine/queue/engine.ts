import type { Balance } from '../../../shared/account.ts';
import type { AccountLimit, PauseReason } from '../../../shared/campaign.ts';
import { secondsToMs, type Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Log } from '../lib/log.ts';
import type { Settlement, Store } from '../store/store.ts';
import { startLane, type Lane, type LaneAccount } from './lane.ts';
import { lookUpDue } from './look-up.ts';
import type { OneTimeCodes } from './one-time-codes.ts';
import { startPoll, type Poll } from './poll.ts';
import type { Progress } from './progress.ts';
import { readInbox } from './receive.ts';
import { SCHEDULE_GRACE_MS } from './schedule-grace.ts';
import { createSettler } from './settler.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import { trackDue } from './track.ts';
import { createWithdrawal } from './withdraw.ts';

/** How often finished campaigns and due schedules are looked for. */
const HOUSEKEEPING_MS = 500;
/** How often old things are cleared away: hashes of codes that expired, messages nobody can ask about. */
const CLEARING_MS = 5000;
/** Gateways keep trying a phone for two days, and one day is a margin (as `expireHours`). */
const ORPHANS_EXPIRE_MS = 72 * 3_600_000;
/** A transaction of this many takes some tens of milliseconds; the next round takes the next ones. */
const ORPHANS_AT_ONCE = 1000;
/** How soon what was cancelled is withdrawn at the provider: before a phone has sent much more of it. */
const WITHDRAW_MS = 1000;
/** A balance that changes with every message is told to the window this often. */
const BALANCE_EVERY_MS = 2000;
/**
 * Parts that a phone gateway may be handed at once at however slow a rate, so that bulk requests are worth their
 * name; the pauses after them keep the rate. Ten are what Android lets an app send within ten minutes.
 */
const BULK_AT_ONCE = 10;
/** Look-ups and reports are looked for this often; what is due is decided row by row. */
const FOLLOW_UP_MS = 200;

export interface QueueTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly emitter: Emitter;
  readonly progress: Progress;
  readonly codes: OneTimeCodes;
  /** The account with an open connection; null while its secret is missing. */
  readonly connect: (accountId: number) => Promise<LaneAccount | null>;
  /** Whether the provider lately reported to the callback listener by itself. */
  readonly isCalled: (accountId: number) => boolean;
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
  /** Campaigns of these accounts were started or resumed. */
  resume(accountIds: readonly number[]): void;
  /** There is something new to send; past trouble is not forgotten. */
  wake(accountId: number): void;
  /** Whether this process sends for the account. */
  serves(accountId: number): boolean;
  /** Which of the accounts' own limits keeps messages back. */
  limitOf(accountIds: readonly number[]): AccountLimit | null;

  /** Drains what is on the wire. */
  stop(): Promise<void>;
}

interface Runner {
  readonly account: LaneAccount;
  readonly lane: Lane;
  readonly polls: readonly Poll[];
  /** Aborted at the end: a look-up may take minutes and can be made again. */
  readonly questions: AbortController;
}

export function createQueue(tools: QueueTools): Queue {
  const { store, clock, log, emitter, progress } = tools;
  const runners = new Map<number, Runner>();
  /** They outlive their lanes: a lane that starts anew must not start with a burst. */
  const throttles = new Map<number, Throttle>();
  /** Accounts that were asked for a connection and have no key. */
  const keyless = new Set<number>();
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

  async function pause(accountId: number, reason: PauseReason, detail: string | null): Promise<void> {
    const paused = await store.pauseCampaigns(accountId, reason, detail, clock.now());
    if (paused.length === 0) return;
    log.info('campaigns.paused', { account: accountId, reason, campaigns: paused });
    noteAll(paused);
    emitter.emit('changed', { topic: 'campaigns' });
  }

  function throttleOf({ id, settings, capabilities }: LaneAccount): Throttle {
    const atOnce = capabilities.grouping === 'name' ? BULK_AT_ONCE : 1;
    const throttle = throttles.get(id) ?? createThrottle(settings.rate);
    throttle.setRate(settings.rate, settings.jitter ?? 0, atOnce);
    throttles.set(id, throttle);
    return throttle;
  }

  /** Keeps the newest balance that answers tell; at most one write in a while. */
  function balanceKeeper(accountId: number): (balance: Balance) => void {
    let latest: Balance | null = null;
    let timer: NodeJS.Timeout | null = null;
    const write = async (): Promise<void> => {
      timer = null;
      if (!latest) return;
      await store.noteBalance(accountId, latest, clock.now());
      emitter.emit('changed', { topic: 'accounts' });
    };
    return (balance) => {
      latest = balance;
      // Not held open for: a balance that is lost is told again by the next answer.
      timer ??= setTimeout(() => void write().catch(noteTrouble(accountId)), BALANCE_EVERY_MS).unref();
    };
  }

  function startRunner(account: LaneAccount): Runner {
    const campaignOf = new Map<number, number>();
    const onSettled = (settlements: readonly Settlement[]): void => {
      for (const { id, change } of settlements) {
        const campaignId = campaignOf.get(id);
        campaignOf.delete(id);
        // What goes back in line has not gone anywhere.
        if (campaignId !== undefined) progress.note(campaignId, change.to === 'queued' ? 0 : 1);
      }
    };
    const lane = startLane(account, {
      store,
      clock,
      log,
      settler: createSettler(store, clock, log, onSettled),
      throttle: throttleOf(account),
      codes: tools.codes,
      random: Math.random,
      onClaimed: (messages) => {
        for (const { id, campaignId } of messages) campaignOf.set(id, campaignId);
      },
      onPause: (reason, detail) => pause(account.id, reason, detail),
      onBalance: balanceKeeper(account.id),
    });
    const questions = new AbortController();
    const followUp = (name: string, task: () => Promise<number[]>): Poll =>
      startPoll(name, FOLLOW_UP_MS, async () => noteAll(await task()), log);
    const polls = [
      followUp('look-up', async () => {
        const changed = await lookUpDue(account, tools, questions.signal);
        if (changed.length > 0) lane.wake();
        return changed;
      }),
      followUp('track', () => trackDue(account, tools, tools.isCalled(account.id), questions.signal)),
      ...inboxPolls(account, questions.signal),
      ...withdrawPolls(account, questions.signal),
    ];
    return { account, lane, polls, questions };
  }

  function inboxPolls({ id, connection, settings }: LaneAccount, stop: AbortSignal): Poll[] {
    const everyMs = secondsToMs(settings.inboxSeconds ?? 0);
    if (!connection.readInbox || everyMs === 0) return [];
    const look = async (): Promise<void> => void (await readInbox(tools, id, connection, stop));
    return [startPoll('inbox', everyMs, look, log)];
  }

  function withdrawPolls(account: LaneAccount, stop: AbortSignal): Poll[] {
    if (!account.capabilities.cancel) return [];
    const withdraw = createWithdrawal(account, tools);
    return [startPoll('withdraw', WITHDRAW_MS, async () => noteAll(await withdraw(stop)), log)];
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
    runner.questions.abort();
    await Promise.all([runner.lane.stop(), ...runner.polls.map((poll) => poll.stop())]);
    await runner.account.connection.close();
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
    runners.set(accountId, startRunner(account));
    // With another key or other settings they may well go out now.
    noteAll(await store.resumeSingles([accountId], clock.now()));
  }

  /** Without a key nothing can go: the operator is told instead of left waiting. */
  async function pauseWithoutKey(): Promise<void> {
    for (const id of keyless) await pause(id, 'auth', 'The key of this account is missing. Enter it again.');
  }

  async function keepHouse(): Promise<void> {
    const fired = await store.fireSchedules(await servedAccounts(), clock.now(), SCHEDULE_GRACE_MS);
    await pauseWithoutKey();
    const finished = await store.finishDone(clock.now());
    if (fired.length + finished.length === 0) return;
    noteAll([...fired, ...finished]);
    emitter.emit('changed', { topic: 'campaigns' });
    for (const { lane } of runners.values()) lane.wake();
  }

  async function clearAway(): Promise<void> {
    const now = clock.now();
    await store.forgetCodes(now);
    noteAll(await store.skipTooLate(now));
    noteAll(await store.expireOrphans(now - ORPHANS_EXPIRE_MS, ORPHANS_AT_ONCE, now));
  }

  return {
    async start(accountIds) {
      served = accountIds === 'all' ? 'all' : new Set(accountIds);
      for (const id of await servedAccounts()) await inTurn(() => renew(id));
      housekeeping = [
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

    async stop() {
      served = new Set();
      await Promise.all(housekeeping.map((poll) => poll.stop()));
      await inTurn(async () => void (await Promise.all([...runners.keys()].map(retire))));
    },
  };
}
