import type { Account } from '../../../shared/account.ts';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import { nextOccurrence } from '../../../shared/recurrence.ts';
import type { ComposeDraft } from './compose-drafts.tsx';
import type { ComposeStep } from './compose-step.ts';
import { readPlan, type PlanDraft } from './schedule-draft.ts';

/** In which step each thing is mended that keeps a campaign from starting. */
export const stepOfFault = {
  list: 'audience',
  routing: 'audience',
  account: 'audience',
  secret: 'audience',
  keyRefused: 'audience',
  name: 'audience',
  nobody: 'audience',
  text: 'message',
  field: 'message',
  time: 'when',
  plan: 'when',
  past: 'when',
} as const satisfies Readonly<Record<string, ComposeStep>>;
export type ComposeFault = keyof typeof stepOfFault;

interface ComposeFacts {
  draft: ComposeDraft;
  name: string;
  hasList: boolean;
  routingIsWhole: boolean;
  /** Those that the campaign may go through. */
  used: readonly Pick<Account, 'hasSecret'>[];
  keyIsRefused: boolean;
  /** When it goes; null for at once, for a plan, or while no time is chosen. */
  moment: number | null;
  now: number;
  estimate: Estimate | undefined;
}

/** What keeps the campaign from starting, in the order of the steps. */
export function findFaults(facts: ComposeFacts): ComposeFault[] {
  const { draft, name, hasList, routingIsWhole, used, keyIsRefused, moment, now, estimate } = facts;
  const hasText = draft.template.trim() !== '';
  const unknownField = estimate !== undefined && estimate.unknownFields.length > 0;
  const found: Readonly<Record<ComposeFault, boolean>> = {
    list: !hasList,
    routing: !routingIsWhole,
    account: routingIsWhole && used.length === 0,
    secret: used.some(({ hasSecret }) => !hasSecret),
    keyRefused: keyIsRefused,
    name: name.trim() === '',
    // Where a field is unknown everybody lacks it, and that is what has to be mended.
    nobody: estimate?.messages === 0 && hasText && !unknownField,
    text: !hasText,
    field: hasText && unknownField,
    time: draft.schedule?.kind === 'once' && moment === null,
    plan: draft.schedule !== null && draft.schedule.kind !== 'once' && !comes(draft.schedule, now),
    past: moment !== null && moment <= now,
  };
  return (Object.keys(found) as ComposeFault[]).filter((fault) => found[fault]);
}

/** Whether a plan is complete and has a time that is still to come. */
function comes(schedule: PlanDraft, now: number): boolean {
  const plan = readPlan(schedule);
  return plan !== null && nextOccurrence(plan, now) !== null;
}
