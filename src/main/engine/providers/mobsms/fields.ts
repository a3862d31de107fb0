import { DateTime } from 'luxon';
import { z } from 'zod';
import { parsePhone } from '../../../../shared/phone.ts';
import { Numeric } from '../answer.ts';

/**
 * How single values of MobSMS's answers are read: numbers as text and text as numbers are understood, what is
 * missing or unreadable is null (field notes: answers differ from the document's own rule).
 */

/** A number; null where it is none. */
export const Count = Numeric.nullish()
  .catch(null)
  .transform((count) => count ?? null);

/** True or false; null where it is neither. */
export const Flag = z
  .union([
    z.boolean(),
    z.literal([1, '1', 'true']).transform(() => true),
    z.literal([0, '0', 'false']).transform(() => false),
  ])
  .nullish()
  .catch(null)
  .transform((flag) => flag ?? null);

/** Wall clock ms. */
export const Time = z.unknown().optional().transform(parseTime);

/** An object of an answer; one that the answer lacks reads as one that says nothing. */
export function part<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess((value) => (typeof value === 'object' ? (value ?? {}) : {}), z.object(shape));
}

/** From here on a number counts milliseconds: as seconds it would be the year 5138. */
const FIRST_MILLISECONDS = 100_000_000_000;

/**
 * `2026-06-08T10:00:00.000000Z`: every example states its zone, and a time that does not is in UTC too. A bare
 * number, which only a webhook might hold, is Unix time. Null for what is no time.
 */
export function parseTime(value: unknown): number | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  if (/^\d{9,13}(\.\d+)?$/.test(text)) {
    const number = Number(text);
    return Math.round(number < FIRST_MILLISECONDS ? number * 1000 : number);
  }
  // A bare number of hours would be read as a time of today.
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return null;
  const times = [DateTime.fromISO(text, { zone: 'utc' }), DateTime.fromSQL(text, { zone: 'utc' })];
  return times.find((time) => time.isValid)?.toMillis() ?? null;
}

/** Digits from which on a number may begin with its country code though its plus is missing: the code and ten or so. */
const SHORTEST_INTERNATIONAL = 11;

/**
 * A number in E.164, as Kaptar knows people; a sender that is a name or a short code as it is. One without a country
 * code belongs to `country` (ISO 3166-1 alpha-2): a STOP under the wrong number would stop nothing. What can be
 * read in no such way stays text, without a plus.
 */
export function toSender(text: string, country: string): string {
  const number = text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  // E.164 has 15 digits at most; fewer than seven are a service's short code.
  if (/^\+[1-9]\d{6,14}$/.test(number)) return number;
  if (!/^\d{7,15}$/.test(number)) return text.trim();
  const isLong = number.length >= SHORTEST_INTERNATIONAL && !number.startsWith('0');
  const abroad = isLong ? parsePhone(`+${number}`, country) : null;
  const home = parsePhone(number, country);
  if (abroad?.ok && !abroad.doubtful) return abroad.phone;
  if (home.ok) return home.phone;
  // Of a range that is not known to be in use: newer than what is known here.
  return abroad?.ok ? abroad.phone : text.trim();
}
