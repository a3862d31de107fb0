import {
  RejectReason,
  type ColumnMapping,
  type FileEncoding,
  type ImportReport,
  type RejectedRow,
} from '../../../../shared/csv-import.ts';
import { singleSpaced } from '../../../../shared/composed.ts';
import { parsePhone } from '../../../../shared/phone.ts';
import { fieldKey } from '../../../../shared/template.ts';
import { createNumberSet } from '../../lib/number-set.ts';
import { createPacker, type PackedContacts } from '../../lib/packed-contacts.ts';
import { lookAt } from './inspect.ts';
import { checkMapping } from './mapping.ts';
import { readText } from './read-file.ts';
import { openRejects } from './rejects.ts';
import { isBlank, readRows, type Row, tidy } from './rows.ts';
import type { CsvShape } from './shape.ts';

/** Rows of one reason that a report itself holds: what a person reads; the rejects file has all. */
export const REPORTED_OF_A_KIND = 20;

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

/** What the file says of its columns. */
export type ReadColumns = Pick<CsvShape, 'header' | 'unnamed'> & {
  readonly hasHeader: boolean;
  readonly sizeBytes: number;
  /** The names of those columns that are kept as fields. */
  readonly fields: readonly string[];
  /** So that `<Ism>` works in templates after the column Ism became the name. */
  readonly aliases: Readonly<Record<string, string>>;
};

export type ReadPart = {
  readonly contacts: PackedContacts;
  readonly bytesRead: number;
  readonly rows: number;
};

export type Tally = Pick<
  ImportReport,
  'rows' | 'duplicates' | 'invalid' | 'doubtful' | 'reasons' | 'rejected'
>;

/** A file that is being read. */
export interface Reading {
  readonly columns: ReadColumns;
  /** Says how the fields of the contacts are called, one name for each of `columns.fields`. */
  nameFields(names: readonly string[]): void;
  /** The contacts of the next block of the file (256 KB); null at its end. */
  next(): Promise<ReadPart | null>;
  /** Puts the file of rejected rows in its place, and tells what was read. */
  finish(): Promise<Tally>;
  /** Leaves no file of rejected rows behind, after `finish` neither. */
  discard(): Promise<void>;
}

/** Opens a file to read its contacts. Throws an `AppError` for what cannot be imported, and the signal's reason. */
export async function openReading(request: ReadRequest, signal: AbortSignal): Promise<Reading> {
  const { path, original, mapping } = request;
  const { shape, encoding, country, sizeBytes } = await lookAt(path, request, signal);
  checkMapping(mapping, shape.header);
  const { delimiter, header } = shape;
  const rejects =
    request.rejects === null
      ? null
      : await openRejects(request.rejects, { path: original, delimiter, header });
  const blocks = readRows(readText(path, encoding, signal), shape);
  const columns = fieldColumnsOf(shape, mapping);
  const fields = columns.map((index) => header[index] ?? '');
  let writeFields = fieldWriter(fields, columns);
  const read = readerOfRows(shape, mapping, country);
  const phones = createNumberSet();
  const reasons = Object.fromEntries(RejectReason.options.map((reason) => [reason, 0])) as Tally['reasons'];
  const tally: Tally = { rows: 0, duplicates: 0, invalid: 0, doubtful: 0, reasons, rejected: [] };

  function reject(row: Row, reason: RejectReason): RejectedRow {
    const rejection = { row: row.number, reason, message: REJECT_MESSAGES[reason], cells: row.cells };
    if (tally.reasons[reason] < REPORTED_OF_A_KIND) tally.rejected.push(rejection);
    tally.reasons[reason]++;
    if (reason === 'duplicate-in-file') tally.duplicates++;
    else tally.invalid++;
    return rejection;
  }

  return {
    columns: {
      header,
      unnamed: shape.unnamed,
      hasHeader: shape.headerRow !== null,
      sizeBytes,
      fields,
      aliases: aliasesOf(shape, mapping),
    },
    nameFields(names) {
      writeFields = fieldWriter(names, columns);
    },
    async next() {
      const { done, value: block } = await blocks.next();
      if (done) return null;
      const packer = createPacker();
      const rejected: RejectedRow[] = [];
      for (const row of block.rows) {
        if (row.number < shape.firstRow || isBlank(row.cells)) continue;
        tally.rows++;
        const contact = read(row);
        if ('reason' in contact) rejected.push(reject(row, contact.reason));
        else if (!phones.add(Number(contact.phone))) rejected.push(reject(row, 'duplicate-in-file'));
        else {
          if (contact.doubtful) tally.doubtful++;
          packer.add(contact.phone, contact.name, writeFields(row.cells), row.number);
        }
      }
      await rejects?.write(rejected);
      return { contacts: packer.pack(), bytesRead: block.bytesRead, rows: tally.rows };
    },
    async finish() {
      await rejects?.finish();
      return tally;
    },
    discard: async () => rejects?.discard(),
  };
}

type ReadContact =
  | { readonly phone: string; readonly name: string; readonly doubtful: boolean }
  | { readonly reason: Exclude<RejectReason, 'duplicate-in-file'> };

/** How one row becomes a contact, or the reason why it does not. */
function readerOfRows(
  { header }: CsvShape,
  mapping: ColumnMapping,
  country: string,
): (row: Row) => ReadContact {
  return ({ cells }) => {
    // Cells beyond the header mean that the columns before may have slipped, the phone with them.
    if (cells.length > header.length && !isBlank(cells.slice(header.length)))
      return { reason: 'row-too-long' };
    const parsed = parsePhone(cells[mapping.phone] ?? '', country);
    if (!parsed.ok) return { reason: parsed.reason };
    const name = mapping.name === null ? '' : singleSpaced(tidy(cells[mapping.name] ?? ''));
    return { phone: parsed.phone, name, doubtful: parsed.doubtful };
  };
}

/** The columns that are kept as fields. */
function fieldColumnsOf({ header }: CsvShape, { phone, name, ignored }: ColumnMapping): number[] {
  const aside = new Set([phone, name, ...ignored]);
  return [...header.keys()].filter((index) => !aside.has(index));
}

/** Writes the cells of these columns as JSON under these names: the names of a million rows are written once. */
function fieldWriter(
  names: readonly string[],
  columns: readonly number[],
): (cells: readonly string[]) => string {
  const fields = columns.map((column, index) => ({
    column,
    start: `${index === 0 ? '{' : ','}${JSON.stringify(names[index])}:`,
  }));
  return (cells) => {
    let json = fields.length === 0 ? '{' : '';
    for (const { column, start } of fields) json += start + JSON.stringify(tidy(cells[column] ?? ''));
    return `${json}}`;
  };
}

const REJECT_MESSAGES: Readonly<Record<RejectReason, string>> = {
  'no-phone': 'There is no phone number in the row.',
  'not-a-phone': 'This is not one phone number: write it like +998 90 123 45 67.',
  'lost-digits':
    'The spreadsheet has rounded the number and its last digits are lost: format the column as text and enter the number again.',
  'row-too-long':
    'The row has more cells than there are columns: put quotes around a cell with a delimiter in it.',
  'duplicate-in-file': 'The number stands in a row before.',
};

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
