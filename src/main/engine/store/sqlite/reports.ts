import { REPORTS_COME_WITHIN_HOURS } from '../../../../shared/account.ts';
import { canMessageBecome, type MessageState } from '../../../../shared/message.ts';
import type {
  AttemptPlace,
  AwaitedMessage,
  CallbackResult,
  QueueStore,
  ReportResult,
} from '../queue-store.ts';
import { UNCERTAIN } from './attempt-certainty.ts';
import type { Database } from './database.ts';
import { neighboursOf, type MessageFacts } from './message-facts.ts';
import type { StateChange } from './message-state.ts';

/** How far the provider's clock may be behind ours in telling an uncertain message by its recipient. */
const CLOCK_SLACK_MS = 60_000;

/** No call is about an older message. */
const REPORTS_COME_WITHIN_MS = REPORTS_COME_WITHIN_HOURS * 3_600_000;

/** What the provider holds is on its way to the phone only from the time until which it was held. */
const ON_ITS_WAY_SINCE = 'CASE WHEN providerHolds = 1 THEN max(acceptedAt, scheduledAt) ELSE acceptedAt END';

type TakenRow = Omit<AwaitedMessage, 'attempt'> & {
  state: MessageState;
  attemptId: number;
  steadyAt: number;
};

function toAwaited({ state: _state, attemptId, steadyAt, ...message }: TakenRow): AwaitedMessage {
  return { ...message, attempt: { id: attemptId, steadyAt } };
}

interface KnownMessage {
  id: number;
  campaignId: number;
  state: MessageState;
}

/** What providers report of messages they have taken: asked for, or called in. */
export function reportTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
  { ownerOf, stateOf, takeBack, noteCurrency }: MessageFacts,
): Pick<
  QueueStore,
  | 'dueReports'
  | 'findTaken'
  | 'newestAttempt'
  | 'countAttempts'
  | 'settleReports'
  | 'settleCallbacks'
  | 'expireOrphans'
> {
  // A message that was taken was so by the last of its requests.
  const takenColumns = `messages.id, campaignId, reference, recipient, providerId, messages.state,
       ${ON_ITS_WAY_SINCE} AS acceptedAt, attempts.id AS attemptId, steadyAt`;
  const takenTables = `messages JOIN campaigns ON campaigns.id = campaignId
       JOIN attempts ON attempts.id = (SELECT max(id) FROM attempts WHERE messageId = messages.id)`;
  const awaited = database.prepare<[number, number, number], TakenRow>(
    `SELECT ${takenColumns} FROM ${takenTables}
     WHERE messages.accountId = ? AND messages.state = 'accepted' AND nextReportAt <= ?
     ORDER BY nextReportAt LIMIT ?`,
  );
  const taken = database.prepare<[string, number], TakenRow>(
    `SELECT ${takenColumns} FROM json_each(?) AS shown CROSS JOIN ${takenTables}
     WHERE messages.accountId = ? AND providerId = shown.value`,
  );
  const newest = database.prepare<[number], AttemptPlace>(
    'SELECT id, steadyAt FROM attempts WHERE accountId = ? ORDER BY steadyAt DESC, id DESC LIMIT 1',
  );
  const between = database
    .prepare<[number, number, number, number, number, number], number>(
      `SELECT count(*) FROM (SELECT 1 FROM attempts WHERE accountId = ?
         AND (steadyAt, id) > (?, ?) AND (steadyAt, id) <= (?, ?) LIMIT ?)`,
    )
    .pluck();
  const noteReport = database.prepare<[number | null, number]>(
    "UPDATE messages SET nextReportAt = ? WHERE id = ? AND state = 'accepted'",
  );
  const setCost = database.prepare<[number, number]>('UPDATE messages SET costMicros = ? WHERE id = ?');
  const byProviderId = database.prepare<[number, string], KnownMessage>(
    'SELECT id, campaignId, state FROM messages WHERE accountId = ? AND providerId = ?',
  );
  // What a person took for sent has no id by which a call could tell it.
  const byReference = database.prepare<[number, string], KnownMessage>(
    `SELECT id, campaignId, state FROM messages WHERE accountId = ? AND reference = ?
       AND (state IN ('unknown', 'queued') OR providerId IS NULL AND state IN ('accepted', 'undelivered', 'expired'))`,
  );
  const byNeighboursId = database.prepare<
    { accountId: number; providerId: string; recipient: string },
    KnownMessage
  >(
    `SELECT id, campaignId, state FROM messages WHERE providerId = $providerId AND recipient = $recipient
       AND accountId IN ${neighboursOf('$accountId')}`,
  );
  // Any message that may have been taken without our learning its id, whatever became of it since. From the attempts
  // in doubt to their messages, not from all messages to their attempts, which the planner takes for as good.
  const perhapsTaken = database.prepare<
    { accountId: number; recipient: string; since: number },
    KnownMessage & { attemptedAt: number }
  >(
    `SELECT messages.id, campaignId, state, max(startedAt) AS attemptedAt
     FROM attempts INDEXED BY attemptsInDoubt CROSS JOIN messages ON messages.id = messageId
     WHERE ${UNCERTAIN} AND disprovedAt IS NULL AND startedAt > $since
       AND recipient = $recipient AND messages.accountId IN ${neighboursOf('$accountId')}
     GROUP BY messages.id LIMIT 2`,
  );
  const isSendingTo = database
    .prepare<{ accountId: number; recipient: string }, number>(
      `SELECT 1 FROM messages WHERE accountId IN ${neighboursOf('$accountId')} AND recipient = $recipient
         AND state = 'sending' LIMIT 1`,
    )
    .pluck();
  // In this order, whatever the planner thinks: else it reads a million messages for an account that is not there.
  const orphans = database.prepare<[number, number], KnownMessage>(
    `SELECT messages.id, messages.campaignId, messages.state
     FROM accounts CROSS JOIN campaignAccounts ON campaignAccounts.accountId = accounts.id
       CROSS JOIN campaigns ON campaigns.id = campaignAccounts.campaignId
       CROSS JOIN messages ON messages.campaignId = campaigns.id AND messages.state = 'accepted'
         AND messages.accountId = accounts.id
     WHERE removedAt IS NOT NULL AND ${ON_ITS_WAY_SINCE} <= ? LIMIT ?`,
  );

  /** Moves a message on if its state lets it: reports come late, twice and out of order. */
  function report(
    { id, to, at, detail, cost }: Pick<ReportResult, 'id' | 'at' | 'detail' | 'cost'> & { to: MessageState },
    from = stateOf(id),
  ): void {
    if (from === undefined || !canMessageBecome(from, to)) return;
    noteCurrency(id, cost);
    changeState({ id, from, to, now: at, error: detail ?? undefined, costMicros: cost?.micros });
  }

  const settleReports = database.transaction((results: readonly ReportResult[]) => {
    for (const { id, to, at, detail, cost, nextReportAt } of results) {
      if (to !== null) {
        report({ id, to, at, detail, cost });
        continue;
      }
      noteReport.run(nextReportAt, id);
      if (!cost) continue;
      noteCurrency(id, cost);
      setCost.run(cost.micros, id);
    }
  });

  /** The message of a callback: by its id, our reference, or (where nothing else can tell) its recipient. */
  function findOf(accountId: number, news: CallbackResult, now: number): KnownMessage | undefined {
    const known = byProviderId.get(accountId, news.providerId);
    if (known) return known;
    const referred = news.reference === null ? undefined : byReference.get(accountId, news.reference);
    if (referred) return referred;
    const { uncertainRecipient: recipient, at } = news;
    if (recipient === null) return undefined;
    // One address serves all accounts of a uBill company: the call may be about another one's message.
    const neighbours = byNeighboursId.get({ accountId, providerId: news.providerId, recipient });
    if (neighbours) return neighbours;
    // While something is on the wire to this person, the call may well be about that.
    if (at === null || isSendingTo.get({ accountId, recipient }) !== undefined) return undefined;
    const since = now - REPORTS_COME_WITHIN_MS;
    const [only, second] = perhapsTaken.all({ accountId, recipient, since });
    if (!only || second || only.state !== 'unknown') return undefined;
    // What happened before the attempt was another message's, from another program perhaps.
    return at < only.attemptedAt - CLOCK_SLACK_MS ? undefined : only;
  }

  const settleCallbacks = database.transaction(
    (accountId: number, news: readonly CallbackResult[], now: number) => {
      const campaignIds = new Set<number>();
      let matched = 0;
      for (const item of news) {
        const message = findOf(accountId, item, now);
        if (!message) continue;
        matched += 1;
        const { id } = message;
        if (message.state === 'unknown' || message.state === 'queued') {
          const { providerId, nextReportAt } = item;
          if (ownerOf(accountId, providerId) || !takeBack(id, now)) continue;
          changeState({
            id,
            from: 'unknown',
            to: 'accepted',
            now,
            acceptedAt: now,
            providerId,
            nextReportAt,
          });
        }
        if (item.to !== null) report({ id, to: item.to, at: now, detail: item.detail, cost: null });
        campaignIds.add(message.campaignId);
      }
      return { matched, campaignIds: [...campaignIds] };
    },
  );

  const expire = database.transaction((acceptedBefore: number, limit: number, now: number) => {
    const rows = orphans.all(acceptedBefore, limit);
    for (const { id } of rows) report({ id, to: 'expired', at: now, detail: null, cost: null }, 'accepted');
    return [...new Set(rows.map(({ campaignId }) => campaignId))];
  });

  return {
    dueReports: async (accountId, now, limit) => awaited.all(accountId, now, limit).map(toAwaited),
    findTaken: async (accountId, providerIds) =>
      taken
        .all(JSON.stringify(providerIds), accountId)
        .map((row) => ({ ...toAwaited(row), isAwaited: row.state === 'accepted' })),
    newestAttempt: async (accountId) => newest.get(accountId) ?? null,
    countAttempts: async (accountId, after, upTo, atMost) =>
      between.get(accountId, after.steadyAt, after.id, upTo.steadyAt, upTo.id, atMost) ?? 0,
    settleReports: async (results) => settleReports.immediate(results),
    settleCallbacks: async (...calls) => settleCallbacks.immediate(...calls),
    expireOrphans: async (...range) => expire.immediate(...range),
  };
}
