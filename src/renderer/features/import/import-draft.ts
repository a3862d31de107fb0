import type { FileEncoding } from '../../../shared/csv-import.ts';
import type { Defaults } from '../../use-defaults.ts';
import type { ColumnRole } from './column-roles.ts';
import type { ChosenFile } from './use-choose-file.ts';

/** Everything that is decided before an import. */
export interface ImportDraft {
  /** Null takes the one that Kaptar recognises. */
  encoding: FileEncoding | null;
  country: string;
  /** Null takes what Kaptar guesses. */
  roles: ColumnRole[] | null;
  list: string;
  rejects: ChosenFile | null;
}

/** What is proposed for a file that was just chosen. */
export function draftFor(chosen: ChosenFile, { country, list }: Defaults): ImportDraft {
  return {
    encoding: null,
    country,
    roles: null,
    // As long as the name of a list may be.
    list: list?.name ?? chosen.name.replace(/\.[^.]+$/, '').slice(0, 80),
    rejects: null,
  };
}
