import { type FileEncoding, nameByPlace } from '../../../../shared/csv-import.ts';
import { parsePhone } from '../../../../shared/phone.ts';
import { fieldKey } from '../../../../shared/template.ts';
import { badFile, readText } from './read-file.ts';
import { isBlank, MAX_COLUMNS, parseRows, type Row } from './rows.ts';

/** What Excel and its kin write in the regions where Kaptar is used. */
const DELIMITERS = [',', ';', '\t', '|'];
/** Enough rows to tell columns apart, few enough to try every delimiter at once. */
const SAMPLE_ROWS = 50;
/** Characters that are looked at for the sample: room for 50 rows of a thousand. */
const HEAD_CHARACTERS = 64 * 1024;

/** How the text of a file is to be cut into rows and columns. */
export type CsvShape = {
  readonly delimiter: string;
  /** Characters before the first row: Excel's line `sep=;`. */
  readonly skip: number;
  /** Names of the columns, each once as a field's key. */
  readonly header: readonly string[];
  /** Columns that the file itself gives no name. */
  readonly unnamed: readonly number[];
  /** The header's row number; null where the first row is a contact already. */
  readonly headerRow: number | null;
  /** The first row that is a contact: what stands above is the header, or a title. */
  readonly firstRow: number;
  /** Columns without a name of their own and without anything in the first rows. */
  readonly emptyColumns: readonly number[];
  /** The first rows with text, without the header. */
  readonly sample: readonly Row[];
};

/** What a person says of the columns of a file. */
export type ColumnChoices = {
  /** ISO 3166-1 alpha-2: where numbers without a country code belong. */
  readonly country: string;
  /** What a column without a name is called, with `#` for its place from the left. */
  readonly unnamed: string;
};

/**
 * Reads the head of a file for its delimiter and header. There is no header where the first row has a phone
 * number. Throws `empty-file`, `only-a-header`, `too-many-columns` and what `parseRows` throws.
 */
export async function detectShape(
  path: string,
  encoding: FileEncoding,
  { country, unnamed }: ColumnChoices,
  signal: AbortSignal,
): Promise<CsvShape> {
  const head = await readHead(path, encoding, signal);
  const told = /^"?sep=([^\r\n"])"?(?:\n|$)/i.exec(head.text);
  const skip = told?.[0].length ?? 0;
  const text = head.text.slice(skip);
  if (head.complete && !/[\p{L}\p{N}]/u.test(text)) throw badFile('empty-file', 'The file holds no rows.');
  const cut = (delimiter: string) => {
    const options = { first: 1, last: head.complete, limit: SAMPLE_ROWS };
    return parseRows(text, delimiter, options).rows.filter(({ cells }) => !isBlank(cells));
  };
  const delimiter = told?.[1] ?? likeliestDelimiter(cut);
  const [first, ...others] = withoutTitle(cut(delimiter), country);
  if (!first) throw badFile('cell-too-long', 'The first row does not end: is this a CSV file?', { row: 1 });
  const hasHeader = !first.cells.some((cell) => looksLikePhone(cell, country) || LONG_NUMBER.test(cell));
  if (hasHeader && others.length === 0 && head.complete) {
    throw badFile('only-a-header', 'The file has a header and no rows below it.');
  }
  const width = hasHeader
    ? first.cells.length
    : Math.max(...[first, ...others].map(({ cells }) => cells.length));
  if (width > MAX_COLUMNS) {
    throw badFile('too-many-columns', `The file has ${width} columns; ${MAX_COLUMNS} are the most.`);
  }
  const sample = hasHeader ? others : [first, ...others];
  const isEmpty = (index: number) =>
    isBlank([
      ...(hasHeader ? [first.cells[index] ?? ''] : []),
      ...sample.map(({ cells }) => cells[index] ?? ''),
    ]);
  return {
    delimiter,
    skip,
    ...nameColumns(hasHeader ? first.cells : [], width, unnamed),
    headerRow: hasHeader ? first.number : null,
    firstRow: hasHeader ? first.number + 1 : first.number,
    emptyColumns: Array.from({ length: width }, (_, index) => index).filter(isEmpty),
    sample,
  };
}

/** Lines above the header at most: the name of the table, the shop, the day. */
const MAX_TITLE_ROWS = 5;

/**
 * The rows without the title that people write above a table, often across merged cells: rows of one cell that
 * is no number, where the table itself has more columns.
 */
function withoutTitle(rows: readonly Row[], country: string): readonly Row[] {
  const filled = ({ cells }: Row) => cells.filter((cell) => cell.trim() !== '');
  const usual = mostFrequent(rows.map((row) => filled(row).length));
  if (usual < 2) return rows;
  const isTitle = (row: Row) => {
    const cells = filled(row);
    return cells.length === 1 && !looksLikePhone(cells[0] ?? '', country);
  };
  const start = rows.findIndex((row) => !isTitle(row));
  return start > 0 && start <= MAX_TITLE_ROWS ? rows.slice(start) : rows;
}

/** The first of those that come most often; 0 of none. */
function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = 0;
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value;
  return best;
}

/** No column is called by five digits and more: that is data, perhaps a phone number that was cut short. */
const LONG_NUMBER = /^\s*\+?\d[\d\s()-]{4,}$/;

/** Whether a cell is a number, or was one before a spreadsheet rounded it. */
export function looksLikePhone(cell: string, country: string): boolean {
  const parsed = parsePhone(cell, country);
  return parsed.ok || parsed.reason === 'lost-digits';
}

async function readHead(path: string, encoding: FileEncoding, signal: AbortSignal) {
  let text = '';
  for await (const block of readText(path, encoding, signal)) {
    text += block.text;
    if (text.length > HEAD_CHARACTERS) return { text, complete: false };
  }
  return { text, complete: true };
}

/**
 * The delimiter under which most rows have the same number of cells, weighed by how many: `1 234,50` in every
 * row makes two equal columns too, but fewer. A comma where nothing is delimited.
 */
function likeliestDelimiter(cut: (delimiter: string) => Row[]): string {
  let best = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const widths = widthsUnder(delimiter, cut);
    const width = Math.max(1, mostFrequent(widths));
    const score = widths.filter((other) => other === width).length * (width - 1);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

function widthsUnder(delimiter: string, cut: (delimiter: string) => Row[]): number[] {
  try {
    return cut(delimiter).map(({ cells }) => cells.length);
  } catch {
    return []; // quotes do not match under a wrong delimiter
  }
}

/**
 * Names for all columns: white space and the signs of templates become single spaces, a blank name becomes
 * `Column 3`, or what `unnamed` makes of it, and one whose key was there before gets a number.
 */
function nameColumns(
  cells: readonly string[],
  width: number,
  unnamed: string,
): Pick<CsvShape, 'header' | 'unnamed'> {
  const taken = new Set<string>();
  const blank: number[] = [];
  const header = Array.from({ length: width }, (_, index) => {
    const written = (cells[index] ?? '')
      .normalize('NFC')
      .replace(/[\s<>|]+/g, ' ')
      .trim();
    if (written === '') blank.push(index);
    const base = written === '' ? nameByPlace(index, unnamed) : written;
    let name = base;
    for (let count = 2; taken.has(fieldKey(name)); count++) name = `${base} ${count}`;
    taken.add(fieldKey(name));
    return name;
  });
  return { header, unnamed: blank };
}
