import type { Database } from './database.ts';

interface FormerRow {
  contactId: number;
  phone: string;
  name: string;
  nameKey: string;
  fields: string;
  createdAt: number;
  updatedAt: number;
  listIds: string;
  messageIds: string;
  optOut: string | null;
}

/** Contacts brought back, or forgotten, in one transaction: some milliseconds of the thread that sending shares. */
const AT_ONCE = 100;

/** What contacts were before a change, kept with it and brought back on demand. */
export function contactUndo(database: Database) {
  const keep = database.prepare<{ changeId: number; ids: string; optOuts: number }>(
    `INSERT INTO formerContacts SELECT $changeId, id, phone, name, nameKey, fields, createdAt, updatedAt,
       (SELECT json_group_array(listId) FROM listMembers WHERE contactId = contacts.id),
       (SELECT json_group_array(messages.id) FROM messages WHERE messages.contactId = contacts.id),
       (SELECT json_object('reason', reason, 'createdAt', optOuts.createdAt, 'source', source)
        FROM optOuts WHERE $optOuts AND optOuts.phone = contacts.phone)
     FROM contacts WHERE id IN (SELECT value FROM json_each($ids)) ON CONFLICT DO NOTHING`,
  );
  const timeOf = database.prepare<[number], number>('SELECT at FROM contactChanges WHERE id = ?').pluck();
  const former = database.prepare<[number], FormerRow>(
    `SELECT * FROM formerContacts WHERE changeId = ? ORDER BY contactId LIMIT ${AT_ONCE}`,
  );
  const present = database.prepare<[number], { phone: string; updatedAt: number }>(
    'SELECT phone, updatedAt FROM contacts WHERE id = ?',
  );
  const touchedSince = database
    .prepare<{ changeId: number; contactId: number }, number>(
      `SELECT 1 FROM contactChanges WHERE id > $changeId AND EXISTS
         (SELECT 1 FROM formerContacts WHERE changeId = contactChanges.id AND contactId = $contactId) LIMIT 1`,
    )
    .pluck();
  const withNumber = database.prepare<[string], number>('SELECT id FROM contacts WHERE phone = ?').pluck();
  const write = database.prepare<FormerRow>(
    `INSERT INTO contacts (id, phone, name, nameKey, fields, createdAt, updatedAt)
     VALUES ($contactId, $phone, $name, $nameKey, $fields, $createdAt, $updatedAt)
     ON CONFLICT (id) DO UPDATE SET phone = excluded.phone, name = excluded.name, nameKey = excluded.nameKey,
       fields = excluded.fields, updatedAt = excluded.updatedAt`,
  );
  const leaveLists = database.prepare<[number]>('DELETE FROM listMembers WHERE contactId = ?');
  // An undone import takes its list away for good.
  const joinLists = database.prepare<FormerRow>(
    `INSERT INTO listMembers (listId, contactId) SELECT id, $contactId FROM lists
     WHERE id IN (SELECT value FROM json_each($listIds))`,
  );
  const linkMessages = database.prepare<FormerRow>(
    'UPDATE messages SET contactId = $contactId WHERE id IN (SELECT value FROM json_each($messageIds))',
  );
  // One that came since has another time, and stays: whoever said STOP must not be written to.
  const dropOptOut = database.prepare<[string, number]>(
    'DELETE FROM optOuts WHERE phone = ? AND createdAt = ?',
  );
  const carryBackOptOut = database.prepare<{ from: string; to: string; at: number }>(
    `INSERT INTO optOuts (phone, reason, createdAt, source) SELECT $to, reason, createdAt, source FROM optOuts
     WHERE phone = $from AND createdAt > $at ON CONFLICT DO NOTHING`,
  );
  const putBackOptOut = database.prepare<FormerRow>(
    `INSERT INTO optOuts (phone, reason, createdAt, source)
     SELECT $phone, $optOut ->> 'reason', $optOut ->> 'createdAt', $optOut ->> 'source'
     WHERE $optOut IS NOT NULL ON CONFLICT DO NOTHING`,
  );
  const dropFormer = database.prepare<[number, number]>(
    'DELETE FROM formerContacts WHERE changeId = ? AND contactId <= ?',
  );
  const dropChange = database.prepare<[number]>('DELETE FROM contactChanges WHERE id = ?');
  const oldest = database
    .prepare<[number], number>(
      `SELECT id FROM contactChanges
       WHERE id <= (SELECT id FROM contactChanges ORDER BY id DESC LIMIT 1 OFFSET ?) ORDER BY id LIMIT 1`,
    )
    .pluck();
  const edge = database
    .prepare<[number], number>(
      `SELECT contactId FROM formerContacts WHERE changeId = ?
       ORDER BY contactId LIMIT 1 OFFSET ${AT_ONCE - 1}`,
    )
    .pluck();

  /** Whether the contact is still as the change left it, or not there, and its former number is free. */
  function canReturn(changeId: number, row: FormerRow, at: number): boolean {
    const { contactId, phone } = row;
    const now = present.get(contactId);
    const isAsLeft = now ? now.updatedAt === at : touchedSince.get({ changeId, contactId }) === undefined;
    const holder = withNumber.get(phone);
    return isAsLeft && (holder === undefined || holder === contactId);
  }

  function bringBackOne(row: FormerRow, at: number): void {
    const phone = present.get(row.contactId)?.phone ?? row.phone;
    dropOptOut.run(phone, at);
    // Whoever has opted out under the number since has done so as a person.
    if (phone !== row.phone) carryBackOptOut.run({ from: phone, to: row.phone, at });
    write.run(row);
    leaveLists.run(row.contactId);
    joinLists.run(row);
    linkMessages.run(row);
    putBackOptOut.run(row);
  }

  const bringBack = database.transaction((changeId: number) => {
    const at = timeOf.get(changeId);
    if (at === undefined) return { restored: 0, kept: 0, more: false };
    const rows = former.all(changeId);
    let restored = 0;
    for (const row of rows) {
      if (!canReturn(changeId, row, at)) continue;
      bringBackOne(row, at);
      restored += 1;
    }
    const last = rows.at(-1);
    if (last) dropFormer.run(changeId, last.contactId);
    const more = rows.length === AT_ONCE;
    if (!more) dropChange.run(changeId);
    return { restored, kept: rows.length - restored, more };
  });

  const forget = database.transaction((newest: number) => {
    const changeId = oldest.get(newest);
    if (changeId === undefined) return false;
    const last = edge.get(changeId);
    if (last === undefined) dropChange.run(changeId);
    else dropFormer.run(changeId, last);
    return true;
  });

  return {
    /**
     * To be called before the change, within its transaction. Opt-outs are kept for a change of opt-outs only:
     * the undo of another must not bring back one that was ended since.
     */
    keep: (contacts: { changeId: number; ids: string }, optOuts = false) =>
      void keep.run({ ...contacts, optOuts: optOuts ? 1 : 0 }),
    bringBack: (changeId: number) => bringBack.immediate(changeId),
    forget: (newest: number) => forget.immediate(newest),
  };
}
