import type { Plan, PlanRun, RunOutcome } from '../../../shared/plan.ts';

/** What the operator decides of a plan. */
export type PlanWish = Pick<
  Plan,
  'name' | 'accountId' | 'routing' | 'template' | 'plainCharacters' | 'schedule'
> & {
  readonly listId: number;
};

/** What follows of it: when it comes next, or why it does not. */
export type PlanStanding = Pick<Plan, 'state' | 'nextAt' | 'problem'>;

/** Somebody's date in a year. */
export interface YearlyDate {
  readonly recipient: string;
  readonly year: number;
}

export interface PlanStore {
  /** Those that were not removed, the next to come first. */
  listPlans(): Promise<Plan[]>;
  /** Also one that was removed. Throws `not-found`. */
  getPlan(id: number): Promise<Plan>;
  createPlan(wish: PlanWish, standing: PlanStanding, now: number): Promise<number>;
  updatePlan(id: number, wish: PlanWish, standing: PlanStanding): Promise<void>;
  /** Where it is not removed and its next time is still `from`; whether that was so. */
  movePlan(id: number, from: number | null, standing: PlanStanding): Promise<boolean>;
  /** With null it is there again. */
  removePlan(id: number, removedAt: number | null): Promise<void>;
  /** Active plans whose time has come, the oldest first. */
  duePlans(now: number): Promise<Plan[]>;
  /** The runs of a plan before a time (null: from the newest on), the newest first; without a campaign that is still being made. */
  listRuns(query: { planId: number; before: number | null; limit: number }): Promise<PlanRun[]>;
  findRun(planId: number, occurrenceAt: number): Promise<PlanRun | undefined>;
  /** Removes the campaign of a time whose making was cut short, and with it that it was noted; nothing of it was ever sent. */
  dropHalfMade(planId: number, occurrenceAt: number): Promise<void>;
  /** Notes what became of a time without a campaign; each time at most once: false where it is noted already. */
  noteRun(
    run: {
      planId: number;
      occurrenceAt: number;
      outcome: Exclude<RunOutcome, 'made'>;
      problem: PlanRun['problem'];
    },
    now: number,
  ): Promise<boolean>;
  /** A time that was left out is to come after all; whether it was left out. */
  forgetSkip(planId: number, occurrenceAt: number): Promise<boolean>;
  /**
   * Keeps dates for a campaign of a plan, each once for all its campaigns; answers the recipients whose date was free.
   * A campaign that is abandoned frees them again.
   */
  keepDates(planId: number, campaignId: number, dates: readonly YearlyDate[]): Promise<Set<string>>;
}
