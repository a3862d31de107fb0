import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { type CellValue, readXlsx, streamXlsxRows, XLSX_MAX_ROWS_PER_SHEET } from 'hucre/xlsx';
import Papa from 'papaparse';
import { declaredRows, readZipDirectory, type ZipPart } from './zip-directory.ts';

/**
 * The entry of a worker that unpacks a workbook into one CSV a sheet. A thread of its own: the words that the
 * cells share are parsed in one go, for half a second in a file of a hundred thousand rows, and sending waits
 * for nobody that long.
 */

/** What the worker is started with. */
export interface UnpackTask {
  readonly path: string;
  /** Where the sheets go. */
  readonly folder: string;
  /** What they may take of the disk, all together. */
  readonly mostBytes: number;
}

/** What the worker tells. */
export type UnpackNews =
  | { readonly type: 'progress'; readonly rows: number; readonly total: number }
  | { readonly type: 'done'; readonly sheets: readonly UnpackedSheet[] }
  | { readonly type: 'refused'; readonly reason: 'workbook-broken' | 'workbook-too-large' };

export interface UnpackedSheet {
  readonly name: string;
  readonly rows: number;
  readonly path: string;
}

/** Excel's 1,048,576 rows of ten filled columns unpack to some 400 MB; what declares more than two such is a zip bomb. */
const MAX_SHEETS_BYTES = 1024 ** 3;
/** Everything else of a workbook is in memory at once, the words that the cells share above all. */
const MAX_OTHER_BYTES = 300 * 1024 ** 2;
/** Rows and characters written at a time. */
const BATCH_ROWS = 1000;
const BATCH_CHARACTERS = 1024 ** 2;
/** As the reader of texts allows, and one more, so that it can say that they are too many. */
const MAX_COLUMNS = 257;
/** A cell that could not be computed has no value. */
const ERROR_VALUE = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/;

async function unpack({ path, folder, mostBytes }: UnpackTask): Promise<UnpackNews> {
  const data = readFileSync(path);
  const parts = readZipDirectory(data);
  if (!parts) return { type: 'refused', reason: 'workbook-broken' };
  const sheetParts = parts.filter(({ name }) => /^xl\/worksheets\/[^/]+\.xml$/i.test(name));
  if (parts.some(isEndless)) return { type: 'refused', reason: 'workbook-broken' };
  const inSheets = sumOf(sheetParts);
  if (inSheets > MAX_SHEETS_BYTES || sumOf(parts) - inSheets > MAX_OTHER_BYTES)
    return { type: 'refused', reason: 'workbook-too-large' };

  const total = sheetParts.reduce((sum, part) => sum + declaredRows(data, part), 0);
  const names: string[] = [];
  await readXlsx(data, {
    sheets: ({ name, hidden, veryHidden }) => {
      if (!hidden && !veryHidden) names.push(name);
      return false;
    },
  });
  const sheets: UnpackedSheet[] = [];
  let before = 0;
  let room = mostBytes;
  for (const [index, name] of names.entries()) {
    const to = join(folder, `${index}.csv`);
    const { rows, last } = await unpackSheet(streamXlsxRows(data, { sheet: name }), to, (row, bytes) => {
      // A long word that a million cells share fills a disk, on which all of Kaptar's data lies.
      if ((room -= bytes) < 0) throw new TooLarge();
      tell({ type: 'progress', rows: before + row, total });
    });
    before += last;
    if (rows > 0) sheets.push({ name, rows, path: to });
  }
  return { type: 'done', sheets };
}

/** The sheets hold more than can be imported. */
class TooLarge extends Error {}

/** Whether a part would be unpacked without a limit: it says that it is empty and is not, or leaves the saying to itself. */
function isEndless({ bytes, packedBytes, hasDescriptor }: ZipPart): boolean {
  return packedBytes === 0 ? hasDescriptor : bytes === 0 && packedBytes > 2;
}

function sumOf(parts: readonly ZipPart[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Writes a sheet as CSV, each row on the line that it has in the sheet. Answers how many rows hold anything.
 * @param onWritten is told the line and how many bytes were written since the last time
 */
async function unpackSheet(
  source: AsyncIterable<{ index: number; values: CellValue[] }>,
  to: string,
  onWritten: (line: number, bytes: number) => void,
): Promise<{ rows: number; last: number }> {
  const file = openSync(to, 'w', 0o600);
  let batch: string[][] = [];
  let characters = 0;
  let rows = 0;
  let line = 0;
  const add = (cells: string[]) => {
    batch.push(cells);
    line++;
    for (const { length } of cells) characters += length;
    if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) flush();
  };
  const flush = () => {
    const text = batch.length > 0 ? `${Papa.unparse(batch, { delimiter: ';', newline: '\n' })}\n` : '';
    batch = [];
    characters = 0;
    onWritten(line, writeSync(file, text));
  };
  try {
    // So that nobody has to guess the delimiter; the semicolon is what Excel takes where Kaptar is used.
    writeSync(file, 'sep=;\n');
    for await (const { index, values } of source) {
      if (index >= XLSX_MAX_ROWS_PER_SHEET) throw new Error(`No sheet has a row ${index + 1}.`);
      // A sheet leaves out rows without cells; they count all the same.
      while (line < index) add(['']);
      const cells = values.slice(0, MAX_COLUMNS).map(textOf);
      if (cells.some((cell) => cell !== '')) rows++;
      add(cells.length === 0 ? [''] : cells);
    }
    flush();
  } finally {
    closeSync(file);
  }
  return { rows, last: line };
}

/** A cell's value, whatever it is shown as: a number whole, a day as `2026-11-27`. */
function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return dateText(value);
  // Excel keeps 15 digits, and binary fractions show more: 0.1 + 0.2.
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return ERROR_VALUE.test(value) ? '' : value;
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = date.toISOString().split('T');
  return time.startsWith('00:00') ? day : `${day} ${time.slice(0, 5)}`;
}

function tell(news: UnpackNews): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
  parentPort?.postMessage(news);
}

tell(
  await unpack(workerData as UnpackTask).catch((error: unknown): UnpackNews => ({
    type: 'refused',
    reason: error instanceof TooLarge ? 'workbook-too-large' : 'workbook-broken',
  })),
);
