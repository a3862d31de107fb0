import { secondsToMs, type Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Finding, FoundMessage } from '../providers/provider.ts';
import type { DoubtfulMessage, LookupResult, Store } from '../store/store.ts';
import type { LaneAccount } from './lane.ts';

/** Look-ups that must have found nothing before "never taken" is believed. */
const LEAST_LOOKUPS = 3;
/** After this many the provider will not settle it; the schedule is then hours long. */
const MOST_LOOKUPS = 12;
/** Look-ups after the first one come at these shares of the grace time: 10 s, 30 s, 2 min, 10 min of 120 s. */
const SCHEDULE = [1 / 12, 1 / 4, 1, 5];
/** One look-up request covers many messages; DevSMS's history has 200 rows a page. */
const BATCH = 200;

/** A search may read a hundred pages of history, each within the account's time-out. */
const LONGEST_SEARCH_MS = 300_000;

/** What a finding proves about an uncertain message. */
export type Verdict =
  | { readonly proof: 'taken'; readonly found: FoundMessage }
  | { readonly proof: 'never-taken' }
  | { readonly proof: 'none'; readonly nextLookupAt: number | null };

/**
 * Judges one look-up. Exactly one candidate that no other message owns: taken. None, in a search that
 * reached far enough, after the grace time and at least three look-ups: never taken. All else proves
 * nothing, and several candidates are a person's to decide. A search that only messages with another text
 * keep from being complete is complete where each of those belongs to another message of ours.
 *
 * @param lookups look-ups that ended before this one
 * @param askedAt wall clock ms at which this look-up began
 */
export function judgeFinding(
  message: Pick<DoubtfulMessage, 'attemptedAt' | 'lookups'>,
  finding: Finding,
  owned: ReadonlySet<string>,
  graceMs: number,
  askedAt: number,
): Verdict {
  const free = finding.candidates.filter(({ providerId }) => !owned.has(providerId));
  const [found, second] = free;
  if (found && !second) return { proof: 'taken', found };
  if (second) return { proof: 'none', nextLookupAt: null };
  const lookups = message.lookups + 1;
  const graceIsOver = askedAt - message.attemptedAt >= graceMs;
  const isComplete = finding.complete || (finding.doubtful?.every((id) => owned.has(id)) ?? false);
  if (isComplete && graceIsOver && lookups >= LEAST_LOOKUPS) return { proof: 'never-taken' };
  if (lookups >= MOST_LOOKUPS) return { proof: 'none', nextLookupAt: null };
  const share = SCHEDULE[Math.min(lookups, SCHEDULE.length) - 1] ?? 1;
  const planned = message.attemptedAt + share * graceMs;
  // Long after the attempt (Kaptar was off) the schedule lies in the past: ask again a twelfth of the grace later.
  return { proof: 'none', nextLookupAt: Math.round(Math.max(planned, askedAt + graceMs / 12)) };
}

/** Asks the provider about all uncertain messages that are due; answers the campaigns that changed. */
export async function lookUpDue(
  account: LaneAccount,
  tools: { store: Store; clock: Clock; log: Log },
): Promise<number[]> {
  const { store, clock } = tools;
  const { connection, settings } = account;
  if (!connection.lookup) return [];
  const askedAt = clock.now();
  const messages = await store.dueLookups(account.id, askedAt, BATCH);
  if (messages.length === 0) return [];
  const findings = await connection.lookup(messages, AbortSignal.timeout(LONGEST_SEARCH_MS));
  const seen = findings.flatMap(({ candidates, doubtful = [] }) => [
    ...candidates.map(({ providerId }) => providerId),
    ...doubtful,
  ]);
  const owned = await store.ownedProviderIds(account.id, seen);
  const graceMs = secondsToMs(settings.lookupGraceSeconds);
  const results = messages.map((message, index): LookupResult => {
    const finding = findings[index] ?? { candidates: [], complete: false };
    const verdict = judgeFinding(message, finding, owned, graceMs, askedAt);
    if (verdict.proof !== 'taken') return { id: message.id, ...verdict };
    const { providerId, cost } = verdict.found;
    const nextReportAt = clock.now() + secondsToMs(settings.pollSeconds);
    return { id: message.id, proof: 'taken', providerId, cost: cost ?? null, nextReportAt };
  });
  await store.settleLookups(results, clock.now());
  tools.log.info('look-up', { account: account.id, asked: results.length, ...tally(results) });
  return [...new Set(messages.map(({ campaignId }) => campaignId))];
}

function tally(results: readonly LookupResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { proof } of results) counts[proof] = (counts[proof] ?? 0) + 1;
  return counts;
}
