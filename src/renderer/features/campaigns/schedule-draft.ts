import type { DateOrder, PlanEnd, PlanSchedule, Rhythm } from '../../../shared/plan.ts';
import { readLocalTime, writeLocalTime, type LocalMoment } from '../../../shared/local-time.ts';
import { ownZone } from './own-zone.ts';

/** Once, at a set time. */
export interface OnceDraft {
  kind: 'once';
  /** As the fields have it: `2026-05-12T09:00`, by the clocks of the zone; `2026-05-12T` while the time is not whole. */
  at: string;
  /** IANA. */
  zone: string;
  /** Whether the provider keeps the messages until then, where it can. */
  providerHolds: boolean;
}

/** When a plan is over; a date or a number that is not chosen yet is empty. */
export interface EndDraft {
  kind: PlanEnd['kind'];
  /** `2026-12-31`. */
  date: string;
  times: number | string;
}

/** What plans have in common. */
interface ClockDraft {
  /** `10:00`; empty while nothing is chosen. */
  time: string;
  zone: string;
  end: EndDraft;
}

/** Again and again, to the whole list. */
export interface RepeatDraft extends ClockDraft {
  kind: 'repeat';
  every: Rhythm['every'];
  /** 1 (Monday) to 7. */
  weekdays: readonly number[];
  /** 1 to 28, or the last. */
  monthDay: number | 'last';
}

/** To each contact on the day that comes round every year. */
export interface DatesDraft extends ClockDraft {
  kind: 'dates';
  /** A column of the list; null while none is chosen. */
  field: string | null;
  /** Null until it is known, by the dates themselves or by the operator. */
  order: DateOrder | null;
  daysBefore: number | string;
}

/** When a campaign goes, while it is chosen. */
export type ScheduleDraft = OnceDraft | RepeatDraft | DatesDraft;
export type PlanDraft = RepeatDraft | DatesDraft;

const HOUR = 3_600_000;
/** When most shops are open and nobody is at lunch. */
const USUAL_TIME = '10:00';

/** What is offered first: a full hour at least half an hour ahead, so that the text can still be written. */
export function newSchedule(kind: ScheduleDraft['kind'], now: number, zone = ownZone()): ScheduleDraft {
  const soon = writeLocalTime(Math.ceil((now + HOUR / 2) / HOUR) * HOUR, zone);
  const clock = { time: USUAL_TIME, zone, end: { kind: 'never', date: '', times: 12 } as const };
  switch (kind) {
    case 'once':
      return { kind, at: soon, zone, providerHolds: false };
    case 'repeat':
      return { kind, every: 'week', weekdays: [1], monthDay: 1, ...clock };
    case 'dates':
      return { kind, field: null, order: null, daysBefore: 0, ...clock };
  }
}

/** With another list: its columns are others, and its dates may be written otherwise. */
export function forOtherList<Schedule extends ScheduleDraft | null>(schedule: Schedule): Schedule {
  return schedule?.kind === 'dates' ? { ...schedule, field: null, order: null } : schedule;
}

/** The moment of what goes once; null while there is none, and for what repeats. */
export function readMoment(schedule: ScheduleDraft): number | null {
  return readOnce(schedule)?.moment ?? null;
}

/** The moment and what is odd about it. */
export function readOnce(schedule: ScheduleDraft): LocalMoment | null {
  return schedule.kind === 'once' ? readLocalTime(schedule.at, schedule.zone) : null;
}

/** What the engine takes for a plan; null while something is missing. */
export function readPlan(schedule: PlanDraft): PlanSchedule | null {
  const minute = readMinute(schedule.time);
  const end = readEnd(schedule.end);
  if (minute === null || !end) return null;
  const clock = { minute, zone: schedule.zone, end };
  if (schedule.kind === 'dates') {
    const { field, order, daysBefore } = schedule;
    if (field === null || order === null || typeof daysBefore !== 'number') return null;
    return { kind: 'dates', field, order, daysBefore, ...clock };
  }
  const rhythm = readRhythm(schedule);
  return rhythm && { kind: 'repeat', rhythm, ...clock };
}

/** The minute of the day of a time (`HH:mm`); null while there is none. */
export function readMinute(time: string): number | null {
  const [hour, minute] = time.split(':').map(Number);
  return hour === undefined || minute === undefined || Number.isNaN(hour + minute)
    ? null
    : hour * 60 + minute;
}

function readRhythm({ every, weekdays, monthDay }: RepeatDraft): Rhythm | null {
  switch (every) {
    case 'day':
      return { every };
    case 'week':
      return weekdays.length === 0 ? null : { every, weekdays: weekdays.toSorted((a, b) => a - b) };
    case 'month':
      return { every, day: monthDay };
  }
}

function readEnd({ kind, date, times }: EndDraft): PlanEnd | null {
  switch (kind) {
    case 'never':
      return { kind };
    case 'on':
      return date === '' ? null : { kind, date };
    case 'after':
      return typeof times === 'number' && times >= 1 ? { kind, times } : null;
  }
}

/** A plan's schedule as it is edited. */
export function writePlan(schedule: PlanSchedule): PlanDraft {
  const { minute, zone, end } = schedule;
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = {
    time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
    zone,
    end: {
      kind: end.kind,
      date: end.kind === 'on' ? end.date : '',
      times: end.kind === 'after' ? end.times : 12,
    },
  };
  if (schedule.kind === 'dates') {
    const { field, order, daysBefore } = schedule;
    return { kind: 'dates', field, order, daysBefore, ...clock };
  }
  const { rhythm } = schedule;
  return {
    kind: 'repeat',
    every: rhythm.every,
    weekdays: rhythm.every === 'week' ? rhythm.weekdays : [1],
    monthDay: rhythm.every === 'month' ? rhythm.day : 1,
    ...clock,
  };
}
