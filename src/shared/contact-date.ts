import { DateTime } from 'luxon';
import type { DateOrder } from './plan.ts';

/** A day that comes round every year. */
export interface YearlyDay {
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** `1990-05-14`, `14.05.1990`, `5/14`, with a time or without: three numbers, or two without a year. */
const WRITTEN = /^(\d{1,4})([./-])(\d{1,2})(?:\2(\d{4}|\d\d)?)?(?:г\.?)?(?:[T ,].*)?$/;
/** `19900514`, as databases write it. */
const PACKED = /^(?:19|20)\d\d(\d\d)(\d\d)$/;
/** 29 February is a day, too. */
const LEAP_YEAR = 2024;

/**
 * Reads the day and the month of a date as spreadsheets hold it; null for what is none. A year in front leaves no doubt,
 * whatever the order.
 */
export function readYearlyDay(text: string, order: DateOrder): YearlyDay | null {
  const written = text.trim();
  const packed = PACKED.exec(written);
  if (packed) return toDay(packed[1], packed[2]);
  const [, first = '', , second = '', third] = WRITTEN.exec(written) ?? [];
  if (first.length === 3 || (first.length === 4 && third?.length === 4)) return null;
  if (first.length === 4) return third === undefined ? null : toDay(second, third);
  return order === 'day-first' ? toDay(second, first) : toDay(first, second);
}

function toDay(month: string | undefined, day: string | undefined): YearlyDay | null {
  const date = DateTime.utc(LEAP_YEAR, Number(month ?? ''), Number(day ?? ''));
  return date.isValid && Number(month) > 0 && Number(day) > 0 ? { month: date.month, day: date.day } : null;
}

/** How a date came out that can be read in both orders. */
export interface OrderGuess {
  /** The order in which more of them are dates; null where they tell nothing: a person has to say. */
  readonly order: DateOrder | null;
  /** A value that means another day in the other order; null where there is none. */
  readonly doubtful: string | null;
}

/** Guesses the order from many values: `14.05` can only be one way. */
export function createOrderGuess(): { add(text: string): void; guess(): OrderGuess } {
  let dayFirst = 0;
  let monthFirst = 0;
  let doubtful: string | null = null;
  return {
    add(text) {
      const byDay = readYearlyDay(text, 'day-first');
      const byMonth = readYearlyDay(text, 'month-first');
      if (byDay && byMonth) {
        if (byDay.month !== byMonth.month) doubtful ??= text.trim();
      } else if (byDay) dayFirst += 1;
      else if (byMonth) monthFirst += 1;
    },
    guess() {
      const order = dayFirst > monthFirst ? 'day-first' : monthFirst > dayFirst ? 'month-first' : null;
      return { order, doubtful };
    },
  };
}

/** The date of a yearly day in a year; 29 February is kept on the 28th where there is none. */
export function dateInYear({ month, day }: YearlyDay, year: number): string {
  const last = DateTime.utc(year, month).daysInMonth ?? day;
  return DateTime.utc(year, month, Math.min(day, last)).toISODate() ?? '';
}

/** The first date of a yearly day from an ISO date on. */
export function nextDate(yearly: YearlyDay, from: string): string {
  const year = Number(from.slice(0, 4));
  const date = dateInYear(yearly, year);
  return date >= from ? date : dateInYear(yearly, year + 1);
}
