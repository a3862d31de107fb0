import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Database } from '../../src/main/engine/store/sqlite/database.ts';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/**
 * How SQLite goes about the statements that the store really prepares. A campaign has a million messages: what
 * walks or sorts them all holds the lane, and the window, for a second.
 */

/** Statements that may walk all messages, attempts or contacts, by what they begin with, and why. */
const MAY_WALK: Readonly<Record<string, string>> = {
  'SELECT count(*) FROM contacts': 'By an index; some 10 ms for a million.',
  'SELECT messages.id, campaignId, state, max(startedAt)': 'By an index of the few attempts in doubt.',
  'SELECT EXISTS (SELECT 1 FROM campaigns': 'By an index that holds what is on the wire, and nothing else.',
  'SELECT messages.id, accounts.provider': 'By an index that holds what is on the wire, and nothing else.',
};

/** Statements that may sort the messages or attempts that they find, by what they begin with, and why. */
const MAY_SORT: Readonly<Record<string, string>> = {
  "SELECT CASE accountId WHEN $accountId THEN 'own'": 'One message of each account at one address, at most.',
};

/** What the store prepares when it is opened, each statement with the steps of its plan in SQLite's words. */
function openWithPlans(): { database: Database; plans: { sql: string; steps: string[] }[] } {
  const prepare = vi.spyOn(Sqlite.prototype, 'prepare');
  const store = openSqliteStore(join(temporaryFolder(), 'kaptar.db'), () => 1000);
  onTestFinished(() => store.close());
  const statements = new Set(prepare.mock.calls.map(([sql]) => sql));
  // The store's own connection: others do not have its temporary tables.
  const database = prepare.mock.contexts[0] as Database;
  prepare.mockRestore();
  const plans = [...statements].map((sql) => {
    const steps = explain(database, sql).map(({ detail }) => detail);
    return { sql: sql.replaceAll(/\s+/g, ' ').trim(), steps };
  });
  return { database, plans };
}

/** A plan does not depend on the values; SQLite only wants them to be there. */
function explain(database: Database, sql: string): { detail: string }[] {
  const plan = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  const unnamed = Array.from(sql.matchAll(/\?/g), () => null);
  const names = sql.match(/\$\w+/g);
  if (names) return plan.all(unnamed, Object.fromEntries(names.map((name) => [name.slice(1), null])));
  return plan.all(...unnamed);
}

/** What the list calls these statements; those that it does not have, in full. */
function namesIn(
  statements: readonly { sql: string }[],
  list: Readonly<Record<string, string>>,
): Set<string> {
  const beginnings = Object.keys(list);
  return new Set(statements.map(({ sql }) => beginnings.find((name) => sql.startsWith(name)) ?? sql));
}

test('no statement walks all messages, attempts or contacts, but for those that may', () => {
  const { plans } = openWithPlans();
  const walks = plans.filter(({ steps }) =>
    steps.some((step) => /^SCAN (messages|attempts|contacts)\b/.test(step)),
  );
  expect(namesIn(walks, MAY_WALK)).toEqual(new Set(Object.keys(MAY_WALK)));
});

test('messages and attempts are read in the order of an index, not sorted', () => {
  const { plans } = openWithPlans();
  const ordered = plans.filter(
    ({ sql, steps: [first = ''] }) => /^SEARCH (messages|attempts)\b/.test(first) && sql.includes('ORDER BY'),
  );
  expect(ordered.length).toBeGreaterThan(0);
  const sorts = ordered.filter(({ steps }) => steps.some((step) => step.includes('TEMP B-TREE')));
  expect(namesIn(sorts, MAY_SORT)).toEqual(new Set(Object.keys(MAY_SORT)));
});

test('every index of messages and attempts is walked by a statement', () => {
  const { database, plans } = openWithPlans();
  const indexes = database
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema
       WHERE type = 'index' AND tbl_name IN ('messages', 'attempts') AND sql IS NOT NULL`,
    )
    .pluck()
    .all();
  const steps = plans.flatMap((plan) => plan.steps).join('; ');
  const idle = indexes.filter((name) => !new RegExp(`INDEX ${name}\\b`).test(steps));
  expect(idle).toEqual([]);
});

test('pages of campaigns go by the index of those to lists, however many codes there are', () => {
  const { plans } = openWithPlans();
  const pages = plans.filter(
    ({ sql }) => sql.startsWith('SELECT campaigns.id, kind') && sql.includes('$before'),
  );
  expect(pages.length).toBeGreaterThan(3);
  for (const { steps } of pages) {
    expect(steps[0]).toMatch(/^SEARCH campaigns USING INDEX campaignsToLists/);
    expect(steps.join('; ')).not.toContain('TEMP B-TREE FOR ORDER BY');
  }
});
