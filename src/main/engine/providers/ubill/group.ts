import type { UbillSettings } from '../../../../shared/account.ts';
import { digitsOf, leftOut } from '../answer.ts';
import type { Outcome, OutgoingMessage } from '../provider.ts';
import { sendPath, sendTimeOf, type SendRequest, type SharedFields } from './send-request.ts';

/** Bytes of a whole URL; a longer one may be refused by the servers on its way (field notes). */
const LONGEST_URL = 8_000;

/** Bytes of an encoded text that leave room for a full group: 10 parts of Georgian (670 × 9 bytes). */
const ORDINARY_TEXT = 6_030;

/** Bytes of one more number: 15 digits, the longest of E.164, and a comma. */
const NUMBER_ROOM = 16;

/** One request, and for each message the number in it or, where it is not in it, its outcome. */
export interface Group {
  readonly request: SendRequest;
  readonly plan: readonly (string | Outcome)[];
}

/** Messages in one request: the setting, or less where a group of ordinary texts would not fit into one URL. */
export function groupLimit(settings: UbillSettings, key: string): number {
  const empty = { text: '', otp: false, sendTime: '0000-00-00 00:00' };
  const room = urlRoom(settings, key, empty) - ORDINARY_TEXT;
  return Math.max(1, Math.min(settings.groupSize, Math.floor(room / NUMBER_ROOM)));
}

/**
 * One request for as many of the messages as may share one. Left out, and so certainly not taken: those
 * with another text, kind or time than the first, those for which one URL has no room, and a second
 * message to a number, since the answer tells numbers apart and nothing else.
 *
 * @param now wall clock, ms
 */
export function planGroup(
  settings: UbillSettings,
  key: string,
  messages: readonly OutgoingMessage[],
  now: number,
): Group {
  const fieldsOf = (message: OutgoingMessage): SharedFields => ({
    text: message.text,
    otp: message.otp !== undefined,
    sendTime: sendTimeOf(message.sendAt, now, settings.timeZone),
  });
  const [first] = messages;
  const shared = first ? fieldsOf(first) : { text: '', otp: false, sendTime: null };
  const room = urlRoom(settings, key, shared);
  let used = 0;
  const numbers = new Set<string>();
  const plan = messages.map((message): string | Outcome => {
    const number = digitsOf(message.recipient);
    const { text, otp, sendTime } = fieldsOf(message);
    if (text !== shared.text || otp !== shared.otp || sendTime !== shared.sendTime) return leftOut();
    if (number.length > room) {
      const detail = 'The text is too long for one uBill request.';
      return { kind: 'permanent', code: 'too-long', detail };
    }
    const size = number.length + (numbers.size === 0 ? 0 : 1);
    if (numbers.has(number) || used + size > room) return leftOut();
    used += size;
    numbers.add(number);
    return number;
  });
  return { request: { ...shared, numbers: [...numbers] }, plan };
}

/** Bytes that one URL has for numbers; everything in a URL is ASCII by the time it is counted. */
function urlRoom(settings: UbillSettings, key: string, fields: SharedFields): number {
  if (settings.method === 'POST') return Infinity;
  const path = sendPath(settings, key, { ...fields, numbers: [] });
  return LONGEST_URL - settings.baseUrl.length - path.length;
}
