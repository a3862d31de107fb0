import type { DevsmsPrice } from '../../../../shared/devsms.ts';

/**
 * The prices that a search means: by the beginning of a word of the country's name, by its code, or by a
 * number. A whole number finds the rows whose prefixes it begins with, the longest first: that one holds.
 */
export function pricesFor(prices: readonly DevsmsPrice[], search: string): readonly DevsmsPrice[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return prices;
  const digits = wanted.replace(/[+\s()-]/g, '');
  if (/^\d+$/.test(digits)) {
    return prices
      .filter(({ prefix }) => prefix.startsWith(digits) || digits.startsWith(prefix))
      .toSorted((a, b) => b.prefix.length - a.prefix.length);
  }
  return prices.filter(
    ({ country, countryCode }) =>
      countryCode.toLowerCase() === wanted || ` ${country.toLowerCase()}`.includes(` ${wanted}`),
  );
}
