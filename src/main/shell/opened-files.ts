import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';

/** The tables that an import reads. */
const EXTENSIONS = ['.csv', '.tsv', '.txt', '.xlsx'];

/** Whether the system may hand this file over to be imported: a regular one, of a kind that is read. */
export function isImportable(path: string): boolean {
  if (!EXTENSIONS.includes(extname(path).toLowerCase())) return false;
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
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
