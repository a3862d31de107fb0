/** The way back of the last import, and what the columns of a file were taken for the last time. */
export const imports = /* sql */ `
-- The import that can be undone; another takes its place.
CREATE TABLE lastImport (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  fileName TEXT NOT NULL,
  -- Also the \`updatedAt\` of each contact that it wrote: whoever has another was changed since.
  finishedAt INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  listId INTEGER NOT NULL,
  listName TEXT NOT NULL,
  listMade INTEGER NOT NULL CHECK (listMade IN (0, 1)),
  -- What the list said of its columns before and after.
  fieldsBefore TEXT NOT NULL CHECK (json_valid(fieldsBefore)),
  aliasesBefore TEXT NOT NULL CHECK (json_valid(aliasesBefore)),
  fieldsAfter TEXT NOT NULL CHECK (json_valid(fieldsAfter)),
  aliasesAfter TEXT NOT NULL CHECK (json_valid(aliasesAfter))
) STRICT;

-- What the last import did to each contact. No reference: a contact may be removed, its id comes never again.
CREATE TABLE importChanges (
  contactId INTEGER PRIMARY KEY,
  -- Whether it came onto the list with this import.
  joined INTEGER NOT NULL CHECK (joined IN (0, 1)),
  -- What stood there before; empty for a contact that this import made.
  name TEXT,
  nameKey TEXT,
  fields TEXT CHECK (fields IS NULL OR json_valid(fields)),
  updatedAt INTEGER,
  CHECK ((name IS NULL) = (fields IS NULL) AND (name IS NULL) = (updatedAt IS NULL))
) STRICT;
-- Whoever was written to stays; without it each contact that goes would walk all messages.
CREATE INDEX messagesByContact ON messages (contactId) WHERE contactId IS NOT NULL;

CREATE TABLE importMappings (
  -- The names of a file's columns, in whatever order.
  columnsKey TEXT PRIMARY KEY,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  usedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
