import type { Message } from '../../../../shared/message.ts';
import type { CampaignStore } from '../campaign-store.ts';
import type { Database } from './database.ts';
import { neighboursOf } from './message-facts.ts';
import type { StateChange } from './message-state.ts';

/** Entries of an index that one step passes over: some milliseconds of the thread that sending shares. */
const PASSED_AT_ONCE = 20_000;

/** SQL: a message as the contract has it. */
export const MESSAGE_COLUMNS = `id, campaignId, accountId, recipient, name, text, parts, providerParts, encoding, state,
  providerId, errorCode, error, attempts, updatedAt`;

/** The messages of a campaign, as they are shown; how they are made and the queue's side are in the files beside. */
export function messageTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
): Pick<
  CampaignStore,
  | 'withdrawQueued'
  | 'listMessages'
  | 'passMessages'
  | 'countLookupsPending'
  | 'hasUncertain'
  | 'listToWithdraw'
> {
  const page = (filter: string) =>
    database.prepare<
      { campaignId: number; state: string | null; error: string | null; after: number; limit: number },
      Message
    >(
      `SELECT ${MESSAGE_COLUMNS} FROM messages
       WHERE campaignId = $campaignId AND ${filter} AND id > $after ORDER BY id LIMIT $limit`,
    );
  const pass = (filter: string) =>
    database
      .prepare<
        { campaignId: number; state: string | null; error: string | null; after: number; last: number },
        number
      >(
        `SELECT id FROM messages
         WHERE campaignId = $campaignId AND ${filter} AND id > $after ORDER BY id LIMIT 1 OFFSET $last`,
      )
      .pluck();
  // Three statements each, so that each walks an index in the order of the page.
  const [ofAll, ofState, ofError] = [
    '$state IS NULL',
    'state = $state',
    'errorCode = $error AND ($state IS NULL OR state = $state)',
  ] as const;
  const [pageOfAll, pageOfState, pageOfError] = [page(ofAll), page(ofState), page(ofError)];
  const [passAll, passState, passError] = [pass(ofAll), pass(ofState), pass(ofError)];
  const count = database
    .prepare<{ campaignId: number; state: string | null }, number>(
      `SELECT coalesce(sum(messages), 0) FROM campaignCounts
       WHERE campaignId = $campaignId AND ($state IS NULL OR state = $state)`,
    )
    .pluck();
  const countError = database
    .prepare<{ campaignId: number; state: string | null; error: string }, number>(
      `SELECT coalesce(sum(messages), 0) FROM campaignErrors
       WHERE campaignId = $campaignId AND errorCode = $error AND ($state IS NULL OR state = $state)`,
    )
    .pluck();
  const queued = database
    .prepare<[number, number], number>(
      "SELECT id FROM messages WHERE campaignId = ? AND state = 'queued' LIMIT ?",
    )
    .pluck();
  const pending = database
    .prepare<[number], number>(
      // The other index would have each uncertain message read, four times a second.
      `SELECT count(*) FROM messages INDEXED BY messagesLookedUp
       WHERE campaignId = ? AND state = 'unknown' AND nextLookupAt IS NOT NULL`,
    )
    .pluck();
  // Two searches, since each state has an index of its own.
  const uncertain = database
    .prepare<{ accountId: number; recipient: string | null }, number>(
      ['unknown', 'sending']
        .map(
          (state) =>
            `SELECT 1 FROM messages WHERE accountId IN ${neighboursOf('$accountId')} AND state = '${state}'
               AND ($recipient IS NULL OR recipient = $recipient)`,
        )
        .join(' UNION ALL ') + ' LIMIT 1',
    )
    .pluck();
  // What was taken after a finished campaign was asked back, a person had tried again since.
  const accepted = database.prepare<
    { accountId: number; askedBackSince: number; after: number; limit: number },
    { id: number; campaignId: number; providerId: string }
  >(
    `SELECT messages.id, campaignId, providerId
     FROM campaigns CROSS JOIN messages ON messages.campaignId = campaigns.id
     WHERE askedBackAt >= $askedBackSince AND messages.state = 'accepted'
       AND (campaigns.state = 'cancelled' OR acceptedAt <= askedBackAt)
       AND messages.accountId = $accountId AND providerId IS NOT NULL AND messages.id > $after
     ORDER BY messages.id LIMIT $limit`,
  );

  const withdraw = database.transaction((campaignId: number, limit: number, now: number) => {
    const ids = queued.all(campaignId, limit);
    for (const id of ids) changeState({ id, from: 'queued', to: 'cancelled', now });
    return ids.length;
  });

  return {
    async listMessages({ campaignId, state, error = null, after, limit }) {
      const binding = { campaignId, state, error, after: after ?? 0, limit };
      if (error !== null) {
        const total = countError.get({ campaignId, state, error }) ?? 0;
        return { messages: pageOfError.all(binding), total };
      }
      const statement = state === null ? pageOfAll : pageOfState;
      return { messages: statement.all(binding), total: count.get({ campaignId, state }) ?? 0 };
    },
    async passMessages({ campaignId, state, error, after, count: most }) {
      const passed = Math.min(most, PASSED_AT_ONCE);
      const statement = error !== null ? passError : state === null ? passAll : passState;
      const last = statement.get({ campaignId, state, error, after, last: passed - 1 });
      return { passed, next: last ?? null };
    },
    countLookupsPending: async (campaignId) => pending.get(campaignId) ?? 0,
    hasUncertain: async (accountId, recipient) => uncertain.get({ accountId, recipient }) !== undefined,
    listToWithdraw: async (query) => accepted.all(query),
    withdrawQueued: async (...range) => withdraw.immediate(...range),
  };
}
