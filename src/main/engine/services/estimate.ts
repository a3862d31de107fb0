import type { Estimate } from '../../../shared/calls/campaigns.ts';
import { addMoney, timesMoney, type Money } from '../../../shared/money.ts';
import { createCountryReader } from '../../../shared/phone.ts';
import type { Sender } from './routing.ts';

/** Messages, parts and their price; the price is null once a part of it is unknown. */
interface Sum {
  messages: number;
  parts: number;
  cost: Money | null;
  unpriced: boolean;
}

/** What each account would send and what each country would cost, summed up message by message. */
export interface Tally {
  add(recipient: string, parts: number, sender: Sender): void;
  accounts(): Estimate['accounts'];
  countries(): Estimate['countries'];
  /** Of all; null where a part of it has no price. */
  cost(): Money | null;
}

/** Adds messages up by account and by country, each with its cost where somebody tells a price. */
export function createTally(): Tally {
  const bySender = new Map<number, Sum & { sender: Sender }>();
  const byCountry = new Map<string | null, Sum>();
  const total = emptySum();
  const countryOf = createCountryReader();

  return {
    add(recipient, parts, sender) {
      const price = sender.priceOf(recipient);
      const cost = price && timesMoney(price, parts);
      const { id } = sender.account;
      const own = bySender.get(id) ?? { ...emptySum(), sender };
      bySender.set(id, own);
      const country = countryOf(recipient);
      const there = byCountry.get(country) ?? emptySum();
      byCountry.set(country, there);
      for (const sum of [own, there, total]) addTo(sum, parts, cost);
    },
    accounts: () =>
      [...bySender.values()].map(({ sender, messages, parts, ...sum }) => ({
        accountId: sender.account.id,
        accountName: sender.account.name,
        messages,
        parts,
        cost: costOf(sum),
        balance: sender.account.lastCheck?.balance ?? null,
        durationMs: ((sender.rateCounts === 'parts' ? parts : messages) / sender.rate) * 1000,
      })),
    countries: () =>
      [...byCountry]
        .map(([country, { messages, parts, ...sum }]) => ({ country, messages, parts, cost: costOf(sum) }))
        .toSorted((a, b) => (b.cost?.micros ?? -1) - (a.cost?.micros ?? -1) || b.messages - a.messages),
    cost: () => costOf(total),
  };
}

function emptySum(): Sum {
  return { messages: 0, parts: 0, cost: null, unpriced: false };
}

function addTo(sum: Sum, parts: number, cost: Money | null): void {
  sum.messages += 1;
  sum.parts += parts;
  if (!cost || (sum.cost && sum.cost.currency !== cost.currency)) sum.unpriced = true;
  else sum.cost = sum.cost ? addMoney(sum.cost, cost) : cost;
}

function costOf({ cost, unpriced }: Pick<Sum, 'cost' | 'unpriced'>): Money | null {
  return unpriced ? null : cost;
}
