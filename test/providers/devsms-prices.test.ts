import { describe, expect, it } from 'vitest';
import { devsms } from '../../src/main/engine/providers/devsms/index.ts';
import { devsmsPrices, findPrice } from '../../src/main/engine/providers/devsms/prices.ts';
import { devsmsPriceTable, findDevsmsPrice } from '../../src/main/sandbox/devsms-prices.ts';
import { DevsmsSettings } from '../../src/shared/account.ts';
import type { Money } from '../../src/shared/money.ts';
import { connect, message, never, openSandbox } from './accounts.ts';

/** DevSMS, section "International SMS Pricing". */

const dollars = (micros: number): Money => ({ micros, currency: 'USD' });
const sum = (amounts: Money[]): number => amounts.reduce((total, { micros }) => total + micros, 0);

describe('the table', () => {
  it('has every row of the document, with both columns', () => {
    expect(devsmsPrices).toHaveLength(100);
    expect(devsmsPrices[0]).toEqual({
      country: 'Afghanistan',
      countryCode: 'AF',
      prefix: '93',
      local: dollars(542_000),
      foreign: dollars(629_000),
    });
    expect(devsmsPrices.at(-1)).toEqual({
      country: 'Vietnam',
      countryCode: 'VI',
      prefix: '1340',
      local: dollars(12_000),
      foreign: dollars(14_000),
    });
    // The sums of the document's columns: a digit that is wrong anywhere would show.
    expect(sum(devsmsPrices.map(({ local }) => local))).toBe(20_920_000);
    expect(sum(devsmsPrices.map(({ foreign }) => foreign))).toBe(24_258_000);
  });

  it('names each country once, and each costs a foreign user more', () => {
    expect(new Set(devsmsPrices.map(({ countryCode }) => countryCode)).size).toBe(100);
    for (const { countryCode, prefix, local, foreign } of devsmsPrices) {
      expect(countryCode).toMatch(/^[A-Z]{2}$/);
      expect(prefix).toMatch(/^[1-9]\d{0,5}$/);
      expect(foreign.micros).toBeGreaterThan(local.micros);
    }
  });

  it('is the one by which the sandbox charges', () => {
    const [home, ...abroad] = devsmsPriceTable;
    expect(home).toMatchObject({ prefix: '998', countryCode: 'uz', price: 5 });
    expect(abroad).toEqual(
      devsmsPrices.map(({ prefix, country, countryCode, local }) => ({
        prefix,
        country,
        countryCode: countryCode.toLowerCase(),
        price: local.micros / 1000,
      })),
    );
  });
});

describe('a number’s row', () => {
  it('is that of its longest prefix', () => {
    const countries = {
      '358181234567': 'Aland Islands',
      '358401234567': 'Finland',
      '77011234567': 'Kazakhstan',
      '79161234567': 'Russia',
      '12421234567': 'Bahamas',
      '12461234567': 'Barbados',
      '13401234567': 'Vietnam',
      '441481123456': 'Guernsey',
      '447911123456': 'United Kingdom',
      '905321234567': 'Turkey',
    };
    for (const [phone, country] of Object.entries(countries)) {
      expect(findPrice(phone)?.country).toBe(country);
      expect(findDevsmsPrice(phone)?.country).toBe(country);
    }
  });

  it('of +1 is the United States, as in the document’s example; Canada costs the same', () => {
    expect(findPrice('12025551234')?.country).toBe('United States');
    expect(findPrice('16135551234')?.country).toBe('United States');
    const rows = devsmsPrices.filter(({ prefix }) => prefix === '1');
    expect(rows.map(({ country }) => country)).toEqual(['Canada', 'United States']);
    expect(rows[0]?.local).toEqual(rows[1]?.local);
    expect(rows[0]?.foreign).toEqual(rows[1]?.foreign);
  });

  it('is none where the table has no such country', () => {
    for (const phone of ['84901234567', '998901234567', '', '0']) expect(findPrice(phone)).toBeUndefined();
  });
});

describe('the price of a part', () => {
  const local = DevsmsSettings.parse({});
  const foreign = DevsmsSettings.parse({ userKind: 'foreign' });

  it('abroad is of the column of the account’s kind of user', () => {
    expect(devsms.priceOf?.('+12025551234', local, null)).toEqual(dollars(12_000));
    expect(devsms.priceOf?.('+12025551234', foreign, dollars(1))).toEqual(dollars(14_000));
  });

  it('at home is what the provider said of it, or unknown', () => {
    expect(devsms.priceOf?.('+998901234567', local, dollars(5_000))).toEqual(dollars(5_000));
    expect(devsms.priceOf?.('+998901234567', foreign, null)).toBeNull();
  });

  it('is unknown where the table has no such country', () => {
    expect(devsms.priceOf?.('+84901234567', local, dollars(5_000))).toBeNull();
  });

  it('times the parts is what the provider charges', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    const long = { ...message(1, 'x'.repeat(200)), recipient: '+995511194242', parts: 2 };
    const [outcome] = await connect('devsms', sandbox.urls.devsms).send([long], never());
    const price = devsms.priceOf?.(long.recipient, local, null);
    expect(price).toEqual(dollars(320_000));
    expect(outcome).toMatchObject({ parts: 2, cost: dollars(2 * 320_000) });
  });
});
