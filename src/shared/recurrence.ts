import { Cron } from 'croner';
import { DateTime } from 'luxon';
import type { PlanSchedule } from './plan.ts';

/** Times of a plan that are looked at together: a year of days. */
const MOST_TIMES = 366;

/**
 * The first time of a plan after a moment, wall clock ms; null where its last day is over. A time that the zone's clocks
 * leave out in spring comes when they have jumped over it; one that they show twice in autumn comes once, the first time.
 * How many times it may come is not counted here.
 */
export function nextOccurrence(schedule: PlanSchedule, after: number): number | null {
  const { zone, end } = schedule;
  const next = new Cron(patternOf(schedule), { timezone: zone, paused: true }).nextRun(new Date(after));
  if (!next) return null;
  const day = DateTime.fromJSDate(next, { zone }).toISODate() ?? '';
  return end.kind === 'on' && day > end.date ? null : next.getTime();
}

/** The times from `first`, which is one itself, until `until`, the oldest first; of very many the first ones. */
export function occurrencesFrom(schedule: PlanSchedule, first: number, until: number): number[] {
  const times: number[] = [];
  for (let time: number | null = first; time !== null && time <= until && times.length < MOST_TIMES;) {
    times.push(time);
    time = nextOccurrence(schedule, time);
  }
  return times;
}

/** As cron writes it: minute, hour, day of the month, month, day of the week. */
function patternOf(schedule: PlanSchedule): string {
  const time = `${schedule.minute % 60} ${Math.floor(schedule.minute / 60)}`;
  if (schedule.kind === 'dates') return `${time} * * *`;
  const { rhythm } = schedule;
  switch (rhythm.every) {
    case 'day':
      return `${time} * * *`;
    case 'week':
      return `${time} * * ${rhythm.weekdays.join(',')}`;
    case 'month':
      return `${time} ${rhythm.day === 'last' ? 'L' : rhythm.day} * *`;
  }
}
