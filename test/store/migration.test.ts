import Sqlite from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CampaignState } from '../../src/shared/campaign.ts';
import { MessageState } from '../../src/shared/message.ts';
import { startSandbox } from '../../src/main/sandbox/server.ts';
import { openDatabase, type Database } from '../../src/main/engine/store/sqlite/database.ts';
import { startEngine } from '../support/engine.ts';
import { findContacts, openTestStore } from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  CAMPAIGNS,
  newDataFile,
  ON_THE_WIRE,
  QUEUED,
  SHOP,
  UNCERTAIN,
  writeFirstVersion,
} from './first-version.ts';

/** All rows by table; of these columns where they are given. */
function rowsOf(database: Database, columns?: Readonly<Record<string, readonly string[]>>) {
  const tables = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all()
    .filter((table) => columns === undefined || table in columns);
  return Object.fromEntries(
    tables.map((table) => {
      const names = columns?.[table]?.join() ?? '*';
      const rows = database.prepare<[], object>(`SELECT ${names} FROM ${table} ORDER BY 1, 2`).all();
      return [table, rows];
    }),
  );
}

function schemaOf(database: Database): unknown[] {
  return database
    .prepare(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all();
}

/** A file of 0.1.0 and what was in it. */
function firstVersion() {
  const file = join(temporaryFolder(), 'kaptar.db');
  writeFirstVersion(file);
  const old = new Sqlite(file, { readonly: true });
  const rows = rowsOf(old);
  old.close();
  return { file, rows };
}

test('the file of the first version has rows in every table, and messages and campaigns of every state', () => {
  const { rows } = firstVersion();
  expect(Object.entries(rows).filter(([, all]) => all.length === 0)).toEqual([]);
  const statesIn = (table: string) => new Set(rows[table]?.map((row) => (row as { state: string }).state));
  expect(statesIn('messages')).toEqual(new Set(MessageState.options));
  expect(statesIn('campaigns')).toEqual(new Set(CampaignState.options));
});

test('every row of the first version is kept, after a copy of the file', async () => {
  const { file, rows } = firstVersion();
  const database = openDatabase(file);
  const columns = Object.fromEntries(
    Object.entries(rows).map(([table, [first]]) => [table, Object.keys(first ?? {})]),
  );
  expect(rowsOf(database, columns)).toEqual(rows);
  expect(database.pragma('quick_check', { simple: true })).toBe('ok');
  database.close();
  expect(await openTestStore(file).verify()).toEqual([]);

  const copy = new Sqlite(`${file}.before-2`, { readonly: true });
  expect(copy.pragma('user_version', { simple: true })).toBe(1);
  expect(rowsOf(copy)).toEqual(rows);
  copy.close();
});

test('a file of the first version has the schema of a new one, and is brought over once', () => {
  const { file } = firstVersion();
  const database = openDatabase(file);
  const fresh = openDatabase(join(temporaryFolder(), 'kaptar.db'));
  expect(schemaOf(database)).toEqual(schemaOf(fresh));
  const version = database.pragma('user_version', { simple: true });
  expect(version).toBe(fresh.pragma('user_version', { simple: true }));
  fresh.close();
  database.close();
  openDatabase(file).close();
  expect(existsSync(`${file}.before-${Number(version) + 1}`)).toBe(false);
});

test('what is new about old rows is filled in: the accounts of campaigns and of attempts, and their steady time', () => {
  const { file } = firstVersion();
  const database = openDatabase(file);
  const count = (sql: string) => database.prepare<[], number>(sql).pluck().get();
  expect(
    database.prepare('SELECT campaignId, accountId FROM campaignAccounts ORDER BY campaignId').all(),
  ).toEqual(database.prepare('SELECT id AS campaignId, accountId FROM campaigns ORDER BY id').all());
  expect(
    count(
      `SELECT count(*) FROM attempts JOIN messages ON messages.id = messageId
       WHERE attempts.accountId IS NOT messages.accountId`,
    ),
  ).toBe(0);
  expect(count('SELECT count(*) FROM attempts WHERE steadyAt IS NOT startedAt')).toBe(0);
  expect(count("SELECT count(*) FROM campaigns WHERE kind <> 'list' OR providerHolds <> 0")).toBe(0);
  database.close();
});

/** The version before the contacts that an import made became a range. */
const MADE_ONE_BY_ONE = 15;

test('an import whose undo was broken off before the migration is undone to its end', async () => {
  const file = join(temporaryFolder(), 'kaptar.db');
  const old = newDataFile(file, MADE_ONE_BY_ONE);
  // The first of three new contacts was taken back already, and one has come since.
  old.exec(`
    INSERT INTO contacts (id, phone, name, nameKey, fields, createdAt, updatedAt) VALUES
      (1, '+998901110001', 'Renamed', 'renamed', '{}', 1, 5), (3, '+998901110003', 'New', 'new', '{}', 5, 5),
      (4, '+998901110004', 'Newer', 'newer', '{}', 5, 5), (5, '+998901110005', 'Since', 'since', '{}', 6, 6);
    INSERT INTO lists (id, name, createdAt) VALUES (1, 'Customers', 1);
    INSERT INTO listMembers (listId, contactId) VALUES (1, 1), (1, 3), (1, 4);
    INSERT INTO lastImport (id, fileName, finishedAt, created, updated, listId, listName, listMade,
      fieldsBefore, aliasesBefore, fieldsAfter, aliasesAfter)
      VALUES (1, 'people.csv', 5, 3, 1, 1, 'Customers', 0, '[]', '{}', '[]', '{}');
    INSERT INTO importChanges (contactId, joined, name, nameKey, fields, updatedAt)
      VALUES (1, 1, 'Former', 'former', '{}', 1);
    INSERT INTO importChanges (contactId, joined) VALUES (3, 1), (4, 1)`);
  old.close();

  const store = openTestStore(file);
  expect(await store.countImportChanges()).toBe(3);
  expect(await store.undoImportPart(2)).toEqual({ removed: 1, restored: 1, kept: 0 });
  expect(await store.countImportChanges()).toBe(1);
  expect(await store.undoImportPart(2)).toEqual({ removed: 1, restored: 0, kept: 0 });
  expect(await store.undoImportPart(2)).toEqual({ removed: 0, restored: 0, kept: 0 });
  expect((await findContacts(store)).map(({ name }) => name)).toEqual(['Former', 'Since']);
  expect(await store.countMembers(1)).toBe(0);
});

test('the engine goes on with the campaign that was running: nothing is lost, nothing goes twice', async () => {
  const sandbox = await startSandbox({ deliveryDelayMs: 50 });
  onTestFinished(() => sandbox.close());
  const dataDir = temporaryFolder();
  writeFirstVersion(join(dataDir, 'kaptar.db'), sandbox.urls.devsms);
  // What was on the wire when Kaptar was killed had been taken; what was uncertain had not.
  await fetch(`${sandbox.urls.devsms}/send_sms.php`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ phone: ON_THE_WIRE.recipient.slice(1), message: ON_THE_WIRE.text }),
  });

  const { app, call, until } = await startEngine(dataDir, false);
  await app.setSecret(SHOP, sandbox.token);
  await app.start('all');
  const { states } = await until(
    CAMPAIGNS.running,
    (campaign) => campaign.state === 'finished' && campaign.states.delivered === 4,
  );
  expect(states).toMatchObject({ accepted: 1, undelivered: 1, expired: 1, failed: 1, skipped: 1 });
  expect(sandbox.ledger.map(({ recipient, text }) => ({ recipient, text }))).toEqual(
    expect.arrayContaining([ON_THE_WIRE, QUEUED, UNCERTAIN]),
  );
  expect(sandbox.ledger).toHaveLength(3);
  for (const state of ['draft', 'scheduled', 'paused', 'finished', 'cancelled'] as const) {
    expect((await call('campaigns.get', { id: CAMPAIGNS[state] })).state).toBe(state);
  }
  expect(await call('store.verify', {})).toEqual({ violations: [] });
});
