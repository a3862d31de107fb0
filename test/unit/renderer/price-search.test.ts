import { expect, test } from 'vitest';
import { pricesFor } from '../../../src/renderer/features/accounts/devsms/price-search.ts';
import { fromUnits } from '../../../src/shared/money.ts';

const price = (country: string, countryCode: string, prefix: string) => {
  const amount = fromUnits(0.1, 'USD');
  return { country, countryCode, prefix, local: amount, foreign: amount };
};
const prices = [
  price('Finland', 'FI', '358'),
  price('Aland Islands', 'AX', '35818'),
  price('United States', 'US', '1'),
  price('Kazakhstan', 'KZ', '77'),
  price('Russia', 'RU', '7'),
];
const found = (search: string) => pricesFor(prices, search).map(({ countryCode }) => countryCode);

test('a whole number finds the prefix that holds for it first', () => {
  expect(found('+358 18 12-345')).toEqual(['AX', 'FI']);
  expect(found('77011234567')).toEqual(['KZ', 'RU']);
});

test('the beginning of a prefix finds all that begin so', () => {
  expect(found('35')).toEqual(['AX', 'FI']);
  expect(found('+7')).toEqual(['KZ', 'RU']);
});

test('words are found by how they begin, codes whole', () => {
  expect(found('isl')).toEqual(['AX']);
  expect(found('land')).toEqual([]);
  expect(found('us')).toEqual(['US']);
  expect(found(' FI ')).toEqual(['FI']);
  expect(found('%')).toEqual([]);
  expect(found('  ')).toHaveLength(prices.length);
});
