import type { DuplicateGroup } from '../../../../shared/contact.ts';
import { fieldKey } from '../../../../shared/template.ts';
import type { DuplicateStore } from '../contact-store.ts';
import { fieldReader, nameKey } from './contact-filter.ts';
import { contactColumns, toContact, type ContactRow } from './contact-row.ts';
import type { Database } from './database.ts';

/** Names that one look goes through: some milliseconds of the thread that sending shares. */
const LOOKED_AT = 500;
/** Contacts of one name that are compared: what more than these are called is no person's name. */
const OF_ONE_NAME = 200;
/** The key of the name that is empty: those without a name have nothing in common. */
const NAMELESS = nameKey('');

/** Contacts that may be one person twice: of one name, in the order of names. */
export function duplicateTable(database: Database): DuplicateStore {
  const edge = database
    .prepare<[string], string>(
      `SELECT nameKey FROM contacts WHERE nameKey > ? ORDER BY nameKey LIMIT 1 OFFSET ${LOOKED_AT - 1}`,
    )
    .pluck();
  const names = database.prepare<
    { after: string; edge: string | null },
    { nameKey: string; contacts: number }
  >(
    `SELECT nameKey, count(*) AS contacts FROM contacts
     WHERE nameKey > $after AND ($edge IS NULL OR nameKey <= $edge)
     GROUP BY nameKey HAVING count(*) > 1 ORDER BY nameKey`,
  );
  const named = database.prepare<[string], ContactRow>(
    `SELECT ${contactColumns} FROM contacts WHERE nameKey = ? ORDER BY id LIMIT ${OF_ONE_NAME}`,
  );

  function groupsOf(key: string, field: string | null, total: number): DuplicateGroup[] {
    const contacts = named.all(key).map(toContact);
    const name = contacts[0]?.name ?? '';
    if (field === null) return [{ name, value: null, contacts, total }];
    const read = fieldReader(field);
    const byValue = Map.groupBy(contacts, (contact) => fieldKey(read(contact.fields)));
    return [...byValue].flatMap(([value, equal]) => {
      const [first] = equal;
      if (value === '' || !first || equal.length < 2) return [];
      return [{ name, value: read(first.fields), contacts: equal, total: equal.length }];
    });
  }

  return {
    async scanDuplicates(field, after, limit) {
      const from = after < NAMELESS ? NAMELESS : after;
      const end = edge.get(from) ?? null;
      const groups: DuplicateGroup[] = [];
      for (const { nameKey: key, contacts } of names.all({ after: from, edge: end })) {
        groups.push(...groupsOf(key, field, contacts));
        if (groups.length >= limit) return { groups, next: key };
      }
      return { groups, next: end };
    },
  };
}
