import type { ContactAction } from '../../../../shared/contact.ts';
import { fieldKey } from '../../../../shared/template.ts';
import type { ContactChangeStore, ContactWords, Merge } from '../contact-store.ts';
import { fieldReader, nameKey } from './contact-filter.ts';
import { fieldKeeper, noContact, numberGuard } from './contacts.ts';
import { contactUndo } from './contact-undo.ts';
import type { Database } from './database.ts';
import { listChecker } from './known-lists.ts';
import { lastingOptOut } from './opt-outs.ts';

const chosen = 'id IN (SELECT value FROM json_each($ids))';
const isMember = 'EXISTS (SELECT 1 FROM listMembers WHERE listId = $listId AND contactId = contacts.id)';
const isOut = 'EXISTS (SELECT 1 FROM optOuts WHERE optOuts.phone = contacts.phone)';
/** Not only until an earlier change is taken back. */
const isOutForGood = `EXISTS (SELECT 1 FROM optOuts WHERE optOuts.phone = contacts.phone
  AND (optOuts.createdAt = $at OR optOuts.createdAt NOT IN (SELECT at FROM contactChanges)))`;

/** Changes of contacts: each first keeps what was, then changes, in one transaction. */
export function contactChangeTable(database: Database): ContactChangeStore {
  const undo = contactUndo(database);
  const refuseTaken = numberGuard(database);
  const tellLists = fieldKeeper(database);

  // Two changes of one moment must not be taken for one.
  const begin = database.prepare<[number]>(
    'INSERT INTO contactChanges (at) SELECT max(?, coalesce(max(at) + 1, 0)) FROM contactChanges',
  );
  const last = database.prepare<[], { changeId: number; at: number }>(
    `SELECT id AS changeId, at FROM contactChanges
     WHERE EXISTS (SELECT 1 FROM formerContacts WHERE changeId = contactChanges.id) ORDER BY id DESC LIMIT 1`,
  );
  const timeOf = database.prepare<[number], number>('SELECT at FROM contactChanges WHERE id = ?').pluck();
  const present = database
    .prepare<[string], number>('SELECT id FROM contacts WHERE id IN (SELECT value FROM json_each(?))')
    .pluck();
  const affected = {
    'add-to-list': `NOT ${isMember}`,
    'take-from-list': isMember,
    'opt-out': `NOT ${isOutForGood}`,
    'opt-in': isOut,
  } as const;
  const idsOf = (action: keyof typeof affected) =>
    database
      .prepare<object, number>(`SELECT id FROM contacts WHERE ${chosen} AND ${affected[action]}`)
      .pluck();
  const toAdd = idsOf('add-to-list');
  const toTake = idsOf('take-from-list');
  const toOptOut = idsOf('opt-out');
  const toOptIn = idsOf('opt-in');

  const touch = database.prepare<[number, string]>(
    'UPDATE contacts SET updatedAt = ? WHERE id IN (SELECT value FROM json_each(?))',
  );
  const addMembers = database.prepare<[number, string]>(
    'INSERT INTO listMembers (listId, contactId) SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
  );
  const takeMembers = database.prepare<[number, string]>(
    'DELETE FROM listMembers WHERE listId = ? AND contactId IN (SELECT value FROM json_each(?))',
  );
  const optOut = database.prepare<{ ids: string; reason: string; at: number }>(
    `INSERT INTO optOuts (phone, reason, createdAt, source) SELECT phone, $reason, $at, 'hand' FROM contacts
     WHERE ${chosen} ${lastingOptOut}`,
  );
  const optIn = database.prepare<{ ids: string }>(
    `DELETE FROM optOuts WHERE phone IN (SELECT phone FROM contacts WHERE ${chosen})`,
  );
  const remove = database.prepare<{ ids: string }>(`DELETE FROM contacts WHERE ${chosen}`);
  const fieldsOf = database.prepare<[string], { id: number; fields: string }>(
    'SELECT id, fields FROM contacts WHERE id IN (SELECT value FROM json_each(?))',
  );
  const setFields = database.prepare<[string, number]>('UPDATE contacts SET fields = ? WHERE id = ?');
  const setWords = database.prepare<[string, string, string, string, number]>(
    'UPDATE contacts SET phone = ?, name = ?, nameKey = ?, fields = ? WHERE id = ?',
  );
  const phoneOf = database.prepare<[number], string>('SELECT phone FROM contacts WHERE id = ?').pluck();
  const carryOptOut = database.prepare<{ from: string; to: string; at: number }>(
    `INSERT INTO optOuts (phone, reason, createdAt, source) SELECT $to, reason, $at, source FROM optOuts
     WHERE phone = $from ON CONFLICT DO NOTHING`,
  );
  const leaveLists = database.prepare<[number, string]>(
    `DELETE FROM listMembers WHERE contactId = ? AND listId NOT IN (SELECT value FROM json_each(?))
       AND listId IN (SELECT id FROM lists WHERE removedAs IS NULL)`,
  );
  const checkLists = listChecker(database);
  const joinLists = database.prepare<[number, string]>(
    `INSERT INTO listMembers (contactId, listId) SELECT ?, value FROM json_each(?) WHERE true
     ON CONFLICT DO NOTHING`,
  );
  const shareLists = database.prepare<[number, string]>(
    `INSERT INTO listMembers (contactId, listId) SELECT DISTINCT ?, listId FROM listMembers
     WHERE contactId IN (SELECT value FROM json_each(?)) ON CONFLICT DO NOTHING`,
  );
  // Under every number: an old file would bring back the one that has not opted out.
  const shareOptOut = database.prepare<{ ids: string; at: number }>(
    `INSERT INTO optOuts (phone, reason, createdAt, source)
     SELECT phone, first.reason, $at, first.source
     FROM (SELECT optOuts.reason, optOuts.source FROM contacts JOIN optOuts USING (phone)
           WHERE ${chosen} ORDER BY optOuts.createdAt LIMIT 1) AS first CROSS JOIN contacts
     WHERE ${chosen} ON CONFLICT DO NOTHING`,
  );
  const shareMessages = database.prepare<[number, string]>(
    'UPDATE messages SET contactId = ? WHERE contactId IN (SELECT value FROM json_each(?))',
  );

  function timeOfChange(changeId: number): number {
    const at = timeOf.get(changeId);
    if (at === undefined) throw new Error(`There is no change ${changeId}.`);
    return at;
  }

  /** The fields of each contact whom the new value changes, with it. */
  function withField(ids: string, field: string, value: string): { id: number; fields: string }[] {
    const read = fieldReader(field);
    const key = fieldKey(field);
    return fieldsOf.all(ids).flatMap(({ id, fields: json }) => {
      const fields = JSON.parse(json) as Record<string, string>;
      if (read(fields) === value) return [];
      const name = Object.keys(fields).find((known) => fieldKey(known) === key) ?? field;
      // `fromEntries`, since a field may be called `__proto__`.
      const others = Object.entries(fields).filter(([other]) => other !== name);
      const all = value === '' ? others : [...others, [name, value] as const];
      return [{ id, fields: JSON.stringify(Object.fromEntries(all)) }];
    });
  }

  /** Those of the contacts whom the action changes, and how it does. */
  function plan(
    ids: string,
    action: ContactAction,
    at: number,
  ): { ids: number[]; run: (ids: string) => void } {
    switch (action.do) {
      case 'set-field': {
        const rows = withField(ids, action.field, action.value);
        return {
          ids: rows.map(({ id }) => id),
          run: () => {
            for (const { id, fields } of rows) setFields.run(fields, id);
          },
        };
      }
      case 'add-to-list': {
        const { listId } = action;
        checkLists([listId]);
        return { ids: toAdd.all({ ids, listId }), run: (all) => addMembers.run(listId, all) };
      }
      case 'take-from-list': {
        const { listId } = action;
        return { ids: toTake.all({ ids, listId }), run: (all) => takeMembers.run(listId, all) };
      }
      case 'opt-out':
        return {
          ids: toOptOut.all({ ids, at }),
          run: (all) => optOut.run({ ids: all, reason: action.reason, at }),
        };
      case 'opt-in':
        return { ids: toOptIn.all({ ids }), run: (all) => optIn.run({ ids: all }) };
      case 'remove':
        return { ids: present.all(ids), run: (all) => remove.run({ ids: all }) };
    }
  }

  const change = database.transaction(
    (changeId: number, wanted: readonly number[], action: ContactAction): number => {
      const at = timeOfChange(changeId);
      const { ids, run } = plan(JSON.stringify(wanted), action, at);
      const all = JSON.stringify(ids);
      undo.keep({ changeId, ids: all }, action.do === 'opt-out' || action.do === 'opt-in');
      touch.run(at, all);
      run(all);
      if (action.do === 'set-field' || action.do === 'add-to-list') tellLists(ids);
      return ids.length;
    },
  );

  const update = database.transaction(
    (changeId: number, contact: ContactWords & { id: number }, listIds: readonly number[]) => {
      const { id, phone, name, fields } = contact;
      const ids = JSON.stringify([id]);
      const former = phoneOf.get(id);
      if (former === undefined) throw noContact(id);
      refuseTaken(phone, id);
      undo.keep({ changeId, ids });
      // The person has opted out, not the number that was mistyped.
      if (former !== phone) carryOptOut.run({ from: former, to: phone, at: timeOfChange(changeId) });
      setWords.run(phone, name, nameKey(name), JSON.stringify(fields), id);
      touch.run(timeOfChange(changeId), ids);
      checkLists(listIds);
      leaveLists.run(id, JSON.stringify(listIds));
      joinLists.run(id, JSON.stringify(listIds));
      tellLists([id]);
    },
  );

  const merge = database.transaction((changeId: number, { keep, others, name, fields }: Merge) => {
    const all = JSON.stringify([keep, ...others]);
    const gone = JSON.stringify(others);
    const there = new Set(present.all(all));
    const missing = [keep, ...others].find((id) => !there.has(id));
    if (missing !== undefined) throw noContact(missing);
    const at = timeOfChange(changeId);
    undo.keep({ changeId, ids: all });
    shareLists.run(keep, gone);
    shareOptOut.run({ ids: all, at });
    shareMessages.run(keep, gone);
    remove.run({ ids: gone });
    setWords.run(phoneOf.get(keep) ?? '', name, nameKey(name), JSON.stringify(fields), keep);
    touch.run(at, JSON.stringify([keep]));
    tellLists([keep]);
  });

  return {
    beginChange: async (now) => Number(begin.run(now).lastInsertRowid),
    changeContacts: async (...contacts) => change.immediate(...contacts),
    updateContact: async (...contact) => update.immediate(...contact),
    mergeContacts: async (...contacts) => merge.immediate(...contacts),
    undoChange: async (changeId) => undo.bringBack(changeId),
    forgetChanges: async (keep) => undo.forget(keep),
    findLastChange: async () => last.get(),
  };
}
