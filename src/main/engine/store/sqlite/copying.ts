import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { BackupContents } from '../../../../shared/calls/backups.ts';
import { AppError } from '../../../../shared/errors.ts';
import { MAY_HAVE_GONE } from './attempt-certainty.ts';
import { type Database, isDamage, openDatabase, unreadable, versionOf } from './database.ts';
import { findDamage } from './verify.ts';

/** The schema in which lists can be removed and come back. */
const LISTS_CAN_GO = 4;

/** A copy of the present data in the new file `to`. Throws `unreadable-database` where they are damaged. */
export function copyInto(from: string, to: string): void {
  try {
    vacuumInto(from, to);
  } catch (error) {
    throw isDamage(error) ? unreadable(from) : error;
  }
  const found = damageOf(to);
  if (found !== null) throw new Error(`The copy is damaged: ${found}`);
  // SQLite does not do so for VACUUM INTO (its documentation says): a power cut would leave a name and no copy.
  syncFile(to);
}

/** Whole on the disk before it has its name. */
export function syncFile(file: string): void {
  const opened = openSync(file, 'r+');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** A sound copy of the copy `from` in the new file `to`, in the present schema. Throws as `CopyStore`. */
export function prepareCopy(from: string, to: string): void {
  openCopy(from).close();
  vacuumInto(from, to);
  const database = openDatabase(to, false);
  // One file again: what takes the place of the present data has no log beside it.
  database.pragma('journal_mode = DELETE');
  database.close();
}

/** What is in a copy, and what the present data have beyond it. Throws as `CopyStore`. */
export function inspectCopy(copy: string, present: string): Omit<BackupContents, 'madeAt' | 'bytes'> {
  const database = openCopy(copy);
  try {
    const count = (sql: string): number => database.prepare<[], number>(sql).pluck().get() ?? 0;
    const lists = versionOf(database, copy) < LISTS_CAN_GO ? 'lists' : 'lists WHERE removedAs IS NULL';
    return {
      contacts: count('SELECT count(*) FROM contacts'),
      lists: count(`SELECT count(*) FROM ${lists}`),
      campaigns: count('SELECT count(*) FROM campaigns WHERE listId IS NOT NULL AND preparedAt IS NOT NULL'),
      messages: count('SELECT count(*) FROM messages'),
      lastActivityAt: lastActivity(database),
      missing: missingIn(database, present),
    };
  } finally {
    database.close();
  }
}

/**
 * The last time that anything happened in a database; null where nothing ever did. Whatever was done after the copy was
 * made came later, whatever the date of its file says.
 */
export function lastActivity(database: Database): number | null {
  const newest = database.prepare<[], number | null>(
    `SELECT max(at) FROM (
       SELECT max(updatedAt) AS at FROM messages UNION ALL SELECT max(startedAt) FROM attempts
       UNION ALL SELECT max(closedAt) FROM attempts UNION ALL SELECT max(createdAt) FROM campaigns
       UNION ALL SELECT max(updatedAt) FROM contacts UNION ALL SELECT max(createdAt) FROM accounts)`,
  );
  return newest.pluck().get() ?? null;
}

/** Null where the present data cannot be read. */
function missingIn(database: Database, present: string): BackupContents['missing'] {
  if (!existsSync(present)) return null;
  const count = (sql: string): number => database.prepare<[], number>(sql).pluck().get() ?? 0;
  try {
    database.prepare('ATTACH ? AS present').run(present);
    return {
      contacts: count(
        'SELECT count(*) FROM present.contacts WHERE phone NOT IN (SELECT phone FROM main.contacts)',
      ),
      campaigns: count(
        `SELECT count(*) FROM present.campaigns AS theirs WHERE listId IS NOT NULL AND preparedAt IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM main.campaigns AS ours
             WHERE ours.id = theirs.id AND ours.createdAt = theirs.createdAt)`,
      ),
      messages: count(
        `SELECT count(DISTINCT messageId) FROM present.attempts AS theirs
         WHERE ${MAY_HAVE_GONE} AND NOT EXISTS (
           SELECT 1 FROM main.messages JOIN main.attempts AS ours ON ours.messageId = messages.id
           WHERE ours.startedAt = theirs.startedAt
             AND reference = (SELECT reference FROM present.messages WHERE id = theirs.messageId))`,
      ),
    };
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) return null;
    throw error;
  }
}

/** Opens a sound copy of this Kaptar or an earlier one to be read. */
function openCopy(file: string): Database {
  if (!existsSync(file)) {
    throw new AppError('conflict', `${file} is not there. Choose another copy.`, {
      reason: 'backup-missing',
    });
  }
  let database: Database | undefined;
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true });
    versionOf(database, file);
    if (findDamage(database, 'integrity_check') === null) return database;
  } catch (error) {
    database?.close();
    if (error instanceof AppError) throw error;
    if (!(error instanceof Sqlite.SqliteError)) throw error;
  }
  database?.close();
  throw new AppError('conflict', `${file} is damaged. Choose an older copy; nothing was changed.`, {
    reason: 'backup-damaged',
  });
}

/** One snapshot, however much is written meanwhile, without the pages that are free. */
function vacuumInto(from: string, to: string): void {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true });
  try {
    source.prepare('VACUUM INTO ?').run(to);
  } finally {
    source.close();
  }
}

function damageOf(file: string): string | null {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    return findDamage(database, 'integrity_check');
  } finally {
    database.close();
  }
}
