import { z } from 'zod';
import type { LedgerEntry } from './ledger.ts';
import { succeed, withQuery } from './mobsms-answers.ts';
import { brief, countWords, echo, inboundRow, isThere, phoneOf, times, wordOf } from './mobsms-messages.ts';
import { isoTime, type Inbound, type MobsmsWorld } from './mobsms-world.ts';
import { newestFirst, type Answer, type VendorRequest } from './vendor-api.ts';

const PAGE_SIZE = 50;

const Page = z
  .string()
  .refine((page) => /^[1-9]\d{0,8}$/.test(page), 'must be at least 1.')
  .transform(Number)
  .default(1);
const Filters = z.strictObject({
  direction: z.enum(['inbound', 'outbound']).optional(),
  status: z.enum(['pending', 'sent', 'delivered', 'failed']).optional(),
  device_id: z
    .string()
    .refine((id) => /^\d+$/.test(id), 'must be an integer.')
    .optional(),
  page: Page,
});
const PageOnly = z.strictObject({ page: Page });

/** *List messages*. */
export function listMessages(world: MobsmsWorld, request: VendorRequest): Answer {
  return withQuery(request, Filters, ({ direction, status, device_id: device, page }) => {
    const isWanted = (entry: LedgerEntry): boolean =>
      isThere(world, entry) &&
      (status === undefined || wordOf(world, entry) === status) &&
      (device === undefined || String(entry.details.device) === device);
    const filters = status !== undefined || device !== undefined || world.deleted.size > 0;
    const all = world.tools.ledger.of('mobsms');
    const show = (entry: LedgerEntry) => ({
      ...brief(world, entry),
      sender_number: phoneOf(world, entry),
      message: entry.text,
      ...echo(world, entry),
      ...times(world, entry),
      created_at: isoTime(entry.acceptedAt),
    });
    if (direction === 'outbound') return pageOf(all, page, show, filters ? isWanted : undefined);
    // Received is no status of the filter, and what came in names no device.
    const received = status === undefined && device === undefined ? world.inbox : [];
    const showInbound = (inbound: Inbound) => ({
      message_id: inbound.uuid,
      recipient_number: world.devices[0]?.phone_number,
      price: 0,
      is_charged: false,
      sent_at: null,
      delivered_at: null,
      ...inboundRow(world, inbound),
    });
    if (direction === 'inbound') return pageOf(received, page, showInbound);
    if (received.length === 0) return pageOf(all, page, show, filters ? isWanted : undefined);
    const both = [
      ...all.filter(isWanted).map((entry) => ({ at: entry.acceptedAt, row: show(entry) })),
      ...received.map((inbound) => ({ at: inbound.receivedAt, row: showInbound(inbound) })),
    ].toSorted((a, b) => a.at - b.at);
    return pageOf(both, page, ({ row }) => row);
  });
}

/** *List outbound (sent) messages*. */
export function listOutbox(world: MobsmsWorld, request: VendorRequest): Answer {
  return withQuery(request, PageOnly, ({ page }) => {
    const show = (entry: LedgerEntry) => ({
      id: Number(entry.providerId),
      recipient_number: entry.recipient,
      message: entry.text,
      status: wordOf(world, entry),
      price: entry.details.price,
      is_charged: false,
      ...echo(world, entry),
      created_at: isoTime(entry.acceptedAt),
    });
    const there = world.deleted.size > 0 ? (entry: LedgerEntry) => isThere(world, entry) : undefined;
    return pageOf(world.tools.ledger.of('mobsms'), page, show, there);
  });
}

/** *List inbound (received) messages*. */
export function listInbox(world: MobsmsWorld, request: VendorRequest): Answer {
  return withQuery(request, PageOnly, ({ page }) =>
    pageOf(world.inbox, page, (inbound) => inboundRow(world, inbound)),
  );
}

/** *Delivery statistics*; the sandbox's day is as long as its month. */
export function showDeliveryStats(world: MobsmsWorld): Answer {
  const { delivered, failed } = countWords(world);
  const sent = delivered + failed;
  const rate = sent === 0 ? 0 : Math.round((delivered / sent) * 1000) / 10;
  const period = { sent, delivered, delivery_rate: rate };
  const data = { today: { ...period, failed }, this_week: period, this_month: period };
  return succeed(data, 'Delivery statistics retrieved successfully');
}

/** A page of the newest; `rows` are the oldest first. */
function pageOf<T>(
  rows: readonly T[],
  page: number,
  show: (row: T) => unknown,
  isWanted?: (row: T) => boolean,
): Answer {
  return succeed({
    current_page: page,
    data: newestFirst(rows, (page - 1) * PAGE_SIZE, PAGE_SIZE, isWanted).map(show),
    per_page: PAGE_SIZE,
    total: isWanted ? rows.filter(isWanted).length : rows.length,
  });
}
