import type { CampaignState } from '../../../../shared/campaign.ts';
import type { MessageErrorCode } from '../../../../shared/message.ts';
import type { CampaignResultStore } from '../campaign-result-store.ts';
import { MAY_HAVE_GONE } from './attempt-certainty.ts';
import type { Database } from './database.ts';
import type { StateChange } from './message-state.ts';

interface FailedRow {
  id: number;
  errorCode: MessageErrorCode;
  /** Whether one of its attempts may have been taken, a person's word for sending it again notwithstanding. */
  mayHaveGone: number;
}

type RetryQuery = Parameters<CampaignResultStore['retryFailed']>[0];

/** Refused messages that a person has tried again: the only way back into the line for them. */
export function retryTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
): Pick<CampaignResultStore, 'retryFailed'> {
  const failed = database.prepare<[number, number, number], FailedRow>(
    `SELECT id, errorCode, EXISTS (SELECT 1 FROM attempts
       WHERE messageId = messages.id AND ${MAY_HAVE_GONE} AND disprovedAt IS NULL) AS mayHaveGone
     FROM messages WHERE campaignId = ? AND state = 'failed' AND id > ? ORDER BY id LIMIT ?`,
  );
  const record = database.prepare<[number, string, string, number]>(
    'INSERT INTO retries (messageId, decidedBy, decidedIn, decidedAt) VALUES (?, ?, ?, ?)',
  );
  const stateOf = database
    .prepare<[number], CampaignState>('SELECT state FROM campaigns WHERE id = ?')
    .pluck();
  const runAgain = database.prepare<[number]>(
    `UPDATE campaigns SET state = 'running', finishedAt = NULL, archivedAt = NULL WHERE id = ? AND state = 'finished'`,
  );

  const retry = database.transaction((query: RetryQuery, now: number) => {
    const { campaignId, after, limit, by } = query;
    const codes = new Set<MessageErrorCode>(query.codes);
    // Cancelled while it was being worked through: what was withdrawn stays withdrawn.
    if (stateOf.get(campaignId) === 'cancelled') return { retried: 0, last: null };
    const rows = failed.all(campaignId, after, limit);
    const chosen = rows.filter(({ errorCode, mayHaveGone }) => codes.has(errorCode) && mayHaveGone === 0);
    for (const { id } of chosen) {
      record.run(id, by.name, by.place, now);
      changeState({ id, from: 'failed', to: 'queued', now, dueAt: now });
    }
    // With the first of them, or the campaign would count as finished in between.
    if (chosen.length > 0) runAgain.run(campaignId);
    return { retried: chosen.length, last: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  });

  return { retryFailed: async (...query) => retry.immediate(...query) };
}
