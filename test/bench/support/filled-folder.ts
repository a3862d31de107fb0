import Sqlite from 'better-sqlite3';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nameKey } from '../../../src/main/engine/store/sqlite/contact-filter.ts';
import { openSqliteStore } from '../../../src/main/engine/store/sqlite/sqlite-store.ts';
import { fillCampaign, type PastCampaign } from './past-campaign.ts';
import { shared } from './folder.ts';
import { personAt } from './people.ts';

export interface Filling {
  /** People, all of them on list 1; every tenth on list 2 as well. Two of a hundred have opted out. */
  readonly contacts: number;
  /** Each to the first of them, in this order; the first has the id 1. */
  readonly campaigns: readonly PastCampaign[];
  /** Received messages, each the only one of its sender. */
  readonly received: number;
}

/** One person in so many has opted out. */
const OPTED_OUT_EVERY = 50;
/** Contacts taken into the search index in one transaction, as the engine does it. */
const INDEXED_AT_ONCE = 250;
/** When it all happened, so that the same filling is the same each time: the first of October 2026. */
const BEGAN_AT = Date.UTC(2026, 9, 1);

/**
 * A data folder with all of that, as the engine itself would have left it: `store.verify` finds nothing wrong. It goes
 * past the store, which would take an hour for the largest, and is made once for all benchmarks of a run.
 */
export async function filledFolder({ contacts, campaigns, received }: Filling): Promise<string> {
  const name = campaigns.map(({ messages, sent }) => `${messages}x${sent}`).join('-');
  const folder = shared(`filled-${contacts}-${name}-${received}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const file = join(unfinished, 'kaptar.db');
  const store = openSqliteStore(file, () => BEGAN_AT);
  const account = { provider: 'devsms', settings: {}, demo: false } as const;
  const { id: accountId } = await store.createAccount({ ...account, name: 'DevSMS' }, BEGAN_AT);
  await store.close();

  const database = new Sqlite(file);
  // It is thrown away if it does not come to its end.
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -1048576');
  database.pragma('temp_store = MEMORY');
  withoutIndexes(database, () => {
    fillContacts(database, contacts);
    fillInbox(database, accountId, received);
    campaigns.forEach((campaign, index) =>
      fillCampaign(database, { ...campaign, accountId, beganAt: BEGAN_AT + index * 86_400_000 }),
    );
  });
  database.close();
  const filled = openSqliteStore(file, () => BEGAN_AT);
  while ((await filled.indexContacts(INDEXED_AT_ONCE)) > 0);
  await filled.close();
  renameSync(unfinished, folder);
  return folder;
}

function fillContacts(database: Sqlite.Database, count: number): void {
  const insert = database.prepare(
    'INSERT INTO contacts (phone, name, nameKey, fields, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)',
  );
  database.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const { phone, name, fields } = personAt(index, count);
      insert.run(phone, name, nameKey(name), JSON.stringify(fields), BEGAN_AT, BEGAN_AT);
    }
    const names = JSON.stringify(Object.keys(personAt(0, count).fields));
    database
      .prepare(
        `INSERT INTO lists (id, name, fields, createdAt) VALUES (1, 'Mijozlar', $names, $at), (2, 'Doimiy mijozlar', $names, $at)`,
      )
      .run({ names, at: BEGAN_AT });
    database.exec(`
      INSERT INTO listMembers SELECT 1, id FROM contacts;
      INSERT INTO listMembers SELECT 2, id FROM contacts WHERE id % 10 = 0;
      INSERT INTO optOuts (phone, reason, createdAt, source)
        SELECT phone, iif(id % 3 = 0, 'Answered "STOP".', 'Asked by phone'), ${BEGAN_AT} + id, iif(id % 3 = 0, 'stop', 'hand')
        FROM contacts WHERE id % ${OPTED_OUT_EVERY} = 7;`);
  })();
}

function fillInbox(database: Sqlite.Database, accountId: number, received: number): void {
  database
    .prepare(
      `INSERT INTO inbox (accountId, providerId, sender, text, receivedAt, readAt)
       SELECT ?, 'in-' || id, phone, 'Rahmat, ' || name, ${BEGAN_AT} + id * 1000, iif(id % 5 = 0, NULL, ${BEGAN_AT} + id * 2000)
       FROM contacts LIMIT ?`,
    )
    .run(accountId, received);
}

/** Fills tables without their triggers and indexes, which are made again from what is in them: many times as quick. */
function withoutIndexes(database: Sqlite.Database, fill: () => void): void {
  const made = database
    .prepare<[], { type: string; name: string; sql: string }>(
      `SELECT type, name, sql FROM sqlite_schema
       WHERE tbl_name IN ('contacts', 'optOuts', 'messages', 'attempts') AND type IN ('index', 'trigger') AND sql IS NOT NULL`,
    )
    .all();
  for (const { type, name } of made) database.exec(`DROP ${type} ${name}`);
  fill();
  for (const { sql } of made) database.exec(sql);
}
