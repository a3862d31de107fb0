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
 * Checks the books: answers the invariants that do not hold; empty is good. Sending has its turn between two of them.
 * Rejects once `signal` is aborted.
 */
export function booksChecker(database: Database): (signal?: AbortSignal) => Promise<Violation[]> {
  // Not before the first look: most runs of Kaptar never take one.
  let made: ReadonlySet<string> | undefined;
  return async (signal) => {
    made ??= madeSchema();
    const orphans = database.pragma('foreign_key_check') as unknown[];
    const found: [ViolationCode, number][] = [
      ['schema', countForeign(schemaOf(database), made)],
      ['orphans', orphans.length],
    ];
    for (const [code, sql] of Object.entries(invariants)) {
      await nextTurn();
      signal?.throwIfAborted();
      found.push([code as keyof typeof invariants, database.prepare<[], number>(sql).pluck().get() ?? 0]);
    }
    return found.flatMap(([code, rows]) => (rows > 0 ? [{ code, rows, detail: null }] : []));
  };
}

/** Every table, index and trigger, as SQLite remembers how it was made. */
function schemaOf(database: Database): ReadonlySet<string> {
  return new Set(
    database
      .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all(),
  );
}

/** What the migrations make. */
function madeSchema(): ReadonlySet<string> {
  const fresh = new Sqlite(':memory:');
  for (const migration of migrations) fresh.exec(migration);
  const made = schemaOf(fresh);
  fresh.close();
  return made;
}

/** How many of `schema` are not in `made`, or are missing. */
function countForeign(schema: ReadonlySet<string>, made: ReadonlySet<string>): number {
  const beyond = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].filter((sql) => !other.has(sql)).length;
  return beyond(schema, made) + beyond(made, schema);
}
