import type { LaneSettings } from '../../../shared/account.ts';
import type { Log } from '../lib/log.ts';
import { AccountTrouble, type Connection } from '../providers/provider.ts';
import { giveUpSignal } from './give-up.ts';

/** What a question needs to know of its account. */
export interface AskedAccount {
  readonly id: number;
  readonly settings: Pick<LaneSettings, 'timeoutSeconds'>;
  readonly connection: Pick<Connection, 'check'>;
}

/** What the account's check says about sending through it. */
export type Verdict =
  /** The provider answers. */
  | { readonly kind: 'there' }
  /** Nobody answers, or something that is not the provider in working order. */
  | { readonly kind: 'away'; readonly detail: string }
  /** It says outright that nothing can be sent. */
  | { readonly kind: 'stop'; readonly reason: 'auth' | 'balance'; readonly detail: string };

/**
 * Asks whether the provider is there, by the account's check, which sends nothing and costs nothing. What the check says
 * against the account's set-up (an unknown brand, a page that is missing) is an answer like any other: whether messages
 * can go tells the answer to the next one, and one that is refused so was not taken. Never throws.
 */
export async function askProvider(
  { id, connection, settings }: AskedAccount,
  log: Log,
  stop: AbortSignal,
): Promise<Verdict> {
  try {
    await connection.check(AbortSignal.any([stop, giveUpSignal(settings)]));
    return { kind: 'there' };
  } catch (error) {
    if (error instanceof AccountTrouble) return verdictOf(error);
    log.error('ask-provider', error, { account: id });
    return { kind: 'away', detail: 'The provider could not be asked.' };
  }
}

function verdictOf({ kind, message: detail }: AccountTrouble): Verdict {
  switch (kind) {
    case 'offline':
    case 'provider':
    case 'stranger':
    case 'unreadable':
      return { kind: 'away', detail };
    case 'auth':
    case 'balance':
      return { kind: 'stop', reason: kind, detail };
    case 'account':
    case 'upgrade':
    case 'not-found':
    case 'refused':
      return { kind: 'there' };
  }
}
