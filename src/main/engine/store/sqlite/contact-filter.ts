import type { ContactFilter, FieldCondition } from '../../../../shared/contact.ts';
import { fieldKey } from '../../../../shared/template.ts';

/** A name as it is searched: SQLite itself folds the case of ASCII only. */
export function nameKey(name: string): string {
  return ` ${fieldKey(name)}`;
}

/** What SQL can tell of a filter, about a row of `contacts`. */
export interface FilterSql {
  /** Begins with AND, or is empty. */
  readonly where: string;
  readonly binding: Readonly<Record<string, string>>;
}

/**
 * Start of any word of a contact's name in any case, or digits anywhere in `phone` (a column); nothing for an empty
 * search.
 */
export function searchSql(search: string, phone = 'contacts.phone'): FilterSql {
  const text = search.trim();
  if (text === '') return { where: '', binding: {} };
  const name = `%${nameKey(text).replace(/[\\%_]/g, '\\$&')}%`;
  const byName = `contacts.nameKey LIKE $name ESCAPE '\\'`;
  const digits = digitsOf(text);
  if (digits === '') return { where: `AND ${byName}`, binding: { name } };
  return {
    where: `AND (${byName} OR ${phone} LIKE $digits)`,
    binding: { name, digits: `%${digits}%` },
  };
}

/** The digits of what looks like a part of a number: two characters and more, since one digit is in nearly every one. */
export function digitsOf(search: string): string {
  const text = search.trim();
  return /^[\d\s+()-]{2,}$/.test(text) ? text.replace(/\D/g, '') : '';
}

/** The search and the opt-out; the list is where one looks, and fields are told by `fieldsMatcher`. */
export function filterSql({ search, optedOut }: ContactFilter): FilterSql {
  const { where, binding } = searchSql(search);
  if (optedOut === null) return { where, binding };
  const isOut = 'EXISTS (SELECT 1 FROM optOuts WHERE optOuts.phone = contacts.phone)';
  return { where: `${where} AND ${optedOut ? '' : 'NOT '}${isOut}`, binding };
}

/** What a value is compared by: in any case, with every apostrophe alike. */
const folded = fieldKey;

/**
 * Tells whether the fields of a contact (JSON) are as all conditions want them; null where there are none. In
 * JavaScript, since SQLite folds the case of ASCII only, and its JSON paths cannot say every column's name.
 */
export function fieldsMatcher(conditions: readonly FieldCondition[]): ((fields: string) => boolean) | null {
  if (conditions.length === 0) return null;
  const tests = conditions.map(({ field, is, value }) => {
    const wanted = folded(value);
    return {
      read: fieldReader(field),
      holds: {
        equal: (found: string) => folded(found) === wanted,
        containing: (found: string) => folded(found).includes(wanted),
        empty: (found: string) => found.trim() === '',
        filled: (found: string) => found.trim() !== '',
      }[is],
    };
  });
  return (json) => {
    const fields = JSON.parse(json) as Record<string, string>;
    return tests.every(({ read, holds }) => holds(read(fields)));
  };
}

/** Reads a field by its name in any spelling; empty where a contact does not have it. */
export function fieldReader(field: string): (fields: Readonly<Record<string, string>>) => string {
  const key = fieldKey(field);
  return (fields) => {
    // Every object has a `constructor`, and a column may be called so.
    if (Object.hasOwn(fields, field)) return fields[field] ?? '';
    for (const name in fields) if (fieldKey(name) === key) return fields[name] ?? '';
    return '';
  };
}
