/** Lists that can be removed and come back, where opt-outs come from, and what contacts were before a change. */
export const contactChanges = /* sql */ `
-- The name that a removed list had; NULL while it is there. Campaigns to it go on showing it. Its \`name\` is then
-- only a placeholder, so that the name is free for another.
ALTER TABLE lists ADD COLUMN removedAs TEXT;

ALTER TABLE optOuts ADD COLUMN source TEXT NOT NULL DEFAULT 'hand' CHECK (source IN ('hand', 'stop'));
-- The words with which a STOP in the inbox was always noted.
UPDATE optOuts SET source = 'stop' WHERE reason GLOB 'Answered "*".';
CREATE INDEX optOutsByTime ON optOuts (createdAt, phone);

-- Those of one name stand together: how duplicates are found.
CREATE INDEX contactsByName ON contacts (nameKey);

-- A change of contacts that can be taken back.
CREATE TABLE contactChanges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Also the updatedAt of what it changed: whatever has another one was changed again since.
  at INTEGER NOT NULL
) STRICT;

-- What a contact was before a change.
CREATE TABLE formerContacts (
  changeId INTEGER NOT NULL REFERENCES contactChanges (id) ON DELETE CASCADE,
  contactId INTEGER NOT NULL,
  phone TEXT NOT NULL,
  name TEXT NOT NULL,
  nameKey TEXT NOT NULL,
  fields TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  listIds TEXT NOT NULL CHECK (json_valid(listIds)),
  -- Its messages, which a removal parts from it; empty for every other change.
  messageIds TEXT NOT NULL CHECK (json_valid(messageIds)),
  -- Of its number; NULL where it had not opted out.
  optOut TEXT CHECK (optOut IS NULL OR json_valid(optOut)),
  PRIMARY KEY (changeId, contactId)
) STRICT, WITHOUT ROWID;
`;
