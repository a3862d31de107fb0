import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';

/** What the files are called that an import reads, without the point. */
export const IMPORTABLE = ['xlsx', 'xlsm', 'csv', 'tsv', 'txt'];

/** Whether the system may hand this file over to be imported: a regular one, of a kind that is read. */
export function isImportable(path: string): boolean {
  return IMPORTABLE.includes(extname(path).slice(1).toLowerCase()) && isFile(path);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    // Not there, or in a folder that may not be looked into.
    return false;
  }
}

/**
 * The first file among a start's arguments that can be imported: Windows and Linux name there what was opened with
 * Kaptar. Undefined where there is none.
 * @param folder what its path is relative to
 */
export function findOpenedFile(args: readonly string[], folder: string): string | undefined {
  return args
    .filter((argument) => !argument.startsWith('-'))
    .map((argument) => resolve(folder, argument))
    .find(isImportable);
}
