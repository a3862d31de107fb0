import { createHash } from 'node:crypto';
import { MADE_UP_ID } from '../../../../shared/inbox.ts';
import { z } from 'zod';
import { digitsOf, parseJson, Text, VendorId } from '../answer.ts';
import type { CallbackNews, CallbackReport, CallbackRequest, IncomingMessage } from '../provider.ts';
import { ownReference } from './bulk.ts';
import { parseTime, toSender } from './fields.ts';
import { MessageFields } from './message-client.ts';
import { mobsmsState } from './outcome.ts';

/**
 * MobSMS's POSTs: `{"event", "data": {...message...}, "timestamp"}` (*Send an SMS*, `callback_url`). Neither the
 * events' names nor the payload of an incoming message are documented beyond that (field notes), so the address
 * that was called says what it is about, and the usual names of fields are all understood. `country` is where
 * senders without a country code belong.
 */
export function readMobsmsCallback(
  request: CallbackRequest,
  country: string,
  now: () => number,
): CallbackNews {
  const body = readBody(request);
  const { data, timestamp } = Envelope.catch({}).parse(body);
  const items = Array.isArray(data) ? data : [data ?? body];
  if (request.method !== 'POST') return { kind: 'unreadable' };
  if (request.topic === 'incoming') {
    const at = parseTime(timestamp);
    const messages = items
      .map((item) => readIncoming(item, country, at, now()))
      .filter((message) => message !== null);
    return messages.length === 0 ? { kind: 'unreadable' } : { kind: 'incoming', messages };
  }
  const reports = items.map(readReport).filter((report) => report !== null);
  return reports.length === 0 ? { kind: 'unreadable' } : { kind: 'reports', reports };
}

const Envelope = z.object({ data: z.unknown().optional(), timestamp: z.unknown().optional() });

/** JSON whatever its type is said to be; else form fields, `data[id]=5` among them. */
function readBody({ body, contentType }: CallbackRequest): unknown {
  const json = parseJson(body);
  if (json !== undefined || !/^application\/x-www-form-urlencoded\b/i.test(contentType)) return json;
  const fields: Record<string, unknown> = {};
  const data: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const inner = /^data\[(\w+)\]$/.exec(name)?.[1];
    if (inner === undefined) fields[name] = value;
    else data[inner] = value;
  }
  return Object.keys(data).length === 0 ? fields : { ...fields, data };
}

function readReport(item: unknown): CallbackReport | null {
  const parsed = MessageFields.safeParse(item);
  // Without a state it is no news of one.
  if (!parsed.success || parsed.data.status === '') return null;
  const { id, reference, recipient, status, deliveredAt, errorMessage } = parsed.data;
  const state = mobsmsState(status);
  const digits = digitsOf(recipient ?? '');
  return {
    providerId: id,
    reference: ownReference(reference),
    recipient: digits === '' ? null : `+${digits}`,
    state,
    at: state === 'delivered' ? deliveredAt : null,
    detail: state === 'undelivered' ? (errorMessage ?? status) : null,
  };
}

const Incoming = z.object({
  id: VendorId.nullish().catch(null),
  message_id: VendorId.nullish().catch(null),
  sender_number: Text,
  from: Text,
  phone: Text,
  phone_number: Text,
  number: Text,
  sender: Text,
  message: Text,
  text: Text,
  body: Text,
  content: Text,
  created_at: z.unknown().optional(),
  received_at: z.unknown().optional(),
  timestamp: z.unknown().optional(),
});

/** `calledAt` is the time of the call, for a message that does not tell its own. Null without sender or text. */
function readIncoming(
  item: unknown,
  country: string,
  calledAt: number | null,
  now: number,
): IncomingMessage | null {
  const parsed = Incoming.safeParse(item);
  if (!parsed.success) return null;
  const { data } = parsed;
  const senders = [data.sender_number, data.from, data.phone, data.phone_number, data.number, data.sender];
  const sender = senders.find((value) => value?.trim());
  const text = data.message ?? data.text ?? data.body ?? data.content;
  if (!sender || text === null) return null;
  const time = [data.created_at, data.received_at, data.timestamp].map(parseTime).find((at) => at !== null);
  const message = { sender: toSender(sender, country), text, receivedAt: time ?? calledAt ?? now };
  return { ...message, providerId: idOf(data) ?? madeUpId(message) };
}

/**
 * The number under which the inbox lists the message. A UUID is not that: it only tells this message's calls from
 * others', until the number is known.
 */
function idOf({ id, message_id: messageId }: z.infer<typeof Incoming>): string | null {
  const named = [id, messageId].filter((one) => typeof one === 'string');
  const number = named.find((one) => /^\d+$/.test(one));
  return number ?? named.map((one) => MADE_UP_ID + one)[0] ?? null;
}

/**
 * The same for every call about one message, since MobSMS may call twice; a message that it does not keep has no
 * id. Where nobody says when it came, each call has an id of its own, or a person could say a thing only once.
 */
function madeUpId({ sender, text, receivedAt }: Omit<IncomingMessage, 'providerId'>): string {
  const hash = createHash('sha256').update(JSON.stringify([sender, text, receivedAt]));
  return MADE_UP_ID + hash.digest('hex').slice(0, 32);
}
