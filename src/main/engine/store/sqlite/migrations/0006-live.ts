/**
 * What the page of a running campaign shows and does: its history, its errors by kind, search by number and name, refused
 * messages tried again, campaigns put out of sight. The transition triggers repeat `src/shared/message.ts` and
 * `campaign.ts` (a test compares them).
 */
export const live = /* sql */ `
ALTER TABLE campaigns ADD COLUMN archivedAt INTEGER;
-- How fine its history is kept, so that its rows stay few however many messages it has.
ALTER TABLE campaigns ADD COLUMN sliceMs INTEGER NOT NULL DEFAULT 60000 CHECK (sliceMs > 0);

-- Campaigns to a list: how many messages a provider took, and how many arrived, by time. Kept by a trigger.
CREATE TABLE campaignHistory (
  campaignId INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  PRIMARY KEY (campaignId, at)
) STRICT, WITHOUT ROWID;
INSERT INTO campaignHistory
  SELECT campaignId, at, sum(sent), sum(delivered) FROM (
    SELECT campaignId, acceptedAt - acceptedAt % 60000 AS at, 1 AS sent, 0 AS delivered FROM messages
      WHERE acceptedAt IS NOT NULL
    UNION ALL
    SELECT campaignId, updatedAt - updatedAt % 60000, 0, 1 FROM messages WHERE state = 'delivered'
  ) JOIN campaigns ON campaigns.id = campaignId WHERE listId IS NOT NULL GROUP BY campaignId, at;
CREATE TRIGGER messagesHistory AFTER UPDATE OF state ON messages
WHEN NEW.state <> OLD.state AND NEW.state IN ('accepted', 'delivered') BEGIN
  INSERT INTO campaignHistory
    SELECT id, NEW.updatedAt - NEW.updatedAt % sliceMs, NEW.state = 'accepted', NEW.state = 'delivered'
    FROM campaigns WHERE id = NEW.campaignId AND listId IS NOT NULL
  ON CONFLICT DO UPDATE SET sent = sent + excluded.sent, delivered = delivered + excluded.delivered;
END;

-- Messages by kind of error, kept by triggers: most messages have none, and cost nothing here.
CREATE TABLE campaignErrors (
  campaignId INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  errorCode TEXT NOT NULL,
  messages INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  PRIMARY KEY (campaignId, state, errorCode)
) STRICT, WITHOUT ROWID;
INSERT INTO campaignErrors
  SELECT campaignId, state, errorCode, count(*), sum(parts) FROM messages
  WHERE errorCode IS NOT NULL GROUP BY campaignId, state, errorCode;
CREATE TRIGGER messagesErrorInsert AFTER INSERT ON messages WHEN NEW.errorCode IS NOT NULL BEGIN
  INSERT INTO campaignErrors VALUES (NEW.campaignId, NEW.state, NEW.errorCode, 1, NEW.parts)
  ON CONFLICT DO UPDATE SET messages = messages + 1, parts = parts + NEW.parts;
END;
CREATE TRIGGER messagesErrorUpdate AFTER UPDATE OF state, errorCode ON messages
WHEN NEW.state <> OLD.state AND (OLD.errorCode IS NOT NULL OR NEW.errorCode IS NOT NULL) BEGIN
  UPDATE campaignErrors SET messages = messages - 1, parts = parts - OLD.parts
  WHERE campaignId = OLD.campaignId AND state = OLD.state AND errorCode = OLD.errorCode;
  INSERT INTO campaignErrors
    SELECT NEW.campaignId, NEW.state, NEW.errorCode, 1, NEW.parts WHERE NEW.errorCode IS NOT NULL
  ON CONFLICT DO UPDATE SET messages = messages + 1, parts = parts + NEW.parts;
END;
CREATE INDEX messagesByError ON messages (campaignId, errorCode) WHERE errorCode IS NOT NULL;

CREATE INDEX messagesByName ON messages (campaignId, name) WHERE name <> '';

-- A person had a refused message tried again.
CREATE TABLE retries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  messageId INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  decidedBy TEXT NOT NULL,
  decidedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX retriesByMessage ON retries (messageId, decidedAt);
-- Not even a stray statement brings a refused message back into the queue by itself.
CREATE TRIGGER messagesRetry BEFORE UPDATE OF state ON messages
WHEN OLD.state = 'failed' AND NEW.state = 'queued' AND NOT EXISTS (
  SELECT 1 FROM retries WHERE messageId = NEW.id AND decidedAt = NEW.updatedAt
) BEGIN SELECT RAISE(ABORT, 'a refused message is tried again only by a recorded word'); END;

DROP TRIGGER messagesTransition;
CREATE TRIGGER messagesTransition BEFORE UPDATE OF state ON messages
WHEN NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (
  'queued>sending', 'queued>skipped', 'queued>cancelled',
  'sending>accepted', 'sending>failed', 'sending>queued', 'sending>unknown',
  'accepted>delivered', 'accepted>undelivered', 'accepted>expired', 'accepted>cancelled',
  'undelivered>delivered', 'expired>delivered', 'expired>undelivered', 'failed>queued',
  'unknown>accepted', 'unknown>queued', 'unknown>cancelled'
) BEGIN SELECT RAISE(ABORT, 'a message may not change its state like that'); END;

DROP TRIGGER campaignsTransition;
CREATE TRIGGER campaignsTransition BEFORE UPDATE OF state ON campaigns
WHEN NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (
  'draft>scheduled', 'draft>running', 'draft>cancelled',
  'scheduled>running', 'scheduled>paused', 'scheduled>cancelled',
  'running>paused', 'running>finished', 'running>cancelled',
  'paused>running', 'paused>finished', 'paused>cancelled', 'finished>running'
) BEGIN SELECT RAISE(ABORT, 'a campaign may not change its state like that'); END;
`;
