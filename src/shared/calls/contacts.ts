import { z } from 'zod';
import {
  Contact,
  ContactAction,
  ContactChange,
  ContactFilter,
  ContactList,
  ContactTarget,
  DuplicateGroup,
  OptOut,
} from '../contact.ts';
import { MessageState } from '../message.ts';
import { byId, call, nothing, pageLimit, E164, PAGE_LIMIT } from './call.ts';

const listName = z.string().trim().min(1).max(80);
const reason = z.string().trim().min(1).max(200);
const header = z.string().min(1).max(60);
/** A field that is compared beside the name; null for the name alone. */
const byField = z.string().max(200).nullable();

const ContactWords = z.object({
  phone: E164,
  name: z.string().trim().max(200),
  fields: z.record(z.string().min(1).max(200), z.string().trim().max(2000)),
});

/** Calls about contacts and lists. */
export const contactCalls = {
  'lists.list': call(nothing, z.array(ContactList)),
  'lists.create': call(z.object({ name: listName }), z.object({ id: z.int() })),
  'lists.rename': call(z.object({ id: z.int(), name: listName }), nothing),
  /** Takes the list away; its people stay, and campaigns to it keep their messages. */
  'lists.remove': call(byId, nothing),
  /** Brings a removed list back with its people; numbered where another has its name by now. */
  'lists.restore': call(byId, z.object({ name: z.string() })),

  /** The names of all fields that contacts have, as they were first written. */
  'contacts.fields': call(nothing, z.array(z.string())),
  'contacts.list': call(
    ContactFilter.extend({
      /** Id of the last contact that was looked at before; null for the first page. */
      after: z.int().nullable().default(null),
      /** How many that match are passed over behind it: a place far down a list has no id that is known before. */
      skip: z.int().min(0).default(0),
      limit: pageLimit,
    }),
    /** `next` is what to go on after; null where there are no more. */
    z.object({ contacts: z.array(Contact), next: z.int().nullable() }),
  ),
  /**
   * How many match. Only the newest count that takes more than one look goes on; such a one before it is refused with
   * `superseded`.
   */
  'contacts.count': call(ContactFilter, z.object({ total: z.int() })),
  'contacts.get': call(
    byId,
    z.object({
      contact: Contact,
      lists: z.array(z.object({ id: z.int(), name: z.string() })),
      optOut: OptOut.nullable(),
      /** Of campaigns, the newest first, the newest few. */
      messages: z.array(
        z.object({
          id: z.int(),
          campaignId: z.int(),
          campaignName: z.string(),
          state: MessageState,
          text: z.string(),
          updatedAt: z.int(),
        }),
      ),
    }),
  ),
  'contacts.create': call(ContactWords.extend({ listIds: z.array(z.int()).max(500) }), byId),
  'contacts.update': call(
    ContactWords.extend({ id: z.int(), listIds: z.array(z.int()).max(500) }),
    ContactChange,
  ),
  /** Changes many at once, chunk by chunk, with `task.progress`. One such change runs at a time. */
  'contacts.change': call(z.object({ target: ContactTarget, action: ContactAction }), ContactChange),
  'contacts.cancelChange': call(nothing, nothing),
  /** The newest change that can still be taken back; null where there is none. */
  'contacts.lastChange': call(nothing, z.object({ changeId: z.int(), at: z.int() }).nullable()),
  /** Takes a change back. `kept` were changed again since, and stay as they are now. */
  'contacts.undo': call(z.object({ changeId: z.int() }), z.object({ restored: z.int(), kept: z.int() })),

  /**
   * Saves contacts as CSV or XLSX, by the file's name; answers how many. Emits `task.progress`. Throws
   * `export-running`, `export-cancelled`, `file-unwritable`.
   */
  'contacts.export': call(
    z.object({
      target: ContactTarget,
      /** A path; the window holds a token of `files.chooseSave` in its place. */
      file: z.string(),
      /** Headers, and what stands for an opt-out, in the operator's language. */
      words: z.object({ phone: header, name: header, optedOut: header, yes: header }),
    }),
    z.object({ rows: z.int() }),
  ),
  'contacts.cancelExport': call(nothing, nothing),

  'contacts.optOut': call(z.object({ phone: E164, reason: z.string().max(200) }), nothing),
  'contacts.optIn': call(z.object({ phone: E164 }), nothing),
  'optOuts.list': call(
    z.object({
      search: z.string().max(100).default(''),
      /** The last one of the page before. */
      before: z.object({ createdAt: z.int(), phone: z.string() }).nullable().default(null),
      limit: pageLimit,
    }),
    z.object({ optOuts: z.array(OptOut), total: z.int() }),
  ),
  'optOuts.add': call(
    z.object({ phones: z.array(E164).min(1).max(PAGE_LIMIT), reason }),
    z.object({ added: z.array(z.string()) }),
  ),
  /** Exactly as they were, for taking a removal back. */
  'optOuts.restore': call(z.object({ optOuts: z.array(OptOut).max(PAGE_LIMIT) }), nothing),

  'duplicates.list': call(
    z.object({
      field: byField,
      /** The `next` of the page before. */
      after: z.string().max(2000).nullable().default(null),
      limit: z.int().min(1).max(50).default(20),
    }),
    z.object({ groups: z.array(DuplicateGroup), next: z.string().nullable() }),
  ),
  /** Makes one contact of several: `keep` stays with this name and these fields, in the lists of all. */
  'duplicates.merge': call(
    z.object({
      keep: z.int(),
      others: z.array(z.int()).min(1).max(100),
      name: ContactWords.shape.name,
      fields: ContactWords.shape.fields,
    }),
    ContactChange,
  ),
  /** Merges every group whose name and field are equal into its contact that was changed last. */
  'duplicates.mergeAll': call(z.object({ field: z.string().min(1).max(200) }), ContactChange),
} as const;
