import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { CallOutput } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';

/** The inputs that name a file, by call: the window fills them with tokens, the engine gets paths. */
const fileInputs: Readonly<Record<string, readonly string[]>> = {
  'import.inspect': ['file'],
  'import.run': ['file', 'rejects'],
};

/** Files that a person has chosen in a dialog: the only ones the window can have read or written. */
export interface ChosenFiles {
  choose(window: BrowserWindow): Promise<CallOutput<'files.choose'>>;
  chooseRejects(window: BrowserWindow): Promise<CallOutput<'files.chooseRejects'>>;
  /** The input with paths in place of tokens. Throws `AppError('invalid-input')` for a token it never gave. */
  resolve(call: string, input: unknown): unknown;
}

/** No file was chosen yet: the window may read none. */
export function createChosenFiles(): ChosenFiles {
  const paths = new Map<string, string>();

  const remember = (path: string | undefined): CallOutput<'files.choose'> => {
    if (!path) return null;
    const token = randomUUID();
    paths.set(token, path);
    return { file: token, name: basename(path) };
  };

  return {
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
    async chooseRejects(window) {
      const { filePath } = await dialog.showSaveDialog(window, {
        defaultPath: 'rejected.csv',
        filters: [{ name: 'CSV', extensions: ['csv'] }],
      });
      return remember(filePath);
    },
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
