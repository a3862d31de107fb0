import { z } from 'zod';
import { commonOutcome, parseJson, unreadable, VendorId, wordsOf } from '../answer.ts';
import type { Exchange } from '../http.ts';
import type { Outcome, Report } from '../provider.ts';
import { dollars } from './client.ts';

const Accepted = z.object({
  success: z.literal(true),
  data: z.object({
    sms_id: VendorId,
    parts_count: z.coerce.number().pipe(z.int().positive()).nullish().catch(null),
    total_cost: z.union([z.string(), z.number()]).nullish().catch(null),
  }),
});
const Refused = z.object({ success: z.literal(false) });

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
    words: /\btoken|unauthori[sz]ed|avtorizatsiya|autentifikatsiya|api[ -]?(key|kalit)|токен|авториз/i,
    outcome: (detail) => ({ kind: 'auth', detail }),
  },
  {
    words: /raqam|telefon|phone|number|davlat|country|номер|страна/i,
    outcome: (detail) => ({ kind: 'permanent', code: 'bad-number', detail }),
  },
];

/** What the answer to a send proves. Only an explicit `success: true` with an id is a success. */
export function devsmsOutcome(exchange: Exchange): Outcome {
  const common = commonOutcome(exchange);
  if (common) return common;
  if (exchange.kind !== 'answer') throw new TypeError('Only an answer has a meaning of its own.');
  const { status } = exchange;
  const body = parseJson(exchange.text);
  const accepted = Accepted.safeParse(body);
  if (accepted.success && status < 300) {
    const { sms_id: providerId, parts_count: parts, total_cost } = accepted.data.data;
    const cost = dollars(total_cost);
    return { kind: 'accepted', providerId, ...(cost ? { cost } : {}), ...(parts ? { parts } : {}) };
  }
  const detail = wordsOf(body);
  // "error" in a 4xx is the documented form; a client also saw refusals that come with 200.
  const refused = Refused.safeParse(body).success || (status >= 400 && detail !== '');
  if (!refused || accepted.success) return unreadable(status);
  const row = REFUSALS.find(({ words }) => words.test(detail));
  const words = detail || `DevSMS refused it (${status}).`;
  return row ? row.outcome(words) : { kind: 'permanent', code: 'refused', detail: words };
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
