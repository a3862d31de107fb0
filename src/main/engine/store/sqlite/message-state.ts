import { canMessageBecome, type MessageErrorCode, type MessageState } from '../../../../shared/message.ts';
import type { Database } from './database.ts';

/** What goes with a change of state. What is left out is cleared, but for identity, cost and due time. */
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
  readonly acceptedAt?: number;
  readonly errorCode?: MessageErrorCode;
  readonly error?: string | undefined;
  readonly nextReportAt?: number | null;
  readonly nextLookupAt?: number | null;
}

/**
 * The only place that changes a message's state: compare-and-set, so that two writers can never both
 * believe that they moved it. False where the message is no longer in `from`; throws for a change that the
 * transition table does not have.
 */
export function messageStateChanger(database: Database): (change: StateChange) => boolean {
  const update = database.prepare(
    `UPDATE messages SET state = $to, updatedAt = $now,
       dueAt = coalesce($dueAt, dueAt),
       attempts = attempts + $attempts,
       providerId = coalesce($providerId, providerId),
       costMicros = coalesce($costMicros, costMicros),
       acceptedAt = coalesce($acceptedAt, acceptedAt),
       errorCode = $errorCode, error = $error,
       nextReportAt = $nextReportAt,
       lookups = 0, nextLookupAt = $nextLookupAt
     WHERE id = $id AND state = $from`,
  );
  return (change) => {
    if (!canMessageBecome(change.from, change.to)) {
      throw new Error(`A message cannot go from ${change.from} to ${change.to}.`);
    }
    const { changes } = update.run({
      dueAt: null,
      attempts: 0,
      providerId: null,
      acceptedAt: null,
      errorCode: null,
      nextReportAt: null,
      nextLookupAt: null,
      ...change,
      costMicros: change.costMicros ?? null,
      error: change.error ?? null,
    });
    return changes === 1;
  };
}
