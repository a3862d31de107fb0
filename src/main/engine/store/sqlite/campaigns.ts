import { AppError } from '../../../../shared/errors.ts';
import { MessageState, type StateCounts } from '../../../../shared/message.ts';
import type { Campaign, CampaignFilter } from '../../../../shared/campaign.ts';
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
    partsDiffer
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

/**
 * SQL: which campaigns each choice of a list shows. With a plus, so that the index of those to lists is walked: by their
 * state all codes to one person would be found, too, and they may be half a million.
 */
const shown: Readonly<Record<CampaignFilter, string>> = {
  everything: 'true',
  current: 'archivedAt IS NULL',
  drafts: "archivedAt IS NULL AND +state IN ('draft', 'scheduled')",
  running: "archivedAt IS NULL AND +state IN ('running', 'paused')",
  finished: "archivedAt IS NULL AND +state IN ('finished', 'cancelled')",
  archived: 'archivedAt IS NOT NULL',
};

/** The campaigns themselves; what becomes of them is in `campaign-state.ts`, their messages in `messages.ts`. */
export function campaignTable(
  database: Database,
): Pick<
  CampaignStore,
  | 'createCampaign'
  | 'listCampaigns'
  | 'listLiveCampaigns'
  | 'countWork'
  | 'getCampaign'
  | 'renameCampaign'
  | 'archiveCampaign'
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
    `SELECT EXISTS (SELECT 1 FROM campaigns WHERE state IN ('running', 'scheduled') OR pauseReason = 'offline')
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
  const rename = database.prepare<[string, number]>('UPDATE campaigns SET name = ? WHERE id = ?');
  const archive = database.prepare<[number | null, number]>(
    `UPDATE campaigns SET archivedAt = ? WHERE id = ? AND state IN ('draft', 'finished', 'cancelled')`,
  );
  const create = database.transaction((campaign: NewCampaign, now: number) => {
    const { providerHolds, otp, run, ...rest } = campaign;
    const row = { ...rest, providerHolds: providerHolds ? 1 : 0, otp: otp && JSON.stringify(otp), now };
    const id = Number(insert.run(row).lastInsertRowid);
    if (run) addRun.run({ ...run, id, now });
    return id;
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
    listCampaigns: async (query) => list(query),
    listLiveCampaigns: async (limit) => listLive(limit),
    countWork: async () => {
      const row = work.get();
      return { busy: row?.busy === 1, sending: row?.sending ?? 0 };
    },
    getCampaign: async (id) => get(id),
    renameCampaign: async (id, name) => void rename.run(name, id),
    archiveCampaign: async (id, archivedAt) => archive.run(archivedAt, id).changes === 1,
  };
}

function mapFilters<T>(make: (condition: string) => T): Record<CampaignFilter, T> {
  const made = Object.entries(shown).map(([filter, condition]) => [filter, make(condition)] as const);
  return Object.fromEntries(made) as Record<CampaignFilter, T>;
}

/** Tells how many messages a campaign has, whatever their state. */
export function campaignSizer(database: Database): (campaignId: number) => number {
  const size = database
    .prepare<[number], number>('SELECT coalesce(sum(messages), 0) FROM campaignCounts WHERE campaignId = ?')
    .pluck();
  return (campaignId) => size.get(campaignId) ?? 0;
}
