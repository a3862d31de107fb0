import Sqlite from 'better-sqlite3';
import { copyFileSync, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
 * Throws `AppError('conflict')` for a file of a newer Kaptar or of another program, and for a damaged one.
 *
 * @param keepsCopy false for a file that is a copy itself
 */
export function openDatabase(file: string, keepsCopy = true): Database {
  const database = openFile(file);
  try {
    refuseOldSqlite(database);
    database.pragma('journal_mode = WAL');
    commitToDisk(database);
    // 16 MB hold what sending and the window go back to; with more, a long campaign fills it with what it is done with.
    database.pragma('cache_size = -16384');
    // What a single statement may have to take back: more than 64 KB of it would go through a file, 4 KB a write.
    database.pragma('temp_store = MEMORY');
    // The command line may hold the write lock for a moment while the window runs the engine.
    database.pragma('busy_timeout = 5000');
    // A migration may make a table anew, as SQLite says it is done: what refers to it must not go with the old one.
    database.pragma('foreign_keys = OFF');
    migrate(database, file, keepsCopy);
    database.pragma('foreign_keys = ON');
    return database;
  } catch (error) {
    database.close();
    throw isDamage(error) ? unreadable(file) : withDiskWords(error);
  }
}

/** FULL, not WAL's usual NORMAL: a power cut may lose a NORMAL commit, and a lost claim is a message sent twice. */
function commitToDisk(database: Database): void {
  database.pragma('synchronous = FULL');
}

/** The engine may send as fast as it can: between two of its transactions there is a moment for another connection. */
const LONG_WAIT_MS = 60_000;

/**
 * A further connection to a database that is open already, for a thread that writes much at once. It checks no foreign keys:
 * they cost a tenth of the time, and what it writes refers to rows of its own transaction only.
 */
export function connectBeside(file: string): Database {
  const database = new Sqlite(file, { fileMustExist: true });
  commitToDisk(database);
  database.pragma('foreign_keys = OFF');
  // 64 MB: the indexes of a million rows stay in memory while they are written.
  database.pragma('cache_size = -65536');
  database.pragma(`busy_timeout = ${LONG_WAIT_MS}`);
  // Whoever uses it says when, so that nobody waits for it.
  database.pragma('wal_autocheckpoint = 0');
  return database;
}

function openFile(file: string): Database {
  if (wasEmptied(file) || statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw unreadable(file);
  try {
    return new Sqlite(file);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new AppError('conflict', `${file} cannot be opened (${words}). Choose another data folder.`, {
      reason: 'data-folder',
    });
  }
}

/** Where the copies of a database are. */
export const backupFolderOf = (file: string): string => join(dirname(file), 'backups');

/**
 * Whether a file that is gone or of no length had content once: there are copies of it, or a log, which SQLite would
 * delete. It would be taken for a new one, and the copies of what was in it would go day by day.
 */
function wasEmptied(file: string): boolean {
  const sizeOf = (name: string): number => statSync(name, { throwIfNoEntry: false })?.size ?? 0;
  if (sizeOf(file) > 0) return false;
  const folder = backupFolderOf(file);
  return sizeOf(`${file}-wal`) > 0 || (existsSync(folder) && readdirSync(folder).length > 0);
}

/** Whether SQLite could not make sense of what it read. */
export function isDamage(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);
}

/** What is told of data that cannot be read. */
export function unreadable(file: string): AppError {
  const words = `${file} is damaged or not a database of Kaptar. Nothing was changed: restore a backup (kaptar backup list, kaptar restore), or choose another data folder.`;
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

function migrate(database: Database, file: string, keepsCopy: boolean): void {
  const isEmpty = database.prepare('SELECT count(*) = 0 FROM sqlite_schema').pluck().get() === 1;
  const version = isEmpty ? 0 : versionOf(database, file);
  if (version === migrations.length) return;
  if (!isEmpty && keepsCopy) keepCopy(database, file, version);
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

/**
 * The schema of a database of Kaptar, as the number of its last migration. Throws `AppError('conflict')` for one of a newer
 * Kaptar or of another program.
 */
export function versionOf(database: Database, file: string): number {
  const owner = database.pragma('application_id', { simple: true }) as number;
  if (owner !== APPLICATION_ID) {
    throw new AppError('conflict', `${file} is not a database of Kaptar. Choose another one.`, {
      reason: 'foreign-database',
    });
  }
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version <= migrations.length) return version;
  throw new AppError(
    'conflict',
    'This data was written by a newer Kaptar. Install the newest version to open it; nothing was changed.',
    { reason: 'newer-data' },
  );
}

/** A copy beside the file, so that a failed migration costs nothing. */
function keepCopy(database: Database, file: string, version: number): void {
  database.pragma('wal_checkpoint(TRUNCATE)');
  const copy = `${file}.before-${version + 1}`;
  if (!existsSync(copy)) copyFileSync(file, copy);
}
