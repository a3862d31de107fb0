import { AppError } from '../../../../shared/errors.ts';
import { MessageState, type StateCounts } from '../../../../shared/message.ts';
import {
  canCampaignBecome,
  type Campaign,
  type CampaignFilter,
  type CampaignState,
  type PauseReason,
} from '../../../../shared/campaign.ts';
import { fieldKey } from '../../../../shared/template.ts';
import type { CampaignStore, NewCampaign } from '../campaign-store.ts';
import type { Database } from './database.ts';

type CampaignRow = Omit<
  Campaign,
  'states' | 'total' | 'parts' | 'encoding' | 'cost' | 'accountIds' | 'providerHolds' | 'archived'
> & {
  currency: string | null;
  /** A JSON array. */
  accountIds: string;
  providerHolds: number;
  archivedAt: number | null;
};

interface CountRow {
  campaignId: number;
  state: MessageState;
  encoding: 'gsm7' | 'ucs2';
  messages: number;
  parts: number;
  costMicros: number;
}

const select = `SELECT campaigns.id, kind, campaigns.name, accountId, accounts.name AS accountName,
    (SELECT json_group_array(accountId) FROM (
       SELECT accountId FROM campaignAccounts WHERE campaignId = campaigns.id UNION SELECT campaigns.accountId
     )) AS accountIds,
    listId, coalesce(removedAs, lists.name) AS listName, template, state, pauseReason, pauseDetail, pauseAccountId, currency, scheduledAt,
    providerHolds, undoUntil, campaigns.createdAt, startedAt, finishedAt, archivedAt,
    (SELECT count(*) FROM messages WHERE campaignId = campaigns.id AND providerParts <> parts) AS partsDiffer
  FROM campaigns JOIN accounts ON accounts.id = accountId LEFT JOIN lists ON lists.id = listId
  WHERE preparedAt IS NOT NULL`;

function toCampaign(
  { currency, accountIds, providerHolds, archivedAt, ...row }: CampaignRow,
  counts: readonly CountRow[],
): Campaign {
  const states = Object.fromEntries(MessageState.options.map((state) => [state, 0])) as StateCounts;
  const encoding = { gsm7: 0, ucs2: 0 };
  let total = 0;
  let parts = 0;
  let micros = 0;
  for (const count of counts) {
    states[count.state] += count.messages;
    total += count.messages;
    micros += count.costMicros;
    if (count.state === 'skipped' || count.state === 'cancelled') continue;
    parts += count.parts;
    encoding[count.encoding] += count.messages;
  }
  return {
    ...row,
    accountIds: JSON.parse(accountIds) as number[],
    providerHolds: providerHolds === 1,
    archived: archivedAt !== null,
    states,
    total,
    parts,
    encoding,
    cost: currency === null ? null : { micros, currency },
  };
}

/** SQL: which campaigns each choice of a list shows. */
const shown: Readonly<Record<CampaignFilter, string>> = {
  everything: 'true',
  current: 'archivedAt IS NULL',
  drafts: "archivedAt IS NULL AND state IN ('draft', 'scheduled')",
  running: "archivedAt IS NULL AND state IN ('running', 'paused')",
  finished: "archivedAt IS NULL AND state IN ('finished', 'cancelled')",
  archived: 'archivedAt IS NOT NULL',
};

/**
 * How fine the history of a campaign of so many messages is kept, ms: by the second what is over in minutes, by the minute
 * what goes on for a day, so that no history has more rows than are read in a few milliseconds.
 */
function sliceOf(messages: number): number {
  if (messages <= 2000) return 1000;
  return messages <= 50_000 ? 10_000 : 60_000;
}

/** The campaigns themselves; their messages are in `messages.ts`. */
export function campaignTable(
  database: Database,
): Omit<
  CampaignStore,
  | 'addMessages'
  | 'withdrawQueued'
  | 'listMessages'
  | 'countLookupsPending'
  | 'hasUncertain'
  | 'decideUnknown'
  | 'listToWithdraw'
> {
  // A few thousand at most: SQLite itself folds the case of ASCII only.
  database.function('nameHas', { deterministic: true }, (name, key) =>
    fieldKey(String(name)).includes(String(key)) ? 1 : 0,
  );
  const pages = mapFilters((condition) =>
    database.prepare<{ search: string; before: number; limit: number }, CampaignRow>(
      // What was taken back before anything left is back in its writer's hands.
      `${select} AND listId IS NOT NULL AND NOT (state = 'cancelled' AND undoUntil IS NOT NULL)
         AND ${condition} AND campaigns.id < $before
         AND ($search = '' OR nameHas(campaigns.name, $search))
       ORDER BY campaigns.id DESC LIMIT $limit`,
    ),
  );
  const live = database.prepare<[number], CampaignRow>(
    `${select} AND listId IS NOT NULL AND state IN ('running', 'paused', 'scheduled')
     ORDER BY state = 'running' DESC, campaigns.id DESC LIMIT ?`,
  );
  const work = database.prepare<[], { busy: number; sending: number }>(
    `SELECT EXISTS (SELECT 1 FROM campaigns WHERE state IN ('running', 'scheduled'))
         OR EXISTS (SELECT 1 FROM plans WHERE nextAt IS NOT NULL AND removedAt IS NULL) AS busy,
       (SELECT count(*) FROM messages WHERE state = 'sending') AS sending`,
  );
  const one = database.prepare<[number], CampaignRow>(`${select} AND campaigns.id = ?`);
  const counts = database.prepare<[number], CountRow>(
    'SELECT * FROM campaignCounts WHERE campaignId = ? AND messages > 0',
  );
  const insert = database.prepare(
    `INSERT INTO campaigns (kind, name, accountId, listId, template, scheduledAt, providerHolds, otp, sendBefore,
       createdAt)
     VALUES ($kind, $name, $accountId, $listId, $template, $scheduledAt, $providerHolds, $otp, $sendBefore, $now)`,
  );
  const addRun = database.prepare(
    `INSERT INTO planRuns (planId, occurrenceAt, outcome, campaignId, at)
     VALUES ($planId, $occurrenceAt, 'made', $id, $now)`,
  );
  const countMessages = database
    .prepare<[number], number>('SELECT coalesce(sum(messages), 0) FROM campaignCounts WHERE campaignId = ?')
    .pluck();
  const prepared = database.prepare<[number, number]>(
    `UPDATE campaigns SET preparedAt = createdAt, sliceMs = ?,
       accountId = coalesce((SELECT accountId FROM messages WHERE campaignId = campaigns.id AND state = 'queued'
         GROUP BY accountId ORDER BY count(*) DESC LIMIT 1), accountId),
       state = CASE WHEN scheduledAt IS NULL OR providerHolds = 1 THEN 'draft' ELSE 'scheduled' END WHERE id = ?`,
  );
  const discard = database.prepare<[number]>(
    'DELETE FROM campaigns WHERE preparedAt IS NULL AND createdAt < ?',
  );
  const abandon = database.prepare<[number]>('DELETE FROM campaigns WHERE preparedAt IS NULL AND id = ?');
  const change = database.prepare(
    `UPDATE campaigns SET state = $to, pauseReason = $reason, pauseDetail = $detail, pauseAccountId = $accountId,
       undoUntil = CASE WHEN $to = 'cancelled' THEN undoUntil END,
       startedAt = CASE WHEN $to = 'running' THEN coalesce(startedAt, $now) ELSE startedAt END,
       finishedAt = CASE WHEN $to IN ('finished', 'cancelled') THEN $now WHEN $to = 'running' THEN NULL
         ELSE finishedAt END,
       archivedAt = CASE WHEN $to = 'running' THEN NULL ELSE archivedAt END,
       askedBackAt = CASE WHEN $to = 'cancelled' THEN $now ELSE askedBackAt END
     WHERE id = $id AND state = $from AND preparedAt IS NOT NULL`,
  );
  const rename = database.prepare<[string, number]>('UPDATE campaigns SET name = ? WHERE id = ?');
  const archive = database.prepare<[number | null, number]>(
    `UPDATE campaigns SET archivedAt = ? WHERE id = ? AND state IN ('draft', 'finished', 'cancelled')`,
  );
  const waitForUndo = database.prepare<[number, number]>(
    `UPDATE campaigns SET state = 'scheduled', undoUntil = ?
     WHERE id = ? AND state = 'draft' AND preparedAt IS NOT NULL`,
  );
  const askBack = database.prepare<[number, number]>(
    "UPDATE campaigns SET askedBackAt = ? WHERE id = ? AND state = 'finished'",
  );
  const running = database
    .prepare<[number], number>(
      `SELECT id FROM campaigns WHERE state = 'running' AND EXISTS (
         SELECT 1 FROM messages WHERE campaignId = campaigns.id AND messages.accountId = ?
           AND messages.state = 'queued')`,
    )
    .pluck();
  const pausedSingles = database
    .prepare<[number], number>(
      "SELECT id FROM campaigns WHERE state = 'paused' AND listId IS NULL AND accountId = ?",
    )
    .pluck();
  const done = database.prepare<[], { id: number; state: CampaignState }>(
    `SELECT id, state FROM campaigns WHERE state IN ('running', 'paused') AND NOT EXISTS (
       SELECT 1 FROM campaignCounts WHERE campaignId = campaigns.id AND messages > 0
         AND campaignCounts.state IN ('queued', 'sending', 'unknown'))`,
  );
  const scheduled = database.prepare<[number, number], { id: number; startsAt: number }>(
    `SELECT id, coalesce(undoUntil, scheduledAt) AS startsAt FROM campaigns
     WHERE accountId = ? AND state = 'scheduled' AND coalesce(undoUntil, scheduledAt) <= ?`,
  );
  const overdueHeld = database
    .prepare<[number, number], number>(
      `SELECT id FROM campaigns WHERE accountId = ? AND state = 'running' AND providerHolds = 1
         AND scheduledAt < ? AND EXISTS (SELECT 1 FROM campaignCounts
           WHERE campaignId = campaigns.id AND campaignCounts.state = 'queued' AND messages > 0)`,
    )
    .pluck();
  // Resumed after its time it goes out at once: asking again and again would help nobody.
  const holdNoMore = database.prepare<[number]>('UPDATE campaigns SET providerHolds = 0 WHERE id = ?');
  // What was handed over in time stays on its way from that time on: taken days ahead, it would expire at once.
  const keepHeldTimes = database.prepare<[number]>(
    `UPDATE messages SET acceptedAt = campaigns.scheduledAt FROM campaigns
     WHERE campaigns.id = campaignId AND campaignId = ? AND messages.state = 'accepted'
       AND acceptedAt < campaigns.scheduledAt`,
  );

  function move(
    id: number,
    from: CampaignState,
    to: CampaignState,
    now: number,
    pause?: { reason: PauseReason; detail: string | null; accountId?: number },
  ): boolean {
    if (!canCampaignBecome(from, to)) throw new Error(`A campaign cannot go from ${from} to ${to}.`);
    const reason = pause?.reason ?? null;
    const { detail = null, accountId = null } = pause ?? {};
    return change.run({ id, from, to, now, reason, detail, accountId }).changes === 1;
  }

  const changeOne = database.transaction(
    (...[id, from, to, now, pause]: Parameters<CampaignStore['changeCampaign']>) =>
      from.some((state) => move(id, state, to, now, pause)),
  );
  const pauseAll = database.transaction(
    (accountId: number, reason: PauseReason, detail: string | null, now: number) =>
      running
        .all(accountId)
        .filter((id) => move(id, 'running', 'paused', now, { reason, detail, accountId })),
  );
  const resumeSingles = database.transaction((accountIds: readonly number[], now: number) =>
    accountIds
      .flatMap((accountId) => pausedSingles.all(accountId))
      .filter((id) => move(id, 'paused', 'running', now)),
  );
  const finish = database.transaction((now: number) =>
    done
      .all()
      .filter(({ id, state }) => move(id, state, 'finished', now))
      .map(({ id }) => id),
  );
  const fire = database.transaction((accountIds: readonly number[], now: number, graceMs: number) => {
    const due = accountIds.flatMap((accountId) => scheduled.all(accountId, now));
    for (const { id, startsAt } of due) {
      if (now - startsAt <= graceMs) move(id, 'scheduled', 'running', now);
      else move(id, 'scheduled', 'paused', now, { reason: 'missed-schedule', detail: null });
    }
    const overdue = accountIds.flatMap((accountId) => overdueHeld.all(accountId, now - graceMs));
    for (const id of overdue) {
      move(id, 'running', 'paused', now, { reason: 'missed-schedule', detail: null });
      keepHeldTimes.run(id);
      holdNoMore.run(id);
    }
    return [...due.map(({ id }) => id), ...overdue];
  });
  const create = database.transaction((campaign: NewCampaign, now: number) => {
    const { providerHolds, otp, run, ...rest } = campaign;
    const row = { ...rest, providerHolds: providerHolds ? 1 : 0, otp: otp && JSON.stringify(otp), now };
    const id = Number(insert.run(row).lastInsertRowid);
    if (run) addRun.run({ ...run, id, now });
    return id;
  });
  const halfCancelled = database
    .prepare<[], number>(
      `SELECT id FROM campaigns WHERE state = 'cancelled' AND EXISTS (
         SELECT 1 FROM messages WHERE campaignId = campaigns.id AND messages.state = 'queued')`,
    )
    .pluck();
  const ready = database.transaction((id: number, now: number, start: boolean) => {
    prepared.run(sliceOf(countMessages.get(id) ?? 0), id);
    if (start) move(id, 'draft', 'running', now);
  });
  const list = database.transaction(
    ({ show, search, before, limit }: Parameters<CampaignStore['listCampaigns']>[0]) => {
      const binding = { search: fieldKey(search), before: before ?? Number.MAX_SAFE_INTEGER, limit };
      return pages[show].all(binding).map((row) => toCampaign(row, counts.all(row.id)));
    },
  );
  const listLive = database.transaction((limit: number | null) =>
    // A negative limit is none.
    live.all(limit ?? -1).map((row) => toCampaign(row, counts.all(row.id))),
  );
  const get = database.transaction((id: number) => {
    const row = one.get(id);
    if (!row) throw new AppError('not-found', `There is no campaign ${id}.`, { reason: 'no-campaign' });
    return toCampaign(row, counts.all(id));
  });

  return {
    createCampaign: async (campaign, now) => create.immediate(campaign, now),
    finishPreparing: async (id, now, start = false) => ready.immediate(id, now, start),
    listHalfCancelled: async () => halfCancelled.all(),
    discardUnprepared: async (madeBefore) => void discard.run(madeBefore),
    abandonPreparing: async (id) => void abandon.run(id),
    listCampaigns: async (query) => list(query),
    listLiveCampaigns: async (limit) => listLive(limit),
    countWork: async () => {
      const row = work.get();
      return { busy: row?.busy === 1, sending: row?.sending ?? 0 };
    },
    getCampaign: async (id) => get(id),
    changeCampaign: async (...wish) => changeOne.immediate(...wish),
    renameCampaign: async (id, name) => void rename.run(name, id),
    archiveCampaign: async (id, archivedAt) => archive.run(archivedAt, id).changes === 1,
    startAfterUndo: async (id, undoUntil) => waitForUndo.run(undoUntil, id).changes === 1,
    askBack: async (id, now) => askBack.run(now, id).changes === 1,
    pauseCampaigns: async (...pause) => pauseAll.immediate(...pause),
    resumeSingles: async (...accounts) => resumeSingles.immediate(...accounts),
    finishDone: async (now) => finish.immediate(now),
    fireSchedules: async (...schedule) => fire.immediate(...schedule),
  };
}

function mapFilters<T>(make: (condition: string) => T): Record<CampaignFilter, T> {
  const made = Object.entries(shown).map(([filter, condition]) => [filter, make(condition)] as const);
  return Object.fromEntries(made) as Record<CampaignFilter, T>;
}
