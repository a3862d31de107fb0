import { basename } from 'node:path';
import type { ImportCheck, ImportReport } from '../../../../shared/csv-import.ts';
import { createThread, threadEntry } from '../../lib/thread.ts';
import type { ImportStore } from '../../store/contact-store.ts';
import {
  type ReadColumns,
  type ReadPart,
  REPORTED_OF_A_KIND,
  type ReadRequest,
  type Tally,
} from './reading.ts';
import type { ReadTasks } from './read-tasks.ts';

/** Rows compared at a time: their answer takes the engine's thread a millisecond or two. */
const BATCH_ROWS = 1000;
/** Parts of a file that are read before they are asked for, so that neither thread waits for the other's slower ones. */
const READ_AHEAD = 2;

export type ImportRequest = ReadRequest & {
  readonly list: string;
  /** Makes a new list in any case, numbered where the name is taken. */
  readonly newList: boolean;
};

export type ImportDependencies = {
  readonly store: ImportStore;
  readonly signal: AbortSignal;
  /** Called after each block of the file (256 KB). */
  readonly onProgress: (progress: { bytesRead: number; bytesTotal: number; rows: number }) => void;
};

/** Reads files: one for all engines of a process, of which only tests have several. */
const reader = createThread<ReadTasks>(threadEntry(import.meta.url, 'read-worker'));

/**
 * Imports the contacts of a file into a list, all or nothing: rows are staged, and moved in one transaction
 * once the whole file was read. On an error or a cancel (the signal's reason is thrown) nothing is changed and
 * no file of rejected rows appears. Rows that cannot be taken are counted, reported and do not stop it.
 *
 * Three threads share the work: one reads, one writes, and the engine's own hands over what is read in between.
 */
export async function importCsv(
  request: ImportRequest,
  using: ImportDependencies,
): Promise<ImportReport & { readonly columns: ReadColumns }> {
  const { list, newList, original } = request;
  return stageFile(request, using, async (columns, tally) => {
    const moved = await using.store.commitImport(list, columns.aliases, newList, basename(original));
    return { ...moved, ...tally, columns };
  });
}

/** Tells what `importCsv` would do with this list, by the same reader and rules, and writes no contact. */
export async function checkCsv(
  request: ReadRequest & { readonly list: string },
  using: ImportDependencies,
): Promise<ImportCheck> {
  return stageFile(request, using, async (_columns, tally) => {
    const fates = await compareAll(request.list, using);
    await using.store.discardImport();
    return { ...tally, ...fates };
  });
}

/** Stages what can be taken of a file; `finish` is called when all of it is there. */
async function stageFile<T>(
  request: ReadRequest,
  { store, signal, onProgress }: ImportDependencies,
  finish: (columns: ReadColumns, tally: Tally) => Promise<T>,
): Promise<T> {
  await store.beginImport();
  const release = reader.hold();
  let opened: { id: number; columns: ReadColumns } | undefined;
  const ahead: Promise<ReadPart | null>[] = [];
  try {
    opened = await reader.call('open', request, signal);
    const { id, columns } = opened;
    await reader.call('nameFields', { id, names: await store.nameFields(columns.fields) });
    const next = (): void => {
      const part = reader.call('next', id);
      part.catch(() => undefined); // it is met where it is awaited
      ahead.push(part);
    };
    for (let part = 0; part < READ_AHEAD; part += 1) next();
    for (let part = await ahead.shift(); part; part = await ahead.shift()) {
      signal.throwIfAborted();
      next();
      await store.stagePacked(part.contacts);
      const { bytesRead, rows } = part;
      onProgress({ bytesRead, bytesTotal: columns.sizeBytes, rows });
    }
    signal.throwIfAborted();
    const result = await finish(columns, await reader.call('finish', id));
    await reader.call('close', id);
    return result;
  } catch (error) {
    await store.discardImport();
    await Promise.allSettled(ahead);
    if (opened) await reader.call('discard', opened.id);
    signal.throwIfAborted();
    throw error;
  } finally {
    release();
  }
}

/** What the staged rows will be, counted, with the first of each kind. */
async function compareAll(
  list: string,
  { store, signal }: ImportDependencies,
): Promise<Pick<ImportCheck, 'created' | 'updated' | 'unchanged' | 'joining' | 'taken'>> {
  const counts = { created: 0, updated: 0, unchanged: 0, joining: 0 };
  const taken: ImportCheck['taken'] = { created: [], updated: [], unchanged: [] };
  let after = 0;
  for (;;) {
    const fates = await store.compareStaged(list, after, BATCH_ROWS);
    const end = fates.at(-1);
    if (!end) return { ...counts, taken };
    after = end.position;
    for (const { fate, isOnList, row, phone, name, changes } of fates) {
      counts[fate]++;
      if (fate !== 'created' && !isOnList) counts.joining++;
      if (taken[fate].length < REPORTED_OF_A_KIND) taken[fate].push({ row, phone, name, changes });
    }
    signal.throwIfAborted();
  }
}
