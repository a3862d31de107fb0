/**
 * One-time codes, the inbox, routing over several accounts, what the provider holds and counts, saved
 * templates, settings. The transition trigger repeats `src/shared/message.ts` (a test compares them).
 */
export const wholeApis = /* sql */ `
-- A code or a reply goes to one person and comes from no list.
ALTER TABLE campaigns ALTER COLUMN listId DROP NOT NULL;
ALTER TABLE campaigns ADD COLUMN kind TEXT NOT NULL DEFAULT 'list' CHECK (kind IN ('list', 'otp', 'reply'));
ALTER TABLE campaigns ADD COLUMN providerHolds INTEGER NOT NULL DEFAULT 0 CHECK (providerHolds IN (0, 1));
-- How its codes are made; never a code.
ALTER TABLE campaigns ADD COLUMN otp TEXT CHECK (otp IS NULL OR json_valid(otp));
-- After this it is of no use any more; of codes and replies to one person.
ALTER TABLE campaigns ADD COLUMN sendBefore INTEGER;
-- When what the provider has not sent yet of a cancelled or finished one was asked back.
ALTER TABLE campaigns ADD COLUMN askedBackAt INTEGER;
CREATE INDEX campaignsAskedBack ON campaigns (askedBackAt) WHERE askedBackAt IS NOT NULL;
-- The account whose trouble paused it.
ALTER TABLE campaigns ADD COLUMN pauseAccountId INTEGER REFERENCES accounts (id);
DROP INDEX campaignsByAccount;
CREATE INDEX campaignsByState ON campaigns (state);
CREATE INDEX campaignsByKind ON campaigns (kind, id);

-- Tells whether an account's key or address is another one since the last start.
ALTER TABLE accounts ADD COLUMN identity TEXT;

-- The newest message of the last whole look into the inbox; what is older was read.
ALTER TABLE accounts ADD COLUMN inboxMarkId TEXT;
ALTER TABLE accounts ADD COLUMN inboxMarkAt INTEGER CHECK ((inboxMarkAt IS NULL) = (inboxMarkId IS NULL));

-- Which accounts have messages of a campaign.
CREATE TABLE campaignAccounts (
  campaignId INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  accountId INTEGER NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (campaignId, accountId)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaignAccountsByAccount ON campaignAccounts (accountId);
INSERT INTO campaignAccounts SELECT id, accountId FROM campaigns;

ALTER TABLE messages ADD COLUMN providerParts INTEGER;
CREATE INDEX messagesPartsDiffer ON messages (campaignId) WHERE providerParts <> parts;
CREATE INDEX messagesUnknown ON messages (accountId, recipient) WHERE state = 'unknown';
DROP INDEX messagesDue;
CREATE INDEX messagesDue ON messages (campaignId, accountId, dueAt, id) WHERE state = 'queued';

DROP TRIGGER messagesTransition;
CREATE TRIGGER messagesTransition BEFORE UPDATE OF state ON messages
WHEN NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (
  'queued>sending', 'queued>skipped', 'queued>cancelled',
  'sending>accepted', 'sending>failed', 'sending>queued', 'sending>unknown',
  'accepted>delivered', 'accepted>undelivered', 'accepted>expired', 'accepted>cancelled',
  'undelivered>delivered', 'expired>delivered', 'expired>undelivered',
  'unknown>accepted', 'unknown>queued', 'unknown>cancelled'
) BEGIN SELECT RAISE(ABORT, 'a message may not change its state like that'); END;

-- What an account sent in the last hour, day and month is counted from here.
ALTER TABLE attempts ADD COLUMN accountId INTEGER REFERENCES accounts (id);
UPDATE attempts SET accountId = (SELECT accountId FROM messages WHERE messages.id = messageId);
CREATE INDEX attemptsByAccount ON attempts (accountId, startedAt);
-- Few at any time: those that may have been taken, and no look-up says that they were not.
CREATE INDEX attemptsInDoubt ON attempts (messageId, startedAt)
  WHERE outcome IN ('ambiguous', 'interrupted') AND disprovedAt IS NULL;

-- A one-time code, as a salted hash until it expires. Written before the request that carries the code.
CREATE TABLE otpCodes (
  messageId INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  salt BLOB,
  hash BLOB CHECK ((hash IS NULL) = (salt IS NULL)),
  expiresAt INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  confirmedAt INTEGER
) STRICT;
CREATE INDEX otpCodesToForget ON otpCodes (expiresAt) WHERE hash IS NOT NULL;

-- A refused service name costs money, so what became of each is remembered.
CREATE TABLE serviceNames (
  accountId INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- \`serviceNameKey\`: NOCASE knows the letters of ASCII only.
  nameKey TEXT NOT NULL,
  -- As it was first written.
  name TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('safe', 'dangerous')),
  detail TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (accountId, nameKey)
) STRICT, WITHOUT ROWID;

CREATE TABLE templates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  body TEXT NOT NULL CHECK (json_valid(body)),
  updatedAt INTEGER NOT NULL
) STRICT;

CREATE TABLE inbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  accountId INTEGER NOT NULL REFERENCES accounts (id),
  providerId TEXT NOT NULL,
  sender TEXT NOT NULL,
  text TEXT NOT NULL,
  receivedAt INTEGER NOT NULL,
  readAt INTEGER,
  -- Whether this very message opted its sender out.
  optedOut INTEGER NOT NULL DEFAULT 0 CHECK (optedOut IN (0, 1)),
  UNIQUE (accountId, providerId)
) STRICT;
CREATE INDEX inboxBySender ON inbox (accountId, sender, receivedAt);
CREATE INDEX inboxUnread ON inbox (accountId, sender) WHERE readAt IS NULL;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
`;
