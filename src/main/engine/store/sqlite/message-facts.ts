import type { MessageState } from '../../../../shared/message.ts';
import type { Money } from '../../../../shared/money.ts';
import type { IdOwner } from '../queue-store.ts';
import { UNCERTAIN } from './attempt-certainty.ts';
import type { Database } from './database.ts';
import type { StateChange } from './message-state.ts';

/**
 * The accounts that ask the same provider at the same address, itself among them: where they have one key (two senders,
 * two types of message), they share its history, its ids and its callbacks.
 *
 * @param accountId an SQL expression
 */
export const neighboursOf = (accountId: string): string =>
  `(SELECT other.id FROM accounts AS own JOIN accounts AS other ON other.provider = own.provider
     AND other.settings ->> '$.baseUrl' IS own.settings ->> '$.baseUrl' WHERE own.id = ${accountId})`;

/** What every way of settling a message needs to know or note beside its state. */
export interface MessageFacts {
  stateOf(messageId: number): MessageState | undefined;
  /** Whether a message of the same account has the id: asked at every answer, and so of one account only. */
  isOwned(messageId: number, providerId: string): boolean;
  /** Whose message has this id of the provider's. */
  ownerOf(accountId: number, providerId: string): IdOwner | undefined;
  /** The account of a message. */
  accountOf(messageId: number): number;
  /**
   * A message turns out to have been taken: where it waits in line to be sent again, it is taken out of it. Whether it is
   * `unknown` now, and so can be settled as taken.
   */
  takeBack(messageId: number, now: number): boolean;
  /** A campaign's costs are in the currency of the first one told. */
  noteCurrency(messageId: number, cost: Money | null): void;
  /** Back in line; of a cancelled campaign it is withdrawn at once. */
  requeue(id: number, from: 'sending' | 'unknown', dueAt: number, now: number, attempts: 0 | 1): void;
}

/** What the tables of messages know in common. */
export function messageFacts(
  database: Database,
  changeState: (change: StateChange) => boolean,
): MessageFacts {
  const own = database
    .prepare<[number, string], number>(
      `SELECT 1 FROM messages
       WHERE accountId = (SELECT accountId FROM messages WHERE id = ?) AND providerId = ?`,
    )
    .pluck();
  const owners = database
    .prepare<{ accountId: number; providerId: string }, IdOwner>(
      `SELECT CASE accountId WHEN $accountId THEN 'own' ELSE 'neighbour' END FROM messages
       WHERE providerId = $providerId AND accountId IN ${neighboursOf('$accountId')}
       ORDER BY accountId = $accountId DESC LIMIT 1`,
    )
    .pluck();
  const stateOf = database.prepare<[number], MessageState>('SELECT state FROM messages WHERE id = ?').pluck();
  // A look-up took it for never taken, or a person wanted it sent again.
  const doubtedAttempt = database
    .prepare<[number], number | null>(`SELECT max(id) FROM attempts WHERE messageId = ? AND ${UNCERTAIN}`)
    .pluck();
  const believe = database.prepare<[number]>('UPDATE attempts SET disprovedAt = NULL WHERE id = ?');
  const account = database.prepare<[number], number>('SELECT accountId FROM messages WHERE id = ?').pluck();
  const campaignStateOf = database
    .prepare<[number], string>(
      'SELECT campaigns.state FROM messages JOIN campaigns ON campaigns.id = campaignId WHERE messages.id = ?',
    )
    .pluck();
  // Read first: nearly always it is known, and what is to be written costs more.
  const unpriced = database
    .prepare<[number], number>(
      `SELECT id FROM campaigns
       WHERE id = (SELECT campaignId FROM messages WHERE id = ?) AND currency IS NULL`,
    )
    .pluck();
  const setCurrency = database.prepare<[string, number]>('UPDATE campaigns SET currency = ? WHERE id = ?');

  const accountOf = (messageId: number): number => account.get(messageId) ?? 0;

  return {
    stateOf: (messageId) => stateOf.get(messageId),
    isOwned: (messageId, providerId) => own.get(messageId, providerId) !== undefined,
    ownerOf: (accountId, providerId) => owners.get({ accountId, providerId }),
    accountOf,
    takeBack(id, now) {
      const state = stateOf.get(id);
      if (state !== 'queued') return state === 'unknown';
      const attemptId = doubtedAttempt.get(id) ?? null;
      if (attemptId === null) return false;
      believe.run(attemptId);
      const error = 'It turned out to have been taken.';
      changeState({ id, from: 'queued', to: 'sending', now });
      return changeState({ id, from: 'sending', to: 'unknown', now, errorCode: 'no-answer', error });
    },
    noteCurrency(messageId, cost) {
      const campaignId = cost && unpriced.get(messageId);
      if (campaignId) setCurrency.run(cost.currency, campaignId);
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
