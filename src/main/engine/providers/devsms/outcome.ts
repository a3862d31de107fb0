import { z } from 'zod';
import { commonOutcome, parseJson, unreadable, VendorId, wordsOf } from '../answer.ts';
import type { Exchange } from '../http.ts';
import type { Outcome, Report } from '../provider.ts';
import { Dollars, Parts } from './fields.ts';

const Accepted = z.object({
  success: z.literal(true),
  data: z.object({ sms_id: VendorId, parts_count: Parts, total_cost: Dollars, balance: Dollars }),
});
const Refused = z.object({ success: z.literal(false) });

/** "Token" and its like, in Uzbek, English and Russian. */
const KEY_WORDS = /\btoken|unauthori[sz]ed|avtorizatsiya|autentifikatsiya|api[ -]?(key|kalit)|токен|авториз/i;

/**
 * "To'lov yechildi" (paid for), and "nomaqbul", the verdict of the moderation, whose refusals are charged
 * (section 1.1). "Yechilmadi" says that nothing was paid.
 */
const CHARGED_WORDS = /yechildi|nomaqbul(?!.*yechilma)/is;

/**
 * A refusal has no code, only words (Uzbek, sometimes English or Russian); the first row that fits decides.
 * What fits none is taken for the message's fault: it is refused for certain, and a message marked as
 * failed costs nothing.
 */
const REFUSALS: readonly { readonly words: RegExp; readonly outcome: (detail: string) => Outcome }[] = [
  {
    words: /balan[cs]|mablag|yetarli emas|pul yet|insufficient|not enough|баланс|недостаточн|средств/i,
    outcome: (detail) => ({ kind: 'balance', detail }),
  },
  {
    words: KEY_WORDS,
    outcome: (detail) => ({ kind: 'auth', detail }),
  },
  {
    words: /raqam|telefon|phone|number|davlat|country|номер|страна/i,
    outcome: (detail) => ({ kind: 'permanent', code: 'bad-number', detail }),
  },
];

/** Whether the words of a refusal are about the account's key. */
export function isAboutKey(words: string): boolean {
  return KEY_WORDS.test(words);
}

/** What the answer to a send proves. Only an explicit `success: true` with an id is a success. */
export function devsmsOutcome(exchange: Exchange): Outcome {
  const charged = chargedRefusal(exchange);
  if (charged) return charged;
  const common = commonOutcome(exchange);
  if (common) return common;
  if (exchange.kind !== 'answer') throw new TypeError('Only an answer has a meaning of its own.');
  const { status } = exchange;
  const body = parseJson(exchange.text);
  const accepted = Accepted.safeParse(body);
  if (accepted.success && status < 300) return acceptedOutcome(accepted.data.data);
  const detail = wordsOf(body);
  // "error" in a 4xx is the documented form; a client also saw refusals that come with 200.
  const refused = Refused.safeParse(body).success || (status >= 400 && detail !== '');
  if (!refused || accepted.success) return unreadable(status);
  const row = REFUSALS.find(({ words }) => words.test(detail));
  const words = detail || `DevSMS refused it (${status}).`;
  return row ? row.outcome(words) : { kind: 'permanent', code: 'refused', detail: words };
}

/**
 * A refusal that was paid for, whatever the status: the document shows none, and as a 403 it would stop the
 * account and be sent, and paid for, again.
 */
function chargedRefusal(exchange: Exchange): Outcome | null {
  if (exchange.kind !== 'answer') return null;
  const body = parseJson(exchange.text);
  const detail = wordsOf(body);
  if (!Refused.safeParse(body).success || !CHARGED_WORDS.test(detail)) return null;
  return { kind: 'permanent', code: 'refused-charged', detail };
}

function acceptedOutcome(data: z.output<typeof Accepted>['data']): Outcome {
  const { sms_id: providerId, parts_count: parts, total_cost: cost, balance } = data;
  return {
    kind: 'accepted',
    providerId,
    ...(cost ? { cost } : {}),
    ...(parts ? { parts } : {}),
    ...(balance ? { balance: { unit: 'money', money: balance } } : {}),
  };
}

/** The document's words and those of Eskiz underneath (field notes), in lower case; all others are no news. */
const FINAL_STATES: ReadonlyMap<string, Report['state']> = new Map([
  ['delivered', 'delivered'],
  ['delivrd', 'delivered'],
  ['failed', 'undelivered'],
  ['rejected', 'undelivered'],
  ['undeliv', 'undelivered'],
  ['undeliverable', 'undelivered'],
  ['undelivered', 'undelivered'],
  ['expired', 'undelivered'],
  ['deleted', 'undelivered'],
]);

/**
 * What a status word says of delivery. `pending`, `sent`, `waiting`, NEW, STORED, ACCEPTED, ENROUTE,
 * PARTDELIVERED, UNKNOWN and words nobody has seen yet are not final.
 */
export function devsmsState(status: string): Report['state'] {
  return FINAL_STATES.get(status.trim().toLowerCase()) ?? 'accepted';
}
