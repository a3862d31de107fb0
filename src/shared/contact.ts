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

/** What one field of a contact must be like; letters count in any case. */
export const FieldCondition = z.object({
  field: z.string().min(1).max(200),
  is: z.enum(['equal', 'containing', 'empty', 'filled']),
  /** Of no meaning for `empty` and `filled`. */
  value: z.string().max(200).default(''),
});
export type FieldCondition = z.infer<typeof FieldCondition>;

/** Which contacts: those that all of it holds for. */
export const ContactFilter = z.object({
  listId: z.int().nullable().default(null),
  /** Start of a word of the name or part of a number; empty for all. */
  search: z.string().max(100).default(''),
  /** Only those who have opted out, or only those who have not; null for both. */
  optedOut: z.boolean().nullable().default(null),
  /** Ten are more than a person keeps in mind. */
  fields: z.array(FieldCondition).max(10).default([]),
});
export type ContactFilter = z.infer<typeof ContactFilter>;

/** Contacts told one by one, at most: what a person ticks by hand, and a message between processes stays small. */
const MOST_TICKED = 10_000;

/** Which contacts a change is about: those ticked, or all that match but for some. */
export const ContactTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('some'), ids: z.array(z.int()).min(1).max(MOST_TICKED) }),
  z.object({
    kind: z.literal('matching'),
    filter: ContactFilter,
    except: z.array(z.int()).max(MOST_TICKED).default([]),
  }),
]);
export type ContactTarget = z.infer<typeof ContactTarget>;

/** What is done to many contacts at once. */
export const ContactAction = z.discriminatedUnion('do', [
  /** An empty value takes the field away. */
  z.object({
    do: z.literal('set-field'),
    field: z.string().trim().min(1).max(200),
    value: z.string().trim().max(2000),
  }),
  z.object({ do: z.literal('add-to-list'), listId: z.int() }),
  z.object({ do: z.literal('take-from-list'), listId: z.int() }),
  z.object({ do: z.literal('opt-out'), reason: z.string().trim().min(1).max(200) }),
  z.object({ do: z.literal('opt-in') }),
  z.object({ do: z.literal('remove') }),
]);
export type ContactAction = z.infer<typeof ContactAction>;

/** What became of a change of contacts; `changeId` takes it back, null where nothing was changed. */
export const ContactChange = z.object({
  changeId: z.int().nullable(),
  changed: z.int(),
  /** It was cancelled before all were changed; what was changed stays, and can be taken back. */
  cancelled: z.boolean(),
});
export type ContactChange = z.infer<typeof ContactChange>;

/** Where an opt-out came from: the operator, or a STOP in the inbox. */
const OptOutSource = z.enum(['hand', 'stop']);

/** A number that gets nothing more, whether it is somebody's in the contacts or not. */
export const OptOut = z.object({
  phone: z.string(),
  /** Empty where no contact has the number. */
  name: z.string(),
  reason: z.string(),
  source: OptOutSource,
  createdAt: z.int(),
});
export type OptOut = z.infer<typeof OptOut>;

/** Contacts of one name, and of one value of a field where that was asked for. */
export const DuplicateGroup = z.object({
  name: z.string(),
  /** Null where only the name was compared. */
  value: z.string().nullable(),
  contacts: z.array(Contact),
  /** All of the group, also where `contacts` shows the first of them only. */
  total: z.int(),
});
export type DuplicateGroup = z.infer<typeof DuplicateGroup>;
