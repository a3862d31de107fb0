import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog, type FileFilter } from 'electron';
import type { CallOutput, ParsedInput } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';

/** The inputs that name a file, by call: the window fills them with tokens, the engine gets paths. */
const fileInputs: Readonly<Record<string, readonly string[]>> = {
  'import.inspect': ['file'],
  'import.run': ['file', 'rejects'],
  'reports.export': ['file'],
  'contacts.export': ['file'],
};

/** Files that a person has chosen in a dialog: the only ones the window can have read or written. */
export interface ChosenFiles {
  choose(window: BrowserWindow): Promise<CallOutput<'files.choose'>>;
  chooseRejects(window: BrowserWindow): Promise<CallOutput<'files.chooseRejects'>>;
  chooseSave(
    window: BrowserWindow,
    input: ParsedInput<'files.chooseSave'>,
  ): Promise<CallOutput<'files.chooseSave'>>;
  /** A file that the system was asked to open with Kaptar: chosen, too, only not in a dialog. */
  offer(path: string): { file: string; name: string };
  /** The input with paths in place of tokens. Throws `AppError('invalid-input')` for a token it never gave. */
  resolve(call: string, input: unknown): unknown;
}

/** What a file of each kind may be; the first is the one that a dialog proposes. */
const saveFilters: Readonly<Record<ParsedInput<'files.chooseSave'>['kind'], FileFilter[]>> = {
  rejects: [{ name: 'CSV', extensions: ['csv'] }],
  table: [
    { name: 'Excel', extensions: ['xlsx'] },
    { name: 'CSV', extensions: ['csv'] },
  ],
};

/** Where files were last saved, over restarts. */
export interface LastFolder {
  /** Undefined before the first file. */
  find(): string | undefined;
  keep(folder: string): void;
}

/** No file was chosen yet: the window may read none. */
export function createChosenFiles(lastFolder: LastFolder): ChosenFiles {
  const paths = new Map<string, string>();

  const offer = (path: string): { file: string; name: string } => {
    const token = randomUUID();
    paths.set(token, path);
    return { file: token, name: basename(path) };
  };
  const remember = (path: string | undefined): CallOutput<'files.choose'> => (path ? offer(path) : null);

  const chooseSave: ChosenFiles['chooseSave'] = async (window, { suggestedName, kind }) => {
    // The name only: what the window suggests may not lead to another folder.
    const name = basename(suggestedName);
    const { filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(lastFolder.find() ?? app.getPath('documents'), name),
      filters: saveFilters[kind],
    });
    if (filePath) lastFolder.keep(dirname(filePath));
    return remember(filePath);
  };

  return {
    chooseSave,
    async choose(window) {
      const { filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: [
          { name: 'CSV', extensions: ['csv', 'tsv', 'txt'] },
          { name: '*', extensions: ['*'] },
        ],
      });
      return remember(filePaths[0]);
    },
    chooseRejects: (window) => chooseSave(window, { suggestedName: 'rejected.csv', kind: 'rejects' }),
    offer,
    resolve(call, input) {
      const names = fileInputs[call];
      if (!names || typeof input !== 'object' || input === null) return input;
      const resolved: Record<string, unknown> = { ...input };
      for (const name of names) {
        const token = resolved[name];
        if (token === undefined || token === null) continue;
        const path = typeof token === 'string' ? paths.get(token) : undefined;
        if (!path) throw new AppError('invalid-input', 'Choose the file again.', { reason: 'unknown-file' });
        resolved[name] = path;
      }
      return resolved;
    },
  };
}
