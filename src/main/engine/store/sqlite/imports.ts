import { AppError } from '../../../../shared/errors.ts';
import { fieldKey } from '../../../../shared/template.ts';
import type { ImportStore, StagedContact, StagedFate } from '../contact-store.ts';
import { nameKey } from './contact-filter.ts';
import type { Database } from './database.ts';
import { listNamer } from './list-name.ts';
import { importMappingTable } from './import-mappings.ts';
import { importUndoTable } from './import-undo.ts';

/**
 * Rows wait in a temporary table until the whole file has been read; one transaction then moves them, so a
 * file that turns out to be broken, a cancel or a crash leaves the contacts as they were.
 */
export function importTable(database: Database, wallClock: () => number): ImportStore {
  database.exec(`CREATE TEMP TABLE stagedContacts (
    position INTEGER PRIMARY KEY, phone TEXT NOT NULL UNIQUE, name TEXT NOT NULL, nameKey TEXT NOT NULL,
    fields TEXT NOT NULL, row INTEGER NOT NULL
  ) STRICT`);
  const undo = importUndoTable(database);
  const stage = database.prepare<[string, string, string, string, number]>(
    `INSERT INTO stagedContacts (phone, name, nameKey, fields, row) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (phone) DO NOTHING`,
  );
  const clear = database.prepare('DELETE FROM stagedContacts');
  const countStaged = database.prepare<[], number>('SELECT count(*) FROM stagedContacts').pluck();
  const countKnown = database
    .prepare<[], number>('SELECT count(*) FROM stagedContacts JOIN contacts USING (phone)')
    .pluck();
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
  // A file without names must not blank the names that are known; fields are merged for the same reason.
  const moveContacts = database.prepare<{ now: number }>(
    `INSERT INTO contacts (phone, name, nameKey, fields, createdAt, updatedAt)
     SELECT phone, name, nameKey, fields, $now, $now FROM stagedContacts WHERE true ORDER BY position
     ON CONFLICT (phone) DO UPDATE SET
       name = CASE WHEN excluded.name = '' THEN name ELSE excluded.name END,
       nameKey = CASE WHEN excluded.name = '' THEN nameKey ELSE excluded.nameKey END,
       fields = json_patch(fields, excluded.fields),
       updatedAt = excluded.updatedAt`,
  );
  const joinList = database.prepare<[number]>(
    `INSERT INTO listMembers (listId, contactId)
     SELECT ?, contacts.id FROM stagedContacts JOIN contacts USING (phone) WHERE true ON CONFLICT DO NOTHING`,
  );

  const knownFields = database
    .prepare<[], string>('SELECT DISTINCT value FROM lists, json_each(lists.fields)')
    .pluck();

  const freeName = listNamer(database);

  /** The names of this file's fields; null while no import runs. */
  let fieldNames: Set<string> | null = null;
  /** How a field was first written, by the spelling that this file has. */
  let spellings = new Map<string, string>();

  function firstSpelling(name: string): string {
    const key = fieldKey(name);
    let first = spellings.get(name) ?? spellings.get(key);
    if (first === undefined) spellings.set(key, (first = name));
    spellings.set(name, first);
    return first;
  }

  const stageAll = database.transaction((rows: readonly StagedContact[]) => {
    const duplicates: number[] = [];
    for (const [index, row] of rows.entries()) {
      if (
        stage.run(row.phone, row.name, nameKey(row.name), JSON.stringify(row.fields), row.row ?? 0)
          .changes === 0
      )
        duplicates.push(index);
    }
    return duplicates;
  });

  const commit = database.transaction(
    (
      wanted: string,
      aliases: Record<string, string>,
      newList: boolean,
      fileName: string,
      fields: Set<string>,
    ) => {
      const name = newList ? freeName(wanted) : wanted;
      const now = wallClock();
      const staged = countStaged.get() ?? 0;
      const updated = countKnown.get() ?? 0;
      const listMade = makeList.run(name, now).changes > 0;
      const list = findList.get(name);
      if (!list) throw new Error('The list was not made.');
      const known = JSON.parse(list.fields) as string[];
      const fieldsAfter = JSON.stringify([...new Set([...known, ...fields])]);
      const aliasesAfter = JSON.stringify({ ...(JSON.parse(list.aliases) as object), ...aliases });
      describeList.run(fieldsAfter, aliasesAfter, list.id);
      undo.noteBefore(list.id);
      moveContacts.run({ now });
      joinList.run(list.id);
      const counts = { listId: list.id, listName: list.name, created: staged - updated, updated };
      undo.noteAfter({
        ...counts,
        fileName,
        finishedAt: now,
        listMade,
        fieldsBefore: list.fields,
        aliasesBefore: list.aliases,
        fieldsAfter,
        aliasesAfter,
      });
      clear.run();
      return counts;
    },
  );

  function staging(): Set<string> {
    if (!fieldNames) throw new Error('No import has begun.');
    return fieldNames;
  }

  return {
    async beginImport() {
      if (fieldNames) {
        throw new AppError('conflict', 'Another import is running. Wait for its end or cancel it.', {
          reason: 'import-running',
        });
      }
      fieldNames = new Set();
      spellings = new Map(knownFields.all().map((name) => [fieldKey(name), name]));
      clear.run();
    },
    async stageContacts(rows) {
      const names = staging();
      const spelled = rows.map((row) => {
        const fields = Object.entries(row.fields).map(
          ([name, value]) => [firstSpelling(name), value] as const,
        );
        for (const [name] of fields) names.add(name);
        return { ...row, fields: Object.fromEntries(fields) };
      });
      return stageAll(spelled);
    },
    async compareStaged(list, after, limit) {
      staging();
      return compare.all(list, after, limit).map(toFate);
    },
    async commitImport(list, aliases, newList, fileName = '') {
      const answer = commit.immediate(list, aliases, newList, fileName, staging());
      fieldNames = null;
      return answer;
    },
    async discardImport() {
      fieldNames = null;
      clear.run();
    },
    ...undo.store,
    ...importMappingTable(database),
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
