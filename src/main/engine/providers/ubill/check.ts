import type { AccountCheck, UbillSettings } from '../../../../shared/account.ts';
import type { UbillBrand } from '../../../../shared/ubill.ts';
import { AccountTrouble } from '../provider.ts';
import type { UbillClient } from './client.ts';
import { asTrouble, told } from './trouble.ts';

/**
 * What the pages for balance and brands tell. They are not documented: one that is missing or broken says nothing
 * about the account, and must not keep it from sending. Where both have trouble, uBill has.
 */
export async function checkUbill(
  client: UbillClient,
  settings: UbillSettings,
  signal: AbortSignal,
): Promise<AccountCheck> {
  const [balance, brands] = await Promise.all([
    client.findBalance(signal).catch(asTrouble),
    client.findBrands(signal).catch(asTrouble),
  ]);
  throwAgreed(balance, brands);
  const messages = told(balance);
  const notes = [brandNote(settings, told(brands))];
  if (messages === undefined) notes.push('uBill tells no balance.');
  if (messages === undefined && told(brands) === undefined) {
    notes.push('The first send will show if the key works.');
  }
  return {
    balance: messages === undefined ? null : { unit: 'messages', messages },
    price: null,
    notes,
  };
}

/** Throws what both pages agree on: the key is wrong, nobody answers, not uBill, or uBill is down. */
function throwAgreed(...answers: readonly unknown[]): void {
  const troubles = answers.filter((answer) => answer instanceof AccountTrouble);
  const nobodyTells = answers.every((answer) => answer === undefined || answer instanceof AccountTrouble);
  const wrongKey = troubles.find(({ kind }) => kind === 'auth');
  if (wrongKey && nobodyTells) throw wrongKey;
  const [first] = troubles;
  if (first && troubles.length === answers.length && troubles.every(({ kind }) => kind !== 'unreadable')) {
    throw first;
  }
}

/** Throws where uBill's list plainly lacks the account's brand, or says that it may not send yet. */
function brandNote({ brandID }: UbillSettings, brands: readonly UbillBrand[] | undefined): string {
  if (!brands) return 'uBill tells no brands.';
  const brand = brands.find(({ id }) => id === String(brandID));
  if (!brand) throw new AccountTrouble('account', `uBill does not know the brandID ${brandID}.`);
  if (brand.authorized) return `Brand: ${brand.name}`;
  throw new AccountTrouble('account', `uBill has not authorized the brand "${brand.name}" yet.`);
}
