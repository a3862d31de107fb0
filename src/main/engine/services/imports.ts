import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CallOutput, EventPayload, ParsedInput } from '../../../shared/contract.ts';
import { UNNAMED_COLUMN } from '../../../shared/csv-import.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Store } from '../store/store.ts';
import { checkCsv, importCsv, type ImportDependencies } from './import/import.ts';
import { inspectCsv } from './import/inspect.ts';
import { badFile, measureFile } from './import/read-file.ts';
import { namesToRemember, recallMapping, rememberMapping } from './import/remembered-mapping.ts';
import type { TextFiles } from './import/text-files.ts';
import { createOneAtATime, type OneAtATime } from './one-at-a-time.ts';

export interface ImportTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly emitter: Emitter;
  readonly files: TextFiles;
  readonly importing: OneAtATime;
  /** The looks into files that run; opening a large workbook takes seconds. */
  readonly looking: Set<AbortController>;
}

/** Imports, their checks and the undo of one. */
export function createImporting(): OneAtATime {
  const words = 'Another import is running. Wait for its end or cancel it.';
  return createOneAtATime({ reason: 'import-running', words });
}

type Work = EventPayload<'import.progress'>['work'];
type FileChoices = Pick<ParsedInput<'import.inspect'>, 'file' | 'sheet' | 'encoding'>;

/** Shows what a file is. Errors as `TextFiles.open` and `inspectCsv`. */
export async function inspectFile(
  tools: ImportTools,
  choices: ParsedInput<'import.inspect'>,
): Promise<CallOutput<'import.inspect'>> {
  const controller = new AbortController();
  tools.looking.add(controller);
  try {
    const { signal } = controller;
    const text = await openText(tools, choices, signal);
    const { country, unnamed: word } = choices;
    const look = { encoding: text.encoding, country, unnamed: word };
    const { hasHeader, unnamed, ...seen } = await inspectCsv(text.path, look, signal);
    const names = namesToRemember({ header: seen.header, unnamed });
    const remembered = hasHeader ? await recallMapping(tools.store, names, seen.mapping) : null;
    return {
      ...seen,
      fileName: basename(choices.file),
      sizeBytes: await measureFile(choices.file),
      sheets: text.sheets,
      sheet: text.sheet,
      guess: seen.mapping,
      mapping: remembered ?? seen.mapping,
      remembered: remembered !== null,
    };
  } finally {
    tools.looking.delete(controller);
  }
}

/** Tells what an import of a file would do. Errors as `checkCsv`. */
export async function checkImport(
  tools: ImportTools,
  input: ParsedInput<'import.check'>,
): Promise<CallOutput<'import.check'>> {
  return tools.importing.run(async (signal) => {
    const { path, encoding } = await openText(tools, input, signal);
    const { file: original, country, unnamed, mapping, list, rejects } = input;
    const request = { path, original, encoding, country, unnamed, mapping, list, rejects };
    return checkCsv(request, reading(tools, 'check', signal));
  });
}

/** Reads a file into a list and tells the window how far it is. Errors as `importCsv`. */
export async function runImport(
  tools: ImportTools,
  input: ParsedInput<'import.run'>,
): Promise<CallOutput<'import.run'>> {
  try {
    return await tools.importing.run(async (signal) => {
      const { path, encoding } = await openText(tools, input, signal);
      const { file: original, country, unnamed, mapping, rejects, list, newList } = input;
      const request = { path, original, encoding, country, unnamed, mapping, rejects, list, newList };
      const { columns, ...report } = await importCsv(request, reading(tools, 'import', signal));
      if (columns.hasHeader)
        await rememberMapping(tools.store, namesToRemember(columns), mapping, tools.clock.now());
      return report;
    });
  } finally {
    tools.emitter.emit('changed', { topic: 'contacts' });
  }
}

/** Ends what runs: of an import nothing is kept; what was undone already stays so, and the rest can be undone later. */
export async function cancelImport({ importing, looking }: ImportTools): Promise<void> {
  const reason = new AppError('conflict', 'The import was cancelled.', { reason: 'import-cancelled' });
  for (const controller of looking) controller.abort(reason);
  await importing.end(reason);
}

/** Contacts taken back at a time: some 10 ms of the thread that sending shares. */
const UNDO_ROWS = 300;

/**
 * Takes the last import back, part by part; after a crash or a cancel it goes on where it was. Throws `not-found`
 * where there is none.
 */
export async function undoImport({
  store,
  emitter,
  importing,
}: ImportTools): Promise<CallOutput<'import.undo'>> {
  try {
    return await importing.run(async (signal) => {
      if (!(await store.findLastImport()))
        throw new AppError('not-found', 'There is no import to undo.', { reason: 'no-import' });
      const total = await store.countImportChanges();
      const sum = { removed: 0, restored: 0, kept: 0 };
      for (;;) {
        const { removed, restored, kept } = await store.undoImportPart(UNDO_ROWS);
        if (removed + restored + kept === 0) return { ...sum, ...(await store.finishUndo()) };
        sum.removed += removed;
        sum.restored += restored;
        sum.kept += kept;
        const done = sum.removed + sum.restored + sum.kept;
        emitter.emit('import.progress', { work: 'undo', done, total, rows: done });
        signal.throwIfAborted();
        await setImmediate(); // lets a cancel be heard and messages be sent
      }
    });
  } finally {
    emitter.emit('changed', { topic: 'contacts' });
  }
}

/** Imports a file whose columns are known to be guessed right; answers the list's id. */
export async function importFile(
  tools: ImportTools,
  { file, country, list }: { file: string; country: string; list: string },
): Promise<number> {
  const choices = { file, sheet: null, encoding: null, country, unnamed: UNNAMED_COLUMN };
  const { guess: mapping } = await inspectFile(tools, choices);
  if (!mapping) throw new Error(`${file} has no column of phone numbers.`);
  const report = await runImport(tools, { ...choices, list, mapping, rejects: null, newList: false });
  return report.listId;
}

/** The text that is read for a file, as `lookAt` wants it. */
async function openText(
  { files, emitter }: ImportTools,
  { file, sheet, encoding }: FileChoices,
  signal: AbortSignal,
) {
  const opened = await files.open(file, signal, ({ rows, total }) =>
    emitter.emit('import.progress', { work: 'unpack', done: Math.min(rows, total), total, rows }),
  );
  if (opened.kind === 'text') return { path: opened.path, encoding, sheets: [], sheet: null };
  const index = sheet ?? 0;
  const chosen = opened.sheets[index];
  if (!chosen) throw badFile('no-sheet', `The workbook has no sheet ${index + 1}: choose another.`);
  const sheets = opened.sheets.map(({ name, rows }) => ({ name, rows }));
  return { path: chosen.path, encoding: 'utf-8' as const, sheets, sheet: index };
}

function reading({ store, emitter }: ImportTools, work: Work, signal: AbortSignal): ImportDependencies {
  return {
    store,
    signal,
    onProgress: ({ bytesRead, bytesTotal, rows }) =>
      emitter.emit('import.progress', { work, done: bytesRead, total: bytesTotal, rows }),
  };
}
