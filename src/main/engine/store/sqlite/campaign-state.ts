import { canCampaignBecome, type CampaignState, type PauseReason } from '../../../../shared/campaign.ts';
import type { CampaignStore } from '../campaign-store.ts';
import { campaignSizer } from './campaigns.ts';
import type { Database } from './database.ts';

/**
 * How fine the history of a campaign of so many messages is kept, ms: by the second what is over in minutes, by the minute
 * what goes on for a day, so that no history has more rows than are read in a few milliseconds.
 */
function sliceOf(messages: number): number {
  if (messages <= 2000) return 1000;
  return messages <= 50_000 ? 10_000 : 60_000;
}

/** From a draft to its end: what starts, pauses and finishes campaigns. */
export function campaignStateTable(
  database: Database,
): Pick<
  CampaignStore,
  | 'finishPreparing'
  | 'startAfterUndo'
  | 'fireSchedules'
  | 'changeCampaign'
  | 'pauseCampaigns'
  | 'resumeSingles'
  | 'listOffline'
  | 'resumeOffline'
  | 'changeOffline'
  | 'finishDone'
  | 'listHalfCancelled'
  | 'askBack'
> {
  const sizeOf = campaignSizer(database);
  const prepared = database.prepare<[number, number]>(
    `UPDATE campaigns SET preparedAt = createdAt, sliceMs = ?,
       accountId = coalesce((SELECT accountId FROM campaignPlaces WHERE campaignId = campaigns.id AND queued > 0
         GROUP BY accountId ORDER BY sum(queued) DESC LIMIT 1), accountId),
       state = CASE WHEN scheduledAt IS NULL OR providerHolds = 1 THEN 'draft' ELSE 'scheduled' END WHERE id = ?`,
  );
  const waitForUndo = database.prepare<[number, number]>(
    `UPDATE campaigns SET state = 'scheduled', undoUntil = ?
     WHERE id = ? AND state = 'draft' AND preparedAt IS NOT NULL`,
  );
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
  const halfCancelled = database
    .prepare<[], number>(
      `SELECT id FROM campaigns WHERE state = 'cancelled' AND EXISTS (
         SELECT 1 FROM messages WHERE campaignId = campaigns.id AND messages.state = 'queued')`,
    )
    .pluck();
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
  const offline = database.prepare<[number], { id: number; startedAt: number }>(
    `SELECT id, coalesce(startedAt, createdAt) AS startedAt FROM campaigns
     WHERE state = 'paused' AND pauseReason = 'offline' AND pauseAccountId = ?`,
  );
  // Since its first attempt that nobody answered, after the last one that somebody did.
  const silentSince = database
    .prepare<{ accountId: number }, number | null>(
      `SELECT min(startedAt) FROM attempts WHERE accountId = $accountId AND steadyAt > coalesce(
         (SELECT steadyAt FROM attempts WHERE accountId = $accountId
            AND outcome NOT IN ('transient', 'ambiguous', 'interrupted')
          ORDER BY steadyAt DESC LIMIT 1), 0)`,
    )
    .pluck();
  const isOffline = database.prepare<[number]>(
    "SELECT 1 FROM campaigns WHERE id = ? AND state = 'paused' AND pauseReason = 'offline'",
  );
  const changePause = database.prepare(
    `UPDATE campaigns SET pauseReason = $reason, pauseDetail = $detail, pauseAccountId = $accountId
     WHERE id = $id AND state = 'paused' AND pauseReason = 'offline'`,
  );
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
  const resumeOffline = database.transaction((ids: readonly number[], now: number) =>
    ids.filter((id) => isOffline.get(id) !== undefined && move(id, 'paused', 'running', now)),
  );
  const changeOffline = database.transaction((...[ids, pause]: Parameters<CampaignStore['changeOffline']>) =>
    ids.filter((id) => changePause.run({ id, ...pause }).changes === 1),
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
  const ready = database.transaction((id: number, now: number, start: boolean) => {
    prepared.run(sliceOf(sizeOf(id)), id);
    if (start) move(id, 'draft', 'running', now);
  });

  return {
    finishPreparing: async (id, now, start = false) => ready.immediate(id, now, start),
    startAfterUndo: async (id, undoUntil) => waitForUndo.run(undoUntil, id).changes === 1,
    fireSchedules: async (...schedule) => fire.immediate(...schedule),
    changeCampaign: async (...wish) => changeOne.immediate(...wish),
    pauseCampaigns: async (...pause) => pauseAll.immediate(...pause),
    resumeSingles: async (...accounts) => resumeSingles.immediate(...accounts),
    async listOffline(accountId) {
      const campaigns = offline.all(accountId);
      const silent = campaigns.length === 0 ? null : silentSince.get({ accountId });
      return campaigns.map(({ id, startedAt }) => ({ id, since: Math.max(startedAt, silent ?? 0) }));
    },
    resumeOffline: async (...campaigns) => resumeOffline.immediate(...campaigns),
    changeOffline: async (...pause) => changeOffline.immediate(...pause),
    finishDone: async (now) => finish.immediate(now),
    listHalfCancelled: async () => halfCancelled.all(),
    askBack: async (id, now) => askBack.run(now, id).changes === 1,
  };
}
