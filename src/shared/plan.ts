import { z } from 'zod';
import { CampaignState, Routing } from './campaign.ts';
import { ErrorData } from './errors.ts';
import { minuteOfDay } from './settings.ts';
import { isZone } from './zones.ts';

/** How often a plan repeats. Weekdays are 1 (Monday) to 7; the last day of a month has a name, since not all have a 31st. */
export const Rhythm = z.discriminatedUnion('every', [
  z.object({ every: z.literal('day') }),
  z.object({ every: z.literal('week'), weekdays: z.array(z.int().min(1).max(7)).min(1).max(7) }),
  z.object({ every: z.literal('month'), day: z.union([z.int().min(1).max(28), z.literal('last')]) }),
]);
export type Rhythm = z.infer<typeof Rhythm>;

/** When a plan is over. `on`: its last day, in its own zone. */
const PlanEnd = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('never') }),
  z.object({ kind: z.literal('on'), date: z.iso.date() }),
  z.object({ kind: z.literal('after'), times: z.int().min(1).max(10_000) }),
]);
export type PlanEnd = z.infer<typeof PlanEnd>;

/** Which of two numbers is the day, where a date does not begin with its year. */
export const DateOrder = z.enum(['day-first', 'month-first']);
export type DateOrder = z.infer<typeof DateOrder>;

const clock = {
  /** Of the zone's own day. */
  minute: minuteOfDay,
  /** IANA. */
  zone: z.string().refine(isZone, 'This time zone is not known.'),
  end: PlanEnd,
};

/** Of a plan's name: the day of each of its campaigns is put behind it. */
export const LONGEST_PLAN_NAME = 100;

/** How many days ahead of a date a plan may remind of it. */
export const MOST_DAYS_BEFORE = 60;

/**
 * - `repeat`: to the whole list, again and again.
 * - `dates`: every day to those whose date in a field comes round, `daysBefore` days ahead.
 */
export const PlanSchedule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('repeat'), rhythm: Rhythm, ...clock }),
  z.object({
    kind: z.literal('dates'),
    /** A column of the list. */
    field: z.string().min(1).max(200),
    order: DateOrder,
    daysBefore: z.int().min(0).max(MOST_DAYS_BEFORE),
    ...clock,
  }),
]);
export type PlanSchedule = z.infer<typeof PlanSchedule>;

/**
 * What became of one time of a plan: a campaign was made; there was nobody to write to; Kaptar was not running; the
 * operator left it out; it could not be made.
 */
export const RunOutcome = z.enum(['made', 'nobody', 'missed', 'skipped', 'failed']);
export type RunOutcome = z.infer<typeof RunOutcome>;

/** One time of a plan. */
export const PlanRun = z.object({
  id: z.int(),
  occurrenceAt: z.int(),
  outcome: RunOutcome,
  campaign: z.object({ id: z.int(), name: z.string(), state: CampaignState }).nullable(),
  /** Why it could not be made, of what failed. */
  problem: ErrorData.nullable(),
});
export type PlanRun = z.infer<typeof PlanRun>;

/**
 * - `active`: makes a campaign at `nextAt`.
 * - `paused`: by the operator, or with a `problem`.
 * - `ended`: its last time is over.
 */
const PlanState = z.enum(['active', 'paused', 'ended']);
export type PlanState = z.infer<typeof PlanState>;

/** What makes a campaign by itself, again and again. */
export const Plan = z.object({
  id: z.int(),
  name: z.string(),
  accountId: z.int(),
  accountName: z.string(),
  routing: Routing.nullable(),
  /** Null once the list is gone. */
  listId: z.int().nullable(),
  listName: z.string().nullable(),
  template: z.string(),
  /** Whether characters that make a text Unicode are replaced in names and fields, too. */
  plainCharacters: z.boolean(),
  schedule: PlanSchedule,
  state: PlanState,
  /** Why it paused by itself. */
  problem: ErrorData.nullable(),
  nextAt: z.int().nullable(),
  lastRun: PlanRun.nullable(),
  /** Its times so far, without those that were left out. */
  times: z.int(),
  createdAt: z.int(),
});
export type Plan = z.infer<typeof Plan>;
