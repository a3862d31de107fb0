import type { Balance } from '../../../shared/account.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Outcome, OutgoingMessage } from '../providers/provider.ts';
import type { ClaimedMessage } from '../store/queue-store.ts';
import type { Circuit } from './circuit.ts';
import { decide } from './decide.ts';
import { giveUpSignal } from './give-up.ts';
import type { LaneAccount } from './lane-account.ts';
import type { OneTimeCodes } from './one-time-codes.ts';
import { sealAndSend } from './sealed-send.ts';
import type { Settler } from './settler.ts';
import type { SteadyTime } from './steady-time.ts';
import { detailOf, toSettlement, type Judged } from './settlement.ts';

export interface WireTools {
  readonly settler: Settler;
  readonly circuit: Circuit;
  readonly codes: OneTimeCodes;
  readonly clock: Clock;
  readonly steady: SteadyTime;
  readonly log: Log;
  readonly random: () => number;
  /** What became of messages of a campaign is on the disk; so many of them are off the line for good, or uncertain. */
  readonly onSettled: (campaignId: number, settled: number) => void;
  /** An answer told what is left. */
  readonly onBalance: (balance: Balance) => void;
  /** There is room on the wire again, or an outcome is on the disk. */
  readonly onChange: () => void;
}

/** Requests of one account from the moment they leave until what they proved is on the disk. */
export interface Wire {
  /** Puts one request with these claimed messages on the wire; resolves as it leaves. @param claimedAt by `Clock.uptime` */
  put(messages: readonly ClaimedMessage[], claimedAt: number): Promise<void>;
  /** Requests that nobody answered yet. What waits for the disk is on the wire no more: the next may leave. */
  size(): number;
  /** Resolves when all has been answered and settled. */
  drain(): Promise<void>;
}

/** A request that has ended, and what it proved. */
interface Answered {
  /** Monotonic ms. */
  readonly startedAt: number;
  readonly judged: readonly Judged[];
}

/** An empty wire. */
export function createWire(account: LaneAccount, tools: WireTools): Wire {
  const { settler, codes, clock, steady, log, random, circuit, onChange } = tools;
  const { connection, settings } = account;
  const unanswered = new Set<Promise<void>>();
  /** Of which not all is on the disk yet. */
  const unsettled = new Set<Promise<void>>();

  function put(messages: readonly ClaimedMessage[], claimedAt: number): Promise<void> {
    const { promise: leaving, resolve: leave } = Promise.withResolvers<void>();
    const request = exchange(messages, claimedAt, leave).finally(leave);
    const settled = request.then(settle);
    follow(unanswered, hearInTurn(request, settled));
    follow(unsettled, settled);
    return leaving;
  }

  /**
   * Where all is well the next request may leave while outcomes wait for company on their way to the disk. In trouble it may
   * not, and a campaign pauses with what has to wait back in line.
   */
  async function hearInTurn(request: Promise<Answered>, settled: Promise<void>): Promise<void> {
    const answer = await request;
    if (!answer.judged.every(({ outcome }) => outcome.kind === 'accepted')) await settled;
    await hear(answer);
  }

  /** Keeps what goes on in a set until it has ended, well or not. */
  function follow(these: Set<Promise<void>>, work: Promise<void>): void {
    const one = work
      .catch((error: unknown) => log.error('lane.request', error, { account: account.id }))
      .finally(() => {
        these.delete(one);
        onChange();
      });
    these.add(one);
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

  return {
    put,
    size: () => unanswered.size,
    async drain() {
      await settler.flush();
      while (unanswered.size + unsettled.size > 0) {
        await Promise.race([...unanswered, ...unsettled]);
        await settler.flush();
      }
    },
  };
}
