import { DateTime } from 'luxon';
import { z } from 'zod';
import type { UbillSettings } from '../../../../shared/account.ts';
import { isSameSecret } from '../../lib/same-secret.ts';
import { VendorId } from '../answer.ts';
import type { CallbackNews, CallbackRequest } from '../provider.ts';
import { providerIdOf, ubillState } from './outcome.ts';
import { WholeNumber } from './whole-number.ts';

/** Characters to which uBill's panel cuts a callback key (field notes). */
const LONGEST_KEY = 30;

/** "Returned Parameters"; the number may come with a plus, which a query shows as a space. */
const Call = z.object({
  smsID: VendorId,
  number: z
    .string()
    .transform((text) => text.replace(/\D/g, ''))
    .pipe(z.string().regex(/^[1-9]\d{6,14}$/)),
  statusID: WholeNumber,
});

/**
 * Reads uBill's call about one number of one request ("Automatically Receive Message Statuses"). A date
 * that cannot be read is not told; the rest must be whole. Calls were seen to carry an `event` as well: a whole
 * call is believed whatever its event, and one about anything but messages (an approved brand) is no news.
 */
export function readUbillCallback(request: CallbackRequest, settings: UbillSettings): CallbackNews {
  const { query, callbackKey } = request;
  if (callbackKey !== undefined && !isKey(query.get('key'), callbackKey)) return { kind: 'forged' };
  if (request.method !== 'GET' || request.topic !== 'status') return { kind: 'unreadable' };
  const call = Call.safeParse(Object.fromEntries(query));
  if (!call.success) {
    const isOfMessages = query.get('event')?.startsWith('sms.') ?? true;
    return isOfMessages ? { kind: 'unreadable' } : { kind: 'reports', reports: [] };
  }
  const { smsID, number, statusID } = call.data;
  const report = {
    providerId: providerIdOf(smsID, number),
    reference: null,
    recipient: `+${number}`,
    ...ubillState([statusID]),
    at: timeOf(query.get('date') ?? '', settings.timeZone),
  };
  return { kind: 'reports', reports: [report] };
}

/** Whether the call names our key, whole or as the panel cuts it; takes the same time whatever differs. */
function isKey(given: string | null, key: string): boolean {
  const whole = isSameSecret(given ?? '', key);
  const cut = isSameSecret(given ?? '', key.slice(0, LONGEST_KEY));
  return given !== null && (whole || cut);
}

/** `Y-m-d H:i:s` to wall clock ms; null for anything else. */
function timeOf(date: string, zone: string): number | null {
  const time = DateTime.fromFormat(date, 'yyyy-MM-dd HH:mm:ss', { zone });
  return time.isValid ? time.toMillis() : null;
}
