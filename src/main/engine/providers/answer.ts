import { z } from 'zod';
import type { Exchange } from './http.ts';
import { AccountTrouble, type Outcome, type OutgoingMessage } from './provider.ts';

/** What a vendor's answer means before the vendor's own table is asked. */

/** Characters of a vendor's words that are kept. */
const LONGEST_DETAIL = 300;

/** Ids are text with us, numbers or text with the vendors (field notes). */
export const VendorId = z.union([z.string().trim().min(1).max(100), z.int().nonnegative().transform(String)]);

/** Text of an answer, numbers as text among it; null where there is none. Never refuses. */
export const Text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
  .transform((text) => text ?? null);

/** A number, as such or as text (`12`, `"12.50"`). */
export const Numeric = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);

/** A list; rows that cannot be read are left out: one of them must not take the others along. */
export function rowsOf<T>(row: z.ZodType<T>): z.ZodType<T[], unknown[]> {
  return z.array(z.unknown()).transform((rows) =>
    rows.flatMap((given) => {
      const read = row.safeParse(given);
      return read.success ? [read.data] : [];
    }),
  );
}

/** Digits of an E.164 number: the form in which vendors write recipients. */
export function digitsOf(recipient: string): string {
  return recipient.replace(/\D/g, '');
}

/** The JSON of an answer, or undefined for HTML, a torn answer and all else that is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/**
 * The words of a refusal (`error`, else `message`; with Laravel's `errors`, the first of each field), or
 * '' where there are none.
 */
export function wordsOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const { error, message, errors } = body as Record<string, unknown>;
  const main = [error, message].find((words) => typeof words === 'string' && words.trim() !== '');
  const fields = typeof errors === 'object' && errors !== null ? Object.values(errors).flat() : [];
  const all = [main, ...fields].filter((words): words is string => typeof words === 'string');
  return [...new Set(all.map((words) => words.trim()))].join(' ').slice(0, LONGEST_DETAIL);
}

/**
 * What an exchange proves about a send whichever vendor it was with, after the table in
 * docs/send-queue.md; null where the body must be asked (2xx and most of 4xx).
 *
 * A redirect is ambiguous: some frameworks answer so after they have done what was asked.
 */
export function commonOutcome(exchange: Exchange): Outcome | null {
  if (exchange.kind === 'unsent') {
    const { detail } = exchange;
    return exchange.cause === 'key'
      ? { kind: 'auth', detail }
      : { kind: 'transient', detail, throttled: false };
  }
  if (exchange.kind === 'unanswered') {
    const code =
      exchange.cause === 'aborted'
        ? 'interrupted'
        : exchange.cause === 'too-large'
          ? 'unreadable-answer'
          : 'no-answer';
    return { kind: 'ambiguous', code, detail: exchange.detail };
  }
  const { status } = exchange;
  const body = parseJson(exchange.text);
  const detail = detailOf(status, body);
  if (status === 401 || status === 403) return { kind: 'auth', detail };
  // Nobody documents it, and it means nothing else: Payment Required (RFC 9110, 15.5.3).
  if (status === 402) return { kind: 'balance', detail };
  if (status === 429) {
    const retryAfter = exchange.retryAfterMs === null ? {} : { retryAfterMs: exchange.retryAfterMs };
    return { kind: 'transient', detail, throttled: true, ...retryAfter };
  }
  // 408: the server lost patience in the middle of the request, or a gateway did with the server.
  if (status >= 500 || status === 408) return { kind: 'ambiguous', code: 'server-error', detail };
  if (status >= 300 && status < 400) return { kind: 'ambiguous', code: 'unreadable-answer', detail };
  // No such page, or one that takes no sends: nobody took it, and no message can mend that.
  if (status === 404 || status === 405) {
    return { kind: 'account', detail: `${detail} Is the base address right?` };
  }
  return null;
}

/** The outcome of an answer that cannot be understood. */
export function unreadable(status: number): Outcome {
  const detail = `The provider answered ${status} with something unreadable.`;
  return { kind: 'ambiguous', code: 'unreadable-answer', detail };
}

/**
 * An outcome, unless its answer contradicts it: one that speaks of a success refuses nothing, whatever its status and
 * its words, and what it refused would be sent again. A refusal that was paid for never is, and stands.
 *
 * @param speaksOfSuccess whether a body says that the message was taken, or names one that was made
 */
export function unlessContradicted(
  outcome: Outcome,
  exchange: Exchange,
  speaksOfSuccess: (body: unknown) => boolean,
): Outcome {
  const isFinal =
    outcome.kind === 'accepted' ||
    outcome.kind === 'ambiguous' ||
    (outcome.kind === 'permanent' && outcome.code === 'refused-charged');
  if (isFinal || exchange.kind !== 'answer' || !speaksOfSuccess(parseJson(exchange.text))) return outcome;
  return unreadable(exchange.status);
}

/** The outcome of a message that was left out of a request: certainly not taken. */
export function leftOut(): Outcome {
  return { kind: 'left-out', detail: 'Waits for the next request.' };
}

/**
 * For vendors that take one message a request: sends the first with `sendOne`; the rest, which the queue
 * should not have given (`messagesPerRequest` is 1), was certainly not taken.
 */
export async function sendFirst(
  messages: readonly OutgoingMessage[],
  sendOne: (message: OutgoingMessage) => Promise<Outcome>,
): Promise<Outcome[]> {
  const [first, ...rest] = messages;
  return first ? [await sendOne(first), ...rest.map(leftOut)] : [];
}

/** Reads a non-send answer, or throws `AccountTrouble` in the provider's words. */
export function readAnswer<T>(exchange: Exchange, schema: z.ZodType<T>): T {
  if (exchange.kind === 'unsent' && exchange.cause === 'key')
    throw new AccountTrouble('auth', exchange.detail);
  if (exchange.kind !== 'answer') throw new AccountTrouble('offline', exchange.detail);
  const { status } = exchange;
  const body = parseJson(exchange.text);
  const detail = detailOf(status, body);
  if (status === 401 || status === 403) throw new AccountTrouble('auth', detail);
  if (isStranger(exchange)) throw new AccountTrouble('stranger', STRANGER_WORDS);
  if (status < 200 || status >= 300) {
    const ours = status < 500 && status !== 429 && status !== 408;
    throw new AccountTrouble(ours ? 'account' : 'provider', detail);
  }
  if (typeof body === 'object' && body !== null && 'success' in body && body.success === false) {
    throw new AccountTrouble('account', detail);
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AccountTrouble('unreadable', 'The provider answered with something unreadable.');
}

const STRANGER_WORDS =
  'A web page answers in place of the provider. Does this network ask to sign in first? Is the base address right?';

/**
 * Whether somebody else answers: the sign-in page of a hotel's network, the pages of a site at a wrong address. APIs
 * answer a question neither with a web page that says all is well nor by sending elsewhere.
 */
function isStranger({ status, text }: { status: number; text: string }): boolean {
  return (status >= 300 && status < 400) || (status < 300 && /^\uFEFF?\s*</.test(text));
}

function detailOf(status: number, body: unknown): string {
  return wordsOf(body) || `The provider answered ${status}.`;
}

/** How far the provider's clock is ahead of ours; null where it does not tell. */
export function skewOf(exchange: Exchange): number | null {
  return exchange.kind === 'answer' ? exchange.clockSkewMs : null;
}
