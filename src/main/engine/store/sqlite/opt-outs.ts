import type { OptOut } from '../../../../shared/contact.ts';
import type { OptOutStore } from '../contact-store.ts';
import { searchSql } from './contact-filter.ts';
import type { Database } from './database.ts';

/** What an `OptOut` is selected by, from `optOuts` joined with `contacts`. */
export const optOutColumns = `optOuts.phone, coalesce(contacts.name, '') AS name, optOuts.reason, optOuts.source,
  optOuts.createdAt`;

/**
 * Ends every insert of an opt-out that is not to end with something else. Whoever is out already keeps the reason of
 * then; only what a change of contacts has done gives way, since the undo of that change takes it back.
 */
export const lastingOptOut = `ON CONFLICT (phone) DO UPDATE SET reason = excluded.reason,
  createdAt = excluded.createdAt, source = excluded.source WHERE createdAt IN (SELECT at FROM contactChanges)`;

/** The numbers that get nothing more, whoever has them. */
export function optOutTable(database: Database): OptOutStore {
  const add = database.prepare<[string, string, number]>(
    `INSERT INTO optOuts (phone, reason, createdAt, source) VALUES (?, ?, ?, 'hand') ${lastingOptOut}`,
  );
  const isOut = database.prepare<[string], number>('SELECT 1 FROM optOuts WHERE phone = ?').pluck();
  const putBack = database.prepare<[string, string, number, string]>(
    'INSERT INTO optOuts (phone, reason, createdAt, source) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const everyone = database.prepare<[], number>('SELECT count(*) FROM optOuts').pluck();
  const drop = database.prepare<[string]>('DELETE FROM optOuts WHERE phone = ?');

  const addAll = database.transaction((phones: readonly string[], reason: string, now: number) =>
    phones.filter((phone) => {
      const wasOut = isOut.get(phone) !== undefined;
      add.run(phone, reason, now);
      return !wasOut;
    }),
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
      // Who they are is looked up only where it is asked for: for each of them it takes longer than the page.
      const counted =
        where === ''
          ? everyone
          : database.prepare<object, number>(`SELECT count(*) ${rows} ${where}`).pluck();
      return {
        optOuts: page.all({ ...binding, ...before, limit }),
        total: counted.get(binding) ?? 0,
      };
    },
    addOptOuts: async (...numbers) => addAll.immediate(...numbers),
    restoreOptOuts: async (optOuts) => putAllBack.immediate(optOuts),
  };
}
