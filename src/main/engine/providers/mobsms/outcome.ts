import { z } from 'zod';
import {
  commonOutcome,
  digitsOf,
  leftOut,
  parseJson,
  Text,
  unlessContradicted,
  unreadable,
  VendorId,
  wordsOf,
} from '../answer.ts';
import type { Exchange } from '../http.ts';
import type { Outcome, Report } from '../provider.ts';
import { isRefusal, isUpgrade } from './api.ts';

const Accepted = z.object({ success: z.literal(true).optional(), data: z.object({ id: VendorId }) });
const AcceptedList = z.object({ success: z.literal(true).optional(), data: z.array(z.unknown()) });
const AcceptedRow = z.object({ id: VendorId, recipient_number: Text });
const FieldErrors = z.object({ errors: z.record(z.string(), z.unknown()) });

/**
 * What the answer to a send proves. 201 is the documented success; another 2xx with an id is one too, since
 * answers differ from the document's own rule (field notes).
 */
export function mobsmsOutcome(exchange: Exchange): Outcome {
  return unlessContradicted(outcomeOf(exchange), exchange, speaksOfSuccess);
}

function outcomeOf(exchange: Exchange): Outcome {
  const common = outcomeBeforeBody(exchange);
  if (common) return common;
  const { status, body } = answerOf(exchange);
  const accepted = Accepted.safeParse(body);
  if (accepted.success && status < 300) return { kind: 'accepted', providerId: accepted.data.data.id };
  return refusalOf(status, body) ?? unreadable(status);
}

/**
 * What the answer to a bulk send proves about each of its recipients, in their order. It lists one message for
 * each: what is missing from it, or cannot be read, is perhaps taken (field notes). A request that is refused
 * as a whole for its text is refused for all; one that is refused because of some recipients (`recipients.3`) was
 * taken for none, and the others can go with the next. A refusal that does not say whose fault it is proves that
 * nobody was taken, and nothing against any of them: all can go singly (`GOES_SINGLY`), as where the plan has no
 * bulk sends.
 */
export function mobsmsBulkOutcomes(exchange: Exchange, recipients: readonly string[]): Outcome[] {
  return outcomesOf(exchange, recipients).map((outcome) =>
    unlessContradicted(outcome, exchange, speaksOfSuccess),
  );
}

function outcomesOf(exchange: Exchange, recipients: readonly string[]): Outcome[] {
  const all = (outcome: Outcome): Outcome[] => recipients.map(() => outcome);
  if (lacksBulk(exchange)) return all(goesSingly('The plan has no bulk sending'));
  const common = commonOutcome(exchange);
  if (common) return all(common);
  const { status, body } = answerOf(exchange);
  const accepted = AcceptedList.safeParse(body);
  if (accepted.success && status < 300) {
    const ids = idsByNumber(accepted.data.data);
    return recipients.map((recipient) => {
      const providerId = ids.get(digitsOf(recipient));
      return providerId === undefined ? unreadable(status) : { kind: 'accepted', providerId };
    });
  }
  const refusal = refusalOf(status, body);
  if (!refusal) return all(unreadable(status));
  if (refusal.kind !== 'permanent' || fieldsOf(body).includes('message')) return all(refusal);
  const bad = badRecipients(body, recipients.length);
  if (bad.size === 0) return all(GOES_SINGLY);
  return recipients.map((_, index) => (bad.has(index) ? { ...refusal, code: 'bad-number' } : leftOut()));
}

/** Whether the answer to a bulk send says that the account's plan has none (`bulk` is one of its `features`). */
export function lacksBulk(exchange: Exchange): boolean {
  return exchange.kind === 'answer' && isUpgrade(exchange.status, parseJson(exchange.text));
}

/** The outcome of a message that can go singly only: nothing was taken, and the next request is another. */
function goesSingly(why: string): Outcome {
  return { kind: 'left-out', detail: `${why}: goes by itself.` };
}

/** Of each message of a bulk that was refused for the fault of one of them, nobody knows of which. */
export const GOES_SINGLY = goesSingly('MobSMS refused its group and did not say because of whom');

/** What the status proves before the body is asked. A 403 is about the plan where it says so, else about the key. */
function outcomeBeforeBody(exchange: Exchange): Outcome | null {
  if (exchange.kind === 'answer') {
    const body = parseJson(exchange.text);
    if (isUpgrade(exchange.status, body)) {
      return { kind: 'account', detail: wordsOf(body) || 'MobSMS wants a Premium plan for this.' };
    }
  }
  return commonOutcome(exchange);
}

function answerOf(exchange: Exchange): { status: number; body: unknown } {
  if (exchange.kind !== 'answer') throw new TypeError('Only an answer has a meaning of its own.');
  return { status: exchange.status, body: parseJson(exchange.text) };
}

/** Whether an answer calls itself a success, or names messages that it made. */
function speaksOfSuccess(body: unknown): boolean {
  const Row = z.object({ id: VendorId });
  const Named = z.object({ data: z.union([Row, z.array(z.unknown())]) });
  if (z.object({ success: z.literal(true) }).safeParse(body).success) return true;
  const named = Named.safeParse(body);
  if (!named.success) return false;
  const { data } = named.data;
  return !Array.isArray(data) || data.some((row) => Row.safeParse(row).success);
}

/** Ids by the digits of their numbers; of two for one number the first. */
function idsByNumber(rows: readonly unknown[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const row of rows) {
    const parsed = AcceptedRow.safeParse(row);
    const number = parsed.success ? digitsOf(parsed.data.recipient_number ?? '') : '';
    if (parsed.success && number !== '' && !ids.has(number)) ids.set(number, parsed.data.id);
  }
  return ids;
}

/** Fields that the account's settings fill: an error of theirs is no message's fault. */
const ACCOUNT_FIELDS: readonly string[] = ['device_id', 'price', 'callback_url', 'my_id'];

/**
 * The outcome of a refusal by its words and the fields it names; null for an answer that is none. Documented:
 * 422 has `message`, with `errors` or `success: false`. No balance and no device are the account's; only "No
 * active device available" is documented, the words for money are not (field notes).
 */
function refusalOf(status: number, body: unknown): Outcome | null {
  const words = wordsOf(body);
  if (!isRefusal(body) && (status < 400 || words === '')) return null;
  const detail = words || `MobSMS refused it (${status}).`;
  const fields = fieldsOf(body);
  if (/balance|credit|insufficient|funds/i.test(detail)) return { kind: 'balance', detail };
  const isAccounts = fields.some((field) => ACCOUNT_FIELDS.includes(field));
  if (isAccounts || /\bdevices?\b/i.test(detail)) return { kind: 'account', detail };
  // All recipients at once: that is how many they are, and no message can mend it.
  if (fields.includes('recipients')) {
    return { kind: 'account', detail: `${detail} Is the account's group size too large?` };
  }
  const badNumber = fields.some((field) => field === 'recipient_number' || field === 'phone');
  return { kind: 'permanent', code: badNumber ? 'bad-number' : 'refused', detail };
}

function fieldsOf(body: unknown): string[] {
  const parsed = FieldErrors.safeParse(body);
  return parsed.success ? Object.keys(parsed.data.errors) : [];
}

/** Places of the recipients whose numbers the errors name: `recipients.3`, `recipients.3.number`. */
function badRecipients(body: unknown, count: number): ReadonlySet<number> {
  const places = fieldsOf(body).map((field) => /^recipients\.(\d+)(?:\.number)?$/.exec(field)?.[1]);
  return new Set(places.map(Number).filter((place) => place < count));
}

/** The status words of the field notes; `pending`, `sent` and words nobody has seen yet are no news. */
const FINAL_STATES: ReadonlyMap<string, Report['state']> = new Map([
  ['delivered', 'delivered'],
  ['failed', 'undelivered'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
]);

/** What a status word says of delivery. */
export function mobsmsState(status: string): Report['state'] {
  return FINAL_STATES.get(status.trim().toLowerCase()) ?? 'accepted';
}
