import type { OptOut } from '../../../../shared/contact.ts';
import type { OptOutStore } from '../contact-store.ts';
import { searchSql } from './contact-filter.ts';
import type { Database } from './database.ts';

/** What an `OptOut` is selected by, from `optOuts` joined with `contacts`. */
export const optOutColumns = `optOuts.phone, coalesce(contacts.name, '') AS name, optOuts.reason, optOuts.source,
  optOuts.createdAt`;

/** The numbers that get nothing more, whoever has them. */
export function optOutTable(database: Database): OptOutStore {
  const add = database.prepare<[string, string, number]>(
    "INSERT INTO optOuts (phone, reason, createdAt, source) VALUES (?, ?, ?, 'hand') ON CONFLICT DO NOTHING",
  );
  const putBack = database.prepare<[string, string, number, string]>(
    'INSERT INTO optOuts (phone, reason, createdAt, source) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const drop = database.prepare<[string]>('DELETE FROM optOuts WHERE phone = ?');

  const addAll = database.transaction((phones: readonly string[], reason: string, now: number) =>
    phones.filter((phone) => add.run(phone, reason, now).changes > 0),
  );
  const putAllBack = database.transaction((optOuts: readonly OptOut[]) => {
    for (const { phone, reason, createdAt, source } of optOuts) putBack.run(phone, reason, createdAt, source);
  });

  return {
    optOut: async (phone, reason, now) => void add.run(phone, reason, now),
    optIn: async (phone) => void drop.run(phone),
    async listOptOuts({ search, before, limit }) {
      const { where, binding } = searchSql(search, 'optOuts.phone');
      const rows = 'FROM optOuts LEFT JOIN contacts ON contacts.phone = optOuts.phone WHERE true';
      const page = database.prepare<object, OptOut>(
        `SELECT ${optOutColumns} ${rows}
           ${before === null ? '' : 'AND (optOuts.createdAt, optOuts.phone) < ($createdAt, $phone)'} ${where}
         ORDER BY optOuts.createdAt DESC, optOuts.phone DESC LIMIT $limit`,
      );
      const counted = database.prepare<object, number>(`SELECT count(*) ${rows} ${where}`).pluck();
      return {
        optOuts: page.all({ ...binding, ...before, limit }),
        total: counted.get(binding) ?? 0,
      };
    },
    addOptOuts: async (...numbers) => addAll.immediate(...numbers),
    restoreOptOuts: async (optOuts) => putAllBack.immediate(optOuts),
  };
}
