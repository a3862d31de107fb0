import { z } from 'zod';
import { commonOutcome, parseJson, unlessContradicted, unreadable, VendorId, wordsOf } from '../answer.ts';
import type { Exchange } from '../http.ts';
import type { Outcome, Report } from '../provider.ts';
import { Dollars, Parts } from './fields.ts';
import { paidRefusal, refusalOutcome, type Refused } from './refusal.ts';

const Accepted = z.object({
  success: z.literal(true),
  data: z.object({ sms_id: VendorId, parts_count: Parts, total_cost: Dollars, balance: Dollars }),
});
const Success = z.object({ success: z.literal(true) });
const Named = z.object({ data: z.object({ sms_id: VendorId }) });
const Refusal = z.object({ success: z.literal(false) });

/**
 * What the answer to a send proves. Only an explicit `success: true` with an id is a success.
 *
 * @param sent whether it was an ordinary text or a code in an approved text, whose refusals cost money
 */
export function devsmsOutcome(exchange: Exchange, sent: Refused): Outcome {
  return unlessContradicted(outcomeOf(exchange, sent), exchange, speaksOfSuccess);
}

function speaksOfSuccess(body: unknown): boolean {
  return Success.safeParse(body).success || Named.safeParse(body).success;
}

function outcomeOf(exchange: Exchange, sent: Refused): Outcome {
  const known = costlyRefusal(exchange, sent) ?? commonOutcome(exchange);
  if (known) return known;
  if (exchange.kind !== 'answer') throw new TypeError('Only an answer has a meaning of its own.');
  const { status } = exchange;
  const body = parseJson(exchange.text);
  const accepted = Accepted.safeParse(body);
  if (accepted.success && status < 300) return acceptedOutcome(accepted.data.data);
  const words = wordsOf(body);
  // "error" in a 4xx is the documented form; a client also saw refusals that come with 200.
  const refused = Refusal.safeParse(body).success || (status >= 400 && words !== '');
  return refused ? refusalOutcome(sent, words, status) : unreadable(status);
}

/**
 * A refusal that was paid for, or may have been, whatever its status: the document shows none, and as a 403
 * it would stop the account and be sent, and paid for, again.
 */
function costlyRefusal(exchange: Exchange, sent: Refused): Outcome | null {
  if (exchange.kind !== 'answer') return null;
  const body = parseJson(exchange.text);
  if (!Refusal.safeParse(body).success) return null;
  const words = wordsOf(body);
  const isForbiddenCode = sent === 'code' && exchange.status === 403 && words !== '';
  return paidRefusal(sent, words) ?? (isForbiddenCode ? refusalOutcome(sent, words, 403) : null);
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
