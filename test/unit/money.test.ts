import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMoney, formatMoney, parseMoney, toUnits } from '../../src/shared/money.ts';

const usd = (micros: number) => ({ micros, currency: 'USD' });

describe('amounts as providers write them', () => {
  test.each([
    ['$0.005', 5_000],
    ['400.00', 400_000_000],
    [0.005, 5_000],
    [0, 0],
    ['0', 0],
    ['0.00', 0],
    [4.35, 4_350_000],
    ['-12.5', -12_500_000],
    ['-$3', -3_000_000],
    ['$-3', -3_000_000],
    ['1,234.50', 1_234_500_000],
    ['1,234,567', 1_234_567_000_000],
    ['1 234.5', 1_234_500_000],
    ['1\u00a0234', 1_234_000_000],
    ['12,5', 12_500_000],
    ['0,005', 5_000],
    ['.5', 500_000],
    ['12.5 usd', 12_500_000],
    ['USD 12.5', 12_500_000],
    [' 7 ', 7_000_000],
    ['0.0000005', 1],
    ['123456789.123456', 123_456_789_123_456],
  ])('%j', (value, micros) => {
    expect(parseMoney(value, 'USD')).toEqual(usd(micros));
  });

  test.each([
    [null],
    [undefined],
    [''],
    ['   '],
    ['free'],
    ['$'],
    ['1,234'], // 1234 or 1.234
    ['1.234.567'],
    ['1,23,456'],
    ['1 234,567.8'],
    ['0 123'],
    ['12.'],
    ['--1'],
    ['1e3'],
    ['$5 USD'],
    ['€5'],
    ['5 GEL'],
    [Number.NaN],
    [Infinity],
    ['99999999999999'],
  ])('%j is not an amount of dollars', (value) => {
    expect(parseMoney(value, 'USD')).toBeNull();
  });

  test('nothing is plain zero, without a sign', () => {
    expect(Object.is(parseMoney('-0.00', 'USD')?.micros, 0)).toBe(true);
    expect(Object.is(parseMoney(-0, 'USD')?.micros, 0)).toBe(true);
  });

  test('every amount of micro-units survives being written and read', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (micros) => {
        const digits = String(Math.abs(micros)).padStart(7, '0');
        const text = `${micros < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
        expect(parseMoney(text, 'USD')).toEqual(usd(micros));
      }),
    );
  });
});

test('amounts add up exactly, in one currency only', () => {
  expect(addMoney(usd(100_000), usd(200_000))).toEqual(usd(300_000));
  expect(() => addMoney(usd(1), { micros: 1, currency: 'UZS' })).toThrow(RangeError);
});

test('small amounts are shown fully, large ones as usual', () => {
  expect(formatMoney(usd(5_000), 'en')).toBe('$0.005');
  expect(formatMoney(usd(1_234_500_000), 'en')).toBe('$1,234.50');
  expect(formatMoney({ micros: 95_000_000, currency: 'UZS' }, 'ru')).toMatch(/^95,00\s/);
});

test('an amount in units of its currency', () => {
  expect([usd(5_000), usd(-12_500_000), usd(0)].map(toUnits)).toEqual([0.005, -12.5, 0]);
});
