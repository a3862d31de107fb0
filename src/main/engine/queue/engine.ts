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
import { createThrottle } from './throttle.ts';
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
  /** Takes up every account's work. */
  start(): Promise<void>;
  /** An account is new, or its settings or secret changed: its lane starts anew with them. */
  refresh(accountId: number): Promise<void>;
  /** The account was removed. */
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
}

export function createQueue(tools: QueueTools): Queue {
  const { store, clock, log, emitter, progress } = tools;
  const runners = new Map<number, Runner>();
  let housekeeping: Poll | null = null;
  let isStarted = false;

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

  function startRunner(account: LaneAccount): Runner {
    const campaignOf = new Map<number, number>();
    const onSettled = (settlements: readonly Settlement[]): void => {
      for (const { id } of settlements) {
        const campaignId = campaignOf.get(id);
        campaignOf.delete(id);
        if (campaignId !== undefined) progress.note(campaignId, 1);
      }
    };
    const lane = startLane(account, {
      ...{ store, clock, log },
      settler: createSettler(store, clock, log, onSettled),
      throttle: createThrottle(account.settings.rate),
      random: Math.random,
      onClaimed: (messages) => {
        for (const { id, campaignId } of messages) campaignOf.set(id, campaignId);
      },
      onPause: (reason, detail) => pause(account.id, reason, detail),
    });
    const followUp = (name: string, task: () => Promise<number[]>): Poll =>
      startPoll(name, FOLLOW_UP_MS, async () => noteAll(await task()), log);
    const polls = [
      followUp('look-up', async () => {
        const changed = await lookUpDue(account, tools);
        if (changed.length > 0) lane.wake();
        return changed;
      }),
      followUp('track', () => trackDue(account, tools)),
    ];
    return { account, lane, polls };
  }

  async function remove(accountId: number): Promise<void> {
    const runner = runners.get(accountId);
    if (!runner) return;
    runners.delete(accountId);
    await Promise.all([runner.lane.stop(), ...runner.polls.map((poll) => poll.stop())]);
    await runner.account.connection.close();
  }

  async function refresh(accountId: number): Promise<void> {
    // Without the data folder's lock nothing may be sent.
    if (!isStarted) return;
    await remove(accountId);
    const account = await tools.connect(accountId);
    if (account) runners.set(accountId, startRunner(account));
  }

  /** Without a key nothing can go: the operator is told instead of left waiting. */
  async function pauseWithoutKey(): Promise<void> {
    for (const { id } of await store.listAccounts()) {
      if (!runners.has(id)) await pause(id, 'auth', 'The key of this account is missing. Enter it again.');
    }
  }

  async function keepHouse(): Promise<void> {
    const fired = await store.fireSchedules(clock.now(), SCHEDULE_GRACE_MS);
    await pauseWithoutKey();
    const finished = await store.finishDone(clock.now());
    if (fired.length + finished.length === 0) return;
    noteAll([...fired, ...finished]);
    emitter.emit('changed', { topic: 'campaigns' });
    for (const { lane } of runners.values()) lane.wake();
  }

  return {
    async start() {
      isStarted = true;
      for (const { id } of await store.listAccounts()) await refresh(id);
      housekeeping = startPoll('housekeeping', HOUSEKEEPING_MS, keepHouse, log);
    },
    refresh,
    remove,
    resume(accountId) {
      runners.get(accountId)?.lane.reset();
    },
    async stop() {
      isStarted = false;
      await housekeeping?.stop();
      await Promise.all([...runners.keys()].map(remove));
    },
  };
}
