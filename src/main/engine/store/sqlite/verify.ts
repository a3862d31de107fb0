import { setImmediate as nextTurn } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { Violation, ViolationCode } from '../../../../shared/violation.ts';
import type { Database } from './database.ts';
import { invariants } from './invariants.ts';
import { migrations } from './migrations/list.ts';

/** The invariants that do not hold; empty is good. Sending has its turn between two of them. */
export async function verifyDatabase(database: Database): Promise<Violation[]> {
  try {
    const faults = database.prepare<[], string>('PRAGMA quick_check').pluck().all();
    // What a damaged file seems to hold says nothing about the books.
    if (faults[0] !== 'ok') return [damaged(faults.length, faults[0] ?? '')];
    return await findViolations(database);
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_CORRUPT')) {
      return [damaged(1, error.message)];
    }
    throw error;
  }
}

const damaged = (rows: number, detail: string): Violation => ({ code: 'damaged', rows, detail });

async function findViolations(database: Database): Promise<Violation[]> {
  const orphans = database.pragma('foreign_key_check') as unknown[];
  const found: [ViolationCode, number][] = [
    ['schema', countForeign(schemaOf(database))],
    ['orphans', orphans.length],
  ];
  for (const [code, sql] of Object.entries(invariants)) {
    await nextTurn();
    found.push([code as keyof typeof invariants, database.prepare<[], number>(sql).pluck().get() ?? 0]);
  }
  return found.flatMap(([code, rows]) => (rows > 0 ? [{ code, rows, detail: null }] : []));
}

/** Every table, index and trigger, as SQLite remembers how it was made. */
function schemaOf(database: Database): Set<string> {
  return new Set(
    database
      .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all(),
  );
}

/** How many of them are not those that the migrations make, or are missing. */
function countForeign(schema: Set<string>): number {
  const fresh = new Sqlite(':memory:');
  for (const migration of migrations) fresh.exec(migration);
  const made = schemaOf(fresh);
  fresh.close();
  const beyond = (one: Set<string>, other: Set<string>) => [...one].filter((sql) => !other.has(sql)).length;
  return beyond(schema, made) + beyond(made, schema);
}
