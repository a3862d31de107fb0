import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import type { PlanSchedule, Rhythm } from '../../src/shared/plan.ts';
import { nextOccurrence, occurrencesFrom } from '../../src/shared/recurrence.ts';

const at = (iso: string, zone: string) => DateTime.fromISO(iso, { zone }).toMillis();

function every(rhythm: Rhythm, special: Partial<PlanSchedule> = {}): PlanSchedule {
  const base = { kind: 'repeat', rhythm, minute: 600, zone: 'Asia/Tashkent', end: { kind: 'never' } };
  return { ...base, ...special } as PlanSchedule;
}

/** The next times, as the plan's own clocks and calendar show them. */
function times(schedule: PlanSchedule, from: string, count: number): string[] {
  const found: string[] = [];
  let after = at(from, schedule.zone);
  for (let index = 0; index < count; index += 1) {
    const next = nextOccurrence(schedule, after);
    if (next === null) break;
    found.push(DateTime.fromMillis(next, { zone: schedule.zone }).toFormat('ccc yyyy-MM-dd HH:mm'));
    after = next;
  }
  return found;
}

test.each<[string, Rhythm, string[]]>([
  ['day', { every: 'day' }, ['Fri 2026-11-27 10:00', 'Sat 2026-11-28 10:00']],
  ['Monday', { every: 'week', weekdays: [1] }, ['Mon 2026-11-30 10:00', 'Mon 2026-12-07 10:00']],
  ['weekend', { every: 'week', weekdays: [7, 6] }, ['Sat 2026-11-28 10:00', 'Sun 2026-11-29 10:00']],
  ['5th', { every: 'month', day: 5 }, ['Sat 2026-12-05 10:00', 'Tue 2027-01-05 10:00']],
  ['last day', { every: 'month', day: 'last' }, ['Mon 2026-11-30 10:00', 'Thu 2026-12-31 10:00']],
])('every %s, in the zone of the plan', (_, rhythm, expected) => {
  expect(times(every(rhythm), '2026-11-26T10:00', 2)).toEqual(expected);
});

test('the hour stays when the clocks change; one that is left out comes when they have changed, one shown twice comes once', () => {
  const berlin = every({ every: 'day' }, { zone: 'Europe/Berlin' });
  expect(times(berlin, '2026-03-28T12:00', 2)).toEqual(['Sun 2026-03-29 10:00', 'Mon 2026-03-30 10:00']);
  const night = every({ every: 'day' }, { zone: 'Europe/Berlin', minute: 150 });
  expect(times(night, '2026-03-28T12:00', 2)).toEqual(['Sun 2026-03-29 03:00', 'Mon 2026-03-30 02:30']);
  expect(times(night, '2026-10-24T12:00', 2)).toEqual(['Sun 2026-10-25 02:30', 'Mon 2026-10-26 02:30']);
});

test('the last day of a plan is one of its days, by its own calendar', () => {
  const ending = every({ every: 'day' }, { minute: 30, end: { kind: 'on', date: '2026-11-28' } });
  expect(times(ending, '2026-11-26T12:00', 9)).toEqual(['Fri 2026-11-27 00:30', 'Sat 2026-11-28 00:30']);
});

test('the times since one that was missed', () => {
  const daily = every({ every: 'day' });
  const first = at('2026-11-20T10:00', 'Asia/Tashkent');
  expect(occurrencesFrom(daily, first, at('2026-11-22T09:59', 'Asia/Tashkent'))).toEqual([
    first,
    at('2026-11-21T10:00', 'Asia/Tashkent'),
  ]);
  expect(occurrencesFrom(daily, first, first - 1)).toEqual([]);
});
