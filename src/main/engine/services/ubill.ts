import { AppError } from '../../../shared/errors.ts';
import type { UbillBrand, UbillDelivery } from '../../../shared/ubill.ts';
import { openUbill, type UbillClient } from '../providers/ubill/client.ts';
import { withVendor, type Question, type VendorTools } from './vendor-account.ts';

/** How many SMS are left; null where the account does not have the page, as with all of these. */
export function readUbillBalance(tools: VendorTools, accountId: number): Promise<{ sms: number } | null> {
  return ask(tools, accountId, async (client, signal) => {
    const sms = await client.findBalance(signal);
    return sms === undefined ? null : { sms };
  });
}

/** The account's sender names. */
export function listUbillBrands(tools: VendorTools, accountId: number): Promise<UbillBrand[] | null> {
  return ask(tools, accountId, async (client, signal) => {
    const brands = await client.findBrands(signal);
    return brands === undefined ? null : [...brands];
  });
}

/** Asks for a new sender name; uBill's words about it. Throws `conflict` where it is refused. */
export function createUbillBrand(
  tools: VendorTools,
  accountId: number,
  name: string,
): Promise<{ words: string }> {
  return ask(tools, accountId, async (client, signal) => {
    const words = await client.createBrand(name, signal);
    if (words !== undefined) return { words };
    throw new AppError(
      'not-found',
      'uBill takes no new brands from this account here. Ask for it in its panel.',
      {
        reason: 'no-brand-page',
      },
    );
  });
}

/** The state of each number of one request, by its `smsID`; null also where uBill does not know it. */
export function readUbillReport(
  tools: VendorTools,
  accountId: number,
  smsId: string,
): Promise<UbillDelivery[] | null> {
  return ask(tools, accountId, async (client, signal) => {
    const states = await client.findReport(smsId, signal);
    return states === undefined ? null : [...states];
  });
}

function ask<T>(tools: VendorTools, accountId: number, question: Question<UbillClient, T>): Promise<T> {
  return withVendor(tools, accountId, 'ubill', openUbill, question);
}
