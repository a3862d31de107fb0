import { DateTime } from 'luxon';

/**
 * Reads a day as an operator types it: in numbers (`5.6.2026`, `5/6/2026`, `2026-06-05`), the day before the month as
 * everywhere in Kaptar, or in the words in which `show` writes it. Answers `2026-06-05`; null for no day, such as one
 * that is half typed.
 */
export function readDay(typed: string, show: (day: string) => string): string | null {
  const numbers = typed.match(/\d+/g) ?? [];
  if (/\p{L}/u.test(typed)) return readShown(typed, numbers, show);
  const [year, month, day] = numbers[0]?.length === 4 ? numbers : numbers.toReversed();
  return numbers.length === 3 ? readNumbers(year, month, day) : null;
}

/** The names of months, and where they stand, are told by writing the day with each of the twelve. */
function readShown(typed: string, numbers: readonly string[], show: (day: string) => string): string | null {
  const year = numbers.find((number) => number.length === 4);
  const day = numbers.find((number) => number.length <= 2);
  for (let month = 1; month <= 12; month += 1) {
    const meant = readNumbers(year, String(month), day);
    if (meant && plain(show(meant)) === plain(typed)) return meant;
  }
  return null;
}

function readNumbers(year?: string, month?: string, day?: string): string | null {
  if (year?.length !== 4) return null;
  const written = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-');
  return DateTime.fromISO(written, { zone: 'utc' }).toISODate();
}

function plain(words: string): string {
  return words.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
