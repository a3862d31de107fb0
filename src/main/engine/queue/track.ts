import { secondsToMs, type Clock } from '../lib/clock.ts';
import type { Report } from '../providers/provider.ts';
import type { AwaitedMessage, ReportResult } from '../store/queue-store.ts';
import type { Store } from '../store/store.ts';
import type { LaneAccount } from './lane-account.ts';
import type { SteadyTime } from './steady-time.ts';

/** One round is many requests, each within the account's time-out. */
const LONGEST_ROUND_MS = 300_000;
/** The longest pause between two questions about one message. */
const LONGEST_POLL_MS = 3_600_000;
/** So many times rarer where the provider calls us: questions then only find what a call did not bring. */
const RARER_WITH_CALLBACKS = 10;
const HOUR_MS = 3_600_000;
/** So much longer than the account's time-out may a provider be out of reach before its messages expire unasked. */
const UNASKED_GRACE_MS = 24 * HOUR_MS;

/**
 * When to ask again about a message that has no final report: a tenth of its age, so that fresh messages are
 * followed closely and old ones cost few requests.
 *
 * @param rarer times the ordinary pause, an hour at most all the same
 */
export function nextReportAt(acceptedAt: number, now: number, pollMs: number, rarer = 1): number {
  const pause = rarer * Math.max(pollMs, (now - acceptedAt) / 10);
  return now + Math.round(Math.min(LONGEST_POLL_MS, pause));
}

function toResult(
  message: AwaitedMessage,
  report: Report | undefined,
  now: number,
  { pollMs, expireMs, rarer, setBack }: { pollMs: number; expireMs: number; rarer: number; setBack: number },
): ReportResult {
  const { id, acceptedAt } = message;
  const cost = report?.cost ?? null;
  if (report && report.state !== 'accepted') {
    return { id, to: report.state, at: now, detail: report.detail ?? null, cost, nextReportAt: null };
  }
  // Its delivery may be known to a provider that was not asked: only one that never can be asked is given up.
  if (now - acceptedAt >= expireMs + (report ? 0 : UNASKED_GRACE_MS)) {
    return { id, to: 'expired', at: now, detail: null, cost, nextReportAt: null };
  }
  // One that was not asked about comes before those that were, hence a millisecond earlier.
  const askAt = report ? nextReportAt(acceptedAt, now, pollMs, rarer) : now + pollMs - 1;
  return { id, to: null, at: now, detail: null, cost, nextReportAt: askAt + setBack };
}

/**
 * Asks for the delivery reports that are due; answers the campaigns that were asked about.
 *
 * @param isCalled whether the provider reports by itself, to the callback listener
 */
export async function trackDue(
  account: LaneAccount,
  { store, clock, steady }: { store: Store; clock: Clock; steady: Pick<SteadyTime, 'latest'> },
  isCalled: boolean,
  stop: AbortSignal,
): Promise<number[]> {
  const { connection, settings } = account;
  const messages = await store.dueReports(account.id, steady.latest(), connection.messagesPerReports);
  if (messages.length === 0) return [];
  const tracked = messages.flatMap(({ providerId, reference, recipient }) =>
    providerId === null ? [] : [{ providerId, reference, recipient }],
  );
  const signal = AbortSignal.any([stop, AbortSignal.timeout(LONGEST_ROUND_MS)]);
  let trouble: unknown = null;
  const ask = async (): Promise<readonly Report[]> => (await connection.reports?.(tracked, signal)) ?? [];
  const reports = await ask().catch((error: unknown) => {
    // They are postponed like those that there was no room to ask about.
    trouble = error;
    return [];
  });
  const byReference = new Map(reports.map((report) => [report.reference, report]));
  const now = clock.now();
  const pace = {
    pollMs: secondsToMs(settings.pollSeconds),
    expireMs: settings.expireHours * HOUR_MS,
    rarer: isCalled ? RARER_WITH_CALLBACKS : 1,
    setBack: steady.latest() - now,
  };
  await store.settleReports(
    messages.map((message) => toResult(message, byReference.get(message.reference), now, pace)),
  );
  if (trouble !== null) throw trouble;
  return [...new Set(messages.map(({ campaignId }) => campaignId))];
}
