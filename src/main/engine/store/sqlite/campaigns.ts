import { AppError } from '../../../../shared/errors.ts';
import { MessageState, type StateCounts } from '../../../../shared/message.ts';
import {
  canCampaignBecome,
  type Campaign,
  type CampaignState,
  type PauseReason,
} from '../../../../shared/campaign.ts';
import type { CampaignStore } from '../store.ts';
import type { Database } from './database.ts';

type CampaignRow = Omit<Campaign, 'states' | 'total' | 'parts' | 'encoding' | 'cost'> & {
  currency: string | null;
};

interface CountRow {
  campaignId: number;
  state: MessageState;
  encoding: 'gsm7' | 'ucs2';
  messages: number;
  parts: number;
  costMicros: number;
}

const select = `SELECT campaigns.id, campaigns.name, accountId, accounts.name AS accountName, listId,
    lists.name AS listName, template, state, pauseReason, pauseDetail, currency, scheduledAt,
    campaigns.createdAt, startedAt, finishedAt
  FROM campaigns JOIN accounts ON accounts.id = accountId JOIN lists ON lists.id = listId
  WHERE preparedAt IS NOT NULL`;

function toCampaign({ currency, ...row }: CampaignRow, counts: readonly CountRow[]): Campaign {
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
  return { ...row, states, total, parts, encoding, cost: currency === null ? null : { micros, currency } };
}

/** The campaigns themselves; their messages are in `messages.ts`. */
export function campaignTable(
  database: Database,
): Omit<
  CampaignStore,
  'addMessages' | 'withdrawQueued' | 'listMessages' | 'countLookupsPending' | 'decideUnknown'
> {
  const all = database.prepare<[], CampaignRow>(`${select} ORDER BY campaigns.id DESC`);
  const one = database.prepare<[number], CampaignRow>(`${select} AND campaigns.id = ?`);
  const allCounts = database.prepare<[], CountRow>('SELECT * FROM campaignCounts WHERE messages > 0');
  const counts = database.prepare<[number], CountRow>(
    'SELECT * FROM campaignCounts WHERE campaignId = ? AND messages > 0',
  );
  const insert = database.prepare(
    `INSERT INTO campaigns (name, accountId, listId, template, scheduledAt, createdAt)
     VALUES ($name, $accountId, $listId, $template, $scheduledAt, $now)`,
  );
  const prepared = database.prepare<[number]>(
    `UPDATE campaigns SET preparedAt = createdAt,
       state = CASE WHEN scheduledAt IS NULL THEN 'draft' ELSE 'scheduled' END WHERE id = ?`,
  );
  const discard = database.prepare<[number]>(
    'DELETE FROM campaigns WHERE preparedAt IS NULL AND createdAt < ?',
  );
  const abandon = database.prepare<[number]>('DELETE FROM campaigns WHERE preparedAt IS NULL AND id = ?');
  const change = database.prepare(
    `UPDATE campaigns SET state = $to, pauseReason = $reason, pauseDetail = $detail,
       startedAt = CASE WHEN $to = 'running' THEN coalesce(startedAt, $now) ELSE startedAt END,
       finishedAt = CASE WHEN $to IN ('finished', 'cancelled') THEN $now ELSE finishedAt END
     WHERE id = $id AND state = $from AND preparedAt IS NOT NULL`,
  );
  const running = database
    .prepare<[number], number>("SELECT id FROM campaigns WHERE accountId = ? AND state = 'running'")
    .pluck();
  const done = database.prepare<[], { id: number; state: CampaignState }>(
    `SELECT id, state FROM campaigns WHERE state IN ('running', 'paused') AND NOT EXISTS (
       SELECT 1 FROM campaignCounts WHERE campaignId = campaigns.id AND messages > 0
         AND campaignCounts.state IN ('queued', 'sending', 'unknown'))`,
  );
  const scheduled = database.prepare<[number, number], { id: number; scheduledAt: number }>(
    "SELECT id, scheduledAt FROM campaigns WHERE accountId = ? AND state = 'scheduled' AND scheduledAt <= ?",
  );

  function move(
    id: number,
    from: CampaignState,
    to: CampaignState,
    now: number,
    pause?: { reason: PauseReason; detail: string | null },
  ): boolean {
    if (!canCampaignBecome(from, to)) throw new Error(`A campaign cannot go from ${from} to ${to}.`);
    const reason = pause?.reason ?? null;
    return change.run({ id, from, to, now, reason, detail: pause?.detail ?? null }).changes === 1;
  }

  const changeOne = database.transaction(
    (...[id, from, to, now, pause]: Parameters<CampaignStore['changeCampaign']>) =>
      from.some((state) => move(id, state, to, now, pause)),
  );
  const pauseAll = database.transaction(
    (accountId: number, reason: PauseReason, detail: string | null, now: number) =>
      running.all(accountId).filter((id) => move(id, 'running', 'paused', now, { reason, detail })),
  );
  const finish = database.transaction((now: number) =>
    done
      .all()
      .filter(({ id, state }) => move(id, state, 'finished', now))
      .map(({ id }) => id),
  );
  const fire = database.transaction((accountIds: readonly number[], now: number, graceMs: number) => {
    const due = accountIds.flatMap((accountId) => scheduled.all(accountId, now));
    for (const { id, scheduledAt } of due) {
      if (now - scheduledAt <= graceMs) move(id, 'scheduled', 'running', now);
      else move(id, 'scheduled', 'paused', now, { reason: 'missed-schedule', detail: null });
    }
    return due.map(({ id }) => id);
  });
  const list = database.transaction(() => {
    const byCampaign = Map.groupBy(allCounts.all(), (count) => count.campaignId);
    return all.all().map((row) => toCampaign(row, byCampaign.get(row.id) ?? []));
  });
  const get = database.transaction((id: number) => {
    const row = one.get(id);
    if (!row) throw new AppError('not-found', `There is no campaign ${id}.`, { reason: 'no-campaign' });
    return toCampaign(row, counts.all(id));
  });

  return {
    createCampaign: async (campaign, now) => Number(insert.run({ ...campaign, now }).lastInsertRowid),
    finishPreparing: async (id) => void prepared.run(id),
    discardUnprepared: async (madeBefore) => void discard.run(madeBefore),
    abandonPreparing: async (id) => void abandon.run(id),
    listCampaigns: async () => list(),
    getCampaign: async (id) => get(id),
    changeCampaign: async (...wish) => changeOne.immediate(...wish),
    pauseCampaigns: async (...pause) => pauseAll.immediate(...pause),
    finishDone: async (now) => finish.immediate(now),
    fireSchedules: async (...schedule) => fire.immediate(...schedule),
  };
}
