import { canMessageBecome, type MessageState } from '../../../../shared/message.ts';
import type { AwaitedMessage, CallbackResult, QueueStore, ReportResult } from '../store.ts';
import type { Database } from './database.ts';
import type { MessageFacts } from './message-facts.ts';
import type { StateChange } from './message-state.ts';

/** How far the provider's clock may be behind ours in telling an uncertain message by its recipient. */
const CLOCK_SLACK_MS = 60_000;

interface KnownMessage {
  id: number;
  campaignId: number;
  state: MessageState;
}

/** What providers report of messages they have taken: asked for, or called in. */
export function reportTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
  { isOwnedBy, noteCurrency }: MessageFacts,
): Pick<QueueStore, 'dueReports' | 'settleReports' | 'settleCallbacks' | 'expireOrphans'> {
  const awaited = database.prepare<[number, number, number], AwaitedMessage>(
    `SELECT id, campaignId, reference, recipient, providerId, acceptedAt FROM messages
     WHERE accountId = ? AND state = 'accepted' AND nextReportAt <= ? ORDER BY nextReportAt LIMIT ?`,
  );
  const noteReport = database.prepare<[number | null, number]>(
    "UPDATE messages SET nextReportAt = ? WHERE id = ? AND state = 'accepted'",
  );
  const setCost = database.prepare<[number, number]>('UPDATE messages SET costMicros = ? WHERE id = ?');
  const stateOf = database.prepare<[number], MessageState>('SELECT state FROM messages WHERE id = ?').pluck();
  const byProviderId = database.prepare<[number, string], KnownMessage>(
    'SELECT id, campaignId, state FROM messages WHERE accountId = ? AND providerId = ?',
  );
  const byReference = database.prepare<[number, string], KnownMessage>(
    "SELECT id, campaignId, state FROM messages WHERE accountId = ? AND reference = ? AND state = 'unknown'",
  );
  const uncertainTo = database.prepare<[number, string], KnownMessage & { attemptedAt: number }>(
    `SELECT id, campaignId, state,
       (SELECT max(startedAt) FROM attempts WHERE messageId = messages.id) AS attemptedAt
     FROM messages WHERE accountId = ? AND recipient = ? AND state = 'unknown' LIMIT 2`,
  );
  const isSendingTo = database
    .prepare<[number, string], number>(
      "SELECT 1 FROM messages WHERE accountId = ? AND recipient = ? AND state = 'sending' LIMIT 1",
    )
    .pluck();
  const orphans = database.prepare<[number], KnownMessage>(
    `SELECT messages.id, campaignId, state FROM accounts JOIN campaignAccounts ON accountId = accounts.id
       JOIN messages USING (campaignId, accountId)
     WHERE removedAt IS NOT NULL AND state = 'accepted' AND acceptedAt <= ?`,
  );

  /** Moves a message on if its state lets it: reports come late, twice and out of order. */
  function report(
    { id, to, at, detail, cost }: Pick<ReportResult, 'id' | 'at' | 'detail' | 'cost'> & { to: MessageState },
    from = stateOf.get(id),
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
  function findOf(accountId: number, news: CallbackResult): KnownMessage | undefined {
    const known = byProviderId.get(accountId, news.providerId);
    if (known) return known;
    const referred = news.reference === null ? undefined : byReference.get(accountId, news.reference);
    if (referred) return referred;
    const { uncertainRecipient: recipient, at } = news;
    // While something is on the wire to this person, the call may well be about that.
    if (recipient === null || at === null || isSendingTo.get(accountId, recipient) !== undefined)
      return undefined;
    const [only, second] = uncertainTo.all(accountId, recipient);
    // What happened before the attempt was another message's, from another program perhaps.
    return second || !only || at < only.attemptedAt - CLOCK_SLACK_MS ? undefined : only;
  }

  const settleCallbacks = database.transaction(
    (accountId: number, news: readonly CallbackResult[], now: number) => {
      const campaignIds = new Set<number>();
      let matched = 0;
      for (const item of news) {
        const message = findOf(accountId, item);
        if (!message) continue;
        matched += 1;
        const { id } = message;
        if (message.state === 'unknown') {
          const { providerId, nextReportAt } = item;
          if (isOwnedBy(accountId, providerId)) continue;
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

  const expire = database.transaction((acceptedBefore: number, now: number) => {
    const rows = orphans.all(acceptedBefore);
    for (const { id } of rows) report({ id, to: 'expired', at: now, detail: null, cost: null }, 'accepted');
    return [...new Set(rows.map(({ campaignId }) => campaignId))];
  });

  return {
    dueReports: async (accountId, now, limit) => awaited.all(accountId, now, limit),
    settleReports: async (results) => settleReports.immediate(results),
    settleCallbacks: async (...calls) => settleCallbacks.immediate(...calls),
    expireOrphans: async (acceptedBefore, now) => expire.immediate(acceptedBefore, now),
  };
}
