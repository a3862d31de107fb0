import { z } from 'zod';

/** What can be wrong with the books: one of what Kaptar promises of them does not hold. */
export const ViolationCode = z.enum([
  /** The file cannot be read as a whole. */
  'damaged',
  /** Tables, indexes or the triggers that guard them are not as Kaptar made them. */
  'schema',
  /** Rows that point to nothing. */
  'orphans',
  /** Recipients who have more than one message of a campaign. */
  'recipients',
  /** Finished campaigns with messages that were never tried. */
  'forgotten',
  'campaign-counts',
  'error-counts',
  'places',
  'hours',
  'delivery-times',
  'history',
  /** Messages on the wire without exactly one open attempt. */
  'sending',
  /** Open attempts of messages that are not on the wire. */
  'open-attempts',
  /** Attempts whose outcome means nothing. */
  'outcomes',
  /** Messages that may have gone twice without proof or a person's decision. */
  'twice',
  /** Messages that count as taken, and nobody sent them. */
  'never-sent',
  /** Messages that were taken and are no longer counted as such. */
  'went-back',
  /** Refused messages that were tried again without a person's word. */
  'retried',
  /** Ids of a provider that belong to more than one message. */
  'shared-ids',
  /** Ids of a provider that are of another number. */
  'others-ids',
  /** Messages that do not say why they were left out, were refused or are uncertain. */
  'no-reason',
]);
export type ViolationCode = z.infer<typeof ViolationCode>;

/** One thing that is wrong with the books. */
export const Violation = z.object({
  code: ViolationCode,
  /** How many of what the code is about. */
  rows: z.int().positive(),
  /** SQLite's own words about a damaged file. */
  detail: z.string().nullable(),
});
export type Violation = z.infer<typeof Violation>;
