import { z } from 'zod';

/** How the bytes of the file become text. */
export const FileEncoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1251',
  'windows-1252',
  'koi8-r',
  'ibm866',
]);
export type FileEncoding = z.infer<typeof FileEncoding>;

/**
 * Which column is what, by column index in the file. Every column that is neither the phone nor the name
 * nor listed in `ignored` is kept as a field under its header.
 */
export const ColumnMapping = z.object({
  phone: z.int().nonnegative(),
  name: z.int().nonnegative().nullable(),
  ignored: z.array(z.int().nonnegative()),
});
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/** What a column without a name is called where nobody says otherwise; `#` stands for its place from the left. */
export const UNNAMED_COLUMN = 'Column #';

/** The name of a column that has none, by its place from the left (0 for the first). */
export function nameByPlace(index: number, unnamed = UNNAMED_COLUMN): string {
  return unnamed.replace('#', String(index + 1));
}

/** What Kaptar sees in a file before anything is written. */
export const CsvInspection = z.object({
  fileName: z.string(),
  sizeBytes: z.int(),
  encoding: FileEncoding,
  /** False where the bytes are not UTF and the encoding is a guess that a person should confirm. */
  encodingCertain: z.boolean(),
  delimiter: z.string(),
  header: z.array(z.string()),
  /** The first rows as they will be read, header excluded. */
  sample: z.array(z.array(z.string())),
  /** Null where no column looks like phone numbers. */
  mapping: ColumnMapping.nullable(),
});
export type CsvInspection = z.infer<typeof CsvInspection>;

/** A sheet of a workbook. */
const Sheet = z.object({
  name: z.string(),
  /** Rows with any text. */
  rows: z.int(),
});

/** A file of any kind, as the window shows it. */
export const FileInspection = CsvInspection.extend({
  /** The sheets of a workbook that hold anything; empty for a text. */
  sheets: z.array(Sheet),
  /** Which of them was looked at. */
  sheet: z.int().nullable(),
  /** What Kaptar guesses by itself, where `mapping` is how columns of these names were taken the last time. */
  guess: ColumnMapping.nullable(),
  /** Whether `mapping` is remembered. */
  remembered: z.boolean(),
});
export type FileInspection = z.infer<typeof FileInspection>;

/** Why a row was not taken. */
export const RejectReason = z.enum([
  'no-phone',
  'not-a-phone',
  'lost-digits',
  'row-too-long',
  'duplicate-in-file',
]);
export type RejectReason = z.infer<typeof RejectReason>;

/** One row that was not taken, with its place in the file. */
export const RejectedRow = z.object({
  /** Line of the spreadsheet, the header being 1. */
  row: z.int(),
  reason: RejectReason,
  /** English words that say what to mend. */
  message: z.string(),
  cells: z.array(z.string()),
});
export type RejectedRow = z.infer<typeof RejectedRow>;

/** A row that is taken, and what it changes about the contact that is known under its number. */
export const ImportedContact = z.object({
  row: z.int(),
  phone: z.string(),
  name: z.string(),
  /** Nothing for a new contact. */
  changes: z.array(
    z.object({
      /** Null for the name. */
      field: z.string().nullable(),
      from: z.string(),
      to: z.string(),
    }),
  ),
});
export type ImportedContact = z.infer<typeof ImportedContact>;

/** What an import would do: nothing is written. `rows = created + updated + unchanged + duplicates + invalid`. */
export const ImportCheck = z.object({
  rows: z.int(),
  created: z.int(),
  /** Known contacts that the file says something new about. */
  updated: z.int(),
  /** Known contacts of whom the file says what is known. */
  unchanged: z.int(),
  /** Known contacts, whether the file says anything new or not, who are not on the list yet. */
  joining: z.int(),
  duplicates: z.int(),
  invalid: z.int(),
  doubtful: z.int(),
  reasons: z.record(RejectReason, z.int()),
  /** The first rejected rows of each reason. */
  rejected: z.array(RejectedRow),
  /** The first rows of each fate. */
  taken: z.object({
    created: z.array(ImportedContact),
    updated: z.array(ImportedContact),
    unchanged: z.array(ImportedContact),
  }),
});
export type ImportCheck = z.infer<typeof ImportCheck>;

/** The import that can be undone: the last one, until there is another. */
export const LastImport = z.object({
  fileName: z.string(),
  finishedAt: z.int(),
  created: z.int(),
  updated: z.int(),
  listId: z.int(),
  listName: z.string(),
});
export type LastImport = z.infer<typeof LastImport>;

/** What became of contacts when an import was undone. */
export const ImportUndo = z.object({
  /** Made by the import, and gone. */
  removed: z.int(),
  /** Known before, as they were, and off the list where the import had put them. */
  restored: z.int(),
  /** Changed, written to or put on another list since: left as they are. */
  kept: z.int(),
});
export type ImportUndo = z.infer<typeof ImportUndo>;

/** What an import did. `rows = created + updated + duplicates + invalid`. */
export const ImportReport = z.object({
  listId: z.int(),
  /** As it is kept: it may have been there in another case, or been numbered. */
  listName: z.string(),
  /** Rows with any text, header excluded. */
  rows: z.int(),
  created: z.int(),
  /** Known contacts, refreshed from the file. */
  updated: z.int(),
  /** Rows whose number stood in the file before. */
  duplicates: z.int(),
  invalid: z.int(),
  /** Taken all the same, though their numbers are of no range known to be in use. */
  doubtful: z.int(),
  /** How many rows were rejected for which reason; they add up to `duplicates + invalid`. */
  reasons: z.record(RejectReason, z.int()),
  /** The first rejected rows of each reason, in the order of the file; all of them go to the rejects file. */
  rejected: z.array(RejectedRow),
});
export type ImportReport = z.infer<typeof ImportReport>;
