import { DateTime } from 'luxon';
import { z } from 'zod';
import type { DevsmsSms } from '../../../../shared/devsms.ts';
import { parseMoney } from '../../../../shared/money.ts';
import { parsePhone } from '../../../../shared/phone.ts';
import { Text, VendorId } from '../answer.ts';

/** How the fields of DevSMS's answers and callbacks are read: nobody promises their types, so never strictly. */

/** An amount in dollars, as all of DevSMS's are; `"$0.005"`, `0.005` and `"400.00"` have been seen (field notes). */
export const Dollars = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => parseMoney(value, 'USD'));

/** A count of parts; null where it is none. */
export const Parts = z.coerce.number().pipe(z.int().positive()).nullable().catch(null);

/** A number of messages; null where it is none. */
export const Count = z
  .union([z.number(), z.string().trim().min(1).pipe(z.coerce.number())])
  .pipe(z.int().nonnegative())
  .nullish()
  .catch(null)
  .transform((count) => count ?? null);

/** A row of the history (section 2), or the answer about one message (section 4). `zone` is that of its times. */
export function smsField(zone: string): z.ZodType<DevsmsSms> {
  const row = z.object({
    id: VendorId,
    phone_number: Text,
    message: Text,
    status: Text,
    parts_count: Parts,
    total_cost: Dollars,
    from_number: Text,
    eskiz_request_id: Text,
    eskiz_message_id: Text,
    created_at: Text,
    sent_at: Text,
    delivered_at: Text,
    failed_at: Text,
    updated_at: Text,
  });
  return row.transform((sms) => ({
    id: sms.id,
    phone: toE164(sms.phone_number) ?? sms.phone_number ?? '',
    message: sms.message,
    status: sms.status ?? '',
    parts: sms.parts_count,
    cost: sms.total_cost,
    from: sms.from_number,
    requestId: sms.eskiz_request_id,
    eskizMessageId: sms.eskiz_message_id,
    createdAt: readTime(sms.created_at, zone),
    sentAt: readTime(sms.sent_at, zone),
    deliveredAt: readTime(sms.delivered_at, zone),
    failedAt: readTime(sms.failed_at, zone),
    updatedAt: readTime(sms.updated_at, zone),
  }));
}

/** Digits of an Uzbek number without its country code. */
const UZBEK_DIGITS = 9;

/**
 * E.164 from a number as DevSMS writes it: digits with the country code, without a plus. Null for what is no
 * number of a possible length: short codes, masked numbers, what a spreadsheet made of one. Nine digits are
 * Uzbek, as DevSMS is: 901200000 would else be Turkish (field notes).
 */
export function toE164(phone: string | null): string | null {
  // E.164 allows fifteen digits; shorter than seven is a short code and no number.
  const [, international, digits = ''] = /^(\+|00)?(\d{7,15})$/.exec(phone?.trim() ?? '') ?? [];
  const isLocal = international === undefined && digits.length === UZBEK_DIGITS;
  const parsed = parsePhone(isLocal ? `+998${digits}` : `+${digits}`, 'UZ');
  return parsed.ok ? parsed.phone : null;
}

/** `2026-03-09 10:29:58` in the account's zone, which the document does not name; ISO 8601 is understood too. */
export function readTime(text: string | null, zone: string): number | null {
  if (!text) return null;
  const time = [DateTime.fromSQL(text, { zone }), DateTime.fromISO(text, { zone })].find((t) => t.isValid);
  return time?.toMillis() ?? null;
}
