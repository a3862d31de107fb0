import { extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CellValue, ColumnDef } from 'hucre/xlsx';
import Papa from 'papaparse';
import { AppError } from '../../../shared/errors.ts';
import { toUnits } from '../../../shared/money.ts';
import { harmless } from './formula.ts';
import { beginWholeFile, type WholeFile } from './whole-file.ts';

/** As contacts are kept. */
const E164 = /^\+\d+$/;
/** Rows between two breaths of the thread that sending shares: a few milliseconds of it. */
const BATCH_ROWS = 250;

/** What the cells of a column are; null is an empty cell in each. */
export type ColumnKind =
  | 'text'
  /** In E.164; stays text in a spreadsheet, which would otherwise make a number of it. */
  | 'phone'
  | 'number'
  /** Micro-units; written in units of the currency. */
  | 'money'
  /** From 0 to 1. */
  | 'share'
  /** Milliseconds since 1970; written in the zone of this computer. */
  | 'moment'
  /** A day of the calendar, `2026-11-27`. */
  | 'day';

export type TableCell = string | number | null;

export interface TableColumn {
  readonly header: string;
  readonly kind: ColumnKind;
  /** In characters; left out, what suits the kind. */
  readonly width?: number;
}

export interface Table {
  /** The sheet's, at most 31 characters, none of them `[]:*?/\`. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** As many cells a row as there are columns. */
  readonly rows: Iterable<readonly TableCell[]> | AsyncIterable<readonly TableCell[]>;
}

export interface TableFileOptions {
  readonly signal: AbortSignal;
  /** Called now and then with how many rows were taken so far. */
  readonly onProgress: (rows: number) => void;
  /** Rows of one sheet with its header, after which a further sheet is begun; Excel's limit if left out. */
  readonly maxRowsPerSheet?: number;
}

/**
 * Writes a table as XLSX where the file is called so, else as CSV, row by row with bounded memory. The file
 * appears when it is whole, over one that is there; after an error or a cancel (the signal's reason is thrown)
 * nothing has changed. Answers how many rows it has. Throws `file-unwritable` where the disk refuses.
 */
export async function writeTable(path: string, table: Table, options: TableFileOptions): Promise<number> {
  const file = await beginWholeFile(path).catch((error: unknown) => {
    throw unwritable(path, error);
  });
  const progress = { rows: 0 };
  const rows = paced(table.rows, options, progress);
  const write = extname(path).toLowerCase() === '.xlsx' ? writeXlsx : writeCsv;
  const orThrow = (step: Promise<void>) =>
    step.catch((error: unknown) => {
      throw unwritable(path, error);
    });
  try {
    await write({ append: (content) => orThrow(file.append(content)) }, { ...table, rows }, options);
    options.signal.throwIfAborted();
    await orThrow(file.finish());
    return progress.rows;
  } catch (error) {
    await file.discard();
    throw error;
  }
}

type Target = Pick<WholeFile, 'append'>;

/** The rows, with a breath and a look at the signal after each batch. */
async function* paced(
  rows: Table['rows'],
  { signal, onProgress }: TableFileOptions,
  progress: { rows: number },
): AsyncGenerator<readonly TableCell[]> {
  signal.throwIfAborted();
  for await (const row of rows) {
    yield row;
    progress.rows++;
    if (progress.rows % BATCH_ROWS !== 0) continue;
    onProgress(progress.rows);
    await setImmediate();
    signal.throwIfAborted();
  }
  onProgress(progress.rows);
}

const DELIMITER = ',';

/** UTF-8 with byte order mark, by which Excel knows the encoding; RFC 4180's commas and line ends. */
async function writeCsv(target: Target, { columns, rows }: Table): Promise<void> {
  const write = (lines: TableCell[][]) =>
    target.append(`${Papa.unparse(lines, { delimiter: DELIMITER, newline: '\r\n' })}\r\n`);
  await target.append('\ufeff');
  await write([columns.map(({ header }) => harmless(header, DELIMITER))]);
  let batch: TableCell[][] = [];
  for await (const row of rows) {
    batch.push(columns.map(({ kind }, index) => csvCell(row[index] ?? null, kind)));
    if (batch.length < BATCH_ROWS) continue;
    await write(batch);
    batch = [];
  }
  if (batch.length > 0) await write(batch);
}

async function writeXlsx(
  target: Target,
  { name, columns, rows }: Table,
  options: TableFileOptions,
): Promise<void> {
  // Read with the first workbook, not with the engine's start.
  const { XLSX_MAX_ROWS_PER_SHEET, writeXlsxStream } = await import('hucre/xlsx');
  const cells = async function* () {
    for await (const row of rows) yield columns.map(({ kind }, index) => xlsxCell(row[index] ?? null, kind));
  };
  const stream = writeXlsxStream(cells(), {
    name,
    columns: columns.map(xlsxColumn),
    freezePane: { rows: 1 },
    maxRowsPerSheet: options.maxRowsPerSheet ?? XLSX_MAX_ROWS_PER_SHEET,
  });
  for await (const chunk of stream) await target.append(chunk);
}

function csvCell(cell: TableCell, kind: ColumnKind): TableCell {
  if (cell === null) return null;
  switch (kind) {
    case 'moment':
      return wallClock(Number(cell)).toISOString().slice(0, 19).replace('T', ' ');
    case 'money':
      return toUnits({ micros: Number(cell) });
    case 'phone':
      // A number in E.164 computes nothing, and other programs want it without an apostrophe.
      return E164.test(String(cell)) ? cell : harmless(String(cell), DELIMITER);
    default:
      return typeof cell === 'string' ? harmless(cell, DELIMITER) : cell;
  }
}

function xlsxCell(cell: TableCell, kind: ColumnKind): CellValue {
  if (cell === null) return null;
  switch (kind) {
    case 'moment':
      return wallClock(Number(cell));
    case 'day':
      return new Date(`${cell}T00:00:00Z`);
    case 'money':
      return toUnits({ micros: Number(cell) });
    default:
      return cell;
  }
}

const NUMBER_FORMATS: Readonly<Partial<Record<ColumnKind, string>>> = {
  phone: '@',
  money: '#,##0.00####',
  number: '#,##0',
  share: '0.0%',
  moment: 'yyyy-mm-dd hh:mm:ss',
  day: 'yyyy-mm-dd',
};
/** Characters that the longest usual content of its kind takes. */
const WIDTHS: Readonly<Record<ColumnKind, number>> = {
  text: 24,
  phone: 16,
  number: 12,
  money: 14,
  share: 12,
  moment: 20,
  day: 12,
};

function xlsxColumn({ header, kind, width = WIDTHS[kind] }: TableColumn): ColumnDef {
  const numFmt = NUMBER_FORMATS[kind];
  // A header is never cut off by the column it names.
  return { header, width: Math.max(width, header.length + 2), ...(numFmt ? { numFmt } : {}) };
}

/** A moment whose UTC figures are this computer's: a spreadsheet's times have no zone. */
function wallClock(at: number): Date {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000);
}

function unwritable(path: string, error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new AppError(
    'invalid-input',
    `“${path}” cannot be written (${code}): close it in other programs or choose another place.`,
    { reason: 'file-unwritable', code },
  );
}
