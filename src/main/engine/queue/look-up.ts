import { secondsToMs, type Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Finding, FoundMessage, SoughtMessage } from '../providers/provider.ts';
import type { DoubtfulMessage, IdOwner, LookupResult } from '../store/queue-store.ts';
import type { Store } from '../store/store.ts';
import type { LaneAccount } from './lane-account.ts';
import { codeMatcher } from './one-time-codes.ts';
import type { SteadyTime } from './steady-time.ts';

/** Look-ups that must have found nothing before "never taken" is believed. */
const LEAST_LOOKUPS = 3;
/** After this many (half an hour by default) the provider will not settle it. */
const MOST_LOOKUPS = 12;
/** Look-ups after the first one come at these shares of the grace time: 10 s, 30 s, 2 min, 10 min of 120 s. */
const SCHEDULE = [1 / 12, 1 / 4, 1, 5];
/** One look-up request covers many messages; DevSMS's history has 200 rows a page. */
const BATCH = 200;

/** A search may read a hundred pages of history, each within the account's time-out. */
const LONGEST_SEARCH_MS = 300_000;

/** Pause after a look-up that could not be made: the provider is down or away. */
const TROUBLE_PAUSE_MS = 10_000;
/** A provider that cannot be asked for a day will not settle it: a person should. */
const LONGEST_TROUBLE_MS = 24 * 3_600_000;

/** What a finding proves about an uncertain message. */
export type Verdict =
  | { readonly proof: 'taken'; readonly found: FoundMessage }
  | { readonly proof: 'never-taken' }
  | { readonly proof: 'none'; readonly nextLookupAt: number | null };

/**
 * Judges one look-up. Exactly one candidate that no other message owns: taken. None, in a search that
 * reached far enough, after the grace time and at least three look-ups: never taken. All else proves
 * nothing, and several candidates are a person's to decide. A search that only doubtful rows keep from being complete
 * is complete where each of those belongs to another message of this account. A row of a neighbour's proves nothing: with
 * the same key it is not ours, with another one it may bear the same id by chance. Of a message whose refusal costs money
 * "never taken" does not mean "never paid for".
 *
 * @param lookups look-ups that ended before this one
 * @param askedAt when this look-up began, by a clock that was not set since `attemptedUntil`; so is `nextLookupAt`
 */
export function judgeFinding(
  message: { readonly attemptedUntil: number } & Pick<DoubtfulMessage, 'lookups' | 'refusalCosts'>,
  finding: Finding,
  owners: ReadonlyMap<string, IdOwner>,
  graceMs: number,
  askedAt: number,
): Verdict {
  const isOwn = (providerId: string): boolean => owners.get(providerId) === 'own';
  const free = finding.candidates.filter(({ providerId }) => !owners.has(providerId));
  const [found, second] = free;
  if (found && !second) return { proof: 'taken', found };
  if (second) return { proof: 'none', nextLookupAt: null };
  const lookups = message.lookups + 1;
  const graceIsOver = askedAt - message.attemptedUntil >= graceMs;
  const isComplete =
    finding.candidates.every(({ providerId }) => isOwn(providerId)) &&
    (finding.complete || (finding.doubtful?.every(isOwn) ?? false));
  if (isComplete && graceIsOver && lookups >= LEAST_LOOKUPS) {
    return message.refusalCosts ? { proof: 'none', nextLookupAt: null } : { proof: 'never-taken' };
  }
  if (lookups >= MOST_LOOKUPS) return { proof: 'none', nextLookupAt: null };
  const share = SCHEDULE[lookups - 1];
  // Long after the attempt (Kaptar was off) the schedule lies in the past: the look-ups that are still needed
  // for a proof come soon, the others a grace time apart.
  const soonest = askedAt + (lookups < LEAST_LOOKUPS ? graceMs / 12 : graceMs);
  const planned = share === undefined ? soonest : message.attemptedUntil + share * graceMs;
  return { proof: 'none', nextLookupAt: Math.round(planned > askedAt ? planned : soonest) };
}

/** Asks the provider about all uncertain messages that are due; answers the campaigns that changed. */
export async function lookUpDue(
  account: LaneAccount,
  tools: { store: Store; clock: Clock; steady: SteadyTime; log: Log },
  stop: AbortSignal,
): Promise<number[]> {
  const { store, clock, steady, log } = tools;
  const askedAt = steady.latest();
  const messages = account.connection.lookup ? await store.dueLookups(account.id, askedAt, BATCH) : [];
  if (messages.length === 0) return [];
  try {
    const results = await lookUp(account, tools, messages, askedAt, stop);
    await store.settleLookups(results, clock.now());
    log.info('look-up', { account: account.id, asked: results.length, ...tally(results) });
  } catch (error) {
    const hopeless = messages.filter(
      ({ steadyAt, spanMs }) => steady.now() - steadyAt - spanMs > LONGEST_TROUBLE_MS,
    );
    await store.postponeLookups(
      messages.map(({ id }) => id),
      steady.latest() + TROUBLE_PAUSE_MS,
    );
    await store.postponeLookups(
      hopeless.map(({ id }) => id),
      null,
    );
    throw error;
  }
  return [...new Set(messages.map(({ campaignId }) => campaignId))];
}

async function lookUp(
  { id: accountId, connection, settings }: LaneAccount,
  { store, clock, steady }: { store: Store; clock: Clock; steady: SteadyTime },
  messages: readonly DoubtfulMessage[],
  askedAt: number,
  stop: AbortSignal,
): Promise<LookupResult[]> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(LONGEST_SEARCH_MS)]);
  const ages = messages.map(({ steadyAt }) => steady.now() - steadyAt);
  const now = clock.now();
  // As the clock would have told that shows now: one that was set meanwhile would hide them in the provider's history.
  const sought = messages.map((message, index) => toSought(message, now - (ages[index] ?? 0)));
  const findings = (await connection.lookup?.(sought, signal)) ?? [];
  const seen = findings.flatMap(({ candidates, doubtful = [] }) => [
    ...candidates.map(({ providerId }) => providerId),
    ...doubtful,
  ]);
  const owners = await store.findOwners(accountId, seen);
  const graceMs = secondsToMs(settings.lookupGraceSeconds);
  return messages.map((message, index) => {
    const { id, attemptId, newestAttemptId } = message;
    const finding = findings[index] ?? { candidates: [], complete: false };
    const attemptedUntil = askedAt - (ages[index] ?? 0) + message.spanMs;
    const verdict = judgeFinding({ ...message, attemptedUntil }, finding, owners, graceMs, askedAt);
    if (verdict.proof !== 'taken') return { id, attemptId, newestAttemptId, ...verdict };
    const { providerId, cost = null } = verdict.found;
    const nextReportAt = steady.latest() + secondsToMs(settings.pollSeconds);
    return { id, attemptId, newestAttemptId, proof: 'taken', providerId, cost, nextReportAt };
  });
}

function toSought(message: DoubtfulMessage, attemptedAt: number): SoughtMessage {
  const { reference, recipient, text, parts, spanMs } = message;
  const isText = codeMatcher(message);
  return {
    reference,
    recipient,
    text,
    parts,
    attemptedAt,
    attemptedUntil: attemptedAt + spanMs,
    ...(isText ? { isText } : {}),
  };
}

function tally(results: readonly LookupResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { proof } of results) counts[proof] = (counts[proof] ?? 0) + 1;
  return counts;
}
