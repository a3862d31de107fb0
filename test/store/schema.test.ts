import Sqlite from 'better-sqlite3';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { campaignTransitions } from '../../src/shared/campaign.ts';
import { messageTransitions } from '../../src/shared/message.ts';
import { openDatabase } from '../../src/main/engine/store/sqlite/database.ts';
import { takeEngineLock } from '../../src/main/engine/store/sqlite/engine-lock.ts';
import { booksChecker, findDamage } from '../../src/main/engine/store/sqlite/verify.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function triggerTransitions(name: string): Set<string> {
  const database = openDatabase(join(temporaryFolder(), 'kaptar.db'));
  const sql = database
    .prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(name);
  database.close();
  return new Set([...(sql ?? '').matchAll(/[' ](\w+>\w+)(?=[' ])/g)].map((match) => match[1] ?? ''));
}

function tableTransitions(table: Readonly<Record<string, readonly string[]>>): Set<string> {
  return new Set(Object.entries(table).flatMap(([from, tos]) => tos.map((to) => `${from}>${to}`)));
}

test('the triggers allow exactly what the transition tables allow', () => {
  expect(triggerTransitions('messagesTransition')).toEqual(tableTransitions(messageTransitions));
  expect(triggerTransitions('campaignsTransition')).toEqual(tableTransitions(campaignTransitions));
});

test('every commit reaches the disk: FULL, WAL, foreign keys', () => {
  const database = openDatabase(join(temporaryFolder(), 'kaptar.db'));
  const pragma = (name: string): unknown => database.pragma(name, { simple: true });
  expect([pragma('synchronous'), pragma('journal_mode'), pragma('foreign_keys')]).toEqual([2, 'wal', 1]);
  database.close();
});

test('all tables are STRICT', () => {
  const database = openDatabase(join(temporaryFolder(), 'kaptar.db'));
  const loose = database
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0")
    .pluck()
    .all();
  database.close();
  expect(loose).toEqual(['sqlite_schema', 'sqlite_sequence'].filter((name) => loose.includes(name)));
});

test('data of a newer version and other programs’ files are refused, untouched', () => {
  const folder = temporaryFolder();
  const newer = join(folder, 'newer.db');
  openDatabase(newer).close();
  const database = new Sqlite(newer);
  database.pragma('user_version = 999');
  database.close();
  expect(() => openDatabase(newer)).toThrow(/newer Kaptar/);

  const foreign = join(folder, 'foreign.db');
  const other = new Sqlite(foreign);
  other.exec('CREATE TABLE songs (title TEXT)');
  other.close();
  expect(() => openDatabase(foreign)).toThrow(/not a database of Kaptar/);
});

test('a file that is no database at all is refused in words, untouched', () => {
  const file = join(temporaryFolder(), 'kaptar.db');
  const bytes = 'not a database, '.repeat(100);
  writeFileSync(file, bytes);
  expect(() => openDatabase(file)).toThrow(/damaged or not a database/);
  expect(readFileSync(file, 'utf8')).toBe(bytes);
});

test('a database opens again, and a copy of it too, with what is in it', async () => {
  const folder = temporaryFolder();
  const first = openDatabase(join(folder, 'a.db'));
  first.exec("INSERT INTO lists (name, createdAt) VALUES ('Customers', 1)");
  first.close();
  copyFileSync(join(folder, 'a.db'), join(folder, 'b.db'));
  for (const name of ['b.db', 'a.db']) {
    const again = openDatabase(join(folder, name));
    expect(again.prepare('SELECT name FROM lists').pluck().all()).toEqual(['Customers']);
    expect(findDamage(again)).toBeNull();
    expect(await booksChecker(again)()).toEqual([]);
    again.close();
  }
});

test('one engine a data folder; the lock is free again when it is released', () => {
  const file = join(temporaryFolder(), 'engine.lock');
  const release = takeEngineLock(file);
  expect(release).not.toBeNull();
  expect(takeEngineLock(file)).toBeNull();
  release?.();
  const again = takeEngineLock(file);
  expect(again).not.toBeNull();
  again?.();
});
