import type { AttemptPlace } from '../store/queue-store.ts';
import type { Store } from '../store/store.ts';

/** Where the messages of an account stand in its provider's history, as far as Kaptar can tell. */
export interface HistoryPlaces {
  /** The offset at which a message should stand now, 0 being the newest. */
  expect(attempt: AttemptPlace): Promise<number>;
  /** These were seen at those offsets, by a question for which `expect` was asked before; each in any order. */
  note(attempts: readonly AttemptPlace[], offsets: readonly number[]): void;
}

interface SeenPlace {
  readonly attempt: AttemptPlace;
  readonly offset: number;
}

/**
 * As many as can be counted in some milliseconds. What is farther off is expected too near, and found from there: each look
 * comes so much nearer.
 */
const COUNTED_AT_MOST = 50_000;

/**
 * A history is in the order of our requests, so that a message stands as far behind another one as there were requests
 * between them. That is not exact: some were refused, and another program may send by the same account. But it is near, and
 * nearer the closer the two are; hence it is counted from what was seen last, and from the newest before anything was.
 */
export function createHistoryPlaces(
  store: Pick<Store, 'newestAttempt' | 'countAttempts'>,
  accountId: number,
): HistoryPlaces {
  let seen: readonly SeenPlace[] = [];
  /** The newest request when those were seen, and when `expect` was asked last: the ones since then stand before them. */
  let newestThen: AttemptPlace = { id: 0, steadyAt: 0 };
  let newestNow = newestThen;

  const count = (after: AttemptPlace, upTo: AttemptPlace): Promise<number> =>
    store.countAttempts(accountId, after, upTo, COUNTED_AT_MOST);

  return {
    async expect(attempt) {
      newestNow = (await store.newestAttempt(accountId)) ?? newestNow;
      const distance = (place: SeenPlace): number => Math.abs(place.attempt.id - attempt.id);
      const nearest = seen.reduce<SeenPlace | null>(
        (best, place) => (best && distance(best) <= distance(place) ? best : place),
        null,
      );
      if (!nearest) return count(attempt, newestNow);
      const pushed = await count(newestThen, newestNow);
      const older = await count(attempt, nearest.attempt);
      const newer = await count(nearest.attempt, attempt);
      return Math.max(0, nearest.offset + pushed + older - newer);
    },
    note(attempts, offsets) {
      // A page without any of ours tells nothing of where they are.
      if (attempts.length === 0) return;
      // Requests that were on the wire together come in any order: as a whole they are where they should be.
      const ascending = offsets.toSorted((a, b) => a - b);
      const newestFirst = attempts.toSorted((a, b) => b.id - a.id);
      seen = newestFirst.map((attempt, place) => ({ attempt, offset: ascending[place] ?? 0 }));
      newestThen = newestNow;
    },
  };
}
