import type { PackedContacts } from '../../lib/packed-contacts.ts';
import { unpackContacts } from '../../lib/packed-contacts.ts';
import { fieldKey } from '../../../../shared/template.ts';
import type { StagedFate } from '../contact-store.ts';
import { nameKey } from './contact-filter.ts';
import type { Database } from './database.ts';
import { importNotes } from './import-notes.ts';
import { listNamer } from './list-name.ts';
import { contactMover } from './move-contacts.ts';

/** Rows written by one statement: each statement costs as much as two rows. */
const ROWS_A_STATEMENT = 10;

/** What an import is to make of the rows that were staged. */
export interface Commit {
  readonly list: string;
  readonly aliases: Readonly<Record<string, string>>;
  readonly newList: boolean;
  readonly fileName: string;
  readonly now: number;
}

/**
 * Rows wait in a temporary table until the whole file has been read; one transaction then moves them, so a
 * file that turns out to be broken, a cancel or a crash leaves the contacts as they were.
 */
export function stagedImport(database: Database) {
  // What is temporary goes with a crash and needs no way back.
  database.pragma('temp.journal_mode = OFF');
  // It is written from its start to its end, and read so: 2 MB are plenty.
  database.pragma('temp.cache_size = -2048');
  database.exec(`CREATE TEMP TABLE stagedContacts (
    position INTEGER PRIMARY KEY, phone TEXT NOT NULL, name TEXT NOT NULL, nameKey TEXT NOT NULL,
    fields TEXT NOT NULL, row INTEGER NOT NULL
  ) STRICT`);
  const mover = contactMover(database);
  const notes = importNotes(database);
  const stager = (rows: number) =>
    database.prepare<[(string | number)[]]>(
      `INSERT INTO stagedContacts (phone, name, nameKey, fields, row)
       VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?, ?)').join(', ')}`,
    );
  const stageOne = stager(1);
  const stageSome = stager(ROWS_A_STATEMENT);
  const makeList = database.prepare<[string, number]>(
    'INSERT INTO lists (name, createdAt) VALUES (?, ?) ON CONFLICT (name) DO NOTHING',
  );
  const findList = database.prepare<[string], { id: number; name: string; fields: string; aliases: string }>(
    'SELECT id, name, fields, aliases FROM lists WHERE name = ?',
  );
  const describeList = database.prepare<[string, string, number]>(
    'UPDATE lists SET fields = ?, aliases = ? WHERE id = ?',
  );
  const compare = database.prepare<[string, number, number], ComparedRow>(
    `SELECT position, row, phone, staged.name, staged.fields,
       contacts.name AS formerName, contacts.fields AS formerFields,
       (staged.name = '' OR staged.name = contacts.name)
         AND json_patch(contacts.fields, staged.fields) = contacts.fields AS isSame,
       EXISTS (SELECT 1 FROM listMembers
         WHERE listId = (SELECT id FROM lists WHERE lists.name = ?) AND contactId = contacts.id) AS isMember
     FROM stagedContacts AS staged LEFT JOIN contacts USING (phone)
     WHERE position > ? ORDER BY position LIMIT ?`,
  );
  const knownFields = database
    .prepare<[], string>('SELECT DISTINCT value FROM lists, json_each(lists.fields)')
    .pluck();
  const freeName = listNamer(database);

  /** How a field was first written, by its key. */
  const spellings = new Map(knownFields.all().map((name) => [fieldKey(name), name]));
  /** The names of this file's fields. */
  const fieldNames = new Set<string>();

  const stage = database.transaction((packed: PackedContacts) => {
    let batch: (string | number)[] = [];
    unpackContacts(packed, (phone, name, fields, row) => {
      batch.push(phone, name, nameKey(name), fields, row);
      if (batch.length < ROWS_A_STATEMENT * 5) return;
      stageSome.run(batch);
      batch = [];
    });
    for (let start = 0; start < batch.length; start += 5) stageOne.run(batch.slice(start, start + 5));
  });

  const commit = database.transaction(({ list: wanted, aliases, newList, fileName, now }: Commit) => {
    const name = newList ? freeName(wanted) : wanted;
    const listMade = makeList.run(name, now).changes > 0;
    const list = findList.get(name);
    if (!list) throw new Error('The list was not made.');
    const known = JSON.parse(list.fields) as string[];
    const fieldsAfter = JSON.stringify([...new Set([...known, ...fieldNames])]);
    const aliasesAfter = JSON.stringify({ ...(JSON.parse(list.aliases) as object), ...aliases });
    describeList.run(fieldsAfter, aliasesAfter, list.id);
    const { updated } = mover.findKnown();
    notes.noteBefore(list.id);
    const { created, ...made } = mover.move(list.id, now);
    const counts = { listId: list.id, listName: list.name, created, updated };
    notes.noteAfter({
      ...counts,
      ...made,
      fileName,
      finishedAt: now,
      listMade,
      fieldsBefore: list.fields,
      aliasesBefore: list.aliases,
      fieldsAfter,
      aliasesAfter,
    });
    return counts;
  });

  return {
    /** The names under which these fields are kept: as each was first written. They become fields of the list. */
    nameFields(names: readonly string[]): string[] {
      return names.map((name) => {
        const key = fieldKey(name);
        const first = spellings.get(key) ?? name;
        spellings.set(key, first);
        fieldNames.add(first);
        return first;
      });
    },
    stage,
    compare: (list: string, after: number, limit: number): StagedFate[] =>
      compare.all(list, after, limit).map(toFate),
    commit: commit.immediate,
  };
}

interface ComparedRow {
  position: number;
  row: number;
  phone: string;
  name: string;
  fields: string;
  formerName: string | null;
  formerFields: string | null;
  isSame: number | null;
  isMember: number;
}

function toFate({ formerName, formerFields, isSame, isMember, ...staged }: ComparedRow): StagedFate {
  const { position, row, phone, name } = staged;
  const isOnList = isMember === 1;
  const isKnown = formerName !== null && formerFields !== null;
  if (!isKnown) return { position, row, phone, name, fate: 'created', isOnList, changes: [] };
  if (isSame === 1) return { position, row, phone, name, fate: 'unchanged', isOnList, changes: [] };
  const former = JSON.parse(formerFields) as Record<string, string>;
  const changes = Object.entries(JSON.parse(staged.fields) as Record<string, string>).flatMap(
    ([field, to]) => {
      const from = Object.hasOwn(former, field) ? (former[field] ?? '') : '';
      return from === to ? [] : [{ field, from, to }];
    },
  );
  const renamed = name !== '' && name !== formerName ? [{ field: null, from: formerName, to: name }] : [];
  const all = [...renamed, ...changes];
  // A column that is new and empty for this person says nothing.
  const fate = all.length === 0 ? 'unchanged' : 'updated';
  return { position, row, phone, name: name || formerName, fate, isOnList, changes: all };
}
