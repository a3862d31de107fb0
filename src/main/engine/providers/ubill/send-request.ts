import { DateTime } from 'luxon';
import type { UbillSettings } from '../../../../shared/account.ts';

/** What one request sends: one text to some numbers, as one-time codes or not, at one time. */
export interface SendRequest extends SharedFields {
  /** Digits. */
  readonly numbers: readonly string[];
}

/** All of a send that its numbers have in common. */
export interface SharedFields {
  readonly text: string;
  readonly otp: boolean;
  /** `Y-m-d H:i`; null for at once. */
  readonly sendTime: string | null;
}

const MINUTE_MS = 60_000;

/**
 * "The specified time must be later than the current time": later than uBill's clock when it reads the
 * request, so half a minute is left for the way and for clocks that differ.
 */
const LEAST_NOTICE_MS = 30_000;

/**
 * `sendTime` for a message that is to leave at `sendAt` (ms), in the zone of the account. Up to the next
 * whole minute, never earlier than asked for. Null, for at once, where `sendAt` is not in the future.
 *
 * The hour that a clock shows twice when summer time ends is left out: uBill may read the first of the two, which
 * is early, or past already, and then it refuses the send. What falls into it goes when the hour is over.
 */
export function sendTimeOf(sendAt: number | undefined, now: number, timeZone: string): string | null {
  if (sendAt === undefined || sendAt <= now) return null;
  const minute = Math.ceil(Math.max(sendAt, now + LEAST_NOTICE_MS) / MINUTE_MS) * MINUTE_MS;
  let time = DateTime.fromMillis(minute, { zone: timeZone });
  while (time.getPossibleOffsets().length > 1) time = time.plus({ minutes: 1 });
  return time.toFormat('yyyy-MM-dd HH:mm');
}

/**
 * Path and query of the documented send. `stopList` is always said, since its default is stated
 * differently in different places (field notes); of `otp` the document knows `true` only. The numbers
 * stand last, with commas between them, so that each adds its own length.
 */
export function sendPath(settings: UbillSettings, key: string, request: SendRequest): string {
  const { text, otp, sendTime, numbers } = request;
  const fields = [
    ...keyFields(settings, key),
    `brandID=${settings.brandID}`,
    `text=${percentEncode(text)}`,
    `stopList=${settings.stopList}`,
    ...(otp ? ['otp=true'] : []),
    ...(sendTime === null ? [] : [`sendTime=${percentEncode(sendTime)}`]),
    `numbers=${numbers.join(',')}`,
  ];
  return `/sms/send?${fields.join('&')}`;
}

/** The key as a field of a query, for accounts that have it there; in the form that the redactor of answers knows. */
export function keyFields(settings: UbillSettings, key: string): string[] {
  return settings.keyIn === 'query' ? [`key=${encodeURIComponent(key.toWellFormed())}`] : [];
}

/** The same as JSON, with the types of the vendor's SDK (field notes). */
export function sendBody(settings: UbillSettings, { text, otp, sendTime, numbers }: SendRequest): object {
  return {
    brandID: settings.brandID,
    numbers: numbers.map(Number),
    // JSON can write half of a surrogate pair, and PHP's reader refuses the whole body for it.
    text: text.toWellFormed(),
    stopList: settings.stopList,
    ...(otp ? { otp: true } : {}),
    ...(sendTime === null ? {} : { sendTime }),
  };
}

/** All but letters, digits and `-._~` (RFC 3986, 2.3): a bare `+` would arrive as a space. */
function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
