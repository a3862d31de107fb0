import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  RejectReason,
  type ColumnMapping,
  type FileEncoding,
  type ImportCheck,
  type ImportReport,
  type RejectedRow,
} from '../../../../shared/csv-import.ts';
import { parsePhone } from '../../../../shared/phone.ts';
import { fieldKey } from '../../../../shared/template.ts';
import type { ImportStore, StagedContact } from '../../store/contact-store.ts';
import { lookAt } from './inspect.ts';
import { checkMapping } from './mapping.ts';
import { readText } from './read-file.ts';
import { openRejects, type RejectsFile } from './rejects.ts';
import { isBlank, readRows, type Row, tidy } from './rows.ts';
import type { CsvShape } from './shape.ts';

/** Rows staged at a time: some 10 ms of the thread that sending shares. */
const BATCH_ROWS = 1000;
/** Rows of one reason or fate that a report itself holds: what a person reads; the rejects file has all. */
const REPORTED_OF_A_KIND = 20;

/** Which rows are read, and how. */
export type ReadRequest = {
  /** The text. */
  readonly path: string;
  /** The file that a person chose: the text, or the workbook that it was unpacked from. */
  readonly original: string;
  /** Null takes what is detected, a guess included. */
  readonly encoding: FileEncoding | null;
  /** ISO 3166-1 alpha-2: where numbers without a country code belong. */
  readonly country: string;
  /** What a column without a name is called, with `#` for its place from the left. */
  readonly unnamed: string;
  readonly mapping: ColumnMapping;
  /** Where all rejected rows go as CSV; null for nowhere. */
  readonly rejects: string | null;
};

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

/**
 * Imports the contacts of a file into a list, all or nothing: rows are staged, and moved in one transaction
 * once the whole file was read. On an error or a cancel (the signal's reason is thrown) nothing is changed and
 * no file of rejected rows appears. Rows that cannot be taken are counted, reported and do not stop it.
 */
export async function importCsv(request: ImportRequest, using: ImportDependencies): Promise<ImportReport> {
  const { list, newList, original, mapping } = request;
  return stageFile(request, using, async (shape, tally) => {
    const fileName = basename(original);
    const moved = await using.store.commitImport(list, aliasesOf(shape, mapping), newList, fileName);
    return { ...moved, ...tally };
  });
}

/** Tells what `importCsv` would do with this list, by the same reader and rules, and writes no contact. */
export async function checkCsv(
  request: ReadRequest & { readonly list: string },
  using: ImportDependencies,
): Promise<ImportCheck> {
  return stageFile(request, using, async (_shape, tally) => {
    const fates = await compareAll(request.list, using);
    await using.store.discardImport();
    return { ...tally, ...fates };
  });
}

/** Stages what can be taken of a file; `finish` is called when all of it is there. */
async function stageFile<T>(
  request: ReadRequest,
  { store, signal, onProgress }: ImportDependencies,
  finish: (shape: CsvShape, tally: Tally) => Promise<T>,
): Promise<T> {
  const { path, original, mapping } = request;
  const { shape, encoding, country, sizeBytes } = await lookAt(path, request, signal);
  checkMapping(mapping, shape.header);
  const rejects =
    request.rejects === null
      ? null
      : await openRejects(request.rejects, {
          path: original,
          delimiter: shape.delimiter,
          header: shape.header,
        });
  try {
    await store.beginImport();
  } catch (error) {
    await rejects?.discard();
    throw error;
  }
  try {
    const read = readerOfRows(shape, mapping, country);
    const reasons = Object.fromEntries(RejectReason.options.map((reason) => [reason, 0])) as Tally['reasons'];
    const tally: Tally = { rows: 0, duplicates: 0, invalid: 0, doubtful: 0, reasons, rejected: [] };
    for await (const block of readRows(readText(path, encoding, signal), shape)) {
      const rows = block.rows.filter(({ number, cells }) => number >= shape.firstRow && !isBlank(cells));
      for (let start = 0; start < rows.length; start += BATCH_ROWS) {
        signal.throwIfAborted();
        await stageBatch(rows.slice(start, start + BATCH_ROWS).map(read), { store, rejects, tally });
        await setImmediate(); // lets a cancel be heard and messages be sent
      }
      onProgress({ bytesRead: block.bytesRead, bytesTotal: sizeBytes, rows: tally.rows });
    }
    signal.throwIfAborted();
    await rejects?.finish();
    return await finish(shape, tally);
  } catch (error) {
    await store.discardImport();
    await rejects?.discard();
    throw error;
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
    await setImmediate();
  }
}

type ReadRow =
  | { readonly row: Row; readonly contact: StagedContact; readonly doubtful: boolean }
  | { readonly row: Row; readonly reason: Exclude<RejectReason, 'duplicate-in-file'> };

/** How one row becomes a contact, or the reason why it does not. */
function readerOfRows(shape: CsvShape, mapping: ColumnMapping, country: string): (row: Row) => ReadRow {
  const aside = new Set([mapping.phone, mapping.name, ...mapping.ignored]);
  const fieldColumns = [...shape.header.entries()].filter(([index]) => !aside.has(index));
  return (row) => {
    const { cells } = row;
    // Cells beyond the header mean that the columns before may have slipped, the phone with them.
    if (!isBlank(cells.slice(shape.header.length))) return { row, reason: 'row-too-long' };
    const parsed = parsePhone(cells[mapping.phone] ?? '', country);
    if (!parsed.ok) return { row, reason: parsed.reason };
    // `fromEntries`, since a column may be called `__proto__`.
    const fields = Object.fromEntries(fieldColumns.map(([index, name]) => [name, tidy(cells[index] ?? '')]));
    const name = mapping.name === null ? '' : tidy(cells[mapping.name] ?? '').replace(/\s+/g, ' ');
    return {
      row,
      contact: { phone: parsed.phone, name, fields, row: row.number },
      doubtful: parsed.doubtful,
    };
  };
}

async function stageBatch(
  batch: readonly ReadRow[],
  { store, rejects, tally }: { store: ImportStore; rejects: RejectsFile | null; tally: Tally },
): Promise<void> {
  const taken = batch.filter((read) => 'contact' in read);
  const again = await store.stageContacts(taken.map(({ contact }) => contact));
  const duplicates = new Set(again.map((index) => taken[index]));
  const rejected: RejectedRow[] = [];
  for (const read of batch) {
    if (!('contact' in read)) {
      tally.invalid++;
      rejected.push(rejectionOf(read.row, read.reason));
    } else if (duplicates.has(read)) {
      tally.duplicates++;
      rejected.push(rejectionOf(read.row, 'duplicate-in-file'));
    } else if (read.doubtful) tally.doubtful++;
  }
  tally.rows += batch.length;
  for (const row of rejected) {
    if (tally.reasons[row.reason] < REPORTED_OF_A_KIND) tally.rejected.push(row);
    tally.reasons[row.reason]++;
  }
  await rejects?.write(rejected);
}

type Tally = Pick<ImportReport, 'rows' | 'duplicates' | 'invalid' | 'doubtful' | 'reasons' | 'rejected'>;

const REJECT_MESSAGES: Readonly<Record<RejectReason, string>> = {
  'no-phone': 'There is no phone number in the row.',
  'not-a-phone': 'This is not one phone number: write it like +998 90 123 45 67.',
  'lost-digits':
    'The spreadsheet has rounded the number and its last digits are lost: format the column as text and enter the number again.',
  'row-too-long':
    'The row has more cells than there are columns: put quotes around a cell with a delimiter in it.',
  'duplicate-in-file': 'The number stands in a row before.',
};

function rejectionOf({ number, cells }: Row, reason: RejectReason): RejectedRow {
  return { row: number, reason, message: REJECT_MESSAGES[reason], cells };
}

/** So that `<Ism>` works in templates after the column Ism became the name. */
function aliasesOf({ header }: CsvShape, { phone, name }: ColumnMapping): Record<string, string> {
  const meanings = new Map([
    [name, 'name'],
    [phone, 'phone'],
  ]);
  return Object.fromEntries(
    header.flatMap((column, index) => {
      const meaning = meanings.get(index);
      return meaning === undefined ? [] : [[fieldKey(column), meaning]];
    }),
  );
}
