/**
 * The first schema. STRICT tables; times are INTEGER ms, money INTEGER micro-units. The transition
 * triggers repeat `src/shared/message.ts` and `campaign.ts` (a test compares them), so that not even a
 * stray statement can bring a paid message back into the queue.
 */
export const start = /* sql */ `
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE,
  provider TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  lastCheck TEXT CHECK (lastCheck IS NULL OR json_valid(lastCheck)),
  createdAt INTEGER NOT NULL,
  removedAt INTEGER
) STRICT;
CREATE UNIQUE INDEX accountsByName ON accounts (name) WHERE removedAt IS NULL;

CREATE TABLE lists (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  fields TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(fields)),
  aliases TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(aliases)),
  createdAt INTEGER NOT NULL
) STRICT;

CREATE TABLE contacts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  phone TEXT NOT NULL UNIQUE CHECK (phone GLOB '+[1-9]*'),
  name TEXT NOT NULL,
  -- The name as it is searched: folded in every script, each word after a space.
  nameKey TEXT NOT NULL,
  fields TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields)),
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT;

CREATE TABLE listMembers (
  listId INTEGER NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
  contactId INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  PRIMARY KEY (listId, contactId)
) STRICT, WITHOUT ROWID;
CREATE INDEX listMembersByContact ON listMembers (contactId);

CREATE TABLE optOuts (
  phone TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  createdAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE campaigns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  accountId INTEGER NOT NULL REFERENCES accounts (id),
  listId INTEGER NOT NULL REFERENCES lists (id),
  template TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'draft'
    CHECK (state IN ('draft', 'scheduled', 'running', 'paused', 'finished', 'cancelled')),
  pauseReason TEXT CHECK ((pauseReason IS NOT NULL) = (state = 'paused')),
  pauseDetail TEXT,
  currency TEXT,
  scheduledAt INTEGER,
  createdAt INTEGER NOT NULL,
  -- NULL while its messages are still being rendered: not to be seen or started.
  preparedAt INTEGER,
  startedAt INTEGER,
  finishedAt INTEGER
) STRICT;
CREATE INDEX campaignsByAccount ON campaigns (accountId, state);

CREATE TRIGGER campaignsTransition BEFORE UPDATE OF state ON campaigns
WHEN NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (
  'draft>scheduled', 'draft>running', 'draft>cancelled',
  'scheduled>running', 'scheduled>paused', 'scheduled>cancelled',
  'running>paused', 'running>finished', 'running>cancelled',
  'paused>running', 'paused>finished', 'paused>cancelled'
) BEGIN SELECT RAISE(ABORT, 'a campaign may not change its state like that'); END;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaignId INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  accountId INTEGER NOT NULL REFERENCES accounts (id),
  contactId INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
  recipient TEXT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  parts INTEGER NOT NULL CHECK (parts >= 0),
  encoding TEXT NOT NULL CHECK (encoding IN ('gsm7', 'ucs2')),
  reference TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'accepted', 'delivered', 'undelivered',
    'expired', 'failed', 'unknown', 'skipped', 'cancelled')),
  dueAt INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  providerId TEXT,
  costMicros INTEGER NOT NULL DEFAULT 0,
  errorCode TEXT,
  error TEXT,
  acceptedAt INTEGER,
  nextReportAt INTEGER,
  lookups INTEGER NOT NULL DEFAULT 0,
  nextLookupAt INTEGER,
  updatedAt INTEGER NOT NULL,
  UNIQUE (campaignId, recipient),
  CHECK (state NOT IN ('skipped', 'failed', 'unknown') OR error IS NOT NULL)
) STRICT;
-- Its rows are in the order of their ids: a page of a campaign is read without sorting a million.
CREATE INDEX messagesByCampaign ON messages (campaignId);
CREATE INDEX messagesByState ON messages (campaignId, state, id);
CREATE INDEX messagesDue ON messages (campaignId, dueAt, id) WHERE state = 'queued';
CREATE INDEX messagesSending ON messages (accountId, recipient) WHERE state = 'sending';
CREATE INDEX messagesToLookUp ON messages (accountId, nextLookupAt)
  WHERE state = 'unknown' AND nextLookupAt IS NOT NULL;
CREATE INDEX messagesAwaited ON messages (accountId, nextReportAt)
  WHERE state = 'accepted' AND nextReportAt IS NOT NULL;
CREATE UNIQUE INDEX messagesByProviderId ON messages (accountId, providerId) WHERE providerId IS NOT NULL;

CREATE TRIGGER messagesTransition BEFORE UPDATE OF state ON messages
WHEN NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (
  'queued>sending', 'queued>skipped', 'queued>cancelled',
  'sending>accepted', 'sending>failed', 'sending>queued', 'sending>unknown',
  'accepted>delivered', 'accepted>undelivered', 'accepted>expired',
  'undelivered>delivered', 'expired>delivered', 'expired>undelivered',
  'unknown>accepted', 'unknown>queued', 'unknown>cancelled'
) BEGIN SELECT RAISE(ABORT, 'a message may not change its state like that'); END;

-- Counts by state, kept by triggers: a page with live numbers must not count a million rows four times a second.
CREATE TABLE campaignCounts (
  campaignId INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  encoding TEXT NOT NULL,
  messages INTEGER NOT NULL DEFAULT 0,
  parts INTEGER NOT NULL DEFAULT 0,
  costMicros INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (campaignId, state, encoding)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER messagesCountInsert AFTER INSERT ON messages BEGIN
  INSERT INTO campaignCounts VALUES (NEW.campaignId, NEW.state, NEW.encoding, 1, NEW.parts, NEW.costMicros)
  ON CONFLICT DO UPDATE SET messages = messages + 1, parts = parts + NEW.parts,
    costMicros = costMicros + NEW.costMicros;
END;
CREATE TRIGGER messagesCountUpdate AFTER UPDATE OF state, costMicros ON messages
WHEN NEW.state <> OLD.state OR NEW.costMicros <> OLD.costMicros BEGIN
  UPDATE campaignCounts SET messages = messages - 1, parts = parts - OLD.parts,
    costMicros = costMicros - OLD.costMicros
  WHERE campaignId = OLD.campaignId AND state = OLD.state AND encoding = OLD.encoding;
  INSERT INTO campaignCounts VALUES (NEW.campaignId, NEW.state, NEW.encoding, 1, NEW.parts, NEW.costMicros)
  ON CONFLICT DO UPDATE SET messages = messages + 1, parts = parts + NEW.parts,
    costMicros = costMicros + NEW.costMicros;
END;

-- One request about one message. Written before the request, closed once, never changed after.
CREATE TABLE attempts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  messageId INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  startedAt INTEGER NOT NULL,
  closedAt INTEGER,
  -- accepted, permanent, transient, auth, balance, account: known; ambiguous, interrupted: perhaps taken.
  outcome TEXT CHECK ((outcome IS NULL) = (closedAt IS NULL)),
  detail TEXT,
  -- Set when a look-up proved that an uncertain attempt was never taken.
  disprovedAt INTEGER
) STRICT;
CREATE INDEX attemptsByMessage ON attempts (messageId);
CREATE UNIQUE INDEX attemptsOpen ON attempts (messageId) WHERE closedAt IS NULL;
CREATE TRIGGER attemptsClosedOnce BEFORE UPDATE OF messageId, startedAt, closedAt, outcome, detail ON attempts
WHEN OLD.closedAt IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a closed attempt is never changed'); END;

-- What a person decided about an uncertain message.
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  messageId INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  decision TEXT NOT NULL CHECK (decision IN ('treat-as-sent', 'send-again')),
  decidedBy TEXT NOT NULL,
  decidedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX decisionsByMessage ON decisions (messageId);
`;
