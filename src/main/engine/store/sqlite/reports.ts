import { canMessageBecome, type MessageState } from '../../../../shared/message.ts';
import type { AwaitedMessage, CallbackResult, QueueStore, ReportResult } from '../store.ts';
import type { Database } from './database.ts';
import type { MessageFacts } from './message-facts.ts';
import type { StateChange } from './message-state.ts';

/** How far the provider's clock may be behind ours in telling an uncertain message by its recipient. */
const CLOCK_SLACK_MS = 60_000;

/** What the provider holds is on its way to the phone only from the time until which it was held. */
const ON_ITS_WAY_SINCE = 'CASE WHEN providerHolds = 1 THEN max(acceptedAt, scheduledAt) ELSE acceptedAt END';

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
    `SELECT messages.id, campaignId, reference, recipient, providerId, ${ON_ITS_WAY_SINCE} AS acceptedAt
     FROM messages JOIN campaigns ON campaigns.id = campaignId
     WHERE messages.accountId = ? AND messages.state = 'accepted' AND nextReportAt <= ?
     ORDER BY nextReportAt LIMIT ?`,
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
    `SELECT id, campaignId, state FROM messages WHERE accountId = ? AND reference = ?
       AND state IN ('unknown', 'queued')`,
  );
  // A look-up took it for never taken, or a person wanted it sent again: here is the proof that it was taken.
  const doubtedAttempt = database
    .prepare<[number], number | null>(
      "SELECT max(id) FROM attempts WHERE messageId = ? AND outcome IN ('ambiguous', 'interrupted')",
    )
    .pluck();
  const believe = database.prepare<[number]>('UPDATE attempts SET disprovedAt = NULL WHERE id = ?');
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

  /** Out of the line again, before it is sent a second time; false where it was never sent. */
  function takeBack(id: number, now: number): boolean {
    const attemptId = doubtedAttempt.get(id) ?? null;
    if (attemptId === null) return false;
    believe.run(attemptId);
    const error = 'The provider called about it.';
    changeState({ id, from: 'queued', to: 'sending', now });
    return changeState({ id, from: 'sending', to: 'unknown', now, errorCode: 'no-answer', error });
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
        if (message.state === 'queued' && !takeBack(id, now)) continue;
        if (message.state === 'unknown' || message.state === 'queued') {
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

  const expire = database.transaction((acceptedBefore: number, limit: number, now: number) => {
    const rows = orphans.all(acceptedBefore, limit);
    for (const { id } of rows) report({ id, to: 'expired', at: now, detail: null, cost: null }, 'accepted');
    return [...new Set(rows.map(({ campaignId }) => campaignId))];
  });

  return {
    dueReports: async (accountId, now, limit) => awaited.all(accountId, now, limit),
    settleReports: async (results) => settleReports.immediate(results),
    settleCallbacks: async (...calls) => settleCallbacks.immediate(...calls),
    expireOrphans: async (...range) => expire.immediate(...range),
  };
}
