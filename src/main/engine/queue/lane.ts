import type { LaneSettings } from '../../../shared/account.ts';
import type { PauseReason } from '../../../shared/campaign.ts';
import { secondsToMs, type Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Capabilities, Connection, Outcome } from '../providers/provider.ts';
import type { ClaimedMessage, Settlement, Store } from '../store/store.ts';
import { decide, type Decision } from './decide.ts';
import { assess, healthy, type LaneHealth } from './lane-health.ts';
import type { Settler } from './settler.ts';
import type { Throttle } from './throttle.ts';
import { createWakeUp } from './wake-up.ts';

/** A claim is never larger than what the rate lets out in this time, so that a crash leaves few unknowns. */
const CLAIM_WINDOW_SECONDS = 0.05;
/** How often an idle lane looks for work that another process (the command line) may have put there. */
const IDLE_MS = 1000;

/** The adapter keeps the account's time-out itself; this much later even one that hangs is given up. */
const SEND_MARGIN_MS = 5000;

/** What a lane needs to know of its account. */
export interface LaneAccount {
  readonly id: number;
  readonly settings: LaneSettings;
  readonly capabilities: Capabilities;
  readonly connection: Connection;
}

export interface LaneTools {
  readonly store: Store;
  readonly settler: Settler;
  readonly throttle: Throttle;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly onClaimed: (messages: readonly ClaimedMessage[]) => void;
  readonly onPause: (reason: PauseReason, detail: string | null) => Promise<void>;
}

/** A message, what the request proved about it, and what follows. */
interface Judged {
  readonly message: ClaimedMessage;
  readonly outcome: Outcome;
  readonly decision: Decision;
}

/** One account's way out: throttle, claim, send, decide, settle. */
export interface Lane {
  /** There may be work: a campaign was started or resumed. */
  wake(): void;
  /** Forgets past trouble: a person said that it is mended. */
  reset(): void;
  /** Claims nothing more and resolves when all that was on the wire is settled. */
  stop(): Promise<void>;
}

/** Starts an account's lane; it runs until stopped. */
export function startLane(account: LaneAccount, tools: LaneTools): Lane {
  const { store, settler, throttle, clock, log, random } = tools;
  const { connection, settings } = account;
  const wakeUp = createWakeUp();
  const onTheWire = new Set<Promise<void>>();
  let health: LaneHealth = healthy;
  let stopped = false;
  let resumedAt = Number.NEGATIVE_INFINITY;

  /** Messages that one claim may take. */
  function claimSize(): number {
    if (connection.messagesPerRequest > 1) return connection.messagesPerRequest;
    const free = settings.concurrency - onTheWire.size;
    return Math.min(free, Math.max(1, Math.floor(settings.rate * CLAIM_WINDOW_SECONDS)));
  }

  /** Claims and sends what may go now; answers how long to wait before the next look. */
  async function step(): Promise<number> {
    if (onTheWire.size >= settings.concurrency) return IDLE_MS;
    const now = clock.monotonic();
    if (now < health.blockedUntil) return health.blockedUntil - now;
    const limit = throttle.permit(claimSize(), now);
    if (limit === 0) return throttle.delay(now);
    const sameText = connection.messagesPerRequest > 1;
    const claimed = await store.claimDue({ accountId: account.id, now: clock.now(), limit, sameText });
    if (claimed.length === 0) return untilNextDue();
    throttle.take(claimed.length, clock.monotonic());
    tools.onClaimed(claimed);
    const requests = sameText ? [claimed] : claimed.map((message) => [message]);
    for (const messages of requests) put(messages);
    return 0;
  }

  async function untilNextDue(): Promise<number> {
    const dueAt = await store.nextDueAt(account.id);
    return dueAt === null ? IDLE_MS : Math.min(IDLE_MS, Math.max(0, dueAt - clock.now()));
  }

  /** Puts one request on the wire and follows it to its settlement. */
  function put(messages: readonly ClaimedMessage[]): void {
    const request = sendAndSettle(messages)
      .catch((error: unknown) => log.error('lane.request', error, { account: account.id }))
      .finally(() => {
        onTheWire.delete(request);
        wakeUp.wake();
      });
    onTheWire.add(request);
  }

  async function sendAndSettle(messages: readonly ClaimedMessage[]): Promise<void> {
    const startedAt = clock.monotonic();
    const outcomes = await send(messages);
    const judged = messages.map((message, index) => {
      // An adapter that says nothing of a message leaves it uncertain.
      const outcome = outcomes[index] ?? noOutcome;
      return { message, outcome, decision: decide(outcome, message.attempts, random()) };
    });
    await settler.settle(judged.map(toSettlement));
    // A request is one piece of evidence about the account, however many messages it carried.
    const heard = new Set<string>();
    for (const { outcome, decision } of judged) {
      if (heard.has(decision.lane.kind)) continue;
      heard.add(decision.lane.kind);
      await follow(decision, startedAt, detailOf(outcome));
    }
  }

  async function send(messages: readonly ClaimedMessage[]): Promise<readonly Outcome[]> {
    const timeout = AbortSignal.timeout(secondsToMs(settings.timeoutSeconds) + SEND_MARGIN_MS);
    try {
      return await connection.send(messages, timeout);
    } catch (error) {
      log.error('lane.send', error, { account: account.id });
      return [];
    }
  }

  /** Takes in what an answer says about the account; pauses its campaigns where that is called for. */
  async function follow(decision: Decision, startedAt: number, detail: string | null): Promise<void> {
    // What was asked before the operator's resume says nothing about now.
    if (startedAt < resumedAt && decision.lane.kind !== 'go-on') return;
    const assessed = assess(health, decision.lane, startedAt, clock.monotonic(), random());
    health = assessed.health;
    if (assessed.pause) await tools.onPause(assessed.pause, detail);
  }

  function toSettlement({ message, outcome, decision }: Judged): Settlement {
    const { id, attemptId } = message;
    const base = { id, attemptId, outcome: outcome.kind, detail: detailOf(outcome) };
    const { message: next, countsAttempt } = decision;
    const now = clock.now();
    const nextLookupAt = account.capabilities.lookup ? now : null;
    switch (next.to) {
      case 'accepted': {
        const nextReportAt = now + secondsToMs(settings.pollSeconds);
        return { ...base, countsAttempt, change: { ...next, nextReportAt, nextLookupAt } };
      }
      case 'queued':
        return { ...base, countsAttempt, change: { to: 'queued', dueAt: now + next.delayMs } };
      case 'unknown':
        return { ...base, countsAttempt, change: { ...next, nextLookupAt } };
      case 'failed':
        return { ...base, countsAttempt, change: next };
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        const waitMs = await step();
        if (waitMs > 0) await wakeUp.sleep(waitMs);
      } catch (error) {
        // A full disk or a busy file: nothing was claimed, so trying again a second later loses nothing.
        log.error('lane.step', error, { account: account.id });
        await wakeUp.sleep(IDLE_MS);
      }
    }
  }

  const running = run();
  return {
    wake: () => wakeUp.wake(),
    reset() {
      health = healthy;
      resumedAt = clock.monotonic();
      wakeUp.wake();
    },
    async stop() {
      stopped = true;
      wakeUp.wake();
      await running;
      await settler.flush();
      while (onTheWire.size > 0) {
        await Promise.race(onTheWire);
        await settler.flush();
      }
    },
  };
}

const noOutcome: Outcome = {
  kind: 'ambiguous',
  code: 'no-answer',
  detail: 'The request broke off before its answer was read.',
};

function detailOf(outcome: Outcome): string | null {
  return outcome.kind === 'accepted' ? null : outcome.detail;
}
