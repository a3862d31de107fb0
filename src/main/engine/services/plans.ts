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
  const id = await store.createPlan(wish, activeFrom(wish, 0, clock.now()), clock.now());
  return changed(tools, id);
}

/** What was made already stays; a paused plan stays paused, and one that was over goes on where there is a time again. */
export async function updatePlan(tools: PlanTools, id: number, wish: PlanWish): Promise<Plan> {
  const { store, clock } = tools;
  const { state, times } = await store.getPlan(id);
  await refuseHopelessPlan(tools, wish);
  const active = activeFrom(wish, times, clock.now());
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
    if (plan.listId === null) {
      throw new AppError('conflict', 'The list of this plan is gone. Choose another one.', {
        reason: 'no-list',
      });
    }
    await store.movePlan(id, null, activeFrom(plan, plan.times, clock.now()));
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
  await store.noteRun({ planId: id, occurrenceAt, outcome: 'skipped', detail: null }, clock.now());
  await store.movePlan(id, occurrenceAt, standingAfter(plan, plan.times, occurrenceAt));
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

/** As it was before it was removed; a time that passed meanwhile is missed. */
export async function restorePlan(tools: PlanTools, id: number): Promise<Plan> {
  await tools.store.removePlan(id, null);
  return changed(tools, id);
}

/** How a plan stands once its time `after` is over. */
export function standingAfter(
  { schedule }: Pick<Plan, 'schedule'>,
  times: number,
  after: number,
): PlanStanding {
  const { end } = schedule;
  const nextAt = end.kind === 'after' && times >= end.times ? null : nextOccurrence(schedule, after);
  return { state: nextAt === null ? 'ended' : 'active', nextAt, problem: null };
}

function activeFrom(plan: Pick<Plan, 'schedule'>, times: number, now: number): PlanStanding {
  const standing = standingAfter(plan, times, now);
  if (standing.state === 'active') return standing;
  throw new AppError('conflict', 'This plan would never come: choose a later end.', { reason: 'plan-over' });
}

async function refuseHopelessPlan(tools: PlanTools, { schedule, ...draft }: PlanWish): Promise<void> {
  await refuseHopelessDraft(tools, draft);
  if (schedule.kind !== 'dates') return;
  const { name, fields } = await tools.store.getList(draft.listId);
  if (fields.some((field) => fieldKey(field) === fieldKey(schedule.field))) return;
  throw new AppError('invalid-input', `The list "${name}" has no column "${schedule.field}".`, {
    reason: 'no-date-field',
  });
}

async function changed({ store, emitter }: PlanTools, id: number): Promise<Plan> {
  emitter.emit('changed', { topic: 'plans' });
  return store.getPlan(id);
}
