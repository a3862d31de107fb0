import { DateTime, IANAZone } from 'luxon';
import { AppError } from '../../../../shared/errors.ts';
import type { ReportQuery, ReportStep } from '../../../../shared/report.ts';

const HOUR_MS = 3_600_000;
/** Bars of a day each that still stand apart on a page: a quarter of a year. */
const MOST_DAYS = 92;

/** A time in hours since 1970 (UTC), the last one excluded. Those of a zone half an hour off count where they begin. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** The zone of a query. Throws `invalid-input` for one that nobody knows. */
export function zoneOf({ zone }: Pick<ReportQuery, 'zone'>): string {
  const name = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (IANAZone.isValidZone(name)) return name;
  throw new AppError('invalid-input', `There is no time zone "${name}".`, { reason: 'no-zone' });
}

/** The hours of the query's days; endless where it names none. */
export function hoursOf({ from, to }: Pick<ReportQuery, 'from' | 'to'>, zone: string): Hours {
  if (from !== null && to !== null && from > to) {
    throw new AppError('invalid-input', 'The first day comes after the last.', { reason: 'no-days' });
  }
  const startOf = (day: string) => DateTime.fromISO(day, { zone });
  return {
    from: from === null ? 0 : hourFrom(startOf(from)),
    to: to === null ? Number.MAX_SAFE_INTEGER : hourFrom(startOf(to).plus({ days: 1 })),
  };
}

/** The day that an hour belongs to. */
export function dayOf(hour: number, zone: string): string {
  return DateTime.fromMillis(hour * HOUR_MS, { zone }).toFormat('yyyy-MM-dd');
}

/** The periods from one day to another, without gaps. */
export interface Periods {
  readonly step: ReportStep;
  /** When each begins, wall clock ms, oldest first. */
  readonly starts: readonly number[];
  /** Which one an hour belongs to. */
  indexOf(hour: number): number;
}

/** One day is shown by the hour, a quarter by the day, and more by the month. */
export function periodsOf(from: string, to: string, zone: string): Periods {
  const first = DateTime.fromISO(from, { zone });
  const end = DateTime.fromISO(to, { zone }).plus({ days: 1 });
  const days = Math.round(end.diff(first, 'days').days);
  const step: ReportStep = days <= 1 ? 'hour' : days <= MOST_DAYS ? 'day' : 'month';
  const starts: number[] = [];
  for (let at = first.startOf(step); at < end; at = at.plus({ [step]: 1 })) starts.push(at.toMillis());
  return { step, starts, indexOf: (hour) => Math.max(0, lastAtOrBefore(starts, hour * HOUR_MS)) };
}

function hourFrom(moment: DateTime): number {
  return Math.ceil(moment.toMillis() / HOUR_MS);
}

/** The place of the last of these rising moments that is not after `at`; -1 where all are. */
function lastAtOrBefore(moments: readonly number[], at: number): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
