import type { PauseReason } from '../../../shared/campaign.ts';
import { secondsToMs, type Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/store.ts';
import { createBalanceKeeper } from './balance-keeper.ts';
import type { Disk } from './disk.ts';
import { startLane, type Lane } from './lane.ts';
import type { LaneAccount } from './lane-account.ts';
import { lookUpDue } from './look-up.ts';
import type { NightWatch } from './night-watch.ts';
import type { OneTimeCodes } from './one-time-codes.ts';
import { startPoll, type Poll } from './poll.ts';
import type { Progress } from './progress.ts';
import { readInbox } from './receive.ts';
import { reconnect } from './reconnect.ts';
import { createSettler } from './settler.ts';
import type { SteadyTime } from './steady-time.ts';
import type { Throttle } from './throttle.ts';
import { createTracker } from './track.ts';
import { createWithdrawal } from './withdraw.ts';

/** Look-ups and reports are looked for this often; what is due is decided row by row. */
const FOLLOW_UP_MS = 200;
/**
 * How soon a provider that could not be reached is asked again; while it stays away ever more rarely, up to a minute. Who
 * looks at the screen sees it go on, and a server that comes back is not run over.
 */
const RECONNECT_MS = 5000;
/** How soon what was cancelled is withdrawn at the provider: before a phone has sent much more of it. */
const WITHDRAW_MS = 1000;

export interface RunnerTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly steady: SteadyTime;
  readonly log: Log;
  readonly emitter: Emitter;
  readonly progress: Progress;
  readonly codes: OneTimeCodes;
  readonly disk: Disk;
  readonly throttle: Throttle;
  readonly nightWatch: NightWatch;
  /** Whether the provider lately reported to the callback listener by itself. */
  readonly isCalled: (accountId: number) => boolean;
  readonly onPause: (reason: PauseReason, detail: string | null) => Promise<void>;
}

/** All that goes on for one account: its lane, look-ups, reports, its inbox, withdrawals. */
export interface Runner {
  readonly lane: Lane;
  /** Resolves when what was on the wire is settled and the connection is closed. */
  stop(): Promise<void>;
}

/** Starts all that goes on for an account; it runs until stopped. */
export function startRunner(account: LaneAccount, tools: RunnerTools): Runner {
  const { store, clock, steady, log, progress, codes, disk, throttle } = tools;
  // A question may take minutes and can be asked again: nobody waits for it at the end.
  const questions = new AbortController();
  const balance = createBalanceKeeper(account.id, tools);
  const lane = startLane(account, {
    store,
    clock,
    steady,
    log,
    codes,
    throttle,
    disk,
    settler: createSettler(store, clock, log, disk),
    random: Math.random,
    nightWatch: tools.nightWatch,
    onSettled: (campaignId, settled) => progress.note(campaignId, settled),
    onPause: tools.onPause,
    onBalance: (told) => balance.note(told),
    endQuestions: questions.signal,
  });
  // Not waited for: what was charged for nothing is settled at once, with its cost or without.
  void account
    .askPrice(questions.signal)
    .catch((error: unknown) => log.error('queue.price', error, { account: account.id }));
  const polls = startPolls(account, lane, questions.signal, tools);
  return {
    lane,
    async stop() {
      questions.abort();
      await Promise.all([lane.stop(), ...polls.map((poll) => poll.stop())]);
      await balance.stop();
      await account.connection.close();
    },
  };
}

function startPolls(account: LaneAccount, lane: Lane, stop: AbortSignal, tools: RunnerTools): Poll[] {
  const { log, emitter, progress, isCalled } = tools;
  const { connection, settings, capabilities } = account;

  /** `task` answers the campaigns that changed. */
  const start = (name: string, everyMs: number, task: () => Promise<number[]>): Poll =>
    startPoll(
      name,
      everyMs,
      async () => {
        for (const campaignId of await task()) progress.note(campaignId, 0);
      },
      log,
    );

  async function lookUp(): Promise<number[]> {
    const changed = await lookUpDue(account, tools, stop);
    if (changed.length > 0) lane.wake();
    return changed;
  }

  async function goOn(): Promise<number[]> {
    const changed = await reconnect(account, tools, stop);
    if (changed.length > 0) {
      emitter.emit('changed', { topic: 'campaigns' });
      lane.wake();
    }
    return changed;
  }

  const track = createTracker(account, tools);
  const polls = [
    start('look-up', FOLLOW_UP_MS, lookUp),
    start('reconnect', RECONNECT_MS, goOn),
    start('track', FOLLOW_UP_MS, () => track(isCalled(account.id), stop)),
  ];
  const inboxMs = secondsToMs(settings.inboxSeconds ?? 0);
  if (connection.readInbox && inboxMs > 0) {
    const look = async (): Promise<void> => void (await readInbox(tools, account.id, connection, stop));
    polls.push(startPoll('inbox', inboxMs, look, log));
  }
  if (capabilities.cancel) {
    const withdraw = createWithdrawal(account, tools);
    polls.push(start('withdraw', WITHDRAW_MS, () => withdraw(stop)));
  }
  return polls;
}
