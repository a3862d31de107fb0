import type { ProviderId } from '../../../../shared/account.ts';
import type { QueueStore, Settlement } from '../queue-store.ts';
import type { Database } from './database.ts';
import type { MessageFacts } from './message-facts.ts';
import { messageAccepter, type StateChange, type TakenMessage } from './message-state.ts';
import type { ServiceNames } from './service-names.ts';

/** What became of messages that were on the wire: settled by an answer, or interrupted. */
export function settlementTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
  { accountOf, isOwned, noteCurrency, requeue }: MessageFacts,
  serviceNames: ServiceNames,
): Pick<QueueStore, 'settle' | 'recoverInterrupted'> {
  const closeAttempts = database.prepare<{ now: number; told: string }>(
    `UPDATE attempts SET closedAt = $now, outcome = told.value ->> 'outcome', detail = told.value ->> 'detail'
     FROM json_each($told) AS told WHERE attempts.id = told.value ->> 'attemptId' AND closedAt IS NULL`,
  );
  const acceptMessages = messageAccepter(database);
  const closeInterrupted = database.prepare<[number, number]>(
    "UPDATE attempts SET closedAt = ?, outcome = 'interrupted' WHERE messageId = ? AND closedAt IS NULL",
  );
  const sending = database.prepare<[], { id: number; provider: ProviderId }>(
    `SELECT messages.id, accounts.provider FROM messages JOIN accounts ON accounts.id = accountId
     WHERE state = 'sending'`,
  );

  /** What answers prove: one with the id of another message says nothing of its own, and a look-up is to tell. */
  function proven(settlements: readonly Settlement[]): Settlement[] {
    const ids = new Set<string>();
    return settlements.map((settlement) => {
      const { id, change } = settlement;
      if (change.to !== 'accepted') return settlement;
      const { providerId, nextLookupAt } = change;
      const isOthers = ids.has(providerId) || isOwned(id, providerId);
      ids.add(providerId);
      if (!isOthers) return settlement;
      const error = `The provider answered with id ${providerId}, which is another message's.`;
      return {
        ...settlement,
        outcome: 'ambiguous',
        detail: error,
        change: { to: 'unknown', code: 'unreadable-answer', error, nextLookupAt },
      };
    });
  }

  /** All in one statement: nearly every message is accepted, and one by one they take twice as long. */
  function settleAccepted(settlements: readonly Settlement[], now: number): void {
    const taken = settlements.flatMap(({ id, change, countsAttempt }): TakenMessage[] => {
      if (change.to !== 'accepted') return [];
      const { providerId, cost, providerParts, nextReportAt } = change;
      noteCurrency(id, cost);
      const attempts = countsAttempt ? 1 : 0;
      return [{ id, providerId, costMicros: cost?.micros ?? null, providerParts, nextReportAt, attempts }];
    });
    acceptMessages(taken, now);
  }

  function settleOther({ id, change, countsAttempt }: Settlement, now: number): void {
    const attempts = countsAttempt ? 1 : 0;
    switch (change.to) {
      case 'accepted':
        return;
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

  const settle = database.transaction((told: readonly Settlement[], now: number) => {
    const settlements = proven(told);
    const closed = settlements.map(({ attemptId, outcome, detail }) => ({ attemptId, outcome, detail }));
    closeAttempts.run({ now, told: JSON.stringify(closed) });
    settleAccepted(settlements, now);
    for (const settlement of settlements) {
      settleOther(settlement, now);
      const { id, detail, serviceName } = settlement;
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
