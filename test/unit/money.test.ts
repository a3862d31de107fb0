import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMoney, fromUnits, parseMoney, timesMoney, toUnits } from '../../src/shared/money.ts';

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

test('units of the currency become micro-units and come back, however small', () => {
  for (const units of [0, 0.005, 0.1, 12.5, 1e9]) expect(toUnits(fromUnits(units, 'USD'))).toBe(units);
  expect(fromUnits(0.1 + 0.2, 'USD')).toEqual(usd(300_000));
  expect(timesMoney(usd(5_000), 3)).toEqual(usd(15_000));
});
