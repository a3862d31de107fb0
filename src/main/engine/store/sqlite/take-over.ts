import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../../../shared/errors.ts';

/** What was replaced last can be brought back, and what was there before, for whoever restored twice in a hurry. */
const KEEP_REPLACED = 2;

/** A command line that reads the data ends within seconds. */
const WAIT_MS = 5000;

/** The log of a database, and what the system keeps of it while it is open. */
const LOGS = ['-wal', '-journal'] as const;

/** Where a restore puts what is to take the place of the database in `file`: whole, checked, and with no log beside it. */
export const readyBeside = (file: string): string => `${file}.restored`;

/**
 * Puts what a restore has made ready in the place of the database in `file`, which stays beside it as `….replaced-<time>`.
 * For whoever has the data folder alone, before the database is opened; whether there was anything. Cut short anywhere,
 * it goes on at its next call: what is ready takes its place last. Throws `AppError('conflict')` while another process
 * has the database open.
 */
export function takeOver(file: string): boolean {
  const ready = readyBeside(file);
  const readyAt = statSync(ready, { throwIfNoEntry: false })?.mtimeMs;
  if (readyAt === undefined) return false;
  foldLog(file);
  const aside = nameAside(file, readyAt);
  // The log first: left behind, SQLite would read it into the other database.
  for (const end of LOGS) moveIfThere(`${file}${end}`, `${aside}${end}`);
  rmSync(`${file}-shm`, { force: true });
  moveIfThere(file, aside);
  syncFolderOf(file);
  renameSync(ready, file);
  syncFolderOf(file);
  forgetOldest(file);
  return true;
}

/** Brings what is only in the log into the file, where both can be read; what cannot is kept as it is. */
function foldLog(file: string): void {
  if (!statSync(file, { throwIfNoEntry: false })?.size) return;
  let database: Sqlite.Database | undefined;
  try {
    database = new Sqlite(file, { fileMustExist: true, timeout: WAIT_MS });
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    // Needs the file alone, and so tells whether anybody else has it.
    database.pragma('journal_mode = DELETE');
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) return;
    throw new AppError('conflict', 'Another Kaptar has these data open. Close it first.', {
      reason: 'engine-running',
    });
  } finally {
    database?.close();
  }
}

/** The same at each try, so that a file and its log have one name, unless another file was made there meanwhile. */
function nameAside(file: string, readyAt: number): string {
  const name = `${file}.replaced-${new Date(readyAt).toISOString().replace(/[:.]/g, '-')}`;
  return existsSync(name) && existsSync(file) ? `${name}-again` : name;
}

function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to);
}

/** Their names sort by time. */
function forgetOldest(file: string): void {
  const start = `${basename(file)}.replaced-`;
  const folder = dirname(file);
  const replaced = readdirSync(folder).filter(
    (name) => name.startsWith(start) && !LOGS.some((end) => name.endsWith(end)),
  );
  for (const name of replaced.toSorted().slice(0, -KEEP_REPLACED)) {
    for (const end of ['', ...LOGS]) rmSync(join(folder, `${name}${end}`), { recursive: true, force: true });
  }
}

/** A new name is on the disk only with its folder; Windows does that by itself and opens no folders. */
export function syncFolderOf(file: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
