import { z } from 'zod';
import type { DevsmsSettings } from '../../../../shared/account.ts';
import { parseJson, Text, VendorId } from '../answer.ts';
import type { CallbackNews, CallbackRequest } from '../provider.ts';
import { readTime, toE164 } from './fields.ts';
import { devsmsState } from './outcome.ts';

/**
 * Section "Callback URL". `timestamp` is not read: the document calls it the time of creation, and its own
 * example has the time of delivery there (field notes).
 */
const Call = z.object({
  sms_id: VendorId,
  phone: Text,
  status: z.string().trim().min(1),
  sent_at: Text,
  delivered_at: Text,
  failed_at: Text,
});

/** Reads the POST that DevSMS makes when the status of a message changes. Never throws. */
export function readDevsmsCallback(
  { topic, method, body }: CallbackRequest,
  { timeZone }: Pick<DevsmsSettings, 'timeZone'>,
): CallbackNews {
  if (topic !== 'status' || method !== 'POST') return { kind: 'unreadable' };
  // JSON is documented; forms come too (field notes), with whatever type they name.
  const call = Call.safeParse(parseJson(body) ?? Object.fromEntries(new URLSearchParams(body)));
  if (!call.success) return { kind: 'unreadable' };
  const { sms_id: providerId, phone, status, ...times } = call.data;
  const state = devsmsState(status);
  const at =
    state === 'delivered' ? times.delivered_at : state === 'undelivered' ? times.failed_at : times.sent_at;
  return {
    kind: 'reports',
    reports: [
      {
        providerId,
        reference: null,
        recipient: toE164(phone),
        state,
        at: readTime(at, timeZone),
        detail: state === 'undelivered' ? status : null,
      },
    ],
  };
}
