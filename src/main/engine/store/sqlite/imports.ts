import { AppError } from '../../../../shared/errors.ts';
import { fieldKey } from '../../../../shared/template.ts';
import type { ImportStore } from '../contact-store.ts';
import { nameKey } from './contact-filter.ts';
import type { Database } from './database.ts';
import { listNamer } from './list-name.ts';

/**
 * Rows wait in a temporary table until the whole file has been read; one transaction then moves them, so a
 * file that turns out to be broken, a cancel or a crash leaves the contacts as they were.
 */
export function importTable(database: Database, wallClock: () => number): ImportStore {
  database.exec(`CREATE TEMP TABLE stagedContacts (
    position INTEGER PRIMARY KEY, phone TEXT NOT NULL UNIQUE, name TEXT NOT NULL, nameKey TEXT NOT NULL,
    fields TEXT NOT NULL
  ) STRICT`);
  const stage = database.prepare<[string, string, string, string]>(
    'INSERT INTO stagedContacts (phone, name, nameKey, fields) VALUES (?, ?, ?, ?) ON CONFLICT (phone) DO NOTHING',
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

  const stageAll = database.transaction((rows: Parameters<ImportStore['stageContacts']>[0]) => {
    const duplicates: number[] = [];
    for (const [index, row] of rows.entries()) {
      if (stage.run(row.phone, row.name, nameKey(row.name), JSON.stringify(row.fields)).changes === 0)
        duplicates.push(index);
    }
    return duplicates;
  });

  const commit = database.transaction(
    (wanted: string, aliases: Record<string, string>, newList: boolean, fields: Set<string>) => {
      const name = newList ? freeName(wanted) : wanted;
      const now = wallClock();
      const staged = countStaged.get() ?? 0;
      const updated = countKnown.get() ?? 0;
      makeList.run(name, now);
      const list = findList.get(name);
      if (!list) throw new Error('The list was not made.');
      const known = JSON.parse(list.fields) as string[];
      describeList.run(
        JSON.stringify([...new Set([...known, ...fields])]),
        JSON.stringify({ ...(JSON.parse(list.aliases) as object), ...aliases }),
        list.id,
      );
      moveContacts.run({ now });
      joinList.run(list.id);
      clear.run();
      return { listId: list.id, listName: list.name, created: staged - updated, updated };
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
    async commitImport(list, aliases, newList) {
      const answer = commit.immediate(list, aliases, newList, staging());
      fieldNames = null;
      return answer;
    },
    async discardImport() {
      fieldNames = null;
      clear.run();
    },
  };
}
