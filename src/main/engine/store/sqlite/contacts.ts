import { AppError } from '../../../../shared/errors.ts';
import type { Contact, ContactList } from '../../../../shared/contact.ts';
import { fieldKey } from '../../../../shared/template.ts';
import type { ContactStore, ListRecord } from '../contact-store.ts';
import type { Database } from './database.ts';

interface ContactRow {
  id: number;
  phone: string;
  name: string;
  fields: string;
  optedOut: number;
  updatedAt: number;
}

function toContact(row: ContactRow): Contact {
  return {
    ...row,
    fields: JSON.parse(row.fields) as Record<string, string>,
    optedOut: row.optedOut === 1,
  };
}

const contactColumns = `contacts.id, contacts.phone, contacts.name, contacts.fields, contacts.updatedAt,
  EXISTS (SELECT 1 FROM optOuts WHERE optOuts.phone = contacts.phone) AS optedOut`;

const ofList = `contacts WHERE ($listId IS NULL
  OR EXISTS (SELECT 1 FROM listMembers WHERE listId = $listId AND contactId = contacts.id))`;

/** Start of any word of the name in any case, or digits anywhere in the number. */
const matchesSearch = `(contacts.nameKey LIKE $name ESCAPE '\\' OR ($digits <> '' AND contacts.phone LIKE '%' || $digits || '%'))`;

/** A name as it is searched: SQLite itself folds the case of ASCII only. */
export function nameKey(name: string): string {
  return ` ${fieldKey(name)}`;
}

interface SearchBinding {
  listId: number | null;
  name: string;
  digits: string;
}

/** Contacts, the lists that they are in, and who has opted out. */
export function contactTable(database: Database): ContactStore {
  const lists = database.prepare<[], ContactList>(
    `SELECT id, name, createdAt, (SELECT count(*) FROM listMembers WHERE listId = lists.id) AS contacts
     FROM lists ORDER BY name`,
  );
  const list = database.prepare<[number], { id: number; name: string; fields: string; aliases: string }>(
    'SELECT id, name, fields, aliases FROM lists WHERE id = ?',
  );
  const members = database
    .prepare<[number], number>('SELECT count(*) FROM listMembers WHERE listId = ?')
    .pluck();
  const everyone = database.prepare<[], number>('SELECT count(*) FROM contacts').pluck();
  const membersAt = database.prepare<[number, number, number], ContactRow>(
    `SELECT ${contactColumns} FROM listMembers JOIN contacts ON contacts.id = listMembers.contactId
     WHERE listMembers.listId = ? ORDER BY listMembers.contactId LIMIT ? OFFSET ?`,
  );
  const membersAfter = database.prepare<[number, number, number], ContactRow>(
    `SELECT ${contactColumns} FROM listMembers JOIN contacts ON contacts.id = listMembers.contactId
     WHERE listMembers.listId = ? AND listMembers.contactId > ? ORDER BY listMembers.contactId LIMIT ?`,
  );
  const page = database.prepare<SearchBinding & { after: number; limit: number }, ContactRow>(
    `SELECT ${contactColumns} FROM ${ofList} AND contacts.id > $after AND ${matchesSearch}
     ORDER BY contacts.id LIMIT $limit`,
  );
  const count = database
    .prepare<SearchBinding, number>(`SELECT count(*) FROM ${ofList} AND ${matchesSearch}`)
    .pluck();
  const addOptOut = database.prepare<[string, string, number]>(
    'INSERT INTO optOuts (phone, reason, createdAt) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const dropOptOut = database.prepare<[string]>('DELETE FROM optOuts WHERE phone = ?');

  function countMembers(listId: number | null): number {
    return (listId === null ? everyone.get() : members.get(listId)) ?? 0;
  }

  return {
    listLists: async () => lists.all(),
    async getList(id): Promise<ListRecord> {
      const row = list.get(id);
      if (!row) throw new AppError('not-found', `There is no list ${id}.`, { reason: 'no-list' });
      return {
        id: row.id,
        name: row.name,
        fields: JSON.parse(row.fields) as string[],
        aliases: JSON.parse(row.aliases) as Record<string, string>,
      };
    },
    async listContacts({ listId, search, after, limit }) {
      const text = search.trim();
      const binding = {
        listId,
        name: `%${nameKey(text).replace(/[\\%_]/g, '\\$&')}%`,
        // Two digits and more look like a number; one digit would match nearly everyone.
        digits: /^[\d\s+()-]{2,}$/.test(text) ? text.replace(/\D/g, '') : '',
      };
      const contacts = page.all({ ...binding, after: after ?? 0, limit }).map(toContact);
      const total = text === '' ? countMembers(listId) : (count.get(binding) ?? 0);
      return { contacts, total };
    },
    contactsAt: async (listId, offset, limit) => membersAt.all(listId, limit, offset).map(toContact),
    contactsAfter: async (listId, after, limit) => membersAfter.all(listId, after, limit).map(toContact),
    countMembers: async (listId) => countMembers(listId),
    optOut: async (phone, reason, now) => void addOptOut.run(phone, reason, now),
    optIn: async (phone) => void dropOptOut.run(phone),
  };
}
