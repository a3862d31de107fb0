import {
  createPlan,
  pausePlan,
  removePlan,
  restorePlan,
  resumePlan,
  skipRun,
  unskipRun,
  updatePlan,
  type PlanTools,
} from '../services/plans.ts';
import { surveyDates } from '../services/plan-dates.ts';
import type { Handlers } from './handler.ts';

/** The calls about plans: a line a call. */
export function planHandlers(tools: PlanTools): Pick<Handlers, Extract<keyof Handlers, `plans.${string}`>> {
  const { store } = tools;
  return {
    'plans.list': () => store.listPlans(),
    'plans.get': ({ id }) => store.getPlan(id),
    'plans.create': (wish) => createPlan(tools, wish),
    'plans.update': ({ id, ...wish }) => updatePlan(tools, id, wish),
    'plans.pause': ({ id }) => pausePlan(tools, id),
    'plans.resume': ({ id }) => resumePlan(tools, id),
    'plans.skip': ({ id, occurrenceAt }) => skipRun(tools, id, occurrenceAt),
    'plans.unskip': ({ id, occurrenceAt }) => unskipRun(tools, id, occurrenceAt),
    'plans.remove': ({ id }) => removePlan(tools, id).then(() => ({})),
    'plans.restore': ({ id }) => restorePlan(tools, id),
    'plans.runs': ({ id, ...page }) => store.listRuns({ planId: id, ...page }),
    'plans.dates': (input) => surveyDates(tools, input),
  };
}
