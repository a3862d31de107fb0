import { MADE_UP_ID, type Thread } from '../../../../shared/inbox.ts';
import type { InboxMark, InboxStore, NewIncoming, ThreadLine } from '../inbox-store.ts';
import type { Database } from './database.ts';
import { lastingOptOut } from './opt-outs.ts';

/** Within this time the same words of the same person, once with the provider's id and once without, are one message. */
const SAME_WITHIN_MS = 10 * 60_000;
/** Within this they are one that the provider called about twice: a person takes longer to say a thing again. */
const CALLED_TWICE_MS = 10_000;

type ThreadRow = Omit<Thread, 'optedOut'> & { optedOut: number };
type Received = Omit<NewIncoming, 'isStop'> & { accountId: number };
/** The same words of the same person, so near in time. */
type Near = Omit<Received, 'providerId'> & { withinMs: number };
type IncomingRow = { id: number; text: string; at: number; optedOut: number };
type OutgoingRow = Pick<
  ThreadLine,
  'campaignId' | 'text' | 'at' | 'state' | 'pauseReason' | 'errorCode' | 'error'
> & {
  id: number;
};

/** Received messages, and what was said to the same people. */
export function inboxTable(database: Database): InboxStore {
  const insert = database.prepare(
    `INSERT INTO inbox (accountId, providerId, sender, text, receivedAt, optedOut)
     VALUES ($accountId, $providerId, $sender, $text, $receivedAt, $optedOut)`,
  );
  const near = (filter: string) =>
    database
      .prepare<Near, number>(
        `SELECT id FROM inbox WHERE accountId = $accountId AND sender = $sender AND text = $text
           AND abs(receivedAt - $receivedAt) <= $withinMs AND ${filter}
         ORDER BY abs(receivedAt - $receivedAt), id LIMIT 1`,
      )
      .pluck();
  const isMadeUp = `providerId GLOB '${MADE_UP_ID}*'`;
  const nearMadeUp = near(isMadeUp);
  const nearReal = near(`NOT ${isMadeUp}`);
  const setId = database.prepare<[string, number, number]>(
    'UPDATE inbox SET providerId = ?, receivedAt = ? WHERE id = ?',
  );
  const optOut = database.prepare<[string, string, number]>(
    `INSERT INTO optOuts (phone, reason, createdAt, source) VALUES (?, ?, ?, 'stop') ${lastingOptOut}`,
  );
  const threads = database.prepare<
    {
      accountId: number | null;
      beforeAt: number | null;
      beforeAccount: number | null;
      beforePhone: string | null;
      limit: number;
    },
    ThreadRow
  >(
    // SQLite takes the bare columns from the row that has the maximum. Names and opt-outs are looked up for a page only.
    `WITH lines AS (
       SELECT accountId, sender AS phone, text, receivedAt AS at, 'in' AS direction, readAt IS NULL AS unread FROM inbox
       UNION ALL
       SELECT messages.accountId, recipient, text, coalesce(acceptedAt, updatedAt), 'out', 0
       FROM campaigns CROSS JOIN messages ON messages.campaignId = campaigns.id
       WHERE kind = 'reply' AND messages.state NOT IN ('skipped', 'cancelled'))
     SELECT page.accountId, accounts.name AS accountName, phone,
       coalesce((SELECT contacts.name FROM contacts WHERE contacts.phone = page.phone), '') AS name,
       lastText, lastDirection, lastAt, unread,
       EXISTS (SELECT 1 FROM optOuts WHERE optOuts.phone = page.phone) AS optedOut
     FROM (
       SELECT * FROM (
         SELECT accountId, phone, text AS lastText, direction AS lastDirection, max(at) AS lastAt, sum(unread) AS unread
         FROM lines WHERE $accountId IS NULL OR accountId = $accountId
         GROUP BY accountId, phone HAVING sum(direction = 'in') > 0)
       WHERE $beforeAt IS NULL OR (lastAt, accountId, phone) < ($beforeAt, $beforeAccount, $beforePhone)
       ORDER BY lastAt DESC, accountId DESC, phone DESC LIMIT $limit) AS page
     JOIN accounts ON accounts.id = page.accountId
     ORDER BY lastAt DESC, page.accountId DESC, phone DESC`,
  );
  const unread = database
    .prepare<{ accountId: number | null }, number>(
      'SELECT count(*) FROM inbox WHERE readAt IS NULL AND ($accountId IS NULL OR accountId = $accountId)',
    )
    .pluck();
  const incoming = database.prepare<[number, string, number], IncomingRow>(
    `SELECT id, text, receivedAt AS at, optedOut FROM inbox WHERE accountId = ? AND sender = ?
     ORDER BY receivedAt DESC, id DESC LIMIT ?`,
  );
  // Campaign by campaign, since that is how the index over recipients goes; there are thousands, not millions.
  const outgoing = database.prepare<[number, string, number], OutgoingRow>(
    `SELECT messages.id, campaignId, text, coalesce(acceptedAt, updatedAt) AS at, messages.state,
       CASE WHEN kind = 'reply' THEN pauseReason END AS pauseReason, errorCode, error
     FROM campaigns CROSS JOIN messages ON messages.campaignId = campaigns.id
     WHERE messages.accountId = ? AND messages.recipient = ?
       AND messages.state NOT IN ('skipped', 'cancelled') AND preparedAt IS NOT NULL
       -- What a draft may say one day has not been said.
       AND (messages.state <> 'queued' OR kind = 'reply')
     ORDER BY at DESC, messages.id DESC LIMIT ?`,
  );
  const known = database
    .prepare<[number, string], number>('SELECT 1 FROM inbox WHERE accountId = ? AND providerId = ?')
    .pluck();
  const mark = database.prepare<[number], InboxMark>(
    `SELECT inboxMarkId AS providerId, inboxMarkAt AS receivedAt FROM accounts
     WHERE id = ? AND inboxMarkId IS NOT NULL`,
  );
  const moveMark = database.prepare<[string, number, number]>(
    'UPDATE accounts SET inboxMarkId = ?, inboxMarkAt = ? WHERE id = ?',
  );
  const read = database.prepare<[number, number, string]>(
    'UPDATE inbox SET readAt = ? WHERE accountId = ? AND sender = ? AND readAt IS NULL',
  );
  const optedOut = database.prepare<[string], number>('SELECT 1 FROM optOuts WHERE phone = ?').pluck();

  /** Whether the message was heard of before, under this id or another. */
  function isKnown({ providerId, ...message }: Received, leaves: boolean): boolean {
    if (known.get(message.accountId, providerId) !== undefined) return true;
    const likeIt = (withinMs: number): Near => ({ ...message, withinMs });
    if (providerId.startsWith(MADE_UP_ID)) {
      // A STOP that is said again after its undo must count: only one of the same moment is the same.
      const withinMs = leaves ? CALLED_TWICE_MS : SAME_WITHIN_MS;
      return (nearMadeUp.get(likeIt(CALLED_TWICE_MS)) ?? nearReal.get(likeIt(withinMs))) !== undefined;
    }
    const heard = nearMadeUp.get(likeIt(SAME_WITHIN_MS));
    if (heard === undefined) return false;
    setId.run(providerId, message.receivedAt, heard);
    return true;
  }

  const add = database.transaction((accountId: number, messages: readonly NewIncoming[], now: number) => {
    let received = 0;
    const left: string[] = [];
    for (const { isStop, ...message } of messages) {
      // Whoever is out already must not find the reason of then overwritten, nor be offered an undo of it.
      const leaves = isStop && optedOut.get(message.sender) === undefined;
      if (isKnown({ ...message, accountId }, leaves)) continue;
      insert.run({ ...message, accountId, optedOut: leaves ? 1 : 0 });
      received += 1;
      if (isStop) optOut.run(message.sender, `Answered "${message.text.trim().slice(0, 40)}".`, now);
      if (leaves) left.push(message.sender);
    }
    return { received, optedOut: left };
  });

  return {
    addIncoming: async (...batch) => add.immediate(...batch),
    findInboxMark: async (accountId) => mark.get(accountId),
    moveInboxMark: async (accountId, { providerId, receivedAt }) =>
      void moveMark.run(providerId, receivedAt, accountId),
    async listThreads({ accountId, before, limit }) {
      const rows = threads.all({
        accountId,
        beforeAt: before?.lastAt ?? null,
        beforeAccount: before?.accountId ?? null,
        beforePhone: before?.phone ?? null,
        limit,
      });
      return {
        threads: rows.map((row) => ({ ...row, optedOut: row.optedOut === 1 })),
        unread: unread.get({ accountId }) ?? 0,
      };
    },
    async listThread(accountId, phone, limit) {
      const received = incoming.all(accountId, phone, limit).map(toIncoming);
      const sent = outgoing.all(accountId, phone, limit).map(toOutgoing);
      return [...received, ...sent].toSorted((a, b) => a.at - b.at).slice(-limit);
    },
    markRead: async (accountId, phone, now) => void read.run(now, accountId, phone),
    isOptedOut: async (phone) => optedOut.get(phone) !== undefined,
  };
}

function toIncoming({ id, text, at, optedOut }: IncomingRow): ThreadLine {
  return {
    key: `in-${id}`,
    direction: 'in',
    campaignId: null,
    text,
    at,
    state: null,
    pauseReason: null,
    errorCode: null,
    error: null,
    optedOut: optedOut === 1,
  };
}

function toOutgoing({ id, ...row }: OutgoingRow): ThreadLine {
  return { key: `out-${id}`, direction: 'out', ...row, optedOut: false };
}
