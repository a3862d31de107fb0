import type { ColumnMapping, FileEncoding } from '../../../shared/csv-import.ts';
import type { ChosenFile } from './use-choose-file.ts';

/** Everything that was decided before an import. */
export interface ImportOrder {
  encoding: FileEncoding | null;
  country: string;
  mapping: ColumnMapping;
  list: string;
  rejects: ChosenFile | null;
}
