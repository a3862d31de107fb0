import type { Attempt, Message } from '../../../../shared/message.ts';
import type { AttemptOutcome } from '../attempt-outcome.ts';
import type { CampaignResultStore } from '../campaign-result-store.ts';
import { MAY_HAVE_GONE, UNCERTAIN } from './attempt-certainty.ts';
import type { Database } from './database.ts';
import { MESSAGE_COLUMNS } from './messages.ts';

/** Behind every character that a name or a number may go on with. */
const LAST_CHARACTER = '\u{10ffff}';

/** One message among a million, by what is known of it, and the requests that were made about it. */
export function messageSearchTable(
  database: Database,
): Pick<CampaignResultStore, 'searchMessages' | 'listAttempts'> {
  // A range of an index each, in its order: what begins so, without looking at anything else.
  const search = (column: 'recipient' | 'name', condition: string) =>
    database.prepare<{ campaignId: number; from: string; to: string; limit: number }, Message>(
      `SELECT ${MESSAGE_COLUMNS} FROM messages
       WHERE campaignId = $campaignId AND ${column} >= $from AND ${column} < $to ${condition}
       ORDER BY ${column} LIMIT $limit`,
    );
  const byNumber = search('recipient', '');
  const byName = search('name', "AND name <> ''");
  const attempts = database.prepare<
    [number],
    Omit<Attempt, 'result'> & {
      outcome: AttemptOutcome | null;
      isDisproved: number;
      isUncertain: number;
      mayHaveGone: number;
    }
  >(
    `SELECT id, startedAt, detail, outcome, disprovedAt IS NOT NULL AS isDisproved,
       coalesce(${UNCERTAIN}, 0) AS isUncertain, ${MAY_HAVE_GONE} AS mayHaveGone
     FROM attempts WHERE messageId = ? ORDER BY id`,
  );

  return {
    async searchMessages({ campaignId, numbers, names, limit }) {
      const range = (from: string) => ({ campaignId, from, to: from + LAST_CHARACTER, limit });
      const found = [
        ...numbers.flatMap((number) => byNumber.all(range(number))),
        ...names.flatMap((name) => byName.all(range(name))),
      ];
      return [...new Map(found.map((message) => [message.id, message])).values()].slice(0, limit);
    },
    listAttempts: async (messageId) =>
      attempts.all(messageId).map(({ outcome, isDisproved, isUncertain, mayHaveGone, ...attempt }) => {
        if (outcome === null) return { ...attempt, result: 'open' };
        if (isUncertain === 1) return { ...attempt, result: isDisproved === 1 ? 'disproved' : 'uncertain' };
        return { ...attempt, result: mayHaveGone === 1 ? 'taken' : 'not-taken' };
      }),
  };
}
