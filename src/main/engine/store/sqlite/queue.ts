import type { ProviderId } from '../../../../shared/account.ts';
import type {
  QueueStore,
  ClaimedMessage,
  DoubtfulMessage,
  LookupResult,
  ReportResult,
  Settlement,
  AwaitedMessage,
} from '../store.ts';
import type { Database } from './database.ts';
import type { StateChange } from './message-state.ts';

/** Due rows looked at for equal texts: enough for the greatest group, small enough for a claim of a millisecond. */
const SAME_TEXT_WINDOW = 500;

interface DueRow {
  id: number;
  campaignId: number;
  reference: string;
  recipient: string;
  text: string;
  parts: number;
  attempts: number;
  optedOut: number;
}

/** The queue's side of messages and attempts: claim, settle, recover, look-ups, reports. */
export function queueTable(database: Database, changeState: (change: StateChange) => boolean): QueueStore {
  const runningCampaigns = database
    .prepare<[number], number>(
      "SELECT id FROM campaigns WHERE accountId = ? AND state = 'running' ORDER BY startedAt, id",
    )
    .pluck();
  const due = database.prepare<[number, number, number], DueRow>(
    `SELECT id, campaignId, reference, recipient, text, parts, attempts,
       EXISTS (SELECT 1 FROM optOuts WHERE phone = recipient) AS optedOut
     FROM messages WHERE campaignId = ? AND state = 'queued' AND dueAt <= ? ORDER BY dueAt, id LIMIT ?`,
  );
  const nextDue = database
    .prepare<[number], number | null>(
      `SELECT min((SELECT dueAt FROM messages WHERE campaignId = campaigns.id AND messages.state = 'queued'
         ORDER BY dueAt LIMIT 1)) FROM campaigns WHERE accountId = ? AND state = 'running'`,
    )
    .pluck();
  const openAttempt = database.prepare<[number, number]>(
    'INSERT INTO attempts (messageId, startedAt) VALUES (?, ?)',
  );
  const closeAttempt = database.prepare<[number, string, string | null, number]>(
    'UPDATE attempts SET closedAt = ?, outcome = ?, detail = ? WHERE id = ? AND closedAt IS NULL',
  );
  const closeInterrupted = database.prepare<[number, number]>(
    "UPDATE attempts SET closedAt = ?, outcome = 'interrupted' WHERE messageId = ? AND closedAt IS NULL",
  );
  const disprove = database.prepare<[number, number]>(
    "UPDATE attempts SET disprovedAt = ? WHERE id = ? AND outcome IN ('ambiguous', 'interrupted')",
  );
  const lastAttempt = database
    .prepare<[number], number | null>('SELECT max(id) FROM attempts WHERE messageId = ?')
    .pluck();
  const sentSince = database
    .prepare<{ id: number; newestAttemptId: number }, number>(
      `SELECT 1 FROM attempts JOIN messages AS other ON other.id = messageId
       JOIN messages AS sought ON sought.id = $id
       WHERE attempts.id > $newestAttemptId AND other.id <> $id
         AND other.accountId = sought.accountId AND other.recipient = sought.recipient LIMIT 1`,
    )
    .pluck();
  const sending = database.prepare<[], { id: number; provider: ProviderId }>(
    `SELECT messages.id, accounts.provider FROM messages JOIN accounts ON accounts.id = accountId
     WHERE state = 'sending'`,
  );
  const owner = database
    .prepare<[number, string], number>('SELECT id FROM messages WHERE accountId = ? AND providerId = ?')
    .pluck();
  const accountOf = database.prepare<[number], number>('SELECT accountId FROM messages WHERE id = ?').pluck();
  const campaignStateOf = database
    .prepare<[number], string>(
      'SELECT campaigns.state FROM messages JOIN campaigns ON campaigns.id = campaignId WHERE messages.id = ?',
    )
    .pluck();
  const setCurrency = database.prepare<[string, number]>(
    `UPDATE campaigns SET currency = ?
     WHERE id = (SELECT campaignId FROM messages WHERE id = ?) AND currency IS NULL`,
  );
  const setCost = database.prepare<[number, number]>('UPDATE messages SET costMicros = ? WHERE id = ?');
  const lookups = database.prepare<[number, number, number], DoubtfulMessage>(
    `SELECT messages.id, campaignId, reference, recipient, text, parts, lookups,
       attempts.id AS attemptId, attempts.startedAt AS attemptedAt,
       (SELECT max(id) FROM attempts) AS newestAttemptId
     FROM messages JOIN attempts ON attempts.id = (SELECT max(id) FROM attempts WHERE messageId = messages.id)
     WHERE accountId = ? AND state = 'unknown' AND nextLookupAt <= ? AND NOT EXISTS (
       SELECT 1 FROM messages AS other WHERE other.accountId = messages.accountId
         AND other.recipient = messages.recipient AND other.state = 'sending')
     ORDER BY nextLookupAt LIMIT ?`,
  );
  const noteLookup = database.prepare<[number | null, number]>(
    "UPDATE messages SET lookups = lookups + 1, nextLookupAt = ? WHERE id = ? AND state = 'unknown'",
  );
  const postponeLookup = database.prepare<[number | null, number]>(
    "UPDATE messages SET nextLookupAt = ? WHERE id = ? AND state = 'unknown'",
  );
  const giveUpLookups = database.prepare<[number]>(
    "UPDATE messages SET nextLookupAt = NULL WHERE accountId = ? AND state = 'unknown'",
  );
  const awaited = database.prepare<[number, number, number], AwaitedMessage>(
    `SELECT id, campaignId, reference, recipient, providerId, acceptedAt FROM messages
     WHERE accountId = ? AND state = 'accepted' AND nextReportAt <= ? ORDER BY nextReportAt LIMIT ?`,
  );
  const noteReport = database.prepare<[number | null, number]>(
    "UPDATE messages SET nextReportAt = ? WHERE id = ? AND state = 'accepted'",
  );

  function isOwned(accountId: number, providerId: string): boolean {
    return owner.get(accountId, providerId) !== undefined;
  }

  function pickDue(query: { accountId: number; now: number; limit: number; sameText: boolean }): DueRow[] {
    for (const campaignId of runningCampaigns.all(query.accountId)) {
      const rows = due.all(campaignId, query.now, query.sameText ? SAME_TEXT_WINDOW : query.limit);
      const first = rows.find((row) => row.optedOut === 0) ?? rows[0];
      if (!first) continue;
      if (!query.sameText) return rows;
      return rows.filter((row) => row.text === first.text).slice(0, query.limit);
    }
    return [];
  }

  const claim = database.transaction((query: Parameters<QueueStore['claimDue']>[0]) => {
    const claimed: ClaimedMessage[] = [];
    // A batch of people who all opted out must not look like an empty queue.
    for (let rows = pickDue(query); rows.length > 0 && claimed.length === 0; rows = pickDue(query)) {
      for (const { optedOut, ...message } of rows) {
        const { id } = message;
        if (optedOut === 1) {
          const error = 'Opted out before it was sent.';
          changeState({ id, from: 'queued', to: 'skipped', now: query.now, errorCode: 'opted-out', error });
        } else if (changeState({ id, from: 'queued', to: 'sending', now: query.now })) {
          const attemptId = Number(openAttempt.run(id, query.now).lastInsertRowid);
          claimed.push({ ...message, attemptId });
        }
      }
    }
    return claimed;
  });

  /** Back in line; of a cancelled campaign it is withdrawn at once. */
  function requeue(
    id: number,
    from: 'sending' | 'unknown',
    dueAt: number,
    now: number,
    attempts: 0 | 1,
  ): void {
    const isCancelled = campaignStateOf.get(id) === 'cancelled';
    if (isCancelled && from === 'unknown') {
      changeState({ id, from, to: 'cancelled', now });
      return;
    }
    changeState({ id, from, to: 'queued', now, dueAt, attempts });
    if (isCancelled) changeState({ id, from: 'queued', to: 'cancelled', now });
  }

  function settleOne({ id, change, countsAttempt }: Settlement, now: number): void {
    const attempts = countsAttempt ? 1 : 0;
    switch (change.to) {
      case 'accepted': {
        const { providerId, cost, nextReportAt, nextLookupAt } = change;
        if (isOwned(accountOf.get(id) ?? 0, providerId)) {
          const error = `The provider answered with id ${providerId}, which is another message's.`;
          changeState({
            id,
            from: 'sending',
            to: 'unknown',
            now,
            attempts,
            errorCode: 'unreadable-answer',
            error,
            nextLookupAt,
          });
          return;
        }
        if (cost) setCurrency.run(cost.currency, id);
        const costMicros = cost?.micros;
        changeState({
          id,
          from: 'sending',
          to: 'accepted',
          now,
          attempts,
          acceptedAt: now,
          providerId,
          costMicros,
          nextReportAt,
        });
        return;
      }
      case 'failed':
        changeState({
          id,
          from: 'sending',
          to: 'failed',
          now,
          attempts,
          errorCode: change.code,
          error: change.error,
        });
        return;
      case 'queued':
        requeue(id, 'sending', change.dueAt, now, attempts);
        return;
      case 'unknown': {
        const { code: errorCode, error, nextLookupAt } = change;
        changeState({ id, from: 'sending', to: 'unknown', now, attempts, errorCode, error, nextLookupAt });
      }
    }
  }

  const settle = database.transaction((settlements: readonly Settlement[], now: number) => {
    for (const settlement of settlements) {
      closeAttempt.run(now, settlement.outcome, settlement.detail, settlement.attemptId);
      settleOne(settlement, now);
    }
  });

  const recover = database.transaction((now: number, canLookUp: readonly ProviderId[]) => {
    const rows = sending.all();
    for (const { id, provider } of rows) {
      closeInterrupted.run(now, id);
      changeState({
        id,
        from: 'sending',
        to: 'unknown',
        now,
        attempts: 1,
        errorCode: 'interrupted',
        error: 'Kaptar stopped while this was being sent. It may have gone out.',
        nextLookupAt: canLookUp.includes(provider) ? now : null,
      });
    }
    return rows.length;
  });

  function settleLookup(result: LookupResult, now: number): void {
    const { id, attemptId } = result;
    // A person had it sent again while the provider was being asked: the answer is about the time before.
    if (lastAttempt.get(id) !== attemptId) return;
    if (result.proof === 'never-taken') {
      disprove.run(now, attemptId);
      requeue(id, 'unknown', now, now, 0);
    } else if (result.proof === 'none') {
      noteLookup.run(result.nextLookupAt, id);
    } else if (isOwned(accountOf.get(id) ?? 0, result.providerId) || sentSince.get(result) !== undefined) {
      // What was found may be what was just sent to the same number: its own answer will tell.
      noteLookup.run(now, id);
    } else {
      if (result.cost) setCurrency.run(result.cost.currency, id);
      changeState({
        id,
        from: 'unknown',
        to: 'accepted',
        now,
        acceptedAt: now,
        providerId: result.providerId,
        costMicros: result.cost?.micros,
        nextReportAt: result.nextReportAt,
      });
    }
  }

  const settleLookups = database.transaction((results: readonly LookupResult[], now: number) => {
    for (const result of results) settleLookup(result, now);
  });

  const postpone = database.transaction((ids: readonly number[], nextLookupAt: number | null) => {
    for (const id of ids) postponeLookup.run(nextLookupAt, id);
  });

  const settleReports = database.transaction((results: readonly ReportResult[]) => {
    for (const { id, to, at, detail, cost, nextReportAt } of results) {
      if (cost) setCurrency.run(cost.currency, id);
      if (to === null) {
        noteReport.run(nextReportAt, id);
        if (cost) setCost.run(cost.micros, id);
      } else {
        changeState({
          id,
          from: 'accepted',
          to,
          now: at,
          error: detail ?? undefined,
          costMicros: cost?.micros,
        });
      }
    }
  });

  return {
    claimDue: async (query) => claim.immediate(query),
    nextDueAt: async (accountId) => nextDue.get(accountId) ?? null,
    settle: async (settlements, now) => settle.immediate(settlements, now),
    recoverInterrupted: async (now, canLookUp) => recover.immediate(now, canLookUp),
    dueLookups: async (accountId, now, limit) => lookups.all(accountId, now, limit),
    ownedProviderIds: async (accountId, providerIds) =>
      new Set(providerIds.filter((providerId) => isOwned(accountId, providerId))),
    settleLookups: async (results, now) => settleLookups.immediate(results, now),
    postponeLookups: async (ids, nextLookupAt) => postpone.immediate(ids, nextLookupAt),
    giveUpLookups: async (accountId) => void giveUpLookups.run(accountId),
    dueReports: async (accountId, now, limit) => awaited.all(accountId, now, limit),
    settleReports: async (results) => settleReports.immediate(results),
  };
}
