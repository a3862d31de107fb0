import { setImmediate as nextTurn } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { Violation, ViolationCode } from '../../../../shared/violation.ts';
import type { Database } from './database.ts';
import { invariants } from './invariants.ts';
import { migrations } from './migrations/list.ts';

/**
 * What SQLite finds wrong with the file, in its words; null where it is sound. `integrity_check` compares the indexes with
 * their tables, too, and takes longer.
 */
export function findDamage(
  database: Database,
  check: 'quick_check' | 'integrity_check' = 'quick_check',
): string | null {
  const found = String(database.pragma(check, { simple: true }));
  return found === 'ok' ? null : found;
}

/**
 * The invariants that do not hold; empty is good. Sending has its turn between two of them. Rejects once `signal` is
 * aborted.
 */
export async function checkInvariants(database: Database, signal?: AbortSignal): Promise<Violation[]> {
  const orphans = database.pragma('foreign_key_check') as unknown[];
  const found: [ViolationCode, number][] = [
    ['schema', countForeign(schemaOf(database))],
    ['orphans', orphans.length],
  ];
  for (const [code, sql] of Object.entries(invariants)) {
    await nextTurn();
    signal?.throwIfAborted();
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
