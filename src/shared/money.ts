import { z } from 'zod';

/** An exact amount: integer micro-units (a millionth) and a currency, never a float. */
export const Money = z.object({
  micros: z.int(),
  /** ISO 4217, e.g. `USD`. */
  currency: z.string().length(3),
});
export type Money = z.infer<typeof Money>;

const MICROS = 1_000_000;
const MICRO_DIGITS = 6;

/** Signs that name a currency as well as its code does. */
const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '₾': 'GEL' };

/** A sign or code on either side of an amount. */
const AMOUNT = /^(-?)\s*(\$|€|£|₾|[a-z]{3})?\s*(-?)([\d., ]*\d)\s*(\$|€|£|₾|[a-z]{3})?$/i;
/** `1,234.50` and `1 234.50`: groups of three under one separator, then perhaps a point. */
const GROUPED = /^[1-9]\d{0,2}([, ])\d{3}(?:\1\d{3})*(?:\.\d+)?$/;

/**
 * Reads an amount as providers write it, or null for what is not clearly one; a missing amount is null and
 * never zero. A point is a decimal point. A comma groups thousands where a point follows the groups
 * (`1,234.50`) or where there are several (`1,234,567`), and is a decimal comma where it cannot group
 * (`12,5`, `0,005`); `1,234` could be either and is null. A sign or code may stand on either side
 * (`$0.005`, `12.5 GEL`) and must agree with `currency`. Digits finer than a micro-unit are rounded.
 */
export function parseMoney(value: string | number | null | undefined, currency: string): Money | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return fromMicros(Math.round(value * MICROS), currency);
  const match = AMOUNT.exec(value.trim().replace(/\s/g, ' '));
  if (!match) return null;
  const [, signBefore, before, signAfter, digits = '', after] = match;
  if (before !== undefined && after !== undefined) return null;
  if (signBefore !== '' && signAfter !== '') return null;
  const named = before ?? after;
  if (named !== undefined && (SIGNS[named] ?? named.toUpperCase()) !== currency.toUpperCase()) return null;
  const plain = plainDecimal(digits);
  if (plain === null) return null;
  const micros = decimalToMicros(plain);
  return fromMicros(signBefore === '-' || signAfter === '-' ? -micros : micros, currency);
}

/** The sum of two amounts; a RangeError where their currencies differ, since no rate is known here. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`Cannot add ${b.currency} to ${a.currency}.`);
  return { micros: a.micros + b.micros, currency: a.currency };
}

/** So many times an amount, such as the price of that many parts. */
export function timesMoney({ micros, currency }: Money, times: number): Money {
  return { micros: micros * times, currency };
}

/** An amount in units of its currency (`0.005`), for the eye: sums are made of micro-units. */
export function toUnits({ micros }: Pick<Money, 'micros'>): number {
  return micros / MICROS;
}

/** An amount that is given in units of its currency, as in a setting; digits finer than a micro-unit are rounded. */
export function fromUnits(units: number, currency: string): Money {
  return { micros: Math.round(units * MICROS), currency };
}

/** The amount with a point for decimals and nothing between thousands; null if unclear. */
function plainDecimal(digits: string): string | null {
  if (/^\d*\.?\d+$/.test(digits)) return digits;
  if (GROUPED.test(digits)) {
    const clear = digits.includes('.') || digits.includes(' ') || digits.split(',').length > 2;
    return clear ? digits.replace(/[, ]/g, '') : null;
  }
  return /^\d+,\d+$/.test(digits) ? digits.replace(',', '.') : null;
}

/** From text to whole micro-units by its digits, since a float of a large amount would lose some. */
function decimalToMicros(plain: string): number {
  const [whole = '', fraction = ''] = plain.split('.');
  const padded = fraction.padEnd(MICRO_DIGITS + 1, '0');
  const rest = Number(padded.charAt(MICRO_DIGITS)) >= 5 ? 1 : 0;
  return Number(whole) * MICROS + Number(padded.slice(0, MICRO_DIGITS)) + rest;
}

function fromMicros(micros: number, currency: string): Money | null {
  // `+ 0` since minus nothing is nothing.
  return Number.isSafeInteger(micros) ? { micros: micros + 0, currency: currency.toUpperCase() } : null;
}
