import type { AccountLimit, PauseReason } from '../../../shared/campaign.ts';
import type { Place } from '../../../shared/zones.ts';
import type { Store } from '../store/store.ts';
import { askProvider } from './ask-provider.ts';
import { createCircuit } from './circuit.ts';
import type { Disk } from './disk.ts';
import type { LaneAccount } from './lane-account.ts';
import { readAllowance } from './limits.ts';
import type { NightWatch } from './night-watch.ts';
import { SCHEDULE_GRACE_MS } from './schedule-grace.ts';
import { bulkAtOnce, type Pace, type Throttle } from './throttle.ts';
import { createWakeUp } from './wake-up.ts';
import { createWire, type WireTools } from './wire.ts';

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

export interface LaneTools extends Omit<WireTools, 'circuit' | 'onChange'> {
  readonly store: Store;
  readonly disk: Disk;
  readonly throttle: Throttle;
  readonly nightWatch: NightWatch;
  readonly onPause: (reason: PauseReason, detail: string | null) => Promise<void>;
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

/** Starts an account's lane; it runs until stopped. */
export function startLane(account: LaneAccount, tools: LaneTools): Lane {
  const { store, disk, throttle, clock, steady, log, random, endQuestions } = tools;
  const { connection, settings, capabilities } = account;
  const countsParts = capabilities.rateCounts === 'parts';
  const wakeUp = createWakeUp();
  const circuit = createCircuit({
    clock,
    random,
    ask: () => askProvider(account, log, endQuestions),
    stop: endQuestions,
    onPause: tools.onPause,
  });
  const wire = createWire(account, { ...tools, circuit, onChange: () => wakeUp.wake() });
  let stopped = false;
  let limit: AccountLimit | null = null;
  let { rate } = settings;

  /** Messages that one claim may take. */
  function claimSize(): number {
    if (circuit.isOpen()) return 1;
    if (capabilities.grouping !== 'none') return connection.messagesPerRequest;
    const free = settings.concurrency - wire.size();
    return Math.min(free, Math.max(1, Math.floor(rate * CLAIM_WINDOW_SECONDS)));
  }

  /** Claims and sends what may go now; answers how long to wait before the next look. */
  async function step(): Promise<number> {
    if (wire.size() >= settings.concurrency || disk.owesOutcomes()) return IDLE_MS;
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
      if (wire.size() > 0) return IDLE_MS;
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
    await Promise.all(requests.map((messages) => wire.put(messages, claimedAt)));
    // As they leave: a code is hashed first, and counted before that it would run into what follows it.
    throttle.take(taken, clock.monotonic());
    return 0;
  }

  function untilNextDue(dueAt: number | null): number {
    return dueAt === null ? IDLE_MS : Math.min(IDLE_MS, Math.max(0, dueAt - steady.latest()));
  }

  /** Sleeps until there may be something to do. Where answers come by the hundred, until one claim serves many of them. */
  async function sleepFor(ms: number): Promise<void> {
    const isFull = wire.size() >= settings.concurrency;
    await wakeUp.sleep(ms);
    const until = clock.monotonic() + ANSWERS_WITHIN_MS;
    while (isFull && wire.size() > settings.concurrency / 2) {
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
      await wire.drain();
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
