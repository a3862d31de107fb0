import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { app, type BrowserWindow, dialog, type FileFilter } from 'electron';
import type { ChosenFile } from '../../shared/chosen-file.ts';
import type { ParsedInput } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { createFileTokens, type FileTokens } from './file-tokens.ts';
import { IMPORTABLE } from './opened-files.ts';

/** Files that a person has chosen, dropped or opened: the only ones the window can have read or written. */
export interface ChosenFiles {
  choose(window: BrowserWindow, input: ParsedInput<'files.choose'>): Promise<ChosenFile | null>;
  chooseRejects(window: BrowserWindow): Promise<ChosenFile | null>;
  chooseSave(window: BrowserWindow, input: ParsedInput<'files.chooseSave'>): Promise<ChosenFile | null>;
  /** A file that was dropped on the window. Throws `AppError('invalid-input')` for what is no file. */
  drop(path: unknown): ChosenFile;
  /** Keeps a text as a file, in place of the one that was pasted before. */
  paste(text: string, name: string): Promise<ChosenFile>;
  /** A file that the system was asked to open with Kaptar: chosen, too, only not in a dialog. */
  offer(path: string): ChosenFile;
  /** Removes what was pasted. */
  close(): void;
  readonly resolve: FileTokens['resolve'];
}

/** A copy of all data. */
const backupFilter: FileFilter = { name: 'Kaptar', extensions: ['db'] };

const anyFile: FileFilter = { name: '*', extensions: ['*'] };

/** What may be chosen to be read, of each kind. */
const openFilters: Readonly<Record<ParsedInput<'files.choose'>['kind'], FileFilter[]>> = {
  table: [{ name: 'Excel, CSV', extensions: [...IMPORTABLE] }, anyFile],
  backup: [backupFilter, anyFile],
};

/** What a file of each kind may be; the first is the one that a dialog proposes. */
const saveFilters: Readonly<Record<ParsedInput<'files.chooseSave'>['kind'], FileFilter[]>> = {
  rejects: [{ name: 'CSV', extensions: ['csv'] }],
  table: [
    { name: 'Excel', extensions: ['xlsx'] },
    { name: 'CSV', extensions: ['csv'] },
  ],
  backup: [backupFilter],
};

/** Where files were last saved, over restarts. */
export interface LastFolder {
  /** Undefined before the first file. */
  find(): string | undefined;
  keep(folder: string): void;
}

/** No file was chosen yet: the window may read none. Pasted texts go to the folder `pasted`. */
export function createChosenFiles(lastFolder: LastFolder, pasted: string): ChosenFiles {
  const tokens = createFileTokens();
  // People's numbers stand in them: those of a Kaptar that was killed go now.
  const removePasted = (): void => {
    try {
      rmSync(pasted, { recursive: true, force: true });
    } catch {
      // Another program holds it, such as a virus scanner. The next start tries again.
    }
  };
  removePasted();

  const offer = (path: string): ChosenFile => ({ file: tokens.give(path, 'read'), name: basename(path) });

  const chooseSave: ChosenFiles['chooseSave'] = async (window, { suggestedName, kind }) => {
    // The name only: what the window suggests may not lead to another folder.
    const name = basename(suggestedName);
    const { filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(lastFolder.find() ?? app.getPath('documents'), name),
      filters: saveFilters[kind],
    });
    if (!filePath) return null;
    lastFolder.keep(dirname(filePath));
    return { file: tokens.give(filePath, 'write'), name: basename(filePath) };
  };

  return {
    chooseSave,
    async choose(window, { kind }) {
      const {
        filePaths: [path],
      } = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: openFilters[kind],
      });
      return path ? offer(path) : null;
    },
    chooseRejects: (window) => chooseSave(window, { suggestedName: 'rejected.csv', kind: 'rejects' }),
    offer,
    drop(path) {
      if (typeof path !== 'string' || !isAbsolute(path)) {
        throw new AppError('invalid-input', 'Drop a file here, from a folder of this computer.', {
          reason: 'not-a-file',
        });
      }
      return offer(path);
    },
    async paste(text, name) {
      removePasted();
      mkdirSync(pasted, { recursive: true, mode: 0o700 });
      const path = join(pasted, `${randomUUID()}.txt`);
      await writeFile(path, text, { mode: 0o600 });
      return { ...offer(path), name };
    },
    close: removePasted,
    resolve: tokens.resolve,
  };
}
