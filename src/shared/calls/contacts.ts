import { z } from 'zod';
import { Contact, ContactList } from '../contact.ts';
import { call, nothing, pageLimit, E164 } from './call.ts';

/** Calls about contacts and lists. */
export const contactCalls = {
  'lists.list': call(nothing, z.array(ContactList)),
  'contacts.list': call(
    z.object({
      listId: z.int().nullable(),
      /** Start of a name or part of a number; empty for all. */
      search: z.string().max(100).default(''),
      /** Id of the last contact of the page before; null for the first page. */
      after: z.int().nullable().default(null),
      limit: pageLimit,
    }),
    z.object({ contacts: z.array(Contact), total: z.int() }),
  ),
  'contacts.optOut': call(z.object({ phone: E164, reason: z.string().max(200) }), nothing),
  'contacts.optIn': call(z.object({ phone: E164 }), nothing),
} as const;
