import { z } from 'zod';
import { commonOutcome, parseJson, unreadable, VendorId, wordsOf } from '../answer.ts';
import type { Exchange } from '../http.ts';
import type { Outcome, Report } from '../provider.ts';

const Accepted = z.object({ success: z.literal(true).optional(), data: z.object({ id: VendorId }) });
const Upgrade = z.object({ upgrade: z.literal(true) });
const Refused = z.object({ success: z.literal(false) });
const FieldErrors = z.object({ errors: z.record(z.string(), z.unknown()) });

/**
 * What the answer to a send proves. 201 is the documented success; another 2xx with an id is one too, since
 * answers differ from the document's own rule (field notes).
 */
export function mobsmsOutcome(exchange: Exchange): Outcome {
  const body = exchange.kind === 'answer' ? parseJson(exchange.text) : undefined;
  // A 403 is about the plan where it says so (Introduction), else about the key.
  if (exchange.kind === 'answer' && exchange.status === 403 && Upgrade.safeParse(body).success) {
    return { kind: 'account', detail: wordsOf(body) || 'MobSMS wants a Premium plan for this.' };
  }
  const common = commonOutcome(exchange);
  if (common) return common;
  if (exchange.kind !== 'answer') throw new TypeError('Only an answer has a meaning of its own.');
  const { status } = exchange;
  const accepted = Accepted.safeParse(body);
  if (accepted.success && status < 300) return { kind: 'accepted', providerId: accepted.data.data.id };
  // Documented: 422 has `message`, with `errors` or `success: false`; 404 has only `message`.
  const detail = wordsOf(body);
  const refused = Refused.safeParse(body).success || (status >= 400 && detail !== '');
  if (!refused) return unreadable(status);
  return refusal(detail || `MobSMS refused it (${status}).`, fieldsOf(body));
}

/**
 * The kind of a refusal by its words and the fields it names. No balance and no device are the account's;
 * only "No active device available" is documented, the words for money are not (field notes).
 */
function refusal(detail: string, fields: readonly string[]): Outcome {
  if (/balance|credit|insufficient|funds/i.test(detail)) return { kind: 'balance', detail };
  if (/\bdevices?\b/i.test(detail) || fields.includes('device_id')) return { kind: 'account', detail };
  const badNumber = fields.some((field) => field === 'recipient_number' || field === 'phone');
  return { kind: 'permanent', code: badNumber ? 'bad-number' : 'refused', detail };
}

function fieldsOf(body: unknown): string[] {
  const parsed = FieldErrors.safeParse(body);
  return parsed.success ? Object.keys(parsed.data.errors) : [];
}

/** The status words of the field notes; `pending`, `sent` and words nobody has seen yet are no news. */
const FINAL_STATES: ReadonlyMap<string, Report['state']> = new Map([
  ['delivered', 'delivered'],
  ['failed', 'undelivered'],
  ['cancelled', 'undelivered'],
]);

/** What a status word says of delivery. */
export function mobsmsState(status: string): Report['state'] {
  return FINAL_STATES.get(status.trim().toLowerCase()) ?? 'accepted';
}
