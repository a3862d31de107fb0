import type { Balance, LaneSettings } from '../../../shared/account.ts';
import type { AccountLimit, PauseReason } from '../../../shared/campaign.ts';
import type { Money } from '../../../shared/money.ts';
import type { Place } from '../../../shared/zones.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Capabilities, Connection, Outcome, OutgoingMessage } from '../providers/provider.ts';
import type { ClaimedMessage } from '../store/queue-store.ts';
import type { Store } from '../store/store.ts';
import { askProvider } from './ask-provider.ts';
import { createCircuit } from './circuit.ts';
import { decide } from './decide.ts';
import type { Disk } from './disk.ts';
import { giveUpSignal } from './give-up.ts';
import { readAllowance } from './limits.ts';
import type { NightWatch } from './night-watch.ts';
import type { OneTimeCodes } from './one-time-codes.ts';
import { SCHEDULE_GRACE_MS } from './schedule-grace.ts';
import { sealAndSend } from './sealed-send.ts';
import { detailOf, toSettlement, type Judged } from './settlement.ts';
import type { Settler } from './settler.ts';
import type { SteadyTime } from './steady-time.ts';
import { bulkAtOnce, type Pace, type Throttle } from './throttle.ts';
import { createWakeUp } from './wake-up.ts';

/** A claim is never larger than what the rate lets out in this time, so that a crash leaves few unknowns. */
const CLAIM_WINDOW_SECONDS = 0.05;
/** How often an idle lane looks for work that another process (the command line) may have put there. */
const IDLE_MS = 1000;

/**
 * A lane that was full waits this long for more answers than the first, since a claim of many messages takes hardly longer
 * than one of one: less than a hundredth of what a provider's answer takes.
 */
const ANSWERS_WITHIN_MS = 2;

/** Between two claims that only skipped: all others get their turn. */
const SKIPPING_MS = 1;

/** What a lane needs to know of its account. */
export interface LaneAccount {
  readonly id: number;
  readonly settings: LaneSettings;
  readonly capabilities: Capabilities;
  readonly connection: Connection;
  /** A fingerprint of its key and address, from which neither can be read. */
  readonly identity: string;
  /** What a part to this number costs now, where that is known. */
  readonly priceOf: (recipient: string) => Promise<Money | null>;
  /** Asks the provider for its price at home, if it has one that nobody asked for yet. */
  readonly askPrice: (signal: AbortSignal) => Promise<void>;
}

export interface LaneTools {
  readonly store: Store;
  readonly settler: Settler;
  readonly disk: Disk;
  readonly throttle: Throttle;
  readonly codes: OneTimeCodes;
  readonly clock: Clock;
  readonly steady: SteadyTime;
  readonly log: Log;
  readonly random: () => number;
  readonly nightWatch: NightWatch;
  /** What became of messages of a campaign is on the disk; so many of them are off the line for good, or uncertain. */
  readonly onSettled: (campaignId: number, settled: number) => void;
  readonly onPause: (reason: PauseReason, detail: string | null) => Promise<void>;
  /** An answer told what is left. */
  readonly onBalance: (balance: Balance) => void;
  /** Ends the questions to the provider; sends come to their end without it. */
  readonly endQuestions: AbortSignal;
}

/** One account's way out: throttle, claim, send, decide, settle. */
export interface Lane {
  /** There may be work: a campaign was started or resumed. */
  wake(): void;
  /** Sends at another pace, units a second, from the next message on. */
  setRate(rate: number): void;
  /** Forgets past trouble: a person said that it is mended. */
  reset(): void;
  /** Which of the account's own limits keeps messages back, if one does. */
  limit(): AccountLimit | null;
  /** Claims nothing more and resolves when all that was on the wire is settled. */
  stop(): Promise<void>;
}

/** How fast an account may send at this rate, units a second. */
export function paceOf({ settings, capabilities }: LaneAccount, rate: number): Pace {
  const { jitter = 0 } = settings;
  return { rate, jitter, atOnce: capabilities.grouping === 'name' ? bulkAtOnce(rate) : 1 };
}

/** A request that has ended, and what it proved. */
interface Answered {
  /** Monotonic ms. */
  readonly startedAt: number;
  readonly judged: readonly Judged[];
}

/** Starts an account's lane; it runs until stopped. */
export function startLane(account: LaneAccount, tools: LaneTools): Lane {
  const { store, settler, disk, throttle, codes, clock, steady, log, random, endQuestions } = tools;
  const { connection, settings, capabilities } = account;
  const countsParts = capabilities.rateCounts === 'parts';
  const wakeUp = createWakeUp();
  /** Requests that nobody answered yet. */
  const onTheWire = new Set<Promise<void>>();
  /** Requests of which not all is on the disk yet, with those on the wire. */
  const unsettled = new Set<Promise<void>>();
  const circuit = createCircuit({
    clock,
    random,
    ask: () => askProvider(account, log, endQuestions),
    stop: endQuestions,
    onPause: tools.onPause,
  });
  let stopped = false;
  let limit: AccountLimit | null = null;
  let { rate } = settings;

  /** Messages that one claim may take. */
  function claimSize(): number {
    if (circuit.isOpen()) return 1;
    if (capabilities.grouping !== 'none') return connection.messagesPerRequest;
    const free = settings.concurrency - onTheWire.size;
    return Math.min(free, Math.max(1, Math.floor(rate * CLAIM_WINDOW_SECONDS)));
  }

  /** Claims and sends what may go now; answers how long to wait before the next look. */
  async function step(): Promise<number> {
    if (onTheWire.size >= settings.concurrency || disk.owesOutcomes()) return IDLE_MS;
    const blockedMs = circuit.delay();
    if (blockedMs > 0) return blockedMs;
    const now = clock.monotonic();
    const units = throttle.permit(countsParts ? Infinity : claimSize(), now);
    if (units === 0) return throttle.delay(now);
    const night = await tools.nightWatch();
    const isNight = night && ((place: Place) => night(place, clock.now()) !== null);
    const dueAt = await store.nextDueAt(account.id, isNight);
    if (dueAt === null || dueAt > steady.latest()) {
      limit = null;
      return untilNextDue(dueAt);
    }
    const allowance = await readAllowance(store, account.id, settings, {
      now: clock.now(),
      steadyNow: steady.now(),
    });
    if (allowance.parts === 0) {
      limit = allowance.limit;
      return IDLE_MS;
    }
    if (circuit.isOpen()) {
      if (onTheWire.size > 0) return IDLE_MS;
      if (!(await circuit.admits())) return 0;
    }
    const { grouping } = capabilities;
    const claimedAt = clock.uptime();
    const { claimed, skipped } = await store.claimDue({
      accountId: account.id,
      now: clock.now(),
      dueBy: steady.latest(),
      steadyAt: steady.now(),
      limit: Math.min(claimSize(), countsParts ? Infinity : units),
      maxParts: least(countsParts ? units : null, allowance.parts),
      hardParts: allowance.hardParts,
      people: allowance.people,
      grouping,
      missedBefore: clock.now() - SCHEDULE_GRACE_MS,
      night,
    });
    // Something is due and nothing fits: the next message is longer than what the hour or the day leaves.
    const isTooLong = claimed.length === 0 && skipped === 0;
    limit = allowance.limit ?? (isTooLong ? allowance.hardLimit : null);
    if (claimed.length === 0) return skipped > 0 ? SKIPPING_MS : IDLE_MS;
    const taken = countsParts ? claimed.reduce((sum, { parts }) => sum + parts, 0) : claimed.length;
    const requests = grouping === 'none' ? claimed.map((message) => [message]) : [claimed];
    await Promise.all(requests.map((messages) => put(messages, claimedAt)));
    // As they leave: a code is hashed first, and counted before that it would run into what follows it.
    throttle.take(taken, clock.monotonic());
    return 0;
  }

  function untilNextDue(dueAt: number | null): number {
    return dueAt === null ? IDLE_MS : Math.min(IDLE_MS, Math.max(0, dueAt - steady.latest()));
  }

  /** Puts one request on the wire and follows it to its settlement; resolves as it leaves. */
  function put(messages: readonly ClaimedMessage[], claimedAt: number): Promise<void> {
    const { promise: leaving, resolve: leave } = Promise.withResolvers<void>();
    const noteTrouble = (error: unknown): void => log.error('lane.request', error, { account: account.id });
    const request = exchange(messages, claimedAt, leave);
    const answered = follow(onTheWire, request.then(hear).catch(noteTrouble).finally(leave));
    // The next one leaves while outcomes wait for company on their way to the disk.
    follow(
      unsettled,
      Promise.all([request.then(settle).catch(noteTrouble), answered]).then(() => undefined),
    );
    return leaving;
  }

  /** Keeps a promise that never rejects in a set until it ends, which wakes the lane. */
  function follow(these: Set<Promise<void>>, work: Promise<void>): Promise<void> {
    const one = work.then(() => {
      these.delete(one);
      wakeUp.wake();
    });
    these.add(one);
    return one;
  }

  /** Sends one request; what it proved of each message. */
  async function exchange(
    messages: readonly ClaimedMessage[],
    claimedAt: number,
    leave: () => void,
  ): Promise<Answered> {
    const startedAt = clock.monotonic();
    const sendNow = (outgoing: readonly OutgoingMessage[]): Promise<readonly Outcome[]> => {
      leave();
      return send(outgoing);
    };
    const outcomes = await sealAndSend({ codes, clock, log, send: sendNow }, messages, claimedAt);
    const judged = messages.flatMap((message, index) => {
      const outcome = outcomes[index];
      return outcome ? [{ message, outcome, decision: decide(outcome, message.attempts, random()) }] : [];
    });
    return { startedAt, judged };
  }

  /** Has the outcomes on the disk. */
  async function settle({ judged }: Answered): Promise<void> {
    const now = steady.latest();
    await settler.settle(await Promise.all(judged.map((one) => toSettlement(one, account, now))));
    for (const { message, decision } of judged) {
      const { to } = decision.message;
      if (to === 'accepted' || to === 'failed') codes.forget(message.id);
      // What goes back in line has not gone anywhere.
      tools.onSettled(message.campaignId, to === 'queued' ? 0 : 1);
    }
  }

  /** Takes in what an answer says of the account, before anything else leaves. */
  async function hear({ startedAt, judged }: Answered): Promise<void> {
    noteBalance(judged.map(({ outcome }) => outcome));
    // A request is one piece of evidence about the account, however many messages it carried. Only where it fails
    // them all does each count: twenty such requests would fail thousands.
    const allRefused = judged.every(({ decision }) => decision.lane.kind === 'refused');
    const heard = new Set<string>();
    for (const { outcome, decision } of judged) {
      if (heard.has(decision.lane.kind)) continue;
      heard.add(decision.lane.kind);
      await circuit.hear(decision.lane, startedAt, detailOf(outcome), allRefused ? judged.length : 1);
    }
  }

  function noteBalance(outcomes: readonly Outcome[]): void {
    const told = outcomes.findLast((outcome) => outcome.kind === 'accepted' && outcome.balance);
    if (told?.kind === 'accepted' && told.balance) tools.onBalance(told.balance);
  }

  async function send(messages: readonly OutgoingMessage[]): Promise<readonly Outcome[]> {
    try {
      return await connection.send(messages, giveUpSignal(settings));
    } catch (error) {
      log.error('lane.send', error, { account: account.id });
      return [];
    }
  }

  /** Sleeps until there may be something to do. Where answers come by the hundred, until one claim serves many of them. */
  async function sleepFor(ms: number): Promise<void> {
    const isFull = onTheWire.size >= settings.concurrency;
    await wakeUp.sleep(ms);
    const until = clock.monotonic() + ANSWERS_WITHIN_MS;
    while (isFull && onTheWire.size > settings.concurrency / 2) {
      const left = until - clock.monotonic();
      if (left <= 0) return;
      await wakeUp.sleep(left);
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        const waitMs = await step();
        disk.passed(lane);
        if (waitMs > 0) await sleepFor(waitMs);
      } catch (error) {
        // A full disk or a busy file: nothing was claimed, so trying again later loses nothing.
        log.error('lane.step', error, { account: account.id });
        await wakeUp.sleep(disk.failed(lane, 'claim', error));
      }
    }
    disk.passed(lane);
  }

  const lane: Lane = {
    wake: () => wakeUp.wake(),
    setRate(next) {
      rate = next;
      throttle.setPace(paceOf(account, rate));
      wakeUp.wake();
    },
    reset() {
      circuit.reset();
      wakeUp.wake();
    },
    limit: () => limit,
    async stop() {
      stopped = true;
      wakeUp.wake();
      await running;
      await settler.flush();
      while (unsettled.size > 0) {
        await Promise.race([...unsettled, ...onTheWire]);
        await settler.flush();
      }
    },
  };
  const running = run();
  return lane;
}

/** The smaller of two limits of which each may be none. */
function least(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
