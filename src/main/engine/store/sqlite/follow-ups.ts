import type { CampaignResultStore } from '../campaign-result-store.ts';
import type { Database } from './database.ts';
import { listNamer } from './list-name.ts';

/** Lists of those whom a campaign did not reach. */
export function followUpTable(
  database: Database,
): Pick<CampaignResultStore, 'createFollowUpList' | 'addFollowUps'> {
  const freeName = listNamer(database);
  // With the fields of the campaign's own list: a text for it may name them.
  const create = database.prepare<{ campaignId: number; name: string; now: number }>(
    `INSERT INTO lists (name, fields, aliases, createdAt)
     SELECT $name, lists.fields, lists.aliases, $now FROM campaigns JOIN lists ON lists.id = listId
     WHERE campaigns.id = $campaignId`,
  );
  const page = database.prepare<[number, string, number, number], { id: number; contactId: number | null }>(
    `SELECT id, contactId FROM messages WHERE campaignId = ? AND state = ? AND id > ? ORDER BY id LIMIT ?`,
  );
  const join = database.prepare<[number, number]>(
    'INSERT INTO listMembers (listId, contactId) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );

  const createList = database.transaction((campaignId: number, name: string, now: number) =>
    Number(create.run({ campaignId, name: freeName(name), now }).lastInsertRowid),
  );
  const add = database.transaction((query: Parameters<CampaignResultStore['addFollowUps']>[0]) => {
    const { campaignId, listId, state, after, limit } = query;
    const rows = page.all(campaignId, state, after, limit);
    for (const { contactId } of rows) if (contactId !== null) join.run(listId, contactId);
    return { last: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  });

  return {
    createFollowUpList: async (...list) => createList.immediate(...list),
    addFollowUps: async (query) => add.immediate(query),
  };
}
