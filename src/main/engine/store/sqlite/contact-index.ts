import type { ContactFilter } from '../../../../shared/contact.ts';
import type { ContactIndexStore } from '../contact-store.ts';
import {
  marksOfContact,
  marksOfFilter,
  type MarkedContact,
  type ShapeOf,
  type ShapesWithout,
} from './contact-marks.ts';
import type { Database } from './database.ts';

type IndexedRow = MarkedContact & { readonly id: number };

const columns = `id, phone, nameKey, fields,
  EXISTS (SELECT 1 FROM optOuts WHERE optOuts.phone = contacts.phone) AS optedOut,
  (SELECT json_group_array(listId) FROM listMembers WHERE contactId = contacts.id) AS listIds`;

/**
 * The search index of contacts. It is not written with them but behind them, in small transactions: an import of a million
 * would take twice as long. What is not in it yet is looked at, whatever is asked for.
 */
export function contactIndexTable(database: Database): ContactIndexStore {
  const isBehind = behindTeller(database);
  const indexedTo = database.prepare<[], number>('SELECT indexedTo FROM contactSearchState').pluck();
  const setIndexedTo = database.prepare<[number]>('UPDATE contactSearchState SET indexedTo = ?');
  const toIndex = database
    .prepare<[number], number>('SELECT contactId FROM contactsToIndex ORDER BY contactId LIMIT ?')
    .pluck();
  const isDone = database.prepare<[number]>('DELETE FROM contactsToIndex WHERE contactId = ?');
  const one = database.prepare<[number], IndexedRow>(`SELECT ${columns} FROM contacts WHERE id = ?`);
  const next = database.prepare<[number, number], IndexedRow>(
    `SELECT ${columns} FROM contacts WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const add = database.prepare<[number, string]>('INSERT INTO contactSearch (rowid, marks) VALUES (?, ?)');
  const drop = database.prepare<[number]>('DELETE FROM contactSearch WHERE rowid = ?');
  const shapeOf = shapeKeeper(database);

  const addRow = (row: IndexedRow): void => void add.run(row.id, marksOfContact(row, shapeOf));

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

  // Asked every second: where there is nothing to do, nobody has to wait for the lock.
  return { indexContacts: async (limit) => (isBehind() ? index.immediate(limit) : 0) };
}

/** Keeps the fields that contacts have together, of all who were ever taken into the index. */
function shapeKeeper(database: Database): ShapeOf {
  const find = database.prepare<[string], number>('SELECT id FROM contactShapes WHERE fields = ?').pluck();
  const add = database.prepare<[string]>('INSERT INTO contactShapes (fields) VALUES (?)');
  return (fieldMarks) => find.get(fieldMarks) ?? Number(add.run(fieldMarks).lastInsertRowid);
}

/** Finds them by what is not among them. */
function shapeFinder(database: Database): ShapesWithout {
  const without = database
    .prepare<[string, number], number>(
      `SELECT id FROM contactShapes
       WHERE NOT EXISTS (SELECT 1 FROM json_each(?) WHERE instr(fields, value) > 0) LIMIT ?`,
    )
    .pluck();
  return (fieldMarks, limit) => without.all(JSON.stringify(fieldMarks), limit);
}

/** Tells whether somebody is not in the index as he is now. */
function behindTeller(database: Database): () => boolean {
  const isBehind = database
    .prepare<[], number>(
      `SELECT EXISTS (SELECT 1 FROM contactsToIndex)
         OR EXISTS (SELECT 1 FROM contacts WHERE id > (SELECT indexedTo FROM contactSearchState))`,
    )
    .pluck();
  return () => isBehind.get() === 1;
}

/** What the index tells of a filter. */
export interface ContactIndex {
  /** The first contacts after `after` that may match; null where the index says nothing about the filter. */
  candidates(filter: ContactFilter, after: number, limit: number): number[] | null;
  /** Whether those are they who match, and nobody is missing. */
  isExact(filter: ContactFilter): boolean;
  /** How many match; null where the index alone does not tell that. */
  count(filter: ContactFilter): number | null;
}

/** Asks the index. */
export function contactIndex(database: Database): ContactIndex {
  // The first of each kind are the first of all. FTS5 goes to an id at once if it is an integer, which numbers of
  // JavaScript are not, and else walks there.
  const candidates = database
    .prepare<{ query: string; after: number; limit: number }, number>(
      `SELECT * FROM (SELECT rowid AS id FROM contactSearch
         WHERE contactSearch MATCH $query AND rowid > CAST($after AS INTEGER) ORDER BY rowid LIMIT $limit)
       UNION SELECT * FROM (SELECT contactId FROM contactsToIndex
         WHERE contactId > $after ORDER BY contactId LIMIT $limit)
       UNION SELECT * FROM (SELECT id FROM contacts
         WHERE id > max($after, (SELECT indexedTo FROM contactSearchState)) ORDER BY id LIMIT $limit)
       ORDER BY id LIMIT $limit`,
    )
    .pluck();
  const isBehind = behindTeller(database);
  const shapesWithout = shapeFinder(database);
  const withMarks = database
    .prepare<[string], number>('SELECT count(*) FROM contactSearch WHERE contactSearch MATCH ?')
    .pluck();

  return {
    candidates(filter, after, limit) {
      const { query } = marksOfFilter(filter, shapesWithout);
      return query === null ? null : candidates.all({ query, after, limit });
    },
    isExact: (filter) => marksOfFilter(filter, shapesWithout).isExact && !isBehind(),
    count(filter) {
      const { query, isExact } = marksOfFilter(filter, shapesWithout);
      return query === null || !isExact || isBehind() ? null : (withMarks.get(query) ?? 0);
    },
  };
}
