import { stat } from 'node:fs/promises';
import Papa from 'papaparse';
import type { RejectedRow } from '../../../../shared/csv-import.ts';
import { harmless } from '../formula.ts';
import { beginWholeFile } from '../whole-file.ts';
import { badFile } from './read-file.ts';

/** What is put before the columns of the file: behind them a row with too many cells would hide it. */
export const REJECT_COLUMNS = ['row', 'reason'] as const;

/** A file of rejected rows in the making: nothing stands under its name before `finish`. */
export type RejectsFile = {
  write(rows: readonly RejectedRow[]): Promise<void>;
  /** Puts the file in its place, over one that is there. */
  finish(): Promise<void>;
  /** Leaves nothing behind, after `finish` neither: for an import that did not come about. */
  discard(): Promise<void>;
};

/**
 * Opens a CSV for rejected rows: UTF-8 with byte order mark (Excel asks for it), the delimiter of the file
 * they come from (the one that its owner's spreadsheet knows). Throws `rejects-unwritable` while nothing
 * has been imported yet.
 */
export async function openRejects(
  path: string,
  source: { path: string; delimiter: string; header: readonly string[] },
): Promise<RejectsFile> {
  await refuseTarget(path, source.path);
  const orThrow = (step: Promise<void>) =>
    step.catch((error: unknown) => {
      throw unwritable(path, error);
    });
  const file = await beginWholeFile(path).catch((error: unknown) => {
    throw unwritable(path, error);
  });
  const { delimiter } = source;
  const writeLines = (lines: string[][]) => {
    const cells = lines.map((line) => line.map((cell) => harmless(cell, delimiter)));
    return orThrow(file.append(`${Papa.unparse(cells, { delimiter, newline: '\r\n' })}\r\n`));
  };

  await orThrow(file.append('\ufeff'));
  await writeLines([[...REJECT_COLUMNS, ...source.header]]);
  return {
    async write(rows) {
      if (rows.length === 0) return;
      await writeLines(
        rows.map(({ row, reason, message, cells }) => [String(row), `${reason}: ${message}`, ...cells]),
      );
    },
    finish: () => orThrow(file.finish()),
    discard: () => file.discard(),
  };
}

async function refuseTarget(path: string, source: string): Promise<void> {
  const [target, original] = await Promise.all([stat(path).catch(() => null), stat(source)]);
  if (target?.isDirectory()) {
    throw badFile('rejects-unwritable', `“${path}” is a folder: name a file for the rejected rows.`);
  }
  if (target && target.ino === original.ino && target.dev === original.dev) {
    throw badFile('rejects-is-source', 'The rejected rows need a file of their own, not the imported one.');
  }
}

function unwritable(path: string, error: unknown) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return badFile(
    'rejects-unwritable',
    `The rejected rows cannot be written to “${path}” (${code}): choose another place.`,
  );
}
