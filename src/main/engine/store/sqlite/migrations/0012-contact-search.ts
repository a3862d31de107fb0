/** Triggers of the table of contacts, for the index: they go with it when it is made anew. */
export const contactTriggers = /* sql */ `
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

/**
 * An index of what contacts are searched and filtered by, filled behind the changes: see `contact-index.ts`. And what is
 * asked for again and again while campaigns run is counted when it changes.
 */
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

${contactTriggers}
CREATE TRIGGER contactsOptedOut AFTER INSERT ON optOuts BEGIN
  INSERT INTO contactsToIndex SELECT id FROM contacts WHERE phone = NEW.phone ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contactsOptedIn AFTER DELETE ON optOuts BEGIN
  INSERT INTO contactsToIndex SELECT id FROM contacts WHERE phone = OLD.phone ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contactsJoined AFTER INSERT ON listMembers
WHEN NEW.contactId <= (SELECT indexedTo FROM contactSearchState) BEGIN
  INSERT INTO contactsToIndex VALUES (NEW.contactId) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contactsLeft AFTER DELETE ON listMembers BEGIN
  INSERT INTO contactsToIndex VALUES (OLD.contactId) ON CONFLICT DO NOTHING;
END;

-- Of how many messages the provider counted other parts, kept by a trigger.
ALTER TABLE campaigns ADD COLUMN partsDiffer INTEGER NOT NULL DEFAULT 0;
UPDATE campaigns SET partsDiffer =
  (SELECT count(*) FROM messages WHERE campaignId = campaigns.id AND providerParts <> parts);
DROP INDEX messagesPartsDiffer;
CREATE TRIGGER messagesPartsCounted AFTER UPDATE OF providerParts ON messages
WHEN coalesce(NEW.providerParts <> NEW.parts, 0) <> coalesce(OLD.providerParts <> OLD.parts, 0) BEGIN
  UPDATE campaigns SET partsDiffer = partsDiffer + iif(coalesce(NEW.providerParts <> NEW.parts, 0), 1, -1)
  WHERE id = NEW.campaignId;
END;
-- How many of a campaign are looked up.
CREATE INDEX messagesLookedUp ON messages (campaignId) WHERE state = 'unknown' AND nextLookupAt IS NOT NULL;
-- Half a million codes and replies are campaigns, too, and in no list of them.
CREATE INDEX campaignsToLists ON campaigns (id) WHERE listId IS NOT NULL;
`;
