import type { Report, ReportHistory } from '../providers/provider.ts';
import type { AttemptPlace, AwaitedMessage } from '../store/queue-store.ts';
import type { Store } from '../store/store.ts';
import { createHistoryPlaces } from './history-places.ts';

/**
 * Rows of a page that are left for a message to stand farther back than expected: what is on the wire may or may not be in
 * the history yet. A twentieth of DevSMS's page.
 */
const SLACK_ROWS = 10;

/**
 * Pages for one message, each nearer to it. Where that is not enough it is asked about by itself, and the next one is
 * looked for from where this search ended.
 */
const MOST_PAGES_FOR_ONE = 5;

/** A message that still awaits its report, and what was said of it; undefined where it could not be asked about. */
export interface Answer {
  readonly message: AwaitedMessage;
  readonly report: Omit<Report, 'reference'> | undefined;
}

/** What a page showed of ours. */
export interface Look {
  /** Whether the message that was sought was there. */
  readonly isFound: boolean;
  /** Whether any was there that awaited its report. */
  readonly isOfUse: boolean;
  /** Of the newest message that was there, or else of the one that was sought. */
  readonly upTo: AttemptPlace;
}

/** Reads a provider's history where it shows what is asked about. */
export interface HistoryReader {
  /** Whether a page that ends with the first message would show the other one, too. */
  isNear(first: AwaitedMessage, other: AwaitedMessage): boolean;
  /**
   * Reads the page that should end with the message, or nearly so: what was taken after it is mostly due as well. Where it
   * turns out to be elsewhere that page is read, too. Each is handed to `take` as it comes.
   */
  readFrom(
    message: AwaitedMessage,
    take: (shown: readonly Answer[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<Look>;
}

/** What it saw of the history is of use for the next page: one reader for as long as an account is served. */
export function createHistoryReader(
  { rowsPerPage, readPage }: ReportHistory,
  store: Pick<Store, 'newestAttempt' | 'countAttempts' | 'findTaken'>,
  accountId: number,
): HistoryReader {
  const places = createHistoryPlaces(store, accountId);
  const reach = rowsPerPage - SLACK_ROWS;

  /** Our messages of a page, with or without a final report. */
  async function read(offset: number, signal: AbortSignal) {
    const rows = await readPage(offset, signal);
    const byId = new Map(
      rows.map((report, place) => [report.providerId, { report, offset: offset + place }]),
    );
    const ours = await store.findTaken(accountId, [...byId.keys()]);
    return ours.flatMap((message) => {
      const shown = byId.get(message.providerId ?? '');
      return shown ? [{ message, ...shown }] : [];
    });
  }

  return {
    isNear: (first, other) => {
      const behind = other.attempt.id - first.attempt.id;
      return behind > 0 && behind < reach;
    },
    async readFrom(sought, take, signal) {
      let look: Look = { isFound: false, isOfUse: false, upTo: sought.attempt };
      let start = Number.NaN;
      for (let pages = 0; pages < MOST_PAGES_FOR_ONE; pages++) {
        const expected = await places.expect(sought.attempt);
        // It should have been on the page before, and was not.
        if (expected >= start && expected < start + rowsPerPage) break;
        start = Math.max(0, expected - reach + 1);
        const ours = await read(start, signal);
        const attempts = ours.map(({ message }) => message.attempt);
        places.note(
          attempts,
          ours.map(({ offset }) => offset),
        );
        const awaited = ours.filter(({ message }) => message.isAwaited);
        await take(awaited);
        look = {
          isFound: ours.some(({ message }) => message.id === sought.id),
          isOfUse: awaited.length > 0,
          upTo: attempts.reduce((newest, one) => (one.id > newest.id ? one : newest), sought.attempt),
        };
        if (look.isFound) break;
      }
      return look;
    },
  };
}
