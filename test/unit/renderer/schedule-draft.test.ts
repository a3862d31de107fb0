import { describe, expect, test } from 'vitest';
import {
  forOtherList,
  newSchedule,
  readMoment,
  readOnce,
  readPlan,
  writePlan,
  type OnceDraft,
  type PlanDraft,
} from '../../../src/renderer/features/campaigns/schedule-draft.ts';
import type { PlanSchedule } from '../../../src/shared/plan.ts';

const once = (at: string, zone: string): OnceDraft => ({ kind: 'once', at, zone, providerHolds: false });
const plan = (kind: PlanDraft['kind'], special: object = {}) =>
  ({ ...newSchedule(kind, 0, 'Asia/Tashkent'), ...special }) as PlanDraft;

describe('once', () => {
  test.each([
    ['Asia/Tashkent', '2026-03-08T09:05', Date.UTC(2026, 2, 8, 4, 5)],
    ['America/New_York', '2026-03-08T09:05', Date.UTC(2026, 2, 8, 13, 5)],
  ])('the field has the clocks of %s', (zone, at, moment) => {
    expect(readMoment(once(at, zone))).toBe(moment);
  });

  test('an hour that the clocks leave out, or show twice, is told', () => {
    expect(readOnce(once('2026-03-08T02:30', 'America/New_York'))).toEqual({
      moment: Date.UTC(2026, 2, 8, 7, 30),
      odd: 'left-out',
    });
    expect(readOnce(once('2026-11-01T01:30', 'America/New_York'))).toEqual({
      moment: Date.UTC(2026, 10, 1, 5, 30),
      odd: 'twice',
    });
  });

  test('nothing chosen is no moment', () => {
    expect(readMoment(once('', 'Asia/Tashkent'))).toBeNull();
    expect(readMoment(once('2026-13-01T00:00', 'Asia/Tashkent'))).toBeNull();
    expect(readMoment(plan('repeat'))).toBeNull();
  });

  test('first a full hour is offered, at least half an hour ahead', () => {
    expect(newSchedule('once', Date.UTC(2026, 0, 1, 4, 31), 'Asia/Tashkent')).toMatchObject({
      at: '2026-01-01T11:00',
    });
  });
});

describe('a plan', () => {
  const clock = { minute: 630, zone: 'Asia/Tashkent', end: { kind: 'never' } } as const;

  test.each<PlanSchedule>([
    { kind: 'repeat', rhythm: { every: 'day' }, ...clock },
    { kind: 'repeat', rhythm: { every: 'week', weekdays: [1, 5] }, ...clock, minute: 5 },
    { kind: 'repeat', rhythm: { every: 'month', day: 'last' }, ...clock, end: { kind: 'after', times: 3 } },
    {
      kind: 'dates',
      field: 'Born',
      order: 'month-first',
      daysBefore: 3,
      ...clock,
      end: { kind: 'on', date: '2027-01-31' },
    },
  ])('is edited and read back as it was: %j', (schedule) => {
    expect(readPlan(writePlan(schedule))).toEqual(schedule);
  });

  test.each([
    ['a time', plan('repeat', { time: '' })],
    ['a day of the week', plan('repeat', { weekdays: [] })],
    ['the last day', plan('repeat', { end: { kind: 'on', date: '', times: 1 } })],
    ['how many times', plan('repeat', { end: { kind: 'after', date: '', times: '' } })],
    ['the column', plan('dates', { order: 'day-first' })],
    ['how the dates are written', plan('dates', { field: 'Born' })],
    ['how many days before', plan('dates', { field: 'Born', order: 'day-first', daysBefore: '' })],
  ])('is not whole without %s', (_, draft) => {
    expect(readPlan(draft)).toBeNull();
  });
});

test('with another list its column is chosen anew, and all else stays', () => {
  const dates = plan('dates', { field: 'Born', order: 'day-first', daysBefore: 3 });
  expect(forOtherList(dates)).toEqual({ ...dates, field: null, order: null });
  expect(readPlan(forOtherList(dates))).toBeNull();
  const weekly = plan('repeat');
  expect(forOtherList(weekly)).toBe(weekly);
  expect(forOtherList(null)).toBeNull();
});
