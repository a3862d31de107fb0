import { contactTriggers } from './0012-contact-search.ts';

/**
 * The numbers of contacts in an index that can be put aside: that of a UNIQUE constraint cannot, and a million numbers in no
 * order find their places in it in twice the time in which they are sorted.
 */
export const contactNumbers = /* sql */ `
CREATE TABLE newContacts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  phone TEXT NOT NULL CHECK (phone GLOB '+[1-9]*'),
  name TEXT NOT NULL,
  -- The name as it is searched: folded in every script, each word after a space.
  nameKey TEXT NOT NULL,
  fields TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields)),
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT;
INSERT INTO newContacts SELECT id, phone, name, nameKey, fields, createdAt, updatedAt FROM contacts ORDER BY id;
-- No id is given twice, not even that of the last contact, who may have been removed.
DELETE FROM sqlite_sequence WHERE name = 'newContacts';
INSERT INTO sqlite_sequence SELECT 'newContacts', seq FROM sqlite_sequence WHERE name = 'contacts';
DROP TABLE contacts;
-- Triggers of other tables that name it stay as they are.
PRAGMA legacy_alter_table = ON;
ALTER TABLE newContacts RENAME TO contacts;
PRAGMA legacy_alter_table = OFF;
CREATE UNIQUE INDEX contactsByPhone ON contacts (phone);
CREATE INDEX contactsByName ON contacts (nameKey);

${contactTriggers}`;
