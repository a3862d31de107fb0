import { z } from 'zod';

/** A person in the address book; one for each phone number. */
export const Contact = z.object({
  id: z.int(),
  /** E.164 with its plus sign; unique. */
  phone: z.string(),
  name: z.string(),
  /** Every further column of the imports, by the column's name as it was first written. */
  fields: z.record(z.string(), z.string()),
  optedOut: z.boolean(),
  updatedAt: z.int(),
});
export type Contact = z.infer<typeof Contact>;

/** A named set of contacts: the audience of a campaign. */
export const ContactList = z.object({
  id: z.int(),
  name: z.string(),
  contacts: z.int(),
  createdAt: z.int(),
});
export type ContactList = z.infer<typeof ContactList>;
