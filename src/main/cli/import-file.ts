import { basename, resolve } from 'node:path';
import {
  type ColumnMapping,
  type CsvInspection,
  FileEncoding,
  type ImportReport,
} from '../../shared/csv-import.ts';
import { AppError } from '../../shared/errors.ts';
import { fieldKey } from '../../shared/template.ts';
import type { App } from '../engine/app.ts';
import { optional } from './arguments.ts';
import { ask } from './engine.ts';
import { oneLine, type Output } from './output.ts';
import { countryCode, type NamedColumns, namedColumns, oneOf, text } from './values.ts';

/** The options of every command that reads a file of contacts. */
export const importParameters = {
  map: optional(
    'phone=COLUMN,name=COLUMN',
    'Which column is what, by its header; else a guess.',
    namedColumns,
  ),
  country: optional('UZ', 'The country of numbers written without one; UZ if not given.', countryCode),
  sheet: optional('NAME', 'Which sheet of a workbook; the first if not given.', text),
  encoding: optional('windows-1251', 'How the file is encoded; else a guess.', oneOf(FileEncoding.options)),
  rejects: optional('FILE', 'Where all rows that are not taken go, as CSV.', text),
};

interface ImportChoices {
  readonly map: NamedColumns | undefined;
  readonly country: string | undefined;
  readonly sheet: string | undefined;
  readonly encoding: FileEncoding | undefined;
  readonly rejects: string | undefined;
}

/** Looks at the file, settles which column is what and imports it into the list; prints the report. */
export async function importFile(
  app: App,
  { path, list, newList, ...choices }: ImportChoices & { path: string; list: string; newList: boolean },
  output: Output,
): Promise<ImportReport> {
  const file = resolve(path);
  const country = choices.country ?? 'UZ';
  const look = { file, country, encoding: choices.encoding ?? null };
  const first = await ask(app, 'import.inspect', look);
  const sheet = sheetNamed(first.sheets, choices.sheet);
  const inspection = sheet === first.sheet ? first : await ask(app, 'import.inspect', { ...look, sheet });
  const { encoding, encodingCertain } = inspection;
  if (!encodingCertain && choices.encoding === undefined)
    output.note(
      `Reading ${basename(file)} as ${encoding}, which is a guess: --encoding says it for certain.`,
    );

  // A script must not depend on what somebody chose in the window.
  const mapping = resolveColumns({ ...inspection, mapping: inspection.guess }, choices.map ?? {});
  const rejects = choices.rejects === undefined ? null : resolve(choices.rejects);
  const stopListening = app.onEvent((name, payload) => {
    if (name === 'import.progress' && 'rows' in payload)
      output.progress(`${payload.rows.toLocaleString('en')} rows read`);
  });
  try {
    const report = await ask(app, 'import.run', {
      file,
      sheet,
      encoding,
      country,
      mapping,
      list,
      newList,
      rejects,
    });
    const { rows, created, updated, duplicates, invalid } = report;
    await output.print({ rows, created, updated, duplicates, invalid }, reportWords(report, rejects));
    return report;
  } finally {
    stopListening();
  }
}

function sheetNamed(sheets: readonly { name: string }[], wanted: string | undefined): number | null {
  if (wanted === undefined) return sheets.length === 0 ? null : 0;
  const index = sheets.findIndex(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (index >= 0) return index;
  const words =
    sheets.length === 0
      ? 'The file has no sheets.'
      : `The workbook has no sheet "${wanted}". Its sheets are: ${sheets.map(({ name }) => oneLine(name)).join(', ')}.`;
  throw new AppError('invalid-input', words);
}

/** Column numbers for the names that were given; what was not named stays with the guess. */
export function resolveColumns(
  { header, mapping: guess }: Pick<CsvInspection, 'header' | 'mapping'>,
  named: NamedColumns,
): ColumnMapping {
  const columnOf = (wanted: string) => {
    const index = header.findIndex((column) => fieldKey(column) === fieldKey(wanted));
    if (index < 0)
      throw new AppError('invalid-input', `The file has no column "${wanted}". ${columnsOf(header)}`);
    return index;
  };
  const phone = named.phone === undefined ? guess?.phone : columnOf(named.phone);
  if (phone === undefined)
    throw new AppError(
      'invalid-input',
      `No column looks like phone numbers; name it with --map phone=COLUMN. ${columnsOf(header)}`,
    );
  const guessedName = guess && guess.name !== phone ? guess.name : null;
  const name = named.name === undefined ? guessedName : columnOf(named.name);
  const ignored = guess?.ignored.filter((column) => column !== phone && column !== name) ?? [];
  return { phone, name, ignored };
}

function columnsOf(header: readonly string[]): string {
  return `Its columns are: ${header.map((column) => oneLine(column).trim()).join(', ')}.`;
}

/** Rejected rows that are shown to a person: enough to see what is wrong with the file. */
const SHOWN_REJECTS = 10;

function reportWords(report: ImportReport, rejects: string | null): string {
  const { rows, created, updated, duplicates, invalid, rejected } = report;
  const lines = [
    `${rows} rows: ${created} created, ${updated} updated, ${duplicates} duplicates, ${invalid} invalid.`,
  ];
  for (const { row, message } of rejected.slice(0, SHOWN_REJECTS))
    lines.push(`  row ${row}: ${oneLine(message)}`);
  const hidden = duplicates + invalid - Math.min(rejected.length, SHOWN_REJECTS);
  if (hidden > 0)
    lines.push(`  and ${hidden} more${rejects === null ? '; --rejects FILE keeps them all' : ''}`);
  if (report.doubtful > 0)
    lines.push(`  ${report.doubtful} numbers were taken although no operator is known to use them.`);
  if (rejects !== null && duplicates + invalid > 0) lines.push(`  All of them are in ${rejects}`);
  return lines.join('\n');
}
