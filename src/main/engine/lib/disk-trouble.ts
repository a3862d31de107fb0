import type { DiskTrouble } from '../../../shared/campaign.ts';
import { AppError } from '../../../shared/errors.ts';

/** SQLite's codes begin so where a file cannot be written (or read); the others are the system's own. */
const UNWRITABLE = /^(SQLITE_(IOERR|READONLY|CANTOPEN)|EIO$|EROFS$)/;
/** SHMSIZE: no room for the WAL's index, which a file has while it is open (https://sqlite.org/rescode.html). */
const FULL: readonly string[] = ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'];

const words: Readonly<Record<DiskTrouble, string>> = {
  full: 'There is no room on the disk. Make some and try again.',
  unwritable: 'The disk with the data cannot be written to. Check whether it is there and works.',
};

/** What is wrong with the disk, told by an error's code; null where the error is about something else. */
export function diskTroubleOf(error: unknown): DiskTrouble | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.includes(code)) return 'full';
  return UNWRITABLE.test(code) ? 'unwritable' : null;
}

/** The error as one that a person can mend, where the disk is the cause; any other as it is. */
export function withDiskWords(error: unknown): unknown {
  const trouble = diskTroubleOf(error);
  return trouble ? new AppError('conflict', words[trouble], { reason: `disk-${trouble}` }) : error;
}
