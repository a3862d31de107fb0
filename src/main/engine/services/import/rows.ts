import Papa from 'papaparse';
import { composed } from '../../../../shared/composed.ts';
import { badFile } from './read-file.ts';

/** One row of the file, with its number in a spreadsheet: the first row is 1, blank rows count. */
export type Row = { readonly number: number; readonly cells: string[] };

/** The most characters of one cell: a text, not a document; more means that a quote was not closed. */
const MAX_CELL = 10_000;
/** The widest file: exports of large systems have some 100 columns. */
export const MAX_COLUMNS = 256;
/** The longest row that is waited for. */
const MAX_ROW = MAX_COLUMNS * MAX_CELL;
/** Excel's sheets end at 1,048,576 rows; this leaves room for exports of larger systems. */
const MAX_ROWS = 5_000_000;

/** Whether a row shows no text at all. */
export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell.trim() !== '') return false;
  return true;
}

/** A cell as it is kept: composed letters, since й of two characters costs as two, and nothing around them. */
export function tidy(cell: string): string {
  return composed(cell).trim();
}

/**
 * The rows of a text, block by block as it comes, so that no more than a block and one unfinished row are in
 * memory. Line breaks must be `\n` already. `skip` is how many characters at the start are no rows.
 *
 * papaparse's own streaming guesses line breaks from the first block only and pushes without waiting for the
 * store, so its parser is handed one block at a time. Throws `bad-quotes`, `cell-too-long`, `too-many-rows`.
 */
export async function* readRows(
  blocks: AsyncIterable<{ text: string; bytesRead: number }>,
  { delimiter, skip }: { delimiter: string; skip: number },
): AsyncGenerator<{ rows: Row[]; bytesRead: number }> {
  let pending = '';
  let next = 1;
  let toSkip = skip;
  let bytesRead = 0;
  for await (const block of blocks) {
    pending += block.text.slice(toSkip);
    toSkip = Math.max(0, toSkip - block.text.length);
    bytesRead = block.bytesRead;
    const { rows, end } = parseRows(pending, delimiter, { first: next, last: false });
    pending = pending.slice(end);
    if (pending.length > MAX_ROW) throw tooLong(next + rows.length);
    next += rows.length;
    if (next > MAX_ROWS) {
      throw badFile('too-many-rows', 'The file has more than five million rows: split it.');
    }
    yield { rows, bytesRead };
  }
  yield { rows: parseRows(pending, delimiter, { first: next, last: true }).rows, bytesRead };
}

type Parsed = {
  readonly rows: Row[];
  /** Where the rest begins. */
  readonly end: number;
  /** Whether rows are left, since no more were wanted. */
  readonly isCut: boolean;
};

/** The most rows that papaparse is handed at a time while rows with quotes follow each other. */
const MOST_QUOTED = 256;

/**
 * Parses the complete rows of a text, blank ones included; the last row counts as complete only if `last`.
 * `first` is the number of the first row, `limit` the most rows wanted. `end` is where the rest begins.
 */
export function parseRows(
  text: string,
  delimiter: string,
  options: { first: number; last: boolean; limit?: number },
): Pick<Parsed, 'rows' | 'end'> {
  const { rows, end } =
    options.limit === undefined && text !== ''
      ? parseAll(text, delimiter, options)
      : parseQuoted(text, delimiter, { limit: 0, ...options });
  for (const { number, cells } of rows) {
    for (const { length } of cells) if (length > MAX_CELL) throw tooLong(number);
  }
  return { rows, end };
}

/** Rows without quotes, which are most, are split, in a third of the time that papaparse takes. */
function parseAll(
  text: string,
  delimiter: string,
  { first, last }: { first: number; last: boolean },
): Pick<Parsed, 'rows' | 'end'> {
  const rows: Row[] = [];
  let end = 0;
  let quotedAtOnce = 1;
  for (;;) {
    const quote = text.indexOf('"', end);
    const plainEnd = quote < 0 ? text.length : text.lastIndexOf('\n', quote) + 1;
    if (plainEnd > end || quote < 0) {
      quotedAtOnce = 1;
      const lines = text.slice(end, plainEnd).split('\n');
      // Behind the last line break nothing is left, or the row that is not complete.
      const rest = quote < 0 && last ? '' : (lines.pop() ?? '');
      for (const line of lines) rows.push({ number: first + rows.length, cells: line.split(delimiter) });
      end = plainEnd - rest.length;
    }
    if (quote < 0) break;
    const next = { first: first + rows.length, last, limit: quotedAtOnce };
    const quoted = parseQuoted(text.slice(end), delimiter, next);
    for (const row of quoted.rows) rows.push(row);
    end += quoted.end;
    if (!quoted.isCut) break;
    quotedAtOnce = Math.min(quotedAtOnce * 2, MOST_QUOTED);
  }
  return { rows, end };
}

/** By papaparse, which knows what spreadsheets make of quotes. */
function parseQuoted(
  text: string,
  delimiter: string,
  { first, last, limit }: { first: number; last: boolean; limit: number },
): Parsed {
  const parser = new Papa.Parser({ delimiter, newline: '\n', preview: limit });
  const { data, errors, meta } = parser.parse(text, 0, !last) as Papa.ParseResult<string[]>;
  const rows = data.map((cells, index) => ({ number: first + index, cells }));
  for (const { code, row: index } of errors) {
    const row = index === undefined ? undefined : rows[index];
    // A quote inside a quoted cell is forgiven until it swallows the next row.
    if (row && (code === 'MissingQuotes' || row.cells.some((cell) => cell.includes('\n')))) {
      throw badFile(
        'bad-quotes',
        `In row ${row.number} a quotation mark is not closed, so that the rows after it cannot be told apart: mend it in the file.`,
        { row: row.number },
      );
    }
  }
  return { rows, end: meta.cursor, isCut: meta.truncated };
}

function tooLong(row: number) {
  return badFile(
    'cell-too-long',
    `Row ${row} has a cell of more than 10,000 characters: is a quotation mark not closed there?`,
    { row },
  );
}
