import { randomBytes } from 'node:crypto';
import type { IncomingMessage as HttpRequest } from 'node:http';
import type { Log } from '../lib/log.ts';
import { isSameSecret } from '../lib/same-secret.ts';
import type {
  CallbackNews,
  CallbackReport,
  CallbackRequest,
  IncomingMessage,
} from '../providers/provider.ts';
import { createEarlyReports } from './early-reports.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { parseAddress, readBody, type CallbackAddress } from './request.ts';

/** An account as its callbacks need it. */
export interface CallbackAccount {
  readonly accountId: number;
  /** How long a send of it may wait for its answer. */
  readonly sendMs: number;
  /** What its provider's call says. Never throws. */
  read(request: CallbackRequest): CallbackNews;
  /** What the call itself must name, where the operator set one. */
  readonly callbackKey: string | undefined;
}

export interface ListenerTools {
  /**
   * What the path of the account's addresses must name; undefined where it never gave one out. Asked for every
   * guess, and so from memory.
   */
  tokenOf(accountId: number): string | undefined;
  /** Asked where the token was right. Undefined where there is no such account any more. */
  find(accountId: number): Promise<CallbackAccount | undefined>;
  /** Takes note of what became of messages; how many of them were found. */
  onReports(accountId: number, reports: readonly CallbackReport[]): Promise<number>;
  /** Takes in received messages; how many were new. */
  onIncoming(accountId: number, messages: readonly IncomingMessage[]): Promise<number>;
  /** Told whenever the standing is another one. */
  onStanding(): void;
  /** Wall clock, ms. */
  now(): number;
  readonly log: Log;
}

/** An account's calls since the start. */
export interface CallTally {
  /** Those that changed or confirmed something. */
  readonly heard: number;
  /** Those that were refused: wrong token, forged, unreadable, too large, too many. */
  readonly refused: number;
  readonly lastHeardAt: number | null;
  /** Of those about delivery alone: who sends received messages need not report anything. */
  readonly lastReportAt: number | null;
}

export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 405 | 413 | 429 | 500;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the connection ends with it, whatever of the request is still to come. */
  readonly ends?: boolean;
}

/** Decides what callers hear. */
export interface Answerer {
  /** Never throws. */
  answer(request: HttpRequest): Promise<Answer>;
  readonly tallies: ReadonlyMap<number, CallTally>;
  stop(): void;
}

/**
 * Calls of an account. A message brings two or three, and the standard rate is ten messages a second, so this
 * is seven times what comes; in one go, what a gateway saved up in half a minute. What is refused is not lost,
 * since delivery is asked about as well.
 */
const ACCOUNT_RATE = { perSecond: 200, burst: 1_000 };

/** Calls without a right token, of all callers together: a person who mistypes, a panel with an old address. */
const STRANGER_RATE = { perSecond: 10, burst: 100 };

const TOO_MANY: Answer = { status: 429, headers: { 'retry-after': '1' } };
const NOT_FOUND: Answer = { status: 404 };
const NOT_ALLOWED: Answer = { status: 405, headers: { allow: 'GET, POST' } };

const NO_CALLS: CallTally = { heard: 0, refused: 0, lastHeardAt: null, lastReportAt: null };

/** Decides what each call gets for an answer, and hands on what it tells. */
export function createAnswerer(tools: ListenerTools): Answerer {
  const { log, now } = tools;
  const tallies = new Map<number, CallTally>();
  const limits = new Map<number, RateLimit>();
  const strangers = createRateLimit(STRANGER_RATE.perSecond, STRANGER_RATE.burst, now);
  // Stands in for the token of an account that does not exist, so that its calls take the same way.
  const nobody = randomBytes(24).toString('base64url');

  const count = (accountId: number, change: (tally: CallTally) => Partial<CallTally>): void => {
    const tally = tallies.get(accountId) ?? NO_CALLS;
    tallies.set(accountId, { ...tally, ...change(tally) });
    tools.onStanding();
  };
  const refuse = (accountId: number, answer: Answer): Answer => {
    count(accountId, ({ refused }) => ({ refused: refused + 1 }));
    return answer;
  };
  const limitOf = (accountId: number): RateLimit => {
    const limit = limits.get(accountId) ?? createRateLimit(ACCOUNT_RATE.perSecond, ACCOUNT_RATE.burst, now);
    limits.set(accountId, limit);
    return limit;
  };

  /** Whether all of them matched. */
  const match = async (accountId: number, reports: readonly CallbackReport[]): Promise<boolean> => {
    const matched = await tools.onReports(accountId, reports);
    if (matched > 0) {
      count(accountId, ({ heard }) => ({ heard: heard + 1, lastHeardAt: now(), lastReportAt: now() }));
    }
    return matched >= reports.length;
  };
  const early = createEarlyReports(async (accountId, reports) => {
    try {
      return await match(accountId, reports);
    } catch (error) {
      log.error('callbacks.failed', error, { accountId });
      return false;
    }
  });

  const take = async ({ accountId, sendMs }: CallbackAccount, news: CallbackNews): Promise<Answer> => {
    switch (news.kind) {
      case 'forged':
        return refuse(accountId, { status: 403 });
      case 'unreadable':
        return refuse(accountId, { status: 400 });
      case 'incoming':
        await tools.onIncoming(accountId, news.messages);
        count(accountId, ({ heard }) => ({ heard: heard + 1, lastHeardAt: now() }));
        return { status: 200 };
      case 'reports':
        if (!(await match(accountId, news.reports))) early.keep(accountId, news.reports, sendMs);
        return { status: 200 };
    }
  };

  const answerAccount = async (
    account: CallbackAccount,
    { topic, query }: CallbackAddress,
    request: HttpRequest,
  ): Promise<Answer> => {
    const { accountId, callbackKey } = account;
    const body = await readBody(request);
    if (body === null) return refuse(accountId, { status: 413 });
    const { method = '', headers } = request;
    const contentType = headers['content-type'] ?? '';
    return take(account, readSafely(account, { topic, method, query, body, contentType, callbackKey }));
  };

  const readSafely = (account: CallbackAccount, request: CallbackRequest): CallbackNews => {
    try {
      return account.read(request);
    } catch (error) {
      // Its words may quote the call, which holds a number or a text: only its kind is written down.
      const kind = error instanceof Error ? error.name : 'unknown';
      log.error('callbacks.unreadable', kind, { accountId: account.accountId });
      return { kind: 'unreadable' };
    }
  };

  const decide = async (request: HttpRequest): Promise<Answer> => {
    const address = parseAddress(request.url ?? '');
    const token = address && tools.tokenOf(address.accountId);
    if (!isSameSecret(address?.token ?? '', token ?? nobody) || !address) {
      return answerStranger(token === undefined ? undefined : address?.accountId);
    }
    const { accountId } = address;
    if (!limitOf(accountId).take()) return refuse(accountId, TOO_MANY);
    if (request.method !== 'GET' && request.method !== 'POST') return refuse(accountId, NOT_ALLOWED);
    const account = await tools.find(accountId);
    return account ? answerAccount(account, address, request) : answerStranger(undefined);
  };

  /** @param accountId the account whose token was guessed wrongly, where there is such a one */
  const answerStranger = (accountId: number | undefined): Answer => {
    const answer: Answer = { ...(strangers.take() ? NOT_FOUND : TOO_MANY), ends: true };
    return accountId === undefined ? answer : refuse(accountId, answer);
  };

  return {
    tallies,
    async answer(request) {
      try {
        return await decide(request);
      } catch (error) {
        // The caller left in mid-request: nobody is there to be answered.
        if (request.errored) return { status: 400 };
        log.error('callbacks.failed', error);
        // The provider may come again, and delivery is asked about in any case.
        return { status: 500 };
      }
    },
    stop: () => early.stop(),
  };
}
