import table from '../../../../../resources/devsms-prices.json' with { type: 'json' };
import type { DevsmsSettings } from '../../../../shared/account.ts';
import type { DevsmsPrice } from '../../../../shared/devsms.ts';
import { type Money, parseMoney } from '../../../../shared/money.ts';
import { digitsOf } from '../answer.ts';

/** The whole table of section "International SMS Pricing", in its order. Uzbekistan is none of its rows. */
export const devsmsPrices: readonly DevsmsPrice[] = table.map((row) => ({
  ...row,
  local: dollars(row.local),
  foreign: dollars(row.foreign),
}));

function dollars(written: string): Money {
  const price = parseMoney(written, 'USD');
  if (!price) throw new Error(`${written} is no price.`);
  return price;
}

/**
 * Two countries share +1 and cost the same. The later row, the United States, is the one that is shown: so
 * the document's own example calls 12025551234.
 */
const byPrefix: ReadonlyMap<string, DevsmsPrice> = new Map(devsmsPrices.map((row) => [row.prefix, row]));

const LONGEST_PREFIX = Math.max(...devsmsPrices.map(({ prefix }) => prefix.length));

/**
 * The row of a number (digits, country code first) by its longest prefix, so that +35818 is Åland and not
 * Finland; undefined for a country that the table has not.
 */
export function findPrice(phone: string): DevsmsPrice | undefined {
  for (let length = LONGEST_PREFIX; length > 0; length--) {
    const row = byPrefix.get(phone.slice(0, length));
    if (row) return row;
  }
  return undefined;
}

/** Whether a number (digits) is Uzbek: `simple` goes to no others, and its price is the account's own. */
export function isUzbek(phone: string): boolean {
  return phone.startsWith('998');
}

/** `Provider.priceOf`: the account's `sms_price` (section 3) in Uzbekistan, the table's column elsewhere. */
export function devsmsPriceOf(
  recipient: string,
  { userKind }: Pick<DevsmsSettings, 'userKind'>,
  home: Money | null,
): Money | null {
  const phone = digitsOf(recipient);
  return isUzbek(phone) ? home : (findPrice(phone)?.[userKind] ?? null);
}
