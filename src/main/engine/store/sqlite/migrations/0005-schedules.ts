/** Where recipients are at home, for quiet hours; plans, which make a campaign at each of their times. */
export const schedules = /* sql */ `
-- A \`Place\` of src/shared/zones.ts; empty where nothing is known, as of messages older than this.
ALTER TABLE messages ADD COLUMN place TEXT NOT NULL DEFAULT '';
CREATE INDEX messagesDueByPlace ON messages (campaignId, accountId, place, dueAt, id) WHERE state = 'queued';

-- What waits in line by place, kept by triggers: by night a campaign must not be searched for who is awake.
CREATE TABLE campaignPlaces (
  campaignId INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  accountId INTEGER NOT NULL REFERENCES accounts (id),
  place TEXT NOT NULL,
  queued INTEGER NOT NULL,
  PRIMARY KEY (campaignId, accountId, place)
) STRICT, WITHOUT ROWID;
INSERT INTO campaignPlaces
  SELECT campaignId, accountId, place, count(*) FROM messages WHERE state = 'queued' GROUP BY campaignId, accountId, place;
CREATE TRIGGER messagesPlaceInsert AFTER INSERT ON messages WHEN NEW.state = 'queued' BEGIN
  INSERT INTO campaignPlaces VALUES (NEW.campaignId, NEW.accountId, NEW.place, 1)
  ON CONFLICT DO UPDATE SET queued = queued + 1;
END;
CREATE TRIGGER messagesPlaceUpdate AFTER UPDATE OF state ON messages
WHEN (OLD.state = 'queued') <> (NEW.state = 'queued') BEGIN
  INSERT INTO campaignPlaces
    VALUES (NEW.campaignId, NEW.accountId, NEW.place, (NEW.state = 'queued') - (OLD.state = 'queued'))
  ON CONFLICT DO UPDATE SET queued = queued + (NEW.state = 'queued') - (OLD.state = 'queued');
END;

CREATE TABLE plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  accountId INTEGER NOT NULL REFERENCES accounts (id),
  routing TEXT CHECK (routing IS NULL OR json_valid(routing)),
  -- NULL once the list is gone.
  listId INTEGER REFERENCES lists (id) ON DELETE SET NULL,
  template TEXT NOT NULL,
  plainCharacters INTEGER NOT NULL DEFAULT 0 CHECK (plainCharacters IN (0, 1)),
  schedule TEXT NOT NULL CHECK (json_valid(schedule)),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'ended')),
  -- Why it paused by itself, in words.
  problem TEXT,
  nextAt INTEGER CHECK ((nextAt IS NOT NULL) = (state = 'active')),
  createdAt INTEGER NOT NULL,
  -- Kept for the undo, and for what it made.
  removedAt INTEGER
) STRICT;
CREATE INDEX plansDue ON plans (nextAt) WHERE nextAt IS NOT NULL AND removedAt IS NULL;

-- Each time of a plan at most once. A campaign whose making is cut short takes its row with it.
CREATE TABLE planRuns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  planId INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  occurrenceAt INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('made', 'nobody', 'missed', 'skipped', 'failed')),
  campaignId INTEGER REFERENCES campaigns (id) ON DELETE CASCADE,
  detail TEXT,
  at INTEGER NOT NULL,
  CHECK ((campaignId IS NOT NULL) = (outcome = 'made')),
  UNIQUE (planId, occurrenceAt)
) STRICT;
CREATE INDEX planRunsByCampaign ON planRuns (campaignId) WHERE campaignId IS NOT NULL;

-- Whose yearly date a plan has kept: nobody is wished the same twice a year.
CREATE TABLE planDates (
  planId INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  recipient TEXT NOT NULL,
  year INTEGER NOT NULL,
  campaignId INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  PRIMARY KEY (planId, recipient, year)
) STRICT, WITHOUT ROWID;
CREATE INDEX planDatesByCampaign ON planDates (campaignId);
`;
