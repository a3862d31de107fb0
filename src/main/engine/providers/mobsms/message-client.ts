import { z } from 'zod';
import type { MobsmsSettings } from '../../../../shared/account.ts';
import type {
  MobsmsDeliveryStats,
  MobsmsMessage,
  MobsmsMessagePage,
  MobsmsMessageQuery,
} from '../../../../shared/mobsms.ts';
import { skewOf, Text, VendorId } from '../answer.ts';
import { withoutSecret, type Exchange } from '../http.ts';
import { AccountTrouble, type OutgoingMessage } from '../provider.ts';
import { Anything, pathTo, readMobsms, type MobsmsApi } from './api.ts';
import type { Bulk } from './bulk.ts';
import { Count, Flag, part, Time } from './fields.ts';

/** *SMS* of the MobSMS document. All but the sends throw `AccountTrouble`. */
export interface MessageClient {
  /** *Send an SMS*. `my_id` is our reference; what the settings leave empty is left out. */
  send(message: OutgoingMessage, callbackUrl: string | undefined, signal: AbortSignal): Promise<Exchange>;
  /** *Send bulk SMS*, which knows no `callback_url`. */
  sendBulk(bulk: Bulk, signal: AbortSignal): Promise<Exchange>;
  /** *List messages*, the outbox or the inbox: newest first, pages from 1. The other two take no filters. */
  readMessages(query: MessageQuery, signal: AbortSignal): Promise<MessageList>;
  /** *Get a message*, by its number or its UUID. `not-found` where MobSMS does not know it. */
  getMessage(id: string, signal: AbortSignal): Promise<MobsmsMessage>;
  /** *Update a message*. */
  updateMessage(id: string, change: MessageChange, signal: AbortSignal): Promise<void>;
  /** *Delete a message*. */
  deleteMessage(id: string, signal: AbortSignal): Promise<void>;
  /** *Cancel a pending outbound message*. `refused` where it is too late. */
  cancelMessage(id: string, signal: AbortSignal): Promise<void>;
  /** *Delivery statistics*. */
  readDeliveryStats(signal: AbortSignal): Promise<MobsmsDeliveryStats>;
}

export type MessageQuery = Pick<z.output<typeof MobsmsMessageQuery>, 'box' | 'page'> &
  Partial<Pick<z.output<typeof MobsmsMessageQuery>, 'direction' | 'status' | 'deviceId'>>;

export interface MessageList extends MobsmsMessagePage {
  /** Rows without an id: one of them may be any message. */
  readonly unreadable: number;
  /** How far MobSMS's clock is ahead of ours; null where it does not tell. */
  readonly clockSkewMs: number | null;
}

/** What is undefined stays as it is. */
export interface MessageChange {
  readonly status?: string | undefined;
  readonly errorMessage?: string | undefined;
}

/**
 * A message wherever one is shown: each page shows other fields of it. `my_id` is in no example, yet said to be
 * echoed; an empty one is none.
 */
export const MessageFields = z
  .object({
    id: VendorId,
    message_id: Text,
    recipient_number: Text,
    sender_number: Text,
    message: Text,
    direction: Text,
    status: Text,
    price: Count,
    is_charged: Flag,
    my_id: Text,
    error_message: Text,
    callback_url: Text,
    sent_at: Time,
    delivered_at: Time,
    created_at: Time,
  })
  .transform((message): MobsmsMessage => ({
    id: message.id,
    messageId: message.message_id,
    recipient: message.recipient_number,
    sender: message.sender_number,
    message: message.message,
    direction: message.direction,
    status: message.status ?? '',
    price: message.price,
    isCharged: message.is_charged,
    reference: message.my_id || null,
    errorMessage: message.error_message,
    callbackUrl: message.callback_url,
    sentAt: message.sent_at,
    deliveredAt: message.delivered_at,
    createdAt: message.created_at,
  }));
/** Only its own word ends a message: a page of another server may be a success as well. */
const Cancelled = z.union([
  z.object({ success: z.literal(true) }),
  z.object({ data: z.object({ status: z.literal(['cancelled', 'canceled']) }) }),
]);
const MessageAnswer = z.object({ data: MessageFields });

/** A list with its pages; one that comes without them is one page. */
const ListAnswer = z.object({
  data: z.union([
    z.object({ data: z.array(z.unknown()), current_page: Count, per_page: Count, total: Count }),
    z.array(z.unknown()).transform((data) => ({ data, current_page: 1, per_page: null, total: data.length })),
  ]),
});

/** A period of the statistics; the answer may leave it out, and shows `failed` for the first only. */
const Period = part({ sent: Count, delivered: Count, failed: Count, delivery_rate: Count }).transform(
  ({ delivery_rate: deliveryRate, ...counts }) => ({ ...counts, deliveryRate }),
);
const StatsAnswer = z.object({ data: z.object({ today: Period, this_week: Period, this_month: Period }) });

const PATHS = { all: '/sms', outbox: '/sms/outbox', inbox: '/sms/inbox' } as const;

/** The calls of this chapter over an open API; the settings say how sends go. */
export function openMessages(api: MobsmsApi, settings: MobsmsSettings): MessageClient {
  /** What every send of the account carries. */
  const common = {
    ...(settings.deviceId === '' ? {} : { device_id: settings.deviceId }),
    ...(settings.price === '' ? {} : { price: settings.price }),
  };
  return {
    async send(message, callbackUrl, signal) {
      const json = {
        recipient_number: message.recipient,
        message: message.text,
        my_id: message.reference,
        ...common,
        ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl }),
      };
      const exchange = await api.exchange({ method: 'POST', path: '/sms', json }, signal);
      return withoutSecret(exchange, callbackUrl);
    },

    sendBulk({ pattern, members, reference, isPersonal }, signal) {
      const json = {
        message: pattern,
        recipients: members.map(({ recipient, name = '' }) =>
          isPersonal ? { number: recipient, name } : recipient,
        ),
        ...(reference === null ? {} : { my_id: reference }),
        ...common,
      };
      return api.exchange({ method: 'POST', path: '/sms/bulk', json }, signal);
    },

    async readMessages(query, signal) {
      const answer = await api.exchange({ method: 'GET', path: listPath(query) }, signal);
      const { data } = readMobsms(answer, 'the list of messages', ListAnswer);
      const rows = data.data.map((row) => MessageFields.safeParse(row)).filter((row) => row.success);
      return {
        messages: rows.map((row) => row.data),
        page: data.current_page ?? query.page,
        perPage: data.per_page,
        total: data.total,
        unreadable: data.data.length - rows.length,
        clockSkewMs: skewOf(answer),
      };
    },

    async getMessage(id, signal) {
      const request = { method: 'GET', path: pathTo('/sms', id) } as const;
      const { data: message } = await api.ask('messages', request, MessageAnswer, signal);
      const shown = /^\d+$/.test(id.trim()) ? message.id : message.messageId;
      if (shown === null || shown === id.trim()) return message;
      throw new AccountTrouble('not-found', 'MobSMS answered about another message.');
    },

    async updateMessage(id, { status, errorMessage }, signal) {
      const json = {
        ...(status === undefined ? {} : { status }),
        ...(errorMessage === undefined ? {} : { error_message: errorMessage }),
      };
      const request = { method: 'PUT', path: pathTo('/sms', id), json } as const;
      await api.ask('messages', request, Anything, signal);
    },

    async deleteMessage(id, signal) {
      await api.ask('messages', { method: 'DELETE', path: pathTo('/sms', id) }, Anything, signal);
    },

    async cancelMessage(id, signal) {
      const request = { method: 'POST', path: `${pathTo('/sms', id)}/cancel` } as const;
      await api.ask('messages', request, Cancelled, signal);
    },

    async readDeliveryStats(signal) {
      const request = { method: 'GET', path: '/sms/delivery-stats' } as const;
      const { data } = await api.ask('delivery statistics', request, StatsAnswer, signal);
      return { today: data.today, thisWeek: data.this_week, thisMonth: data.this_month };
    },
  };
}

/** The list filters by four status words; received is what inbound messages are. */
function listPath({ box, page, direction, status, deviceId }: MessageQuery): string {
  const received = status === 'received';
  const filters = {
    direction: received ? 'inbound' : direction,
    status: received ? null : status,
    device_id: deviceId,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(box === 'all' ? filters : {})) if (value) query.set(name, value);
  query.set('page', String(page));
  return `${PATHS[box]}?${query.toString()}`;
}
