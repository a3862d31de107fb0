import { DateTime } from 'luxon';
import { AppError, errorReason } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/plan.ts';
import { occurrencesFrom } from '../../../shared/recurrence.ts';
import type { Log } from '../lib/log.ts';
import { SCHEDULE_GRACE_MS } from '../queue/schedule-grace.ts';
import { prepareCampaign, type Making } from './campaign-making.ts';
import { createDateMatcher } from './plan-dates.ts';
import { noList, refuseWithoutColumn, standingAfter, type PlanTools } from './plans.ts';

/** A wish that is later than that is none: dates that were missed longer ago are let go. */
const DATES_KEPT_MS = 7 * 24 * 3_600_000;

/** A campaign to be made of one time; with the dates, by the plan's calendar, whose people get it. */
interface Run {
  readonly at: number;
  readonly dates: readonly string[] | null;
}

interface RunTools extends PlanTools {
  readonly log: Log;
  /** Kaptar stops: what is being made is dropped, and made anew after the next start. */
  readonly stopping: AbortSignal;
}

/**
 * Makes the campaigns of plans whose time has come. Each time is noted before its campaign is filled, and advancing the
 * plan comes last: whatever is cut short is done again from its beginning, and nothing twice.
 */
export async function runDuePlans(tools: RunTools): Promise<void> {
  for (const plan of await tools.store.duePlans(tools.clock.now())) {
    try {
      await runPlan(tools, plan);
    } catch (error) {
      if (tools.stopping.aborted) return;
      if (!(error instanceof AppError)) {
        // The next look tries again; one plan's trouble is not the others'.
        tools.log.error('plans.run', error, { plan: plan.id });
        continue;
      }
      await giveUp(tools, plan, error);
    }
    tools.emitter.emit('changed', { topic: 'plans' });
  }
}

async function runPlan(tools: RunTools, plan: Plan): Promise<void> {
  const { store, clock } = tools;
  const { id, nextAt, schedule } = plan;
  if (nextAt === null) return;
  const { end } = schedule;
  const left = end.kind === 'after' ? Math.max(1, end.times - plan.times) : Infinity;
  const due = occurrencesFrom(schedule, nextAt, clock.now()).slice(0, left);
  const runs = runsOf(plan, due, clock.now());
  for (const occurrenceAt of due) {
    const run = runs.find(({ at }) => at === occurrenceAt);
    if (run) await makeRun(tools, plan, run);
    else await store.noteRun({ planId: id, occurrenceAt, outcome: 'missed', problem: null }, clock.now());
  }
  // As the operator has it by now: making a campaign of a long list takes minutes.
  const current = await store.getPlan(id);
  await store.movePlan(id, nextAt, await standingAfter(tools, current, due.at(-1) ?? nextAt));
}

/**
 * What is made of the times that have come. Of a text to everybody only the last: nobody wants Monday's news twice on
 * Wednesday. Of dates each, since each has its own people; those missed while Kaptar was off together. A campaign that is
 * more than an hour late pauses and asks, as any scheduled one.
 */
function runsOf({ schedule }: Plan, due: readonly number[], now: number): Run[] {
  if (schedule.kind === 'repeat') return due.slice(-1).map((at) => ({ at, dates: null }));
  const dateOf = (at: number): string =>
    DateTime.fromMillis(at, { zone: schedule.zone }).plus({ days: schedule.daysBefore }).toISODate() ?? '';
  const missed = due.filter((at) => now - at > SCHEDULE_GRACE_MS && now - at <= DATES_KEPT_MS);
  const last = missed.at(-1);
  const together = last === undefined ? [] : [{ at: last, dates: missed.map(dateOf) }];
  const inTime = due.filter((at) => now - at <= SCHEDULE_GRACE_MS);
  return [...together, ...inTime.map((at) => ({ at, dates: [dateOf(at)] }))];
}

async function makeRun(tools: RunTools, plan: Plan, { at, dates }: Run): Promise<void> {
  const { store, clock } = tools;
  const { id: planId, listId, name, accountId, routing, template, plainCharacters, schedule } = plan;
  // Nobody else makes campaigns of plans: one that is half made was cut short.
  await store.dropHalfMade(planId, at);
  // Kaptar stopped after it was made and before the plan moved on.
  if (await store.findRun(planId, at)) return;
  if (listId === null) throw noList();
  await refuseWithoutColumn(tools, listId, schedule);
  const choose = chooserOf(tools, plan, dates);
  const day = DateTime.fromMillis(at, { zone: schedule.zone }).toISODate() ?? '';
  const draft = { name: `${name} · ${day}`, accountId, routing, listId, template, scheduledAt: at };
  const made = await prepareCampaign(
    tools,
    { ...draft, plainCharacters, providerHolds: false },
    { run: { planId, occurrenceAt: at }, choose, signal: tools.stopping },
  ).catch((error: unknown) => {
    // A list may be empty one day and full the next.
    if (errorReason(error) === 'empty-list') return null;
    throw error;
  });
  if (made === null) {
    await store.noteRun({ planId, occurrenceAt: at, outcome: 'nobody', problem: null }, clock.now());
  }
}

/** Who of a list gets it: those whose date it is, and who had none from this plan in that year. */
function chooserOf({ store }: PlanTools, { id, schedule }: Plan, dates: Run['dates']): Making['choose'] {
  if (schedule.kind !== 'dates' || !dates) return undefined;
  const yearOf = createDateMatcher(schedule.field, schedule.order, dates);
  return async (contacts, campaignId) => {
    const yearly = contacts.flatMap((contact) => {
      const year = yearOf(contact);
      return year === null ? [] : [{ recipient: contact.phone, year }];
    });
    if (yearly.length === 0) return [];
    const free = await store.keepDates(id, campaignId, yearly);
    return contacts.filter(({ phone }) => free.has(phone));
  };
}

/** Trouble that a person can mend: the plan says what it is and waits. */
async function giveUp({ store, clock }: PlanTools, plan: Plan, error: AppError): Promise<void> {
  const { id: planId, nextAt } = plan;
  if (nextAt === null) return;
  const problem = error.toData();
  await store.noteRun({ planId, occurrenceAt: nextAt, outcome: 'failed', problem }, clock.now());
  await store.movePlan(planId, nextAt, { state: 'paused', nextAt: null, problem });
}
