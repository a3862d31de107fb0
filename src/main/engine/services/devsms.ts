import type { DevsmsBalance, DevsmsHistoryPage, DevsmsPrice, DevsmsSms } from '../../../shared/devsms.ts';
import type { ParsedInput } from '../../../shared/contract.ts';
import { openDevsms, type DevsmsClient } from '../providers/devsms/client.ts';
import { devsmsPrices } from '../providers/devsms/prices.ts';
import { withVendor, type Question, type VendorTools } from './vendor-account.ts';

/** DevSMS's own pages: what the account's provider says, fresh at each call. All throw as `withVendor` does. */

/** A part of the history (section 2). Rows without an id are left out. */
export function readDevsmsHistory(
  tools: VendorTools,
  { accountId, ...part }: ParsedInput<'devsms.history'>,
): Promise<DevsmsHistoryPage> {
  return ask(tools, accountId, async (client, signal) => {
    const { rows, unreadable } = await client.readHistory(part, signal);
    return { rows: [...rows], more: rows.length + unreadable >= part.limit };
  });
}

/** Balance, price and statistics (section 3). */
export function readDevsmsBalance(tools: VendorTools, accountId: number): Promise<DevsmsBalance> {
  return ask(tools, accountId, (client, signal) => client.readBalance(signal));
}

/** One message by `sms_id` or `request_id` (section 4); throws `not-found` where DevSMS does not know it. */
export function getDevsmsMessage(
  tools: VendorTools,
  { accountId, id }: ParsedInput<'devsms.status'>,
): Promise<DevsmsSms> {
  return ask(tools, accountId, (client, signal) => client.getMessage(id, signal));
}

/** The table of international prices, in the document's order. */
export function listDevsmsPrices(): DevsmsPrice[] {
  return [...devsmsPrices];
}

function ask<T>(tools: VendorTools, accountId: number, question: Question<DevsmsClient, T>): Promise<T> {
  return withVendor(tools, accountId, 'devsms', openDevsms, question);
}
