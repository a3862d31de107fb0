import { AppError } from '../../../../shared/errors.ts';
import type { ListStore, NamedList } from '../contact-store.ts';
import type { Database } from './database.ts';
import { noList } from './known-lists.ts';
import { listNamer } from './list-name.ts';

/** No list that a person names begins with it. */
const PLACEHOLDER = '\u001f';

/** Named sets of contacts. A removed one only goes out of sight: campaigns to it keep their audience's name. */
export function listTable(database: Database): ListStore {
  const lists = database.prepare<[], NamedList>(
    'SELECT id, name, createdAt FROM lists WHERE removedAs IS NULL ORDER BY name',
  );
  const list = database.prepare<[number], { id: number; name: string; fields: string; aliases: string }>(
    'SELECT id, name, fields, aliases FROM lists WHERE id = ? AND removedAs IS NULL',
  );
  const freeName = listNamer(database);
  const named = database.prepare<[string], number>('SELECT id FROM lists WHERE name = ?').pluck();
  const insert = database.prepare<[string, number]>('INSERT INTO lists (name, createdAt) VALUES (?, ?)');
  const rename = database.prepare<[string, number]>('UPDATE lists SET name = ? WHERE id = ?');
  const remove = database.prepare<[string, number]>(
    'UPDATE lists SET removedAs = name, name = ? WHERE id = ? AND removedAs IS NULL',
  );
  const removedAs = database
    .prepare<[number], string>('SELECT removedAs FROM lists WHERE id = ? AND removedAs IS NOT NULL')
    .pluck();
  const restore = database.prepare<[string, number]>(
    'UPDATE lists SET name = ?, removedAs = NULL WHERE id = ?',
  );

  function refuseTaken(name: string, id: number | null): void {
    const other = named.get(name);
    if (other === undefined || other === id) return;
    throw new AppError('conflict', `There is a list "${name}" already. Choose another name.`, {
      reason: 'list-name-taken',
    });
  }

  const create = database.transaction((name: string, now: number) => {
    refuseTaken(name, null);
    return Number(insert.run(name, now).lastInsertRowid);
  });
  const setName = database.transaction((id: number, name: string) => {
    if (!list.get(id)) throw noList(id);
    refuseTaken(name, id);
    rename.run(name, id);
  });
  const bringBack = database.transaction((id: number) => {
    const name = removedAs.get(id);
    if (name === undefined) throw noList(id);
    const free = freeName(name);
    restore.run(free, id);
    return free;
  });

  return {
    listLists: async () => lists.all(),
    async getList(id) {
      const row = list.get(id);
      if (!row) throw noList(id);
      return {
        id: row.id,
        name: row.name,
        fields: JSON.parse(row.fields) as string[],
        aliases: JSON.parse(row.aliases) as Record<string, string>,
      };
    },
    createList: async (name, now) => create.immediate(name, now),
    renameList: async (id, name) => setName.immediate(id, name),
    async removeList(id) {
      if (remove.run(`${PLACEHOLDER}${id}`, id).changes === 0) throw noList(id);
    },
    restoreList: async (id) => bringBack.immediate(id),
  };
}
