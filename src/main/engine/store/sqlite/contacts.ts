import { AppError } from '../../../../shared/errors.ts';
import type { Contact, ContactFilter, OptOut } from '../../../../shared/contact.ts';
import type { ContactMessage, ContactStore, ContactWords } from '../contact-store.ts';
import { fieldsMatcher, filterSql, nameKey } from './contact-filter.ts';
import { contactIndex } from './contact-index.ts';
import { contactColumns, toContact, type ContactRow } from './contact-row.ts';
import type { Database } from './database.ts';
import { listChecker } from './known-lists.ts';
import { optOutColumns } from './opt-outs.ts';

/** Contacts that one look goes through: some milliseconds of the thread that sending shares. */
const LOOKED_AT = 1000;
/** A look that finds fewer than these is not followed by another at everybody, where the index knows who may match. */
const FEW = LOOKED_AT / 20;
/** Contacts of nothing but a list that one step passes over: nothing of them is read. */
const PASSED_AT_ONCE = 10_000;
/** Behind the last contact. */
const END = Number.MAX_SAFE_INTEGER;
/** Messages that a contact's page shows: those of a year and more for nearly everybody. */
const MESSAGES_SHOWN = 50;

/** Nothing but a list is asked for, or nothing at all. */
const isPlain = ({ search, optedOut, fields }: ContactFilter): boolean =>
  search.trim() === '' && optedOut === null && fields.length === 0;

type FieldsMatcher = NonNullable<ReturnType<typeof fieldsMatcher>>;

/** Some contacts to be looked at, and the conditions that SQL can tell. */
interface Look {
  /** SQL behind FROM. */
  readonly rows: string;
  readonly binding: Readonly<Record<string, string | number>>;
  readonly order: string;
  /** What to go on after; null where nobody is left. */
  readonly next: number | null;
}

/** Contacts, and how they are searched. */
export function contactTable(database: Database): ContactStore {
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
  const passAll = database
    .prepare<[number, number], number>('SELECT id FROM contacts WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?')
    .pluck();
  const passMembers = database
    .prepare<[number, number, number], number>(
      `SELECT contactId FROM listMembers WHERE listId = ? AND contactId > ? ORDER BY contactId LIMIT 1 OFFSET ?`,
    )
    .pluck();
  const edgeOfAll = database
    .prepare<[number], number>(
      `SELECT id FROM contacts WHERE id > ? ORDER BY id LIMIT 1 OFFSET ${LOOKED_AT - 1}`,
    )
    .pluck();
  const edgeOfList = database
    .prepare<[number, number], number>(
      `SELECT contactId FROM listMembers WHERE listId = ? AND contactId > ?
       ORDER BY contactId LIMIT 1 OFFSET ${LOOKED_AT - 1}`,
    )
    .pluck();
  const fieldNames = database
    .prepare<[], string>('SELECT DISTINCT value FROM lists, json_each(lists.fields) ORDER BY value')
    .pluck();
  const one = database.prepare<[number], ContactRow>(`SELECT ${contactColumns} FROM contacts WHERE id = ?`);
  const chosen = database.prepare<[string], ContactRow>(
    `SELECT ${contactColumns} FROM contacts WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  );
  const listsOf = database.prepare<[number], { id: number; name: string }>(
    `SELECT id, name FROM listMembers JOIN lists ON lists.id = listId
     WHERE contactId = ? AND removedAs IS NULL ORDER BY name`,
  );
  const optOutOf = database.prepare<[number], OptOut>(
    `SELECT ${optOutColumns} FROM contacts JOIN optOuts USING (phone) WHERE contacts.id = ?`,
  );
  const messagesOf = database.prepare<[number], ContactMessage>(
    `SELECT messages.id, campaignId, campaigns.name AS campaignName, messages.state, text, messages.updatedAt
     FROM messages JOIN campaigns ON campaigns.id = campaignId
     WHERE contactId = ? AND preparedAt IS NOT NULL ORDER BY messages.id DESC LIMIT ${MESSAGES_SHOWN}`,
  );
  const insert = database.prepare<[string, string, string, string, number, number]>(
    `INSERT INTO contacts (phone, name, nameKey, fields, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const join = database.prepare<[number, number]>(
    'INSERT INTO listMembers (listId, contactId) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const index = contactIndex(database);
  const refuseTaken = numberGuard(database);
  const tellLists = fieldKeeper(database);

  /** The contacts that one look goes through: those after `after` up to its edge, END where none are behind it. */
  function lookFrom(filter: ContactFilter, after: number): Look {
    const { listId } = filter;
    const found = listId === null ? edgeOfAll.get(after) : edgeOfList.get(listId, after);
    const edge = found ?? END;
    const from =
      listId === null
        ? 'contacts WHERE contacts.id > $after AND contacts.id <= $edge'
        : `listMembers JOIN contacts ON contacts.id = listMembers.contactId
           WHERE listMembers.listId = $listId AND listMembers.contactId > $after AND listMembers.contactId <= $edge`;
    const { where, binding } = filterSql(filter);
    return {
      rows: `${from} ${where}`,
      binding: { ...binding, after, edge, ...(listId === null ? {} : { listId }) },
      order: listId === null ? 'contacts.id' : 'listMembers.contactId',
      next: edge === END ? null : edge,
    };
  }

  /** The same of a look at `most` of those only who may match by the index; null where it knows nothing of the filter. */
  function lookByIndex(filter: ContactFilter, after: number, most = LOOKED_AT): Look | null {
    const { listId } = filter;
    const ids = index.candidates(filter, after, most);
    if (ids === null) return null;
    const { where, binding } = filterSql(filter);
    const isMember =
      'AND EXISTS (SELECT 1 FROM listMembers WHERE listId = $listId AND contactId = contacts.id)';
    return {
      rows: `contacts WHERE contacts.id IN (SELECT value FROM json_each($ids))
        ${listId === null ? '' : isMember} ${where}`,
      binding: { ...binding, ids: JSON.stringify(ids), ...(listId === null ? {} : { listId }) },
      order: 'contacts.id',
      next: ids.length < most ? null : (ids.at(-1) ?? null),
    };
  }

  /** What a look finds, in their order. */
  const inLook = ({ rows, order }: Look, columns: string, end = '') =>
    database.prepare<object, ContactRow>(`SELECT ${columns} FROM ${rows} ORDER BY ${order} ${end}`);

  /** The first `limit` of a look. */
  function find(look: Look, matches: FieldsMatcher | null, limit: number): Contact[] {
    if (matches === null) {
      return inLook(look, contactColumns, 'LIMIT $limit')
        .all({ ...look.binding, limit })
        .map(toContact);
    }
    // Of most contacts nothing but the fields is ever read.
    return chosen.all(JSON.stringify(findIds(look, matches, limit))).map(toContact);
  }

  /** Their ids alone. */
  function findIds(look: Look, matches: FieldsMatcher | null, limit: number): number[] {
    const columns = matches === null ? 'contacts.id' : 'contacts.id, contacts.fields';
    return inLook(look, columns)
      .all(look.binding)
      .filter(({ fields }) => matches === null || matches(fields))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  /** How many a look finds. */
  function countIn({ rows, binding }: Look, matches: FieldsMatcher | null): number {
    if (matches === null) {
      return database.prepare<object, number>(`SELECT count(*) FROM ${rows}`).pluck().get(binding) ?? 0;
    }
    const fieldsSeen = database.prepare<object, string>(`SELECT contacts.fields FROM ${rows}`).pluck();
    return fieldsSeen.all(binding).filter(matches).length;
  }

  const checkLists = listChecker(database);
  const create = database.transaction((words: ContactWords, listIds: readonly number[], now: number) => {
    const { phone, name, fields } = words;
    refuseTaken(phone, null);
    checkLists(listIds);
    const row = insert.run(phone, name, nameKey(name), JSON.stringify(fields), now, now);
    const id = Number(row.lastInsertRowid);
    for (const listId of listIds) join.run(listId, id);
    tellLists([id]);
    return id;
  });

  return {
    async scanContacts(filter, after, limit) {
      const matches = fieldsMatcher(filter.fields);
      const exact = index.isExact(filter) ? lookByIndex(filter, after, limit) : null;
      const contacts: Contact[] = [];
      let next: number | null = after;
      const take = (look: Look): void => {
        contacts.push(...find(look, matches, limit - contacts.length));
        ({ next } = look);
      };
      take(exact ?? lookFrom(filter, after));
      if (exact === null && contacts.length < Math.min(limit, FEW)) {
        // Most of those who may match do: mostly, no more have to be found in the index than are wanted.
        const wanted = Math.min(limit - contacts.length, LOOKED_AT);
        for (const most of [wanted, LOOKED_AT - wanted]) {
          if (next === null || most === 0 || contacts.length === limit) break;
          const further = lookByIndex(filter, next, most);
          if (further) take(further);
        }
      }
      return { contacts, next: contacts.length < limit ? next : (contacts.at(-1)?.id ?? null) };
    },
    async passContacts(filter, after, count) {
      const { listId } = filter;
      if (isPlain(filter)) {
        const passed = Math.min(count, PASSED_AT_ONCE);
        const last =
          listId === null ? passAll.get(after, passed - 1) : passMembers.get(listId, after, passed - 1);
        return { passed, next: last ?? null };
      }
      const exact = index.isExact(filter) ? lookByIndex(filter, after) : null;
      const look = exact ?? lookFrom(filter, after);
      const ids = findIds(look, fieldsMatcher(filter.fields), count);
      return { passed: ids.length, next: ids.length < count ? look.next : (ids.at(-1) ?? null) };
    },
    listChosen: async (ids) => chosen.all(JSON.stringify(ids)).map(toContact),
    async countScanned(filter, after) {
      const { listId, fields } = filter;
      if (isPlain(filter)) {
        return { count: (listId === null ? everyone.get() : members.get(listId)) ?? 0, next: null };
      }
      const known = after === 0 ? index.count(filter) : null;
      if (known !== null) return { count: known, next: null };
      const matches = fieldsMatcher(fields);
      const look = lookFrom(filter, after);
      const count = countIn(look, matches);
      const further = look.next !== null && count < FEW ? lookByIndex(filter, look.next) : null;
      if (!further) return { count, next: look.next };
      return { count: count + countIn(further, matches), next: further.next };
    },
    listFields: async () => fieldNames.all(),
    async getContact(id) {
      const row = one.get(id);
      if (!row) throw noContact(id);
      return {
        contact: toContact(row),
        lists: listsOf.all(id),
        optOut: optOutOf.get(id) ?? null,
        messages: messagesOf.all(id),
      };
    },
    createContact: async (...contact) => create.immediate(...contact),
    contactsAt: async (listId, offset, limit) => membersAt.all(listId, limit, offset).map(toContact),
    contactsAfter: async (listId, after, limit) => membersAfter.all(listId, after, limit).map(toContact),
    countMembers: async (listId) => members.get(listId) ?? 0,
  };
}

export function noContact(id: number): AppError {
  return new AppError('not-found', `There is no contact ${id} any more.`, { reason: 'no-contact' });
}

/** Refuses a number that another contact than `id` has, with that contact's name. */
export function numberGuard(database: Database): (phone: string, id: number | null) => void {
  const withNumber = database.prepare<[string], { id: number; name: string }>(
    'SELECT id, name FROM contacts WHERE phone = ?',
  );
  return (phone, id) => {
    const other = withNumber.get(phone);
    if (!other || other.id === id) return;
    throw new AppError('conflict', `${other.name || 'Somebody'} has the number ${phone} already.`, {
      reason: 'number-taken',
      contactId: other.id,
      holder: other.name || phone,
    });
  };
}

/** Notes in lists which fields their people have: templates offer a list's fields, and refuse all others. */
export function fieldKeeper(database: Database): (contactIds: readonly number[]) => void {
  const missing = database.prepare<[string], { listId: number; field: string }>(
    `SELECT DISTINCT listId, given.key AS field
     FROM json_each(?) AS ids CROSS JOIN contacts ON contacts.id = ids.value
       CROSS JOIN listMembers ON listMembers.contactId = contacts.id CROSS JOIN json_each(contacts.fields) AS given
     WHERE given.value <> ''
       AND NOT EXISTS (SELECT 1 FROM lists, json_each(lists.fields) AS known
                       WHERE lists.id = listId AND known.value = given.key)`,
  );
  const add = database.prepare<[string, number]>(
    "UPDATE lists SET fields = json_insert(fields, '$[#]', ?) WHERE id = ?",
  );
  return (contactIds) => {
    for (const { listId, field } of missing.all(JSON.stringify(contactIds))) add.run(field, listId);
  };
}
