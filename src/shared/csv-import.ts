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
