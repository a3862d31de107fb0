/** Whether a row of `messages` is counted: it was tried, or it was left out and says why. */
const isCounted = (row: string): string =>
  `(${row}.state NOT IN ('queued', 'sending', 'cancelled') OR ${row}.state = 'cancelled' AND ${row}.acceptedAt IS NOT NULL)`;

/** Where a row of `messages` is counted, column by column of the key. */
export const keyOf = (row: string): readonly string[] => [
  `coalesce(${row}.acceptedAt, ${row}.updatedAt) / 3600000`,
  `(SELECT iif(listId IS NULL, 0, id) FROM campaigns WHERE id = ${row}.campaignId)`,
  `(SELECT kind FROM campaigns WHERE id = ${row}.campaignId)`,
  `${row}.accountId`,
  `substr(${row}.recipient, 1, iif(substr(${row}.recipient, 1, 4) = '+995', 7, 6))`,
  `${row}.state`,
  `coalesce(${row}.errorCode, '')`,
];

/** The key of `messageCounts`. */
export const KEY = ['hour', 'campaignId', 'kind', 'accountId', 'prefix', 'state', 'errorCode'];

/** Counts the new row of `messages`. */
export const enter = /* sql */ `
  INSERT INTO messageCounts VALUES (${keyOf('NEW').join(', ')}, 1, NEW.parts, NEW.costMicros)
  ON CONFLICT DO UPDATE SET messages = messages + 1, parts = parts + NEW.parts,
    costMicros = costMicros + NEW.costMicros;`;

/** Seconds from `accepted` to `delivered`, rounded up to a step that a person can tell from the next. */
const within = (row: string): string => {
  const steps = [5, 10, 15, 20, 30, 45, 60, 120, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400];
  const cases = steps.map(
    (step) => `WHEN ${row}.updatedAt - ${row}.acceptedAt <= ${step * 1000} THEN ${step}`,
  );
  // Three days: no report comes later.
  return `CASE ${cases.join(' ')} ELSE 259200 END`;
};

/**
 * Counts over time, kept by triggers at changes of state: a report must not read a million messages. The hours are
 * UTC's, since days are the operator's, whose zone may change. Codes and answers to one person are counted together,
 * as campaign 0: they would need a row or more each.
 */
export const reports = /* sql */ `
CREATE TABLE messageCounts (
  -- Since 1970, of the moment it was accepted, or else of the last change.
  hour INTEGER NOT NULL,
  campaignId INTEGER NOT NULL,
  kind TEXT NOT NULL,
  accountId INTEGER NOT NULL REFERENCES accounts (id),
  -- The beginning of the number, which tells its country; in Uzbekistan and Georgia the operator's range.
  prefix TEXT NOT NULL,
  state TEXT NOT NULL,
  errorCode TEXT NOT NULL,
  messages INTEGER NOT NULL DEFAULT 0,
  parts INTEGER NOT NULL DEFAULT 0,
  costMicros INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (${KEY.join(', ')})
) STRICT, WITHOUT ROWID;
CREATE INDEX messageCountsByCampaign ON messageCounts (campaignId);

CREATE TRIGGER messageCountsInsert AFTER INSERT ON messages WHEN ${isCounted('NEW')} BEGIN ${enter} END;
CREATE TRIGGER messageCountsLeave AFTER UPDATE OF state, costMicros, acceptedAt, updatedAt ON messages
WHEN ${isCounted('OLD')} BEGIN
  UPDATE messageCounts SET messages = messages - 1, parts = parts - OLD.parts,
    costMicros = costMicros - OLD.costMicros
  WHERE ${keyOf('OLD')
    .map((value, index) => `${KEY[index]} = ${value}`)
    .join(' AND ')};
END;
CREATE TRIGGER messageCountsEnter AFTER UPDATE OF state, costMicros, acceptedAt, updatedAt ON messages
WHEN ${isCounted('NEW')} BEGIN ${enter} END;
-- Those of a campaign whose preparing was cut short.
CREATE TRIGGER messageCountsForget AFTER DELETE ON campaigns BEGIN
  DELETE FROM messageCounts WHERE campaignId = OLD.id;
  DELETE FROM deliveryTimes WHERE campaignId = OLD.id;
END;

-- How long messages took from the provider to the phone.
CREATE TABLE deliveryTimes (
  campaignId INTEGER NOT NULL,
  -- At most so many seconds, and more than the step before.
  within INTEGER NOT NULL,
  messages INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (campaignId, within)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER deliveryTimesEnter AFTER UPDATE OF state ON messages
WHEN NEW.state = 'delivered' AND OLD.state <> 'delivered' AND NEW.acceptedAt IS NOT NULL BEGIN
  INSERT INTO deliveryTimes
  SELECT iif(listId IS NULL, 0, id), ${within('NEW')}, 1 FROM campaigns WHERE id = NEW.campaignId
  ON CONFLICT DO UPDATE SET messages = messages + 1;
END;

-- What an account charges in, where no campaign of its own says so.
CREATE INDEX campaignsPriced ON campaigns (accountId, id) WHERE currency IS NOT NULL;

INSERT INTO messageCounts
SELECT ${keyOf('messages').join(', ')}, count(*), sum(parts), sum(costMicros)
FROM messages WHERE ${isCounted('messages')} GROUP BY 1, 2, 3, 4, 5, 6, 7;
INSERT INTO deliveryTimes
SELECT iif(listId IS NULL, 0, campaigns.id), ${within('messages')}, count(*)
FROM messages JOIN campaigns ON campaigns.id = campaignId
WHERE messages.state = 'delivered' AND acceptedAt IS NOT NULL GROUP BY 1, 2;
`;
