import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { takeEngineLock } from './store/sqlite/engine-lock.ts';
import { readyBeside, takeOver } from './store/sqlite/take-over.ts';

/** Makes the data folder where there is none. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid-input', `The data folder ${folder} cannot be used (${words}).`, {
      reason: 'data-folder',
    });
  }
}

/** Takes the data folder for one engine; the answer lets go of it. Throws `AppError('conflict')` where another has it. */
export function lockFolder(folder: string): () => void {
  const release = takeEngineLock(join(folder, 'engine.lock'));
  if (release) return release;
  throw new AppError('conflict', 'Another Kaptar is sending from this data folder. Close it first.', {
    reason: 'engine-running',
  });
}

/** Puts what a restore has made ready in the place of the database in `file`; whether there was anything. */
export function takeOverRestored(folder: string, file: string): boolean {
  if (!existsSync(readyBeside(file))) return false;
  const release = lockFolder(folder);
  try {
    return takeOver(file);
  } finally {
    release();
  }
}
