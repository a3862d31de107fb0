/**
 * Whom the last import made is a range of ids: one row in place of one for each of them, which a million new contacts took
 * as long to write as their list. Parts of an import that was being undone were forgotten from the lowest id on, so what is
 * left of it is a range too.
 */
export const madeContacts = /* sql */ `
-- The contacts that the import made and that were not looked at by its undo yet: those with an id after the one, up to the other.
ALTER TABLE lastImport ADD COLUMN madeAfter INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lastImport ADD COLUMN madeUpTo INTEGER NOT NULL DEFAULT 0;
UPDATE lastImport SET (madeAfter, madeUpTo) =
  (SELECT coalesce(min(contactId) - 1, 0), coalesce(max(contactId), 0) FROM importChanges WHERE name IS NULL);

-- What the last import wrote over. No reference: a contact may be removed, its id comes never again.
CREATE TABLE changesOfKnown (
  contactId INTEGER PRIMARY KEY,
  -- Whether it came onto the list with this import.
  joined INTEGER NOT NULL CHECK (joined IN (0, 1)),
  name TEXT NOT NULL,
  nameKey TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  updatedAt INTEGER NOT NULL
) STRICT;
INSERT INTO changesOfKnown SELECT contactId, joined, name, nameKey, fields, updatedAt FROM importChanges
  WHERE name IS NOT NULL;
DROP TABLE importChanges;
ALTER TABLE changesOfKnown RENAME TO importChanges;
`;
