import { AppError, type ErrorData } from '../../../../shared/errors.ts';
import type { CampaignState, Routing } from '../../../../shared/campaign.ts';
import type { Plan, PlanRun, PlanSchedule, RunOutcome } from '../../../../shared/plan.ts';
import type { PlanStanding, PlanStore, PlanWish, YearlyDate } from '../plan-store.ts';
import type { Database } from './database.ts';

type PlanRow = Omit<Plan, 'routing' | 'plainCharacters' | 'schedule' | 'problem' | 'lastRun'> & {
  routing: string | null;
  plainCharacters: 0 | 1;
  schedule: string;
  problem: string | null;
};

interface RunRow {
  id: number;
  occurrenceAt: number;
  outcome: RunOutcome;
  problem: string | null;
  campaignId: number | null;
  campaignName: string | null;
  campaignState: CampaignState | null;
}

// A list that was removed can come back: until then the plan has none.
const plan = `SELECT plans.id, plans.name, accountId, accounts.name AS accountName, routing, lists.id AS listId,
    lists.name AS listName, template, plainCharacters, schedule, state, problem, nextAt, plans.createdAt,
    (SELECT count(*) FROM planRuns WHERE planId = plans.id AND outcome <> 'skipped') AS times
  FROM plans JOIN accounts ON accounts.id = accountId LEFT JOIN lists ON lists.id = listId AND removedAs IS NULL`;

const run = `SELECT planRuns.id, occurrenceAt, outcome, detail AS problem, campaignId, campaigns.name AS campaignName,
    campaigns.state AS campaignState
  FROM planRuns LEFT JOIN campaigns ON campaigns.id = campaignId AND preparedAt IS NOT NULL`;

/** Plans, and what became of each of their times. */
export function planTable(database: Database): PlanStore {
  const all = database.prepare<[], PlanRow>(
    `${plan} WHERE plans.removedAt IS NULL ORDER BY nextAt IS NULL, nextAt, plans.id DESC`,
  );
  const one = database.prepare<[number], PlanRow>(`${plan} WHERE plans.id = ?`);
  const due = database.prepare<[number], PlanRow>(
    `${plan} WHERE nextAt <= ? AND plans.removedAt IS NULL ORDER BY nextAt`,
  );
  const insert = database.prepare(
    `INSERT INTO plans (name, accountId, routing, listId, template, plainCharacters, schedule, state, problem, nextAt, createdAt)
     VALUES ($name, $accountId, $routing, $listId, $template, $plainCharacters, $schedule, $state, $problem, $nextAt, $now)`,
  );
  const update = database.prepare(
    `UPDATE plans SET name = $name, accountId = $accountId, routing = $routing, listId = $listId,
       template = $template, plainCharacters = $plainCharacters, schedule = $schedule, state = $state, problem = $problem, nextAt = $nextAt
     WHERE id = $id`,
  );
  const move = database.prepare(
    `UPDATE plans SET state = $state, problem = $problem, nextAt = $nextAt
     WHERE id = $id AND nextAt IS $from AND removedAt IS NULL`,
  );
  const remove = database.prepare<[number | null, number]>('UPDATE plans SET removedAt = ? WHERE id = ?');
  const runs = database.prepare<{ planId: number; before: number; limit: number }, RunRow>(
    `${run} WHERE planId = $planId AND occurrenceAt < $before ORDER BY occurrenceAt DESC LIMIT $limit`,
  );
  const runAt = database.prepare<[number, number], RunRow>(`${run} WHERE planId = ? AND occurrenceAt = ?`);
  const addRun = database.prepare(
    `INSERT INTO planRuns (planId, occurrenceAt, outcome, detail, at)
     VALUES ($planId, $occurrenceAt, $outcome, $problem, $now) ON CONFLICT DO NOTHING`,
  );
  const dropHalfMade = database.prepare<[number, number]>(
    `DELETE FROM campaigns WHERE preparedAt IS NULL
       AND id = (SELECT campaignId FROM planRuns WHERE planId = ? AND occurrenceAt = ?)`,
  );
  const dropSkip = database.prepare<[number, number]>(
    "DELETE FROM planRuns WHERE planId = ? AND occurrenceAt = ? AND outcome = 'skipped'",
  );
  const addDate = database.prepare<[number, string, number, number]>(
    'INSERT INTO planDates (planId, recipient, year, campaignId) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );

  function listRuns(planId: number, before: number | null, limit: number): PlanRun[] {
    return runs.all({ planId, before: before ?? Number.MAX_SAFE_INTEGER, limit }).map(toRun);
  }

  const toPlan = ({ routing, plainCharacters, schedule, problem, ...row }: PlanRow): Plan => ({
    ...row,
    routing: routing === null ? null : (JSON.parse(routing) as Routing),
    plainCharacters: plainCharacters === 1,
    schedule: JSON.parse(schedule) as PlanSchedule,
    problem: readProblem(problem),
    lastRun: listRuns(row.id, null, 1)[0] ?? null,
  });

  const keep = database.transaction(
    (planId: number, campaignId: number, dates: readonly YearlyDate[]) =>
      new Set(
        dates
          .filter(({ recipient, year }) => addDate.run(planId, recipient, year, campaignId).changes === 1)
          .map(({ recipient }) => recipient),
      ),
  );

  return {
    listPlans: async () => all.all().map(toPlan),
    async getPlan(id) {
      const row = one.get(id);
      if (!row) throw new AppError('not-found', `There is no plan ${id}.`, { reason: 'no-plan' });
      return toPlan(row);
    },
    createPlan: async (wish, standing, now) =>
      Number(insert.run({ ...toRow(wish), ...toColumns(standing), now }).lastInsertRowid),
    updatePlan: async (id, wish, standing) => void update.run({ ...toRow(wish), ...toColumns(standing), id }),
    movePlan: async (id, from, standing) => move.run({ ...toColumns(standing), id, from }).changes === 1,
    removePlan: async (id, removedAt) => void remove.run(removedAt, id),
    duePlans: async (now) => due.all(now).map(toPlan),
    listRuns: async ({ planId, before, limit }) => listRuns(planId, before, limit),
    async findRun(planId, occurrenceAt) {
      const row = runAt.get(planId, occurrenceAt);
      return row && toRun(row);
    },
    dropHalfMade: async (planId, occurrenceAt) => void dropHalfMade.run(planId, occurrenceAt),
    noteRun: async (row, now) => addRun.run({ ...toColumns(row), now }).changes === 1,
    forgetSkip: async (planId, occurrenceAt) => dropSkip.run(planId, occurrenceAt).changes === 1,
    keepDates: async (planId, campaignId, dates) => keep.immediate(planId, campaignId, dates),
  };
}

function toRow({ routing, plainCharacters, schedule, ...wish }: PlanWish) {
  return {
    ...wish,
    routing: routing && JSON.stringify(routing),
    plainCharacters: plainCharacters ? 1 : 0,
    schedule: JSON.stringify(schedule),
  };
}

function toColumns<Row extends Pick<PlanStanding, 'problem'>>(row: Row) {
  return { ...row, problem: row.problem && JSON.stringify(row.problem) };
}

function readProblem(problem: string | null): ErrorData | null {
  return problem === null ? null : (JSON.parse(problem) as ErrorData);
}

function toRun({ campaignId, campaignName, campaignState, problem, ...row }: RunRow): PlanRun {
  const isThere = campaignId !== null && campaignName !== null && campaignState !== null;
  return {
    ...row,
    problem: readProblem(problem),
    campaign: isThere ? { id: campaignId, name: campaignName, state: campaignState } : null,
  };
}
