import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Store } from '../store/store.ts';
import { importCsv } from './import/import.ts';
import { inspectCsv } from './import/inspect.ts';

/** The import that runs, if any: there is one at a time. */
export interface ImportTools {
  readonly store: Store;
  readonly emitter: Emitter;
  readonly running: { current: AbortController | null };
}

/** Reads a file into a list and tells the window how far it is. Errors as `importCsv`. */
export async function runImport(
  { store, emitter, running }: ImportTools,
  { file, ...input }: ParsedInput<'import.run'>,
): Promise<CallOutput<'import.run'>> {
  if (running.current) {
    throw new AppError('conflict', 'Another import is running. Wait for its end or cancel it.', {
      reason: 'import-running',
    });
  }
  const controller = new AbortController();
  running.current = controller;
  try {
    const onProgress = (progress: { bytesRead: number; bytesTotal: number; rows: number }): void =>
      emitter.emit('import.progress', progress);
    return await importCsv({ ...input, path: file }, { store, signal: controller.signal, onProgress });
  } finally {
    running.current = null;
    emitter.emit('changed', { topic: 'contacts' });
  }
}

/** Ends the running import; nothing of it is kept. */
export function cancelImport({ running }: ImportTools): void {
  running.current?.abort(
    new AppError('conflict', 'The import was cancelled.', { reason: 'import-cancelled' }),
  );
}

/** Imports a file whose columns are known to be guessed right; answers the list's id. */
export async function importFile(
  tools: ImportTools,
  { file, country, list }: { file: string; country: string; list: string },
): Promise<number> {
  const { mapping } = await inspectCsv(file, { encoding: null, country });
  if (!mapping) throw new Error(`${file} has no column of phone numbers.`);
  const report = await runImport(tools, {
    file,
    country,
    list,
    mapping,
    encoding: null,
    rejects: null,
    newList: false,
  });
  return report.listId;
}
