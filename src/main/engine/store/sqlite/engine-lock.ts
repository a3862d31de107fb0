import Sqlite from 'better-sqlite3';

/** How long a dying predecessor may take to let go (a killed process is gone within milliseconds). */
const WAIT_MS = 3000;

/**
 * Takes the data folder for one engine. The lock is a file lock held through SQLite, so the system lets go of
 * it however the process ends. Null where another engine holds it; otherwise call the answer to release it.
 */
export function takeEngineLock(file: string): (() => void) | null {
  const lock = new Sqlite(file, { timeout: WAIT_MS });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return () => lock.close();
}
