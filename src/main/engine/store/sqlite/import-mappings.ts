import type { ImportStore } from '../contact-store.ts';
import type { Database } from './database.ts';

/** Kinds of files that are remembered: an office gets a dozen; the longest unused go first. */
const KEPT = 200;

/** What the columns of files were taken for the last time. */
export function importMappingTable(database: Database): Pick<ImportStore, 'findMapping' | 'keepMapping'> {
  const find = database
    .prepare<[string], string>('SELECT mapping FROM importMappings WHERE columnsKey = ?')
    .pluck();
  const keep = database.prepare<[string, string, number]>(
    `INSERT INTO importMappings (columnsKey, mapping, usedAt) VALUES (?, ?, ?)
     ON CONFLICT (columnsKey) DO UPDATE SET mapping = excluded.mapping, usedAt = excluded.usedAt`,
  );
  const forgetOld = database.prepare<[number]>(
    `DELETE FROM importMappings WHERE columnsKey NOT IN
       (SELECT columnsKey FROM importMappings ORDER BY usedAt DESC LIMIT ?)`,
  );
  const keepAndForget = database.transaction((columnsKey: string, mapping: string, now: number) => {
    keep.run(columnsKey, mapping, now);
    forgetOld.run(KEPT);
  });
  return {
    async findMapping(columnsKey) {
      const mapping = find.get(columnsKey);
      return mapping === undefined ? undefined : (JSON.parse(mapping) as unknown);
    },
    keepMapping: async (columnsKey, mapping, now) =>
      keepAndForget.immediate(columnsKey, JSON.stringify(mapping), now),
  };
}
