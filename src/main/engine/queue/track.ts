import { secondsToMs, type Clock } from '../lib/clock.ts';
import type { Report } from '../providers/provider.ts';
import type { AwaitedMessage, ReportResult } from '../store/queue-store.ts';
import type { Store } from '../store/store.ts';
import { createHistoryReader, type Answer, type HistoryReader } from './history-reader.ts';
import type { LaneAccount } from './lane-account.ts';
import type { SteadyTime } from './steady-time.ts';

/** One round is many requests, each within the account's time-out. */
const LONGEST_ROUND_MS = 300_000;
/** Pages of a history in one round: a second of questions, then the rest of the queue may ask its own, and the window is told. */
const PAGES_A_ROUND = 10;
/** So many times may a history lack what it should show before a round asks about the rest singly. */
const MOST_LACKING = 3;
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
  report: Omit<Report, 'reference'> | undefined,
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

/** To be called again and again, `isCalled` being whether the provider reports by itself; answers the campaigns asked about. */
export type Tracker = (isCalled: boolean, stop: AbortSignal) => Promise<number[]>;

/**
 * Asks for the delivery reports that are due, in rounds. Where the provider has a history the questions are gathered: one
 * page answers for those that are near each other there, and after a round of several the next one waits for the account's
 * `pollSeconds`, so that there are many to a page again. Only a message that is alone, or that the history does not show
 * where it should, is asked about by itself.
 */
export function createTracker(
  account: LaneAccount,
  { store, clock, steady }: { store: Store; clock: Clock; steady: Pick<SteadyTime, 'latest'> },
): Tracker {
  const { connection, settings } = account;
  const { history, messagesPerReports } = connection;
  const pollMs = secondsToMs(settings.pollSeconds);
  const reader = history && createHistoryReader(history, store, account.id);
  let restUntil = -Infinity;
  /** The request up to which the history was read on the present way through it; 0 before the first. */
  let readUpTo = 0;

  return async (isCalled, stop) => {
    if (clock.monotonic() < restUntil) return [];
    const signal = AbortSignal.any([stop, AbortSignal.timeout(LONGEST_ROUND_MS)]);
    const changed = new Set<number>();

    const listDue = (limit: number): Promise<AwaitedMessage[]> =>
      store.dueReports(account.id, steady.latest(), limit);

    async function settle(answers: readonly Answer[]): Promise<void> {
      const now = clock.now();
      const pace = {
        pollMs,
        expireMs: settings.expireHours * HOUR_MS,
        rarer: isCalled ? RARER_WITH_CALLBACKS : 1,
        setBack: steady.latest() - now,
      };
      await store.settleReports(answers.map(({ message, report }) => toResult(message, report, now, pace)));
      for (const { message } of answers) changed.add(message.campaignId);
    }

    /** In trouble they are postponed like those that there was no room to ask about. */
    async function orPostpone<T>(messages: readonly AwaitedMessage[], question: Promise<T>): Promise<T> {
      return question.catch(async (error: unknown) => {
        await settle(messages.map((message) => ({ message, report: undefined })));
        throw error;
      });
    }

    async function ask(messages: readonly AwaitedMessage[]): Promise<void> {
      if (messages.length === 0) return;
      const tracked = messages.flatMap(({ providerId, reference, recipient }) =>
        providerId === null ? [] : [{ providerId, reference, recipient }],
      );
      const asking = connection.reports?.(tracked, signal) ?? Promise.resolve([]);
      const reports = await orPostpone(messages, asking);
      const byReference = new Map(reports.map((report) => [report.reference, report]));
      await settle(messages.map((message) => ({ message, report: byReference.get(message.reference) })));
    }

    /** From the oldest that is due to the newest, then again for what was passed over. */
    async function askByHistory({ isNear, readFrom }: HistoryReader, rowsPerPage: number): Promise<void> {
      const areNear = ([first, second]: readonly AwaitedMessage[]): boolean =>
        first !== undefined && second !== undefined && isNear(first, second);
      let pages = 0;
      let singles = 0;
      let lacking = 0;
      while (pages < PAGES_A_ROUND && singles < messagesPerReports) {
        const due = (await listDue(rowsPerPage)).toSorted((a, b) => a.attempt.id - b.attempt.id);
        const [oldest] = due;
        if (!oldest) {
          if (pages > 0 || singles > 1) restUntil = clock.monotonic() + pollMs;
          break;
        }
        // A person took them for sent: nobody can be asked, and all that may come is that they expire.
        const withoutId = due.filter(({ providerId }) => providerId === null);
        if (withoutId.length > 0) {
          pages += 1;
          await ask(withoutId);
          continue;
        }
        const ahead = due.filter(({ attempt }) => attempt.id > readUpTo);
        const goesOn = readUpTo > 0 && areNear(ahead);
        const line = goesOn ? ahead : due;
        const next = line[0] ?? oldest;
        if (lacking < MOST_LACKING && areNear(line)) {
          const look = await orPostpone(due, readFrom(next, settle, signal));
          pages += 1;
          readUpTo = look.upTo.id;
          // Where pages follow each other it may as well be on the one before or after.
          if (look.isFound || (look.isOfUse && goesOn)) continue;
          lacking += 1;
        }
        singles += 1;
        await ask([next]);
      }
    }

    if (history && reader) await askByHistory(reader, history.rowsPerPage);
    else await ask(await listDue(messagesPerReports));
    return [...changed];
  };
}
