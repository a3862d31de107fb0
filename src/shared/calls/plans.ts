import { z } from 'zod';
import { Routing } from '../campaign.ts';
import { DateOrder, LONGEST_PLAN_NAME, MOST_DAYS_BEFORE, Plan, PlanRun, PlanSchedule } from '../plan.ts';
import { minuteOfDay } from '../settings.ts';
import { call, nothing, byId, pageLimit } from './call.ts';

const wish = z.object({
  name: z.string().trim().min(1).max(LONGEST_PLAN_NAME),
  accountId: z.int(),
  routing: Routing.nullable().default(null),
  listId: z.int(),
  template: z.string().min(1).max(5000),
  plainCharacters: z.boolean().default(false),
  schedule: PlanSchedule,
});

/** What a list's dates are like, for a plan that keeps them. */
const DateSurvey = z.object({
  people: z.int(),
  /** Of them, those whose date can be read. */
  readable: z.int(),
  /** Those with something that is no date. */
  unreadable: z.int(),
  /** The order by which they were read: the one asked for, or what the values tell. */
  order: DateOrder,
  /** Set where the values do not tell the order: one that means another day in the other order. */
  doubtful: z.string().nullable(),
  /** Some of what cannot be read. */
  samples: z.array(z.string()).max(3),
  /** Who is first, with the date and the day on which the message would go. */
  next: z
    .array(z.object({ name: z.string(), phone: z.string(), date: z.iso.date(), sendOn: z.iso.date() }))
    .max(3),
});
export type DateSurvey = z.infer<typeof DateSurvey>;

/** Calls about plans, which make campaigns by themselves. */
export const planCalls = {
  /** Those that come next first. */
  'plans.list': call(nothing, z.array(Plan)),
  'plans.get': call(byId, Plan),
  'plans.create': call(wish, Plan),
  /** What was made already stays as it is. */
  'plans.update': call(wish.extend({ id: z.int() }), Plan),
  'plans.pause': call(byId, Plan),
  /** Times that passed meanwhile do not come. Throws `conflict` where none is left. */
  'plans.resume': call(byId, Plan),
  /** Leaves out its next time. */
  'plans.skip': call(byId.extend({ occurrenceAt: z.int() }), Plan),
  /** Takes that back, before its time. */
  'plans.unskip': call(byId.extend({ occurrenceAt: z.int() }), Plan),
  'plans.remove': call(byId, nothing),
  /** Takes that back. */
  'plans.restore': call(byId, Plan),
  /** What became of its times, the newest first. */
  'plans.runs': call(
    z.object({ id: z.int(), before: z.int().nullable().default(null), limit: pageLimit }),
    z.array(PlanRun),
  ),
  /** Looks through a list's field for dates. */
  'plans.dates': call(
    z.object({
      listId: z.int(),
      field: z.string().min(1).max(200),
      /** Null: as the values tell. */
      order: DateOrder.nullable().default(null),
      daysBefore: z.int().min(0).max(MOST_DAYS_BEFORE).default(0),
      /** When the text goes: a day whose time has passed is over. */
      minute: minuteOfDay,
      /** IANA: where today is. */
      zone: z.string(),
    }),
    DateSurvey,
  ),
} as const;
