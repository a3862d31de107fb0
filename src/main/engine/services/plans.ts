import type { ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/plan.ts';
import { nextOccurrence } from '../../../shared/recurrence.ts';
import { fieldKey } from '../../../shared/template.ts';
import type { PlanStanding, PlanWish } from '../store/plan-store.ts';
import { refuseHopelessDraft } from './campaign-drafts.ts';
import type { CampaignTools } from './campaigns.ts';
import type { Secrets } from './secrets.ts';

export interface PlanTools extends CampaignTools {
  readonly secrets: Secrets;
}

/**
 * Keeps a plan, active from now on. Throws `invalid-input` where its text asks for fields that nobody has, its list is
 * empty or has no such dates, or it would never come.
 */
export async function createPlan(tools: PlanTools, wish: ParsedInput<'plans.create'>): Promise<Plan> {
  const { store, clock } = tools;
  await refuseHopelessPlan(tools, wish);
  const standing = activeAt(nextOccurrence(wish.schedule, clock.now()));
  const id = await store.createPlan(wish, standing, clock.now());
  return changed(tools, id);
}

/**
 * What was made already stays; a paused plan stays paused, and one that was over goes on where there is a time again. A
 * time that has come, and whose campaign is still to be made, comes with what is new, unless the new times are others.
 */
export async function updatePlan(tools: PlanTools, id: number, wish: PlanWish): Promise<Plan> {
  const { store, clock } = tools;
  await refuseHopelessPlan(tools, wish);
  const { state, times, nextAt } = await store.getPlan(id);
  const { schedule } = wish;
  const now = clock.now();
  const isStillDue = nextAt !== null && nextAt <= now && nextOccurrence(schedule, nextAt - 1) === nextAt;
  const active = isStillDue ? activeAt(nextAt) : await activeAfter(tools, { id, schedule, times }, now);
  await store.updatePlan(
    id,
    wish,
    state === 'paused' ? { state: 'paused', nextAt: null, problem: null } : active,
  );
  return changed(tools, id);
}

/** Makes nothing until it is resumed; what it made goes on. */
export async function pausePlan(tools: PlanTools, id: number): Promise<Plan> {
  const { nextAt } = await tools.store.getPlan(id);
  if (nextAt !== null)
    await tools.store.movePlan(id, nextAt, { state: 'paused', nextAt: null, problem: null });
  return changed(tools, id);
}

/** Goes on with the next time from now: those that passed meanwhile do not come. Throws `conflict` where none is left. */
export async function resumePlan(tools: PlanTools, id: number): Promise<Plan> {
  const { store, clock } = tools;
  const plan = await store.getPlan(id);
  if (plan.state !== 'active') {
    if (plan.listId === null) throw noList();
    await store.movePlan(id, null, await activeAfter(tools, plan, clock.now()));
  }
  return changed(tools, id);
}

/** Leaves out the next time; `conflict` where another one is next by now. */
export async function skipRun(tools: PlanTools, id: number, occurrenceAt: number): Promise<Plan> {
  const { store, clock } = tools;
  const plan = await store.getPlan(id);
  if (plan.nextAt !== occurrenceAt || occurrenceAt <= clock.now()) {
    throw new AppError('conflict', 'This time is over, or comes no more.', { reason: 'not-next' });
  }
  await store.noteRun({ planId: id, occurrenceAt, outcome: 'skipped', problem: null }, clock.now());
  await store.movePlan(id, occurrenceAt, await standingAfter(tools, plan, occurrenceAt));
  return changed(tools, id);
}

/** The time that was left out comes after all; `conflict` where it is over. */
export async function unskipRun(tools: PlanTools, id: number, occurrenceAt: number): Promise<Plan> {
  const { store, clock } = tools;
  const { nextAt, state } = await store.getPlan(id);
  const isAhead = occurrenceAt > clock.now() && (nextAt === null || occurrenceAt < nextAt);
  if (!isAhead || state === 'paused' || !(await store.forgetSkip(id, occurrenceAt))) {
    throw new AppError('conflict', 'This time is over, or was not left out.', { reason: 'not-next' });
  }
  await store.movePlan(id, nextAt, { state: 'active', nextAt: occurrenceAt, problem: null });
  return changed(tools, id);
}

/** It makes nothing more and is not shown; what it made stays. */
export async function removePlan(tools: PlanTools, id: number): Promise<void> {
  await tools.store.removePlan(id, tools.clock.now());
  tools.emitter.emit('changed', { topic: 'plans' });
}

/** As it was before it was removed; a time that passed meanwhile comes late, as after a start of Kaptar. */
export async function restorePlan(tools: PlanTools, id: number): Promise<Plan> {
  await tools.store.removePlan(id, null);
  return changed(tools, id);
}

/** A plan without a list can make nothing. */
export function noList(): AppError {
  const words = 'The list of this plan is gone. Choose another one.';
  return new AppError('conflict', words, { reason: 'no-list' });
}

/** What of a plan tells when it comes. */
type Timing = Pick<Plan, 'id' | 'schedule' | 'times'>;

/** How a plan stands once its time `after` is over. */
export async function standingAfter(tools: PlanTools, plan: Timing, after: number): Promise<PlanStanding> {
  const nextAt = await nextTime(tools, plan, after);
  return { state: nextAt === null ? 'ended' : 'active', nextAt, problem: null };
}

/** The same, of a plan that is to go on. Throws `conflict` where no time is left. */
async function activeAfter(tools: PlanTools, plan: Timing, after: number): Promise<PlanStanding> {
  return activeAt(await nextTime(tools, plan, after));
}

function activeAt(nextAt: number | null): PlanStanding {
  if (nextAt !== null) return { state: 'active', nextAt, problem: null };
  throw new AppError('conflict', 'This plan would never come: choose a later end.', { reason: 'plan-over' });
}

/** Its first time after a moment of which nothing is noted yet: one that was left out is passed over. */
async function nextTime(
  { store }: PlanTools,
  { id, schedule, times }: Timing,
  after: number,
): Promise<number | null> {
  const { end } = schedule;
  if (end.kind === 'after' && times >= end.times) return null;
  let time = nextOccurrence(schedule, after);
  while (time !== null && (await store.findRun(id, time))) time = nextOccurrence(schedule, time);
  return time;
}

async function refuseHopelessPlan(tools: PlanTools, { schedule, ...draft }: PlanWish): Promise<void> {
  await refuseHopelessDraft(tools, draft);
  await refuseWithoutColumn(tools, draft.listId, schedule);
}

/** Throws `invalid-input` where the dates of a plan are in a column that its list does not have. */
export async function refuseWithoutColumn(
  { store }: PlanTools,
  listId: number,
  schedule: Plan['schedule'],
): Promise<void> {
  if (schedule.kind !== 'dates') return;
  const { name, fields } = await store.getList(listId);
  if (fields.some((field) => fieldKey(field) === fieldKey(schedule.field))) return;
  throw new AppError('invalid-input', `The list "${name}" has no column "${schedule.field}".`, {
    reason: 'no-date-field',
    field: schedule.field,
  });
}

async function changed({ store, emitter }: PlanTools, id: number): Promise<Plan> {
  emitter.emit('changed', { topic: 'plans' });
  return store.getPlan(id);
}
