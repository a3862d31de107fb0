import { basename } from 'node:path';
import type { CsvInspection, FileEncoding } from '../../../../shared/csv-import.ts';
import { isPhoneCountry } from '../../../../shared/phone.ts';
import { detectEncoding } from './encoding.ts';
import { guessMapping } from './mapping.ts';
import { badFile, measureFile } from './read-file.ts';
import { tidy } from './rows.ts';
import { type ColumnChoices, type CsvShape, detectShape } from './shape.ts';

/** Rows shown before an import: enough to see whether the columns are right. */
const SHOWN_ROWS = 20;

/** What a person says of a file. */
export type CsvChoices = ColumnChoices & {
  /** Null takes what is detected, a guess included. */
  readonly encoding: FileEncoding | null;
};

/**
 * Shows what a file is before anything is written: encoding, delimiter, columns, first rows and a guess of
 * the mapping. Throws an `AppError` (`invalid-input` or `not-found`, with `details.reason`) for what cannot
 * be imported.
 */
export async function inspectCsv(
  path: string,
  choices: CsvChoices,
  signal: AbortSignal,
): Promise<CsvInspection & { unnamed: readonly number[]; hasHeader: boolean }> {
  const { shape, encoding, encodingCertain, country, sizeBytes } = await lookAt(path, choices, signal);
  return {
    fileName: basename(path),
    sizeBytes,
    encoding,
    encodingCertain,
    delimiter: shape.delimiter,
    header: [...shape.header],
    unnamed: shape.unnamed,
    sample: shape.sample
      .slice(0, SHOWN_ROWS)
      .map(({ cells }) => shape.header.map((_, index) => tidy(cells[index] ?? ''))),
    mapping: guessMapping(shape, country),
    hasHeader: shape.headerRow !== null,
  };
}

/** How a file is to be read, by its own bytes: an import sees it exactly as the inspection did. */
export async function lookAt(
  path: string,
  choices: CsvChoices,
  signal: AbortSignal,
): Promise<{
  shape: CsvShape;
  encoding: FileEncoding;
  encodingCertain: boolean;
  country: string;
  sizeBytes: number;
}> {
  const country = choices.country.toUpperCase();
  if (!isPhoneCountry(country)) {
    throw badFile('unknown-country', `“${country}” is no country: write two letters, such as UZ or GE.`);
  }
  const sizeBytes = await measureFile(path);
  const { encoding, certain } = await detectEncoding(path, choices.encoding, signal);
  const shape = await detectShape(path, encoding, { country, unnamed: choices.unnamed }, signal);
  return { shape, encoding, encodingCertain: certain, country, sizeBytes };
}
