import type { LastImport } from '../../../../shared/csv-import.ts';
import type { Database } from './database.ts';

export interface LastImportRow extends LastImport {
  listMade: number;
  fieldsBefore: string;
  aliasesBefore: string;
  fieldsAfter: string;
  aliasesAfter: string;
  /** The import made the contacts with an id after this one … */
  madeAfter: number;
  /** … up to this one. */
  madeUpTo: number;
}

/** What an import has to say of itself so that it can be undone. */
type NewLastImport = Omit<LastImportRow, 'listMade'> & { listMade: boolean };

/**
 * Writes down the way back of an import, within its own transaction: before the contacts are written what those in
 * `knownContacts` were, after them the import itself, and with it who is new.
 */
export function importNotes(database: Database) {
  const forgetChanges = database.prepare('DELETE FROM importChanges');
  const forgetLast = database.prepare('DELETE FROM lastImport');
  const noteKnown = database.prepare<[number]>(
    `INSERT INTO importChanges (contactId, joined, name, nameKey, fields, updatedAt)
     SELECT contacts.id,
       NOT EXISTS (SELECT 1 FROM listMembers WHERE listId = ? AND contactId = contacts.id),
       contacts.name, contacts.nameKey, contacts.fields, contacts.updatedAt
     FROM knownContacts CROSS JOIN contacts ON contacts.id = knownContacts.contactId`,
  );
  const noteLast = database.prepare<LastImportRow>(
    `INSERT INTO lastImport (id, fileName, finishedAt, created, updated, listId, listName, listMade,
       fieldsBefore, aliasesBefore, fieldsAfter, aliasesAfter, madeAfter, madeUpTo)
     VALUES (1, $fileName, $finishedAt, $created, $updated, $listId, $listName, $listMade,
       $fieldsBefore, $aliasesBefore, $fieldsAfter, $aliasesAfter, $madeAfter, $madeUpTo)`,
  );

  return {
    noteBefore(listId: number): void {
      forgetLast.run();
      forgetChanges.run();
      noteKnown.run(listId);
    },
    noteAfter(of: NewLastImport): void {
      noteLast.run({ ...of, listMade: of.listMade ? 1 : 0 });
    },
  };
}
