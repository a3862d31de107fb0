import type { ImportStore } from '../contact-store.ts';
import type { Database } from './database.ts';
import type { LastImportRow } from './import-notes.ts';

type ChangeRow = { contactId: number; joined: number };

/** The way back of the last import, which `importNotes` wrote down. */
export function importUndoTable(
  database: Database,
): Pick<ImportStore, 'findLastImport' | 'countImportChanges' | 'undoImportPart' | 'finishUndo'> {
  const forgetLast = database.prepare('DELETE FROM lastImport');
  const last = database.prepare<[], LastImportRow>(
    `SELECT fileName, finishedAt, created, updated, listId, listName, listMade,
       fieldsBefore, aliasesBefore, fieldsAfter, aliasesAfter, madeAfter, madeUpTo FROM lastImport`,
  );
  const nextChanges = database.prepare<[number], ChangeRow>(
    'SELECT contactId, joined FROM importChanges ORDER BY contactId LIMIT ?',
  );
  const forgetChange = database.prepare<[number]>('DELETE FROM importChanges WHERE contactId = ?');
  const forgetMade = database.prepare<[number]>('UPDATE lastImport SET madeAfter = ?');
  const countChanges = database
    .prepare<[], number>('SELECT madeUpTo - madeAfter + (SELECT count(*) FROM importChanges) FROM lastImport')
    .pluck();
  const isAsImported = database
    .prepare<[number, number], number>('SELECT 1 FROM contacts WHERE id = ? AND updatedAt = ?')
    .pluck();
  const hasMessages = database
    .prepare<[number], number>('SELECT 1 FROM messages WHERE contactId = ? LIMIT 1')
    .pluck();
  const isElsewhere = database
    .prepare<[number, number], number>(
      'SELECT 1 FROM listMembers WHERE contactId = ? AND listId <> ? LIMIT 1',
    )
    .pluck();
  const removeContact = database.prepare<[number]>('DELETE FROM contacts WHERE id = ?');
  const restoreContact = database.prepare<[number]>(
    `UPDATE contacts SET (name, nameKey, fields, updatedAt) =
       (SELECT name, nameKey, fields, updatedAt FROM importChanges WHERE contactId = contacts.id)
     WHERE id = ?`,
  );
  const leaveList = database.prepare<[number, number]>(
    'DELETE FROM listMembers WHERE listId = ? AND contactId = ?',
  );
  const restoreList = database.prepare<LastImportRow>(
    `UPDATE lists SET fields = $fieldsBefore, aliases = $aliasesBefore
     WHERE id = $listId AND fields = $fieldsAfter AND aliases = $aliasesAfter`,
  );
  const removeList = database.prepare<[number]>(
    `DELETE FROM lists WHERE id = ? AND NOT EXISTS (SELECT 1 FROM listMembers WHERE listId = lists.id)
       AND NOT EXISTS (SELECT 1 FROM campaigns WHERE listId = lists.id)
       AND NOT EXISTS (SELECT 1 FROM plans WHERE listId = lists.id)`,
  );

  /** Gives a contact that was there before what it had. */
  function restore({ contactId, joined }: ChangeRow, of: LastImportRow): 'restored' | 'kept' {
    if (!isAsImported.get(contactId, of.finishedAt)) return 'kept';
    restoreContact.run(contactId);
    if (joined === 1) leaveList.run(of.listId, contactId);
    return 'restored';
  }

  /** Removes a contact that the import made. */
  function remove(contactId: number, of: LastImportRow): 'removed' | 'kept' {
    if (!isAsImported.get(contactId, of.finishedAt)) return 'kept';
    // The messages of whoever got some would lose their person; another list counts on them.
    if (hasMessages.get(contactId) || isElsewhere.get(contactId, of.listId)) return 'kept';
    removeContact.run(contactId);
    return 'removed';
  }

  const undoPart = database.transaction((limit: number) => {
    const counts = { removed: 0, restored: 0, kept: 0 };
    const of = last.get();
    if (!of) return counts;
    const changes = nextChanges.all(limit);
    for (const change of changes) {
      counts[restore(change, of)]++;
      forgetChange.run(change.contactId);
    }
    const lastMade = Math.min(of.madeAfter + limit - changes.length, of.madeUpTo);
    for (let id = of.madeAfter + 1; id <= lastMade; id += 1) counts[remove(id, of)]++;
    forgetMade.run(lastMade);
    return counts;
  });

  const finish = database.transaction(() => {
    const of = last.get();
    if (!of) return { listRemoved: false };
    const listRemoved = of.listMade === 1 && removeList.run(of.listId).changes > 0;
    restoreList.run(of);
    forgetLast.run();
    return { listRemoved };
  });

  return {
    async findLastImport() {
      const of = last.get();
      if (!of) return undefined;
      const { fileName, finishedAt, created, updated, listId, listName } = of;
      return { fileName, finishedAt, created, updated, listId, listName };
    },
    countImportChanges: async () => countChanges.get() ?? 0,
    undoImportPart: async (limit) => undoPart.immediate(limit),
    finishUndo: async () => finish.immediate(),
  };
}
