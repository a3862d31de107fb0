import { useTranslation } from 'react-i18next';
import { toUnits, type Money } from '../../shared/money.ts';
import { steadyTimeLeft } from './time-left.ts';

/** Amounts below it, in units of their currency, are told to their last digit: a cent would be a tenth of them. */
const SMALL_CHANGE = 0.1;

/** In seconds. */
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Numbers, money and times as the window's language writes them. */
export function useFormat() {
  return formatOf(useTranslation().i18n.language);
}

const formats = new Map<string, ReturnType<typeof createFormat>>();

/**
 * The same one for all who ask: a screen has dozens of components that write numbers, and what `Intl` prepares for a
 * language takes longer than all they write with it. Another one where a laptop wakes up in another zone.
 */
function formatOf(language: string) {
  const key = `${language} ${new Date().getTimezoneOffset()}`;
  const known = formats.get(key);
  if (known) return known;
  const format = createFormat(language);
  formats.set(key, format);
  return format;
}

/** The same for a language, outside of components. */
export function createFormat(language: string) {
  // Kaptar's operators write the day before the month and count to 24 hours, in English too.
  const calendar = language === 'en' ? 'en-GB' : language;
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const rate = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
  const dateTime = new Intl.DateTimeFormat(calendar, { dateStyle: 'medium', timeStyle: 'short' });
  const moment = new Intl.DateTimeFormat(calendar, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const date = new Intl.DateTimeFormat(calendar, { day: 'numeric', month: 'long' });
  const day = new Intl.DateTimeFormat(calendar, { dateStyle: 'medium' });
  const time = new Intl.DateTimeFormat(calendar, { timeStyle: 'medium' });
  const clock = new Intl.DateTimeFormat(calendar, { timeStyle: 'short' });
  const clockOfDay = new Intl.DateTimeFormat(calendar, { timeStyle: 'short', timeZone: 'UTC' });
  const shortDayOfYear = new Intl.DateTimeFormat(calendar, { dateStyle: 'medium', timeZone: 'UTC' });
  const dayOfYear = new Intl.DateTimeFormat(calendar, { dateStyle: 'long', timeZone: 'UTC' });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const unit = (name: string, value: number) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, maximumFractionDigits: 1 }).format(value);
  const amount = (money: Money, digits: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency: money.currency,
      currencyDisplay: 'narrowSymbol',
      ...digits,
    }).format(toUnits(money));

  /**
   * Two units at most, and one from ten of the larger on: nobody plans by the second of an hour, or waits `19 hr 59 min`.
   * In the short forms: in Russian the words would have to follow the case that each sentence asks for.
   */
  const duration = (ms: number): string => {
    const exact = Math.max(1, Math.round(ms / 1000));
    const step = exact < 10 * MINUTE ? 1 : exact < 10 * HOUR ? MINUTE : exact < 10 * DAY ? HOUR : DAY;
    const seconds = Math.round(exact / step) * step;
    const pair = (large: string, size: number, small: string, smallSize: number) => {
      const rest = (seconds % size) / smallSize;
      const first = unit(large, Math.floor(seconds / size));
      return rest === 0 ? first : `${first} ${unit(small, rest)}`;
    };
    if (seconds < MINUTE) return unit('second', seconds);
    if (seconds < HOUR) return pair('minute', MINUTE, 'second', 1);
    if (seconds < DAY) return pair('hour', HOUR, 'minute', MINUTE);
    return pair('day', DAY, 'hour', HOUR);
  };

  return {
    count: (value: number) => number.format(value),
    /** Whole percents; *all* and *none* are said only where it is so: of 1,000 messages one that is missing is missed. */
    percent: (share: number) => {
      const rounded = Math.round(share * 100) / 100;
      if (rounded === 0 && share > 0) return `<${percent.format(0.01)}`;
      if (rounded === 1 && share < 1) return `>${percent.format(0.99)}`;
      return percent.format(rounded);
    },
    rate: (value: number) => rate.format(value),
    dateTime: (ms: number) => dateTime.format(ms),
    /** Day and time for a row of a list: this year goes without saying. */
    moment: (ms: number) =>
      (new Date(ms).getFullYear() === new Date().getFullYear() ? moment : dateTime).format(ms),
    date: (ms: number) => date.format(ms),
    /** Day, month and year. */
    day: (ms: number) => day.format(ms),
    time: (ms: number) => time.format(ms),
    /** Hours and minutes. */
    clock: (ms: number) => clock.format(ms),
    /** Hours and minutes as the clocks of an IANA zone show them. */
    clockIn: (ms: number, timeZone: string) =>
      new Intl.DateTimeFormat(calendar, { timeStyle: 'short', timeZone }).format(ms),
    /** Day and time by the clocks of an IANA zone. */
    dateTimeIn: (ms: number, timeZone: string) =>
      new Intl.DateTimeFormat(calendar, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(ms),
    /** Day and month by the calendar of an IANA zone. */
    dateIn: (ms: number, timeZone: string) =>
      new Intl.DateTimeFormat(calendar, { day: 'numeric', month: 'long', timeZone }).format(ms),
    /** A time of day, given as minutes since midnight. */
    minuteOfDay: (minute: number) => clockOfDay.format(minute * 60_000),
    /** `2026-12-31`, with its year. */
    isoDate: (written: string) => dayOfYear.format(Date.parse(written)),
    /** The same, in as little room as a field has. */
    isoDay: (written: string) => shortDayOfYear.format(Date.parse(written)),
    list: (words: readonly string[]) => list.format(words),
    /** Two decimals, so that amounts below each other line up; a few parts cost less than those can tell. */
    money: (money: Money) =>
      amount(money, {
        minimumFractionDigits: 2,
        maximumFractionDigits: Math.abs(toUnits(money)) < SMALL_CHANGE ? 6 : 2,
      }),
    /** The price of a part: three digits at least, as price lists have, so that a column lines up. */
    price: (money: Money) => amount(money, { minimumFractionDigits: 3, maximumFractionDigits: 6 }),
    bytes: (bytes: number) =>
      bytes < 1_000_000 ? unit('kilobyte', Math.max(0.1, bytes / 1000)) : unit('megabyte', bytes / 1_000_000),
    duration,
    /** How long a work still takes: the same wherever it is told, and in steps that an eye can rest on. */
    timeLeft: (ms: number) => duration(steadyTimeLeft(ms)),
  };
}
