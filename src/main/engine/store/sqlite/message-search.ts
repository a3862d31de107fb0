import type { Attempt, Message } from '../../../../shared/message.ts';
import type { AttemptOutcome } from '../attempt-outcome.ts';
import type { CampaignResultStore } from '../campaign-result-store.ts';
import { MAY_HAVE_GONE, UNCERTAIN } from './attempt-certainty.ts';
import { nameKey } from './contact-filter.ts';
import { campaignSizer } from './campaigns.ts';
import type { Database } from './database.ts';
import { MESSAGE_COLUMNS } from './messages.ts';

/** Behind every character that a number may go on with. */
const LAST_CHARACTER = '\u{10ffff}';

/** Messages of a campaign that are looked through for a name one by one: a few milliseconds. */
const LOOKED_THROUGH = 5000;

/** One message among a million, by what is known of it, and the requests that were made about it. */
export function messageSearchTable(
  database: Database,
): Pick<CampaignResultStore, 'searchByNumber' | 'searchByName' | 'listMessagesTo' | 'listAttempts'> {
  // A range of an index, in its order: what begins so, without looking at anything else.
  const byNumber = database.prepare<{ campaignId: number; from: string; to: string; limit: number }, Message>(
    `SELECT ${MESSAGE_COLUMNS} FROM messages
     WHERE campaignId = $campaignId AND recipient >= $from AND recipient < $to ORDER BY recipient LIMIT $limit`,
  );
  // SQLite itself folds the case of ASCII only.
  database.function('nameHasWord', { deterministic: true }, (name, key) =>
    nameKey(String(name)).includes(String(key)) ? 1 : 0,
  );
  const named = (whose: string) =>
    database.prepare<{ campaignId: number; key: string; limit: number }, Message>(
      `SELECT ${MESSAGE_COLUMNS} FROM messages
       WHERE campaignId = $campaignId ${whose} AND nameHasWord(name, $key) ORDER BY id LIMIT $limit`,
    );
  const namedOfAll = named('');
  const namedOfNobody = named('AND contactId IS NULL');
  const sizeOf = campaignSizer(database);
  const to = database.prepare<[string, number], Message>(
    `SELECT ${MESSAGE_COLUMNS} FROM messages
     WHERE contactId IN (SELECT value FROM json_each(?)) AND +campaignId = ?`,
  );
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
    async searchByNumber({ campaignId, numbers, limit }) {
      return numbers
        .flatMap((from) => byNumber.all({ campaignId, from, to: from + LAST_CHARACTER, limit }))
        .slice(0, limit);
    },
    async searchByName({ campaignId, name, limit }) {
      const isWhole = sizeOf(campaignId) <= LOOKED_THROUGH;
      const statement = isWhole ? namedOfAll : namedOfNobody;
      return { messages: statement.all({ campaignId, key: nameKey(name), limit }), isWhole };
    },
    listMessagesTo: async (campaignId, contactIds) => to.all(JSON.stringify(contactIds), campaignId),
    listAttempts: async (messageId) =>
      attempts.all(messageId).map(({ outcome, isDisproved, isUncertain, mayHaveGone, ...attempt }) => {
        if (outcome === null) return { ...attempt, result: 'open' };
        if (isUncertain === 1) return { ...attempt, result: isDisproved === 1 ? 'disproved' : 'uncertain' };
        return { ...attempt, result: mayHaveGone === 1 ? 'taken' : 'not-taken' };
      }),
  };
}
