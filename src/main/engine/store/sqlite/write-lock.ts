import Sqlite from 'better-sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often it is tried anew, ms: some twenty waiting writers cost the thread next to nothing. */
const TRY_EVERY_MS = 10;
/** Another process, such as the command line, holds the lock for a moment only. */
const PATIENCE_MS = 5000;

/**
 * Does a transaction of the store, and waits for the lock where another connection writes: the thread is free meanwhile,
 * which SQLite's own waiting would block. A transaction that did not get the lock has done nothing, so it can be begun anew.
 *
 * @param isLong whether the lock is known to be held for longer than a moment: by an import
 */
export async function withWriteLock<T>(transaction: () => Promise<T>, isLong: () => boolean): Promise<T> {
  let until: number | null = null;
  for (;;) {
    try {
      return await transaction();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (until === null || isLong()) until = performance.now() + PATIENCE_MS;
      if (performance.now() > until) throw error;
    }
    await sleep(TRY_EVERY_MS);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
