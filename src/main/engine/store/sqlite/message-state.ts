import { canMessageBecome, type MessageErrorCode, type MessageState } from '../../../../shared/message.ts';
import type { Database } from './database.ts';

/** What goes with a change of state. What is left out is cleared, but for identity, cost, counts and times. */
export interface StateChange {
  readonly id: number;
  readonly from: MessageState;
  readonly to: MessageState;
  readonly now: number;
  readonly dueAt?: number;
  /** Added to the attempts that were used up. */
  readonly attempts?: 0 | 1;
  readonly providerId?: string;
  readonly costMicros?: number | undefined;
  /** The provider's own count. */
  readonly providerParts?: number | undefined;
  readonly acceptedAt?: number;
  readonly errorCode?: MessageErrorCode;
  readonly error?: string | undefined;
  readonly nextReportAt?: number | null;
  readonly nextLookupAt?: number | null;
}

/** What stays as it is where a change does not name it. */
const KEPT_UNLESS_GIVEN = ['dueAt', 'providerId', 'costMicros', 'providerParts', 'acceptedAt'] as const;

/**
 * The only file that changes a message's state: compare-and-set, so that two writers can never both
 * believe that they moved it. False where the message is no longer in `from`; throws for a change that the
 * transition table does not have.
 */
export function messageStateChanger(database: Database): (change: StateChange) => boolean {
  const updates = new Map<string, ReturnType<typeof prepare>>();

  // Only what is given is set: SQLite works on the indexes of each column that a statement names, changed or not.
  function prepare(given: readonly string[]) {
    const set = given.map((column) => `${column} = $${column}, `).join('');
    return database.prepare(
      `UPDATE messages SET state = $to, updatedAt = $now, ${set} attempts = attempts + $attempts,
         errorCode = $errorCode, error = $error, nextReportAt = $nextReportAt,
         lookups = 0, nextLookupAt = $nextLookupAt
       WHERE id = $id AND state = $from`,
    );
  }

  function updateOf(given: readonly string[]) {
    const key = given.join();
    let update = updates.get(key);
    if (!update) updates.set(key, (update = prepare(given)));
    return update;
  }

  return (change) => {
    if (!canMessageBecome(change.from, change.to)) {
      throw new Error(`A message cannot go from ${change.from} to ${change.to}.`);
    }
    const update = updateOf(KEPT_UNLESS_GIVEN.filter((column) => change[column] !== undefined));
    const { changes } = update.run({
      attempts: 0,
      errorCode: null,
      nextReportAt: null,
      nextLookupAt: null,
      ...change,
      error: change.error ?? null,
    });
    return changes === 1;
  };
}

/**
 * Claims messages, as a change of each from `queued` to `sending`, but in one statement: SQLite opens the indexes and the
 * triggers of the table once for all of them. Answers which of them were still in line.
 */
export function messageClaimer(database: Database): (ids: readonly number[], now: number) => Set<number> {
  const claim = database
    .prepare<[number, string], number>(
      `UPDATE messages SET state = 'sending', updatedAt = ?, errorCode = NULL, error = NULL, nextReportAt = NULL,
         lookups = 0, nextLookupAt = NULL
       WHERE id IN (SELECT value FROM json_each(?)) AND state = 'queued' RETURNING id`,
    )
    .pluck();
  return (ids, now) => new Set(claim.all(now, JSON.stringify(ids)));
}

/** What the provider said of a message that it took. */
export interface TakenMessage {
  readonly id: number;
  readonly providerId: string;
  readonly costMicros: number | null;
  /** The provider's own count. */
  readonly providerParts: number | null;
  readonly nextReportAt: number | null;
  /** Added to the attempts that were used up. */
  readonly attempts: 0 | 1;
}

/** The same for messages that were taken: from `sending` to `accepted`, those that are still on the wire. */
export function messageAccepter(
  database: Database,
): (messages: readonly TakenMessage[], now: number) => void {
  const accept = database.prepare<{ now: number; taken: string }>(
    `UPDATE messages SET state = 'accepted', updatedAt = $now, acceptedAt = $now,
       providerId = taken.value ->> 'providerId',
       costMicros = coalesce(taken.value ->> 'costMicros', costMicros),
       providerParts = coalesce(taken.value ->> 'providerParts', providerParts),
       nextReportAt = taken.value ->> 'nextReportAt',
       attempts = attempts + (taken.value ->> 'attempts'),
       errorCode = NULL, error = NULL, lookups = 0, nextLookupAt = NULL
     FROM json_each($taken) AS taken WHERE messages.id = taken.value ->> 'id' AND state = 'sending'`,
  );
  return (messages, now) => void accept.run({ now, taken: JSON.stringify(messages) });
}
