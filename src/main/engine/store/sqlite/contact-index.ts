import type { ContactFilter } from '../../../../shared/contact.ts';
import type { ContactIndexStore } from '../contact-store.ts';
import { marksOfContact, marksOfFilter } from './contact-marks.ts';
import type { Database } from './database.ts';

interface IndexedRow {
  id: number;
  phone: string;
  nameKey: string;
  fields: string;
}

/**
 * The search index of contacts. It is not written with them but behind them, in small transactions: an import of a million
 * would take twice as long. What is not in it yet is looked at, whatever is asked for.
 */
export function contactIndexTable(database: Database): ContactIndexStore {
  const indexedTo = database.prepare<[], number>('SELECT indexedTo FROM contactSearchState').pluck();
  const setIndexedTo = database.prepare<[number]>('UPDATE contactSearchState SET indexedTo = ?');
  const toIndex = database
    .prepare<[number], number>('SELECT contactId FROM contactsToIndex ORDER BY contactId LIMIT ?')
    .pluck();
  const isDone = database.prepare<[number]>('DELETE FROM contactsToIndex WHERE contactId = ?');
  const one = database.prepare<[number], IndexedRow>(
    'SELECT id, phone, nameKey, fields FROM contacts WHERE id = ?',
  );
  const next = database.prepare<[number, number], IndexedRow>(
    'SELECT id, phone, nameKey, fields FROM contacts WHERE id > ? ORDER BY id LIMIT ?',
  );
  const add = database.prepare<[number, string]>('INSERT INTO contactSearch (rowid, marks) VALUES (?, ?)');
  const drop = database.prepare<[number]>('DELETE FROM contactSearch WHERE rowid = ?');

  const addRow = ({ id, phone, nameKey, fields }: IndexedRow): void =>
    void add.run(id, marksOfContact(phone, nameKey, fields));

  const index = database.transaction((limit: number) => {
    const edge = indexedTo.get() ?? 0;
    const changed = toIndex.all(limit);
    for (const id of changed) {
      drop.run(id);
      const row = id <= edge ? one.get(id) : undefined;
      if (row) addRow(row);
      isDone.run(id);
    }
    const added = next.all(edge, limit - changed.length);
    for (const row of added) addRow(row);
    const last = added.at(-1);
    if (last) setIndexedTo.run(last.id);
    return changed.length + added.length;
  });

  return { indexContacts: async (limit) => index.immediate(limit) };
}

/** Finds out of the index who may match a filter. */
export function candidateFinder(
  database: Database,
): (filter: ContactFilter, after: number, limit: number) => number[] | null {
  // The first of each kind are the first of all.
  const candidates = database
    .prepare<{ marks: string; after: number; limit: number }, number>(
      `SELECT * FROM (SELECT rowid AS id FROM contactSearch
         WHERE contactSearch MATCH $marks AND rowid > $after ORDER BY rowid LIMIT $limit)
       UNION SELECT * FROM (SELECT contactId FROM contactsToIndex
         WHERE contactId > $after ORDER BY contactId LIMIT $limit)
       UNION SELECT * FROM (SELECT id FROM contacts
         WHERE id > max($after, (SELECT indexedTo FROM contactSearchState)) ORDER BY id LIMIT $limit)
       ORDER BY id LIMIT $limit`,
    )
    .pluck();
  return (filter, after, limit) => {
    const marks = marksOfFilter(filter);
    return marks === null ? null : candidates.all({ marks, after, limit });
  };
}
