import type { ChosenFile } from '../../../shared/chosen-file.ts';
import type { ColumnMapping, FileEncoding } from '../../../shared/csv-import.ts';
import type { Defaults } from '../../use-defaults.ts';
import type { ColumnRole } from './column-roles.ts';

/** Everything that is decided before an import. */
export interface ImportDraft {
  /** Null takes the first sheet of a workbook. */
  sheet: number | null;
  /** Null takes the one that Kaptar recognises. */
  encoding: FileEncoding | null;
  country: string;
  /** Null takes what Kaptar proposes. */
  roles: ColumnRole[] | null;
  list: string;
  /** What a column without a name is called, with `#` for its place from the left. */
  unnamed: string;
}

/** What is proposed for a file that was just chosen. */
export function draftFor(chosen: ChosenFile, { country, list }: Defaults, unnamed: string): ImportDraft {
  return {
    sheet: null,
    encoding: null,
    country,
    roles: null,
    // As long as the name of a list may be.
    list: list?.name ?? chosen.name.replace(/\.[^.]+$/, '').slice(0, 80),
    unnamed,
  };
}

/** What a file is read by, as the engine's calls take it. */
export function readingOf(
  chosen: ChosenFile,
  { sheet, encoding, country, unnamed }: ImportDraft,
  mapping: ColumnMapping,
) {
  return { file: chosen.file, sheet, encoding, country, unnamed, mapping };
}
