/** An index of what contacts are searched and filtered by, filled behind the changes: see `contact-index.ts`. */
export const contactSearch = /* sql */ `
-- By the id of the contact, the marks of \`contact-marks.ts\`. Of no content, since the contacts are beside.
CREATE VIRTUAL TABLE contactSearch USING fts5 (
  marks, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '_'"
);
-- Contacts up to this id are in it, but for those in contactsToIndex.
CREATE TABLE contactSearchState (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  indexedTo INTEGER NOT NULL
) STRICT;
INSERT INTO contactSearchState VALUES (1, 0);
CREATE TABLE contactsToIndex (contactId INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER contactsReworded AFTER UPDATE OF phone, nameKey, fields ON contacts
WHEN NEW.phone <> OLD.phone OR NEW.nameKey <> OLD.nameKey OR NEW.fields <> OLD.fields BEGIN
  INSERT INTO contactsToIndex VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contactsRemoved AFTER DELETE ON contacts BEGIN
  INSERT INTO contactsToIndex VALUES (OLD.id) ON CONFLICT DO NOTHING;
END;
-- An undo brings a removed one back under its id; whoever is new has an id behind them all.
CREATE TRIGGER contactsBroughtBack AFTER INSERT ON contacts
WHEN NEW.id <= (SELECT indexedTo FROM contactSearchState) BEGIN
  INSERT INTO contactsToIndex VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
`;
