import { z } from 'zod';
import {
  ColumnMapping,
  FileEncoding,
  FileInspection,
  ImportCheck,
  ImportReport,
  ImportUndo,
  LastImport,
  UNNAMED_COLUMN,
} from '../csv-import.ts';
import { call, nothing } from './call.ts';

/** Which file, and how it is to be read. */
const fileChoices = {
  /** A path; the window holds a token of `files.choose` in its place. */
  file: z.string(),
  /** Which sheet of a workbook, from 0; null takes the first. */
  sheet: z.int().nonnegative().nullable().default(null),
  encoding: FileEncoding.nullable().default(null),
  /** ISO 3166-1 alpha-2: the country of numbers written without one. */
  country: z.string().length(2),
  /**
   * What a column without a name is called, with `#` for its place from the left: in the operator's own language,
   * since it becomes the name of a field, which is read and written everywhere.
   */
  unnamed: z
    .string()
    .max(60)
    .regex(/^[^<>|]*#[^<>|]*$/)
    .default(UNNAMED_COLUMN),
};

/** Calls about importing contacts. */
export const importCalls = {
  'import.inspect': call(z.object(fileChoices), FileInspection),
  /** Reads the whole file as `import.run` does and writes no contact. */
  'import.check': call(
    z.object({
      ...fileChoices,
      mapping: ColumnMapping,
      /** Where the contacts would go; there need be none of that name yet. */
      list: z.string().trim().min(1).max(80),
      /** Where all rejected rows go as CSV; null for nowhere. */
      rejects: z.string().nullable().default(null),
    }),
    ImportCheck,
  ),
  'import.run': call(
    z.object({
      ...fileChoices,
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
  /** Ends what runs of the calls above and `import.undo`. */
  'import.cancel': call(nothing, nothing),
  'import.last': call(nothing, LastImport.nullable()),
  'import.undo': call(nothing, ImportUndo.extend({ listRemoved: z.boolean() })),
} as const;
