import { z } from 'zod';

/** A time of day as minutes since midnight. */
export const minuteOfDay = z.int().min(0).max(1439);

/** Hours in which no campaign's message goes out, by the recipient's own clock. May span midnight. */
export const QuietHours = z.object({
  enabled: z.boolean(),
  from: minuteOfDay,
  /** The first minute in which messages go again. */
  until: minuteOfDay,
});
export type QuietHours = z.infer<typeof QuietHours>;

/** What the operator has chosen for all of Kaptar; the window's look is the shell's (`preferences`). */
export const Settings = z.object({
  /** ISO 3166-1 alpha-2: the country of numbers written without one; null for the system's. */
  defaultCountry: z.string().length(2).nullable(),
  /** What a new campaign and an import begin with. */
  defaultListId: z.int().nullable(),
  quietHours: QuietHours,
  /** A campaign of more messages than this starts only after its number was typed. */
  confirmAbove: z.int().min(0).max(10_000_000),
  /** Between *Start* and the first message, in which it can be taken back; 0 for none. */
  undoSeconds: z.int().min(0).max(60),
  /** The operator's own number in E.164, to which tests go; null until one was sent. */
  testPhone: z.string().nullable(),
});
export type Settings = z.infer<typeof Settings>;

/** What holds until the operator chooses otherwise. */
export const DEFAULT_SETTINGS: Settings = {
  defaultCountry: null,
  defaultListId: null,
  // Off until chosen: a first campaign in the evening would otherwise wait with no word from anyone.
  quietHours: { enabled: false, from: 21 * 60, until: 9 * 60 },
  // More than a shop sends to people it knows by name; a mistake of this size already costs a day's takings.
  confirmAbove: 500,
  // Time to read one line and to press one button.
  undoSeconds: 5,
  testPhone: null,
};
