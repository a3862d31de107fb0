import type { PauseReason } from '../../../shared/campaign.ts';
import type { Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Log } from '../lib/log.ts';
import type { Settlement, Store } from '../store/store.ts';
import { startLane, type Lane, type LaneAccount } from './lane.ts';
import { lookUpDue } from './look-up.ts';
import { startPoll, type Poll } from './poll.ts';
import type { Progress } from './progress.ts';
import { createSettler } from './settler.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import { trackDue } from './track.ts';

/** How often finished campaigns and due schedules are looked for. */
const HOUSEKEEPING_MS = 500;
/** How late a scheduled campaign may still start by itself; an hour late the operator should be asked. */
const SCHEDULE_GRACE_MS = 3_600_000;
/** Look-ups and reports are looked for this often; what is due is decided row by row. */
const FOLLOW_UP_MS = 200;

export interface QueueTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly emitter: Emitter;
  readonly progress: Progress;
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
  /** A campaign of the account was started or resumed. */
  resume(accountId: number): void;
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
  let housekeeping: Poll | null = null;
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

  function throttleOf({ id, settings }: LaneAccount): Throttle {
    const throttle = throttles.get(id) ?? createThrottle(settings.rate);
    throttle.setRate(settings.rate);
    throttles.set(id, throttle);
    return throttle;
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
      random: Math.random,
      onClaimed: (messages) => {
        for (const { id, campaignId } of messages) campaignOf.set(id, campaignId);
      },
      onPause: (reason, detail) => pause(account.id, reason, detail),
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
      followUp('track', () => trackDue(account, tools, questions.signal)),
    ];
    return { account, lane, polls, questions };
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
    if (account) runners.set(accountId, startRunner(account));
    else keyless.add(accountId);
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

  return {
    async start(accountIds) {
      served = accountIds === 'all' ? 'all' : new Set(accountIds);
      for (const id of await servedAccounts()) await inTurn(() => renew(id));
      housekeeping = startPoll('housekeeping', HOUSEKEEPING_MS, keepHouse, log);
    },
    async serve(accountId) {
      if (served !== 'all') served.add(accountId);
      await inTurn(() => renew(accountId));
    },
    refresh: (accountId) => inTurn(() => renew(accountId)).catch(noteTrouble(accountId)),
    remove: (accountId) => inTurn(() => retire(accountId)).catch(noteTrouble(accountId)),
    resume(accountId) {
      runners.get(accountId)?.lane.reset();
    },
    async stop() {
      served = new Set();
      await housekeeping?.stop();
      await inTurn(async () => void (await Promise.all([...runners.keys()].map(retire))));
    },
  };
}
