import Sqlite from 'better-sqlite3';
import { copyFileSync, existsSync } from 'node:fs';
import { AppError } from '../../../../shared/errors.ts';
import { withDiskWords } from '../../lib/disk-trouble.ts';
import { migrations } from './migrations/list.ts';

export type Database = Sqlite.Database;

/** "KPTR": marks a file as ours, so that a stray database is not migrated. */
const APPLICATION_ID = 0x4b505452;

/**
 * Below 3.51.3 a WAL reset can lose committed transactions (SQLite's WAL-reset bug); 3.53.0 is the first that
 * can take NOT NULL from a column, as migration 2 does.
 */
const OLDEST_SQLITE = [3, 53, 0] as const;

/**
 * Opens (or makes) Kaptar's database and brings it to the newest schema, after a copy of the file.
 * Throws `AppError('conflict')` for a file of a newer Kaptar or of another program.
 */
export function openDatabase(file: string): Database {
  const database = openFile(file);
  try {
    refuseOldSqlite(database);
    database.pragma('journal_mode = WAL');
    // FULL, not WAL's usual NORMAL: a power cut may lose a NORMAL commit, and a lost claim is a message sent twice.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // 64 MB: the indexes of a campaign of a million messages stay in memory while it is made.
    database.pragma('cache_size = -65536');
    // The command line may hold the write lock for a moment while the window runs the engine.
    database.pragma('busy_timeout = 5000');
    migrate(database, file);
    return database;
  } catch (error) {
    database.close();
    throw isUnreadable(error) ? unreadable(file) : withDiskWords(error);
  }
}

function openFile(file: string): Database {
  try {
    return new Sqlite(file);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new AppError('conflict', `${file} cannot be opened (${words}). Choose another data folder.`, {
      reason: 'data-folder',
    });
  }
}

function isUnreadable(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(error.code);
}

function unreadable(file: string): AppError {
  const words = `${file} is damaged or not a database of Kaptar. Nothing was changed: put a copy of the file in its place, or choose another data folder.`;
  return new AppError('conflict', words, { reason: 'unreadable-database' });
}

function refuseOldSqlite(database: Database): void {
  const version = database.prepare('SELECT sqlite_version()').pluck().get() as string;
  const parts = version.split('.').map(Number);
  for (const [place, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[place] ?? 0;
    if (part > oldest) return;
    if (part < oldest)
      throw new Error(`SQLite ${version} is too old: at least ${OLDEST_SQLITE.join('.')} is needed.`);
  }
}

function migrate(database: Database, file: string): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  const owner = database.pragma('application_id', { simple: true }) as number;
  const isEmpty = database.prepare('SELECT count(*) = 0 FROM sqlite_schema').pluck().get() === 1;
  if (!isEmpty && owner !== APPLICATION_ID) {
    throw new AppError('conflict', `${file} is not a database of Kaptar. Choose another data folder.`, {
      reason: 'foreign-database',
    });
  }
  if (version > migrations.length) {
    throw new AppError(
      'conflict',
      'This data was written by a newer Kaptar. Install the newest version to open it; nothing was changed.',
      { reason: 'newer-data' },
    );
  }
  if (version === migrations.length) return;
  if (!isEmpty) keepCopy(database, file, version);
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    database
      .transaction(() => {
        // Two processes may open a new file at once: the second finds the work done.
        if ((database.pragma('user_version', { simple: true }) as number) > index) return;
        database.exec(sql);
        database.pragma(`application_id = ${APPLICATION_ID}`);
        database.pragma(`user_version = ${index + 1}`);
      })
      .exclusive();
  }
}

/** A copy beside the file, so that a failed migration costs nothing. */
function keepCopy(database: Database, file: string, version: number): void {
  database.pragma('wal_checkpoint(TRUNCATE)');
  const copy = `${file}.before-${version + 1}`;
  if (!existsSync(copy)) copyFileSync(file, copy);
}
