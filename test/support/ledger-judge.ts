import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { MessageState } from '../../src/shared/message.ts';
import type { Sandbox } from '../../src/main/sandbox/server.ts';

/** The provider's ledger beside the books. */
export interface Judgement {
  /** Messages that the provider took beyond the first of a person. */
  readonly twice: number;
  /** People of whom the provider has no message and the books do not say `unknown`. */
  readonly lost: number;
  /** People of whom the provider has no message, and the books say that this is uncertain. */
  readonly uncertain: number;
  /** People of whom the provider has a message, and of whom the books say that it has none. */
  readonly denied: number;
  /** All of the campaign. */
  readonly people: number;
}

/** States of a message that the provider may have. */
const MAY_BE_TAKEN: readonly MessageState[] = ['accepted', 'delivered', 'undelivered', 'expired', 'unknown'];

/** Judges a campaign whose engine has ended, or stands still: reads both sides as they are. */
export function judge({ ledger }: Pick<Sandbox, 'ledger'>, dataDir: string, campaignId: number): Judgement {
  const times = new Map<string, number>();
  for (const { recipient } of ledger) times.set(digits(recipient), (times.get(digits(recipient)) ?? 0) + 1);
  const database = new Sqlite(join(dataDir, 'kaptar.db'), { readonly: true });
  const rows = database
    .prepare<[number], { recipient: string; state: MessageState }>(
      'SELECT recipient, state FROM messages WHERE campaignId = ?',
    )
    .all(campaignId);
  database.close();
  const missing = rows.filter(({ recipient }) => !times.has(digits(recipient)));
  const uncertain = missing.filter(({ state }) => state === 'unknown').length;
  const taken = rows.filter(({ recipient }) => times.has(digits(recipient)));
  return {
    twice: ledger.length - times.size,
    lost: missing.length - uncertain,
    uncertain,
    denied: taken.filter(({ state }) => !MAY_BE_TAKEN.includes(state)).length,
    people: rows.length,
  };
}

function digits(number: string): string {
  return number.replace(/\D/g, '');
}
