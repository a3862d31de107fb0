import { z } from 'zod';
import { ColumnMapping, CsvInspection, FileEncoding, ImportReport } from '../csv-import.ts';
import { call, nothing } from './call.ts';

/** Calls about importing contacts. */
export const importCalls = {
  'import.inspect': call(
    z.object({
      /** A path; the window holds a token of `files.choose` in its place. */
      file: z.string(),
      encoding: FileEncoding.nullable().default(null),
      /** ISO 3166-1 alpha-2: the country of numbers written without one. */
      country: z.string().length(2),
    }),
    CsvInspection,
  ),
  'import.run': call(
    z.object({
      file: z.string(),
      encoding: FileEncoding.nullable().default(null),
      country: z.string().length(2),
      mapping: ColumnMapping,
      /** Created if there is none of that name; in any case of its letters. */
      list: z.string().trim().min(1).max(80),
      /** True makes a new list even so, numbered (`Debtors 2`), so that nobody else is in it. */
      newList: z.boolean().default(false),
      /** Where all rejected rows go as CSV; null for nowhere. */
      rejects: z.string().nullable().default(null),
    }),
    ImportReport,
  ),
  'import.cancel': call(nothing, nothing),
} as const;
