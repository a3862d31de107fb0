import type { Money } from '../../../../shared/money.ts';
import type { Database } from './database.ts';
import type { StateChange } from './message-state.ts';

/** What every way of settling a message needs to know or note beside its state. */
export interface MessageFacts {
  /** Whether another message of the same account has the id. */
  isOwned(messageId: number, providerId: string): boolean;
  isOwnedBy(accountId: number, providerId: string): boolean;
  /** A campaign's costs are in the currency of the first one told. */
  noteCurrency(messageId: number, cost: Money | null): void;
  /** Back in line; of a cancelled campaign it is withdrawn at once. */
  requeue(id: number, from: 'sending' | 'unknown', dueAt: number, now: number, attempts: 0 | 1): void;
}

export function messageFacts(
  database: Database,
  changeState: (change: StateChange) => boolean,
): MessageFacts {
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

  const isOwnedBy = (accountId: number, providerId: string): boolean =>
    owner.get(accountId, providerId) !== undefined;

  return {
    isOwnedBy,
    isOwned: (messageId, providerId) => isOwnedBy(accountOf.get(messageId) ?? 0, providerId),
    noteCurrency(messageId, cost) {
      if (cost) setCurrency.run(cost.currency, messageId);
    },
    requeue(id, from, dueAt, now, attempts) {
      const isCancelled = campaignStateOf.get(id) === 'cancelled';
      if (isCancelled && from === 'unknown') {
        changeState({ id, from, to: 'cancelled', now });
        return;
      }
      changeState({ id, from, to: 'queued', now, dueAt, attempts });
      if (isCancelled) changeState({ id, from: 'queued', to: 'cancelled', now });
    },
  };
}
