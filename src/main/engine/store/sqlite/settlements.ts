import type { ProviderId } from '../../../../shared/account.ts';
import type { QueueStore, Settlement } from '../queue-store.ts';
import type { Database } from './database.ts';
import type { MessageFacts } from './message-facts.ts';
import type { StateChange } from './message-state.ts';
import type { ServiceNames } from './service-names.ts';

/** What became of messages that were on the wire: settled by an answer, or interrupted. */
export function settlementTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
  { accountOf, isOwned, noteCurrency, requeue }: MessageFacts,
  serviceNames: ServiceNames,
): Pick<QueueStore, 'settle' | 'recoverInterrupted'> {
  const closeAttempt = database.prepare<[number, string, string | null, number]>(
    'UPDATE attempts SET closedAt = ?, outcome = ?, detail = ? WHERE id = ? AND closedAt IS NULL',
  );
  const closeInterrupted = database.prepare<[number, number]>(
    "UPDATE attempts SET closedAt = ?, outcome = 'interrupted' WHERE messageId = ? AND closedAt IS NULL",
  );
  const sending = database.prepare<[], { id: number; provider: ProviderId }>(
    `SELECT messages.id, accounts.provider FROM messages JOIN accounts ON accounts.id = accountId
     WHERE state = 'sending'`,
  );

  /** What an answer proves: one with the id of another message says nothing of its own, and a look-up is to tell. */
  function proven(settlement: Settlement): Settlement {
    const { id, change } = settlement;
    if (change.to !== 'accepted' || !isOwned(id, change.providerId)) return settlement;
    const { providerId, nextLookupAt } = change;
    const error = `The provider answered with id ${providerId}, which is another message's.`;
    return {
      ...settlement,
      outcome: 'ambiguous',
      detail: error,
      change: { to: 'unknown', code: 'unreadable-answer', error, nextLookupAt },
    };
  }

  function settleOne({ id, change, countsAttempt }: Settlement, now: number): void {
    const attempts = countsAttempt ? 1 : 0;
    switch (change.to) {
      case 'accepted': {
        const { providerId, cost, providerParts, nextReportAt } = change;
        noteCurrency(id, cost);
        changeState({
          id,
          from: 'sending',
          to: 'accepted',
          now,
          attempts,
          acceptedAt: now,
          providerId,
          costMicros: cost?.micros,
          providerParts: providerParts ?? undefined,
          nextReportAt,
        });
        return;
      }
      case 'failed': {
        const { code: errorCode, error, cost } = change;
        noteCurrency(id, cost);
        const costMicros = cost?.micros;
        changeState({ id, from: 'sending', to: 'failed', now, attempts, errorCode, error, costMicros });
        return;
      }
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
    for (const told of settlements) {
      const settlement = proven(told);
      const { id, attemptId, outcome, detail, serviceName } = settlement;
      closeAttempt.run(now, outcome, detail, attemptId);
      settleOne(settlement, now);
      if (serviceName) serviceNames.note(accountOf(id), { ...serviceName, detail, at: now });
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

  return {
    settle: async (settlements, now) => settle.immediate(settlements, now),
    recoverInterrupted: async (now, canLookUp) => recover.immediate(now, canLookUp),
  };
}
