import { bulkPattern, NAME_PLACE } from '../../../../shared/bulk-text.ts';
import { digitsOf } from '../answer.ts';
import type { OutgoingMessage } from '../provider.ts';

/** Characters of a message (document: max 1600), counted here the strict way, in UTF-16 units. */
export const LONGEST_TEXT = 1600;

/** Characters of a name in a bulk request (*Send bulk SMS*), likewise. */
const LONGEST_NAME = 255;

/** What a server may trim (Laravel does), for the eye or not: a trimmed name is not the one of the text. */
const MAY_BE_TRIMMED = /^[\s\p{Cc}\p{Cf}\p{DI}]|[\s\p{Cc}\p{Cf}\p{DI}]$/u;

/** Shorter beginnings say nothing: anybody's reference may begin so. */
const SHORTEST_REFERENCE = 8;

/** One bulk request. */
export interface Bulk {
  /** The text that its messages share, with `{name}` where the recipient's name stands. */
  readonly pattern: string;
  /** Two at least, each to another number. */
  readonly members: readonly OutgoingMessage[];
  /** Whether the names are needed. */
  readonly isPersonal: boolean;
  /** For `my_id`. */
  readonly reference: string | null;
}

/**
 * The bulk request that the first of these messages goes out with, or null where it goes by itself. Out of it
 * stay the messages with another pattern, one-time codes, and a second message to a number, since the answer
 * tells numbers apart and nothing else.
 */
export function planBulk(messages: readonly OutgoingMessage[]): Bulk | null {
  const [first] = messages;
  const pattern = first ? patternOf(first) : null;
  if (pattern === null) return null;
  const numbers = new Set<string>();
  const members = messages.filter((message) => {
    const number = digitsOf(message.recipient);
    if (numbers.has(number) || patternOf(message) !== pattern) return false;
    numbers.add(number);
    return true;
  });
  if (members.length < 2) return null;
  const reference = sharedReference(members.map((message) => message.reference));
  return { pattern, members, isPersonal: pattern.includes(NAME_PLACE), reference };
}

/** Null for a message that must go by itself. */
function patternOf({ text, name = '', otp }: OutgoingMessage): string | null {
  if (otp || name.length > LONGEST_NAME || MAY_BE_TRIMMED.test(name)) return null;
  const pattern = bulkPattern(text, name);
  // A short name makes the pattern longer than the text that arrives.
  return pattern !== null && pattern.length <= LONGEST_TEXT ? pattern : null;
}

/**
 * The `my_id` of a bulk request, which has one for all its messages: what their references begin with. Ours are
 * `<batch>-<index>`, so it is the batch with its dash, and no message's whole reference (`…-00` could be one).
 * A look-up takes a row whose reference is a beginning of the sought one for a perhaps, and the batch tells its
 * rows from those of every other. Null where they have no long enough beginning in common.
 */
function sharedReference(references: readonly string[]): string | null {
  const [first = '', ...others] = references;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  const batch = first.slice(0, first.lastIndexOf('-', length - 1) + 1);
  return batch.length >= SHORTEST_REFERENCE ? batch : null;
}

/** Our reference of one message from an echoed `my_id`; that of a bulk request names no single one. */
export function ownReference(myId: string | null): string | null {
  return myId === null || myId.endsWith('-') ? null : myId;
}
