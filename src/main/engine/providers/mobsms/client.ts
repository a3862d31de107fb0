import { DateTime } from 'luxon';
import { z } from 'zod';
import type { MobsmsSettings } from '../../../../shared/account.ts';
import { readAnswer, skewOf, VendorId } from '../answer.ts';
import type { HistoryPage, HistoryRow } from '../history-search.ts';
import type { Exchange, Http } from '../http.ts';
import type { OutgoingMessage } from '../provider.ts';

/** The calls of the MobSMS document (mobsms-docs.txt) that messages need. */
export interface MobsmsClient {
  /** *Send an SMS*. `my_id` is our reference; `device_id` is left out where the settings name none. */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<Exchange>;
  /** *List messages*: outbound ones, newest first, 50 a page, pages from 1. */
  readPage(page: number, signal: AbortSignal): Promise<MobsmsPage>;
  /** *Get a message*; undefined where the provider does not know the id. */
  findMessage(id: string, signal: AbortSignal): Promise<MobsmsStatus | undefined>;
  /** *Account overview*. What the answer does not say is null. */
  readAccount(signal: AbortSignal): Promise<MobsmsAccount>;
}

export interface MobsmsPage extends HistoryPage {
  readonly rows: readonly (HistoryRow & MobsmsStatus)[];
}

export interface MobsmsStatus {
  readonly providerId: string;
  readonly status: string;
  readonly error: string | null;
  /** Wall clock ms. */
  readonly deliveredAt: number | null;
}

export interface MobsmsAccount {
  readonly owner: string | null;
  readonly plan: string | null;
  readonly activeDevices: number | null;
  /** In a currency that the document does not name. */
  readonly balance: number | null;
}

const Text = z.string().nullish().catch(null);
const Count = z.coerce.number().nullish().catch(null);

/** A single message has neither text nor time of creation; `my_id` is in no example, yet said to be echoed. */
const Message = z.object({
  id: VendorId,
  status: Text,
  error_message: Text,
  delivered_at: Text,
});
const Row = Message.extend({
  recipient_number: z.string(),
  message: Text,
  my_id: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(null),
  created_at: Text,
});
const ListAnswer = z.object({ data: z.object({ data: z.array(z.unknown()) }) });
const MessageAnswer = z.object({ data: Message });
const AccountAnswer = z.object({
  data: z.object({
    user: z.object({ name: Text }).nullish().catch(null),
    balance: Count,
    stats: z.object({ active_devices: Count }).nullish().catch(null),
    subscription: z.object({ plan: Text }).nullish().catch(null),
  }),
});

export function openMobsmsClient(http: Http, settings: MobsmsSettings): MobsmsClient {
  const get = (path: string, signal: AbortSignal) => http.request({ method: 'GET', path }, signal);
  return {
    send(message, signal) {
      const json = {
        recipient_number: message.recipient,
        message: message.text,
        my_id: message.reference,
        ...(settings.deviceId === '' ? {} : { device_id: settings.deviceId }),
      };
      return http.request({ method: 'POST', path: '/sms', json }, signal);
    },

    async readPage(page, signal) {
      const answer = await get(`/sms?direction=outbound&page=${page}`, signal);
      const all = readAnswer(answer, ListAnswer).data.data;
      const rows = all.map((row) => Row.safeParse(row)).filter((row) => row.success);
      return {
        rows: rows.map((row) => toRow(row.data)),
        unreadable: all.length - rows.length,
        clockSkewMs: skewOf(answer),
      };
    },

    async findMessage(id, signal) {
      const answer = await get(`/sms/${encodeURIComponent(id)}`, signal);
      if (answer.kind === 'answer' && answer.status === 404) return undefined;
      return toStatus(readAnswer(answer, MessageAnswer).data);
    },

    async readAccount(signal) {
      const { data } = readAnswer(await get('/account', signal), AccountAnswer);
      return {
        owner: data.user?.name ?? null,
        plan: data.subscription?.plan ?? null,
        activeDevices: data.stats?.active_devices ?? null,
        balance: data.balance ?? null,
      };
    },
  };
}

function toRow(row: z.infer<typeof Row>): HistoryRow & MobsmsStatus {
  return {
    ...toStatus(row),
    recipient: row.recipient_number,
    text: row.message ?? null,
    createdAt: parseTime(row.created_at),
    // An empty one is none.
    reference: row.my_id || null,
  };
}

function toStatus(message: z.infer<typeof Message>): MobsmsStatus {
  return {
    providerId: message.id,
    status: message.status ?? '',
    error: message.error_message ?? null,
    deliveredAt: parseTime(message.delivered_at),
  };
}

/** `2026-06-08T10:00:00.000000Z`: every example states its zone, and one that does not is in UTC too. */
function parseTime(text: string | null | undefined): number | null {
  const time = DateTime.fromISO(text ?? '', { zone: 'utc' });
  return time.isValid ? time.toMillis() : null;
}
