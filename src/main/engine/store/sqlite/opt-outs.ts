import type { OptOut } from '../../../../shared/contact.ts';
import type { OptOutPlace, OptOutStore } from '../contact-store.ts';
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

/** Opt-outs that one look goes through: some milliseconds of the thread that sending shares. */
const LOOKED_AT = 1000;
/** Before the first. */
const NEWEST: OptOutPlace = { createdAt: Number.MAX_SAFE_INTEGER, phone: '' };

/** The numbers that get nothing more, whoever has them. */
export function optOutTable(database: Database): OptOutStore {
  const add = database.prepare<[string, string, number]>(
    `INSERT INTO optOuts (phone, reason, createdAt, source) VALUES (?, ?, ?, 'hand') ${lastingOptOut}`,
  );
  const isOut = database.prepare<[string], number>('SELECT 1 FROM optOuts WHERE phone = ?').pluck();
  const putBack = database.prepare<[string, string, number, string]>(
    'INSERT INTO optOuts (phone, reason, createdAt, source) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const rows = `FROM optOuts LEFT JOIN contacts ON contacts.phone = optOuts.phone
    WHERE (optOuts.createdAt, optOuts.phone) < ($createdAt, $phone)`;
  const order = 'ORDER BY optOuts.createdAt DESC, optOuts.phone DESC';
  const page = database.prepare<OptOutPlace & { limit: number }, OptOut>(
    `SELECT ${optOutColumns} ${rows} ${order} LIMIT $limit`,
  );
  const edge = database.prepare<OptOutPlace, OptOutPlace>(
    `SELECT createdAt, phone FROM optOuts WHERE (createdAt, phone) < ($createdAt, $phone)
     ${order} LIMIT 1 OFFSET ${LOOKED_AT - 1}`,
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
    listOptOuts: async (before, limit) => ({
      optOuts: page.all({ ...(before ?? NEWEST), limit }),
      total: everyone.get() ?? 0,
    }),
    async searchOptOuts(search, before) {
      const from = before ?? NEWEST;
      const next = edge.get(from) ?? null;
      const { where, binding } = searchSql(search, 'optOuts.phone');
      const look = database.prepare<object, OptOut>(
        `SELECT ${optOutColumns} ${rows}
           AND (optOuts.createdAt, optOuts.phone) >= ($toAt, $toPhone) ${where} ${order}`,
      );
      const to = { toAt: next?.createdAt ?? 0, toPhone: next?.phone ?? '' };
      return { optOuts: look.all({ ...from, ...to, ...binding }), next };
    },
    addOptOuts: async (...numbers) => addAll.immediate(...numbers),
    restoreOptOuts: async (optOuts) => putAllBack.immediate(optOuts),
  };
}
