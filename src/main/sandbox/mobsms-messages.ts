import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LedgerEntry } from './ledger.ts';
import { done, refuse, succeed, text, unknownModel, withBody } from './mobsms-answers.ts';
import { findDevice, isoTime, type Inbound, type MobsmsWorld, type Word } from './mobsms-world.ts';
import type { Answer, IncomingText, OutgoingCall, VendorRequest } from './vendor-api.ts';

/** Of one message, as in the document's examples, in a currency that it does not name. */
export const PRICE = 100;

/** A message of either direction. */
export type Found =
  | { readonly direction: 'outbound'; readonly id: string; readonly entry: LedgerEntry }
  | { readonly direction: 'inbound'; readonly id: string; readonly inbound: Inbound };

const Change = z.strictObject({
  status: z.enum(['pending', 'sent', 'delivered', 'failed', 'received']).optional(),
  error_message: text(1000).optional(),
});

/** By its number or its UUID; undefined for one that was deleted, too. */
export function findMessage(world: MobsmsWorld, id: string): Found | undefined {
  const { ledger } = world.tools;
  const entry = ledger.find('mobsms', id) ?? ledger.findByAlias('mobsms', id)[0];
  if (entry && !world.deleted.has(entry.providerId)) {
    return { direction: 'outbound', id: entry.providerId, entry };
  }
  const inbound = world.inbox.find((one) => String(one.id) === id || one.uuid === id);
  return inbound && { direction: 'inbound', id: String(inbound.id), inbound };
}

/** The document's word for what became of an outbound message so far. */
export function wordOf({ changes }: MobsmsWorld, entry: LedgerEntry): Word {
  const changed = changes.get(entry.providerId)?.status;
  if (changed) return changed;
  if (entry.state !== 'accepted') return entry.state;
  return Date.now() < entry.sentAt ? 'pending' : 'sent';
}

/** Whether *Delete a message* left an outbound message there. */
export function isThere({ deleted }: MobsmsWorld, entry: LedgerEntry): boolean {
  return !deleted.has(entry.providerId);
}

/** How many outbound messages stand at each status word. */
export function countWords(world: MobsmsWorld): Record<Word, number> {
  const counts = { pending: 0, sent: 0, delivered: 0, failed: 0, cancelled: 0, received: 0 };
  for (const entry of world.tools.ledger.of('mobsms')) counts[wordOf(world, entry)]++;
  return counts;
}

/** What the answer to a send shows. */
export function brief(world: MobsmsWorld, entry: LedgerEntry) {
  return {
    id: Number(entry.providerId),
    message_id: entry.alias,
    recipient_number: entry.recipient,
    status: wordOf(world, entry),
    price: entry.details.price,
    is_charged: false,
    direction: 'outbound',
  };
}

/** The times of a message as the API shows them; null for what has not happened. */
export function times(world: MobsmsWorld, entry: LedgerEntry) {
  const left = Date.now() >= entry.sentAt && entry.state !== 'cancelled';
  return {
    sent_at: left ? isoTime(entry.sentAt) : null,
    delivered_at: wordOf(world, entry) === 'delivered' ? isoTime(entry.settledAt) : null,
  };
}

/** The phone that an outbound message goes, or went, through. */
export function phoneOf(world: MobsmsWorld, entry: LedgerEntry): string | undefined {
  return findDevice(world, String(entry.details.device))?.phone_number ?? world.devices[0]?.phone_number;
}

/** `my_id`, where it is echoed. */
export function echo({ options }: MobsmsWorld, entry: LedgerEntry) {
  return options.echoesReference ? { my_id: entry.reference } : {};
}

/** *Get a message*: neither its text nor its time of creation. */
export function showMessage(world: MobsmsWorld, found: Found): Answer {
  if (found.direction === 'outbound') return succeed(single(world, found.entry));
  const { id, uuid } = found.inbound;
  const change = world.changes.get(found.id);
  return succeed({
    id,
    message_id: uuid,
    recipient_number: world.devices[0]?.phone_number,
    status: change?.status ?? 'received',
    price: 0,
    is_charged: false,
    sent_at: null,
    delivered_at: null,
    error_message: change?.errorMessage ?? null,
    callback_url: null,
  });
}

function single(world: MobsmsWorld, entry: LedgerEntry) {
  const { direction: _direction, ...shown } = brief(world, entry);
  const own = world.changes.get(entry.providerId)?.errorMessage;
  return {
    ...shown,
    ...times(world, entry),
    error_message: own ?? (shown.status === 'failed' ? 'Not delivered' : null),
    callback_url: entry.callbackUrl ?? null,
  };
}

/** *Update a message*. */
export function updateMessage(world: MobsmsWorld, found: Found, request: VendorRequest): Answer {
  return withBody(request, Change, ({ status, error_message: errorMessage }) => {
    world.changes.set(found.id, {
      ...world.changes.get(found.id),
      ...(status === undefined ? {} : { status }),
      ...(errorMessage === undefined ? {} : { errorMessage }),
    });
    const word = found.direction === 'outbound' ? wordOf(world, found.entry) : (status ?? 'received');
    return succeed({ id: Number(found.id), status: word }, 'SMS updated successfully');
  });
}

/** *Delete a message*. */
export function deleteMessage(world: MobsmsWorld, found: Found): Answer {
  if (found.direction === 'outbound') world.deleted.add(found.id);
  else world.inbox.splice(world.inbox.indexOf(found.inbound), 1);
  return done('SMS deleted successfully');
}

/** *Cancel a pending outbound message*. */
export function cancelMessage(world: MobsmsWorld, found: Found): Answer {
  const isPending = found.direction === 'outbound' && wordOf(world, found.entry) === 'pending';
  if (isPending && world.tools.ledger.cancel(found.entry)) {
    return succeed({ id: Number(found.id), status: 'cancelled' }, 'SMS cancelled successfully');
  }
  return refuse(422, 'Only pending messages can be cancelled');
}

/** The documented 404. */
export function unknownMessage(): Answer {
  return unknownModel('SmsMessage');
}

/**
 * The POSTs about an outbound message: to the account's webhook at every change, to the message's own address
 * once it is delivered or fails. Both may be called for one change.
 */
export function callbacksFor(world: MobsmsWorld, entry: LedgerEntry): OutgoingCall[] {
  if (!isThere(world, entry)) return [];
  const isFinal = ['delivered', 'failed'].includes(wordOf(world, entry));
  const own = isFinal ? (entry.callbackUrl ?? null) : null;
  const urls = [own, world.webhooks.status].filter((url) => url !== null);
  const json = event('status', { ...single(world, entry), ...echo(world, entry) });
  return urls.map((url) => ({ method: 'POST', url, json }));
}

/**
 * A person writes. Without `keep_inbound` the message is not kept, and the webhook is called all the same. The
 * document names neither the event nor its fields: these are those of the inbox.
 */
export function receiveMessage(world: MobsmsWorld, { sender, text: words }: IncomingText): OutgoingCall[] {
  const receivedAt = Date.now();
  const inbound = { id: world.nextInboundId++, uuid: randomUUID(), sender, text: words, receivedAt };
  if (world.keepInbound) world.inbox.push(inbound);
  const { id, ...unkept } = inboundRow(world, inbound);
  const url = world.webhooks.incoming;
  const json = event('incoming', world.keepInbound ? { id, ...unkept } : unkept);
  return url === null ? [] : [{ method: 'POST', url, json }];
}

/** What the inbox shows. */
export function inboundRow({ changes }: MobsmsWorld, inbound: Inbound) {
  return {
    id: inbound.id,
    sender_number: inbound.sender || null,
    message: inbound.text,
    status: changes.get(String(inbound.id))?.status ?? 'received',
    direction: 'inbound',
    created_at: isoTime(inbound.receivedAt),
  };
}

function event(name: string, data: unknown) {
  return { event: name, data, timestamp: isoTime(Date.now()) };
}
