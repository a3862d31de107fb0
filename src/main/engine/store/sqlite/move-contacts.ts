import type { Database } from './database.ts';

/**
 * What an index may sort in memory at a time, kB, before another thread goes on with it (PRAGMA threads): eight megabytes
 * keep both busy from the first second of a million names on.
 */
const SORTED_AT_ONCE = 8192;

/** From so many new contacts on it pays to make indexes anew; a few are found their places at once. */
const MANY = 20_000;

/**
 * The one place where many contacts are written: those in `stagedContacts`, within the transaction of their import. Whoever
 * is new gets an id behind all others, in the order of the file.
 */
export function contactMover(database: Database) {
  database.exec(`CREATE TEMP TABLE knownContacts (
    position INTEGER PRIMARY KEY, contactId INTEGER NOT NULL
  ) STRICT`);
  const noteKnown = database.prepare(
    `INSERT INTO knownContacts SELECT position, contacts.id
     FROM stagedContacts CROSS JOIN contacts USING (phone) ORDER BY position`, // cross: the file is the smaller one
  );
  const isAnybodyThere = database.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM contacts)').pluck();
  // A file without names must not blank the names that are known; fields are merged for the same reason.
  const renew = database.prepare<{ now: number }>(
    `INSERT INTO contacts (phone, name, nameKey, fields, createdAt, updatedAt)
     SELECT phone, name, nameKey, fields, $now, $now
     FROM knownContacts CROSS JOIN stagedContacts USING (position) WHERE true
     ON CONFLICT (phone) DO UPDATE SET
       name = CASE WHEN excluded.name = '' THEN name ELSE excluded.name END,
       nameKey = CASE WHEN excluded.name = '' THEN nameKey ELSE excluded.nameKey END,
       fields = json_patch(fields, excluded.fields),
       updatedAt = excluded.updatedAt`,
  );
  const add = database.prepare<{ now: number }>(
    `INSERT INTO contacts (phone, name, nameKey, fields, createdAt, updatedAt)
     SELECT phone, name, nameKey, fields, $now, $now FROM stagedContacts
     WHERE position NOT IN (SELECT position FROM knownContacts) ORDER BY position`,
  );
  const addToList = database.prepare<{ listId: number; madeAfter: number }>(
    'INSERT INTO listMembers (listId, contactId) SELECT $listId, id FROM contacts WHERE id > $madeAfter ORDER BY id',
  );
  const joinList = database.prepare<{ listId: number }>(
    `INSERT INTO listMembers (listId, contactId) SELECT $listId, contactId FROM knownContacts WHERE true
     ON CONFLICT DO NOTHING`,
  );
  const count = (table: string) => database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck();
  // Counted by their positions, which have no gap: there may be a million.
  const countStaged = database.prepare<[], number | null>('SELECT max(position) FROM stagedContacts').pluck();
  const countKnown = count('knownContacts');
  const countBefore = count('contacts');
  const lastId = database
    .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'contacts'")
    .pluck();
  // The triggers are for contacts that are in the search index already.
  const inTheWay = database.prepare<[], { type: string; name: string; sql: string }>(
    `SELECT type, name, sql FROM sqlite_schema
     WHERE (type = 'index' AND tbl_name = 'contacts') OR name IN ('contactsBroughtBack', 'contactsJoined')`,
  );

  /**
   * Writes without an index where more people come than are there: made anew, an index is sorted once, in half the time that
   * a million names or numbers in no order take to find their places.
   */
  function withoutIndexes(created: number, write: () => void): void {
    const aside = created >= MANY && created > (countBefore.get() ?? 0) ? inTheWay.all() : [];
    for (const { type, name } of aside) database.exec(`DROP ${type} "${name}"`);
    write();
    if (aside.length === 0) return;
    const cacheSize = database.pragma('cache_size', { simple: true }) as number;
    database.pragma(`cache_size = -${SORTED_AT_ONCE}`);
    database.pragma('threads = 1');
    for (const { sql } of aside) database.exec(sql);
    database.pragma(`cache_size = ${cacheSize}`);
  }

  return {
    /** Looks for those who are there already; has to be called first. */
    findKnown(): { updated: number } {
      if (isAnybodyThere.get() === 1) noteKnown.run();
      return { updated: countKnown.get() ?? 0 };
    },
    /** Writes all of them and puts them on a list; the new ones are those with an id after `madeAfter`, up to `madeUpTo`. */
    move(listId: number, now: number): { created: number; madeAfter: number; madeUpTo: number } {
      const created = (countStaged.get() ?? 0) - (countKnown.get() ?? 0);
      renew.run({ now });
      const madeAfter = lastId.get() ?? 0;
      withoutIndexes(created, () => {
        add.run({ now });
        addToList.run({ listId, madeAfter });
      });
      joinList.run({ listId });
      return { created, madeAfter, madeUpTo: lastId.get() ?? 0 };
    },
  };
}
