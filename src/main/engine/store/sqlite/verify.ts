import { MAY_HAVE_GONE } from './attempt-certainty.ts';
import type { Database } from './database.ts';

/** What the triggers of `messageCounts` should have counted. */
const COUNTED = `
  SELECT coalesce(acceptedAt, messages.updatedAt) / 3600000 AS hour, iif(listId IS NULL, 0, campaigns.id) AS campaignId,
    kind, messages.accountId, substr(recipient, 1, iif(recipient LIKE '+995%', 7, 6)) AS prefix, messages.state,
    coalesce(errorCode, '') AS errorCode, count(*) AS messages, sum(parts) AS parts, sum(costMicros) AS costMicros
  FROM messages JOIN campaigns ON campaigns.id = campaignId
  WHERE messages.state NOT IN ('queued', 'sending', 'cancelled')
    OR messages.state = 'cancelled' AND acceptedAt IS NOT NULL
  GROUP BY 1, 2, 3, 4, 5, 6, 7`;

/** Each counts the rows that break an invariant; the name says what is wrong. */
const invariants: Readonly<Record<string, string>> = {
  'campaigns whose counts do not add up to their messages': `
    SELECT count(*) FROM (
      SELECT campaignId, state, encoding, count(*) AS messages, sum(parts) AS parts, sum(costMicros) AS costMicros
        FROM messages GROUP BY campaignId, state, encoding
      EXCEPT SELECT campaignId, state, encoding, messages, parts, costMicros FROM campaignCounts)`,
  'campaigns that count messages which are not there': `
    SELECT count(*) FROM campaignCounts WHERE messages <> 0 AND NOT EXISTS (
      SELECT 1 FROM messages WHERE messages.campaignId = campaignCounts.campaignId
        AND messages.state = campaignCounts.state AND messages.encoding = campaignCounts.encoding)`,
  'campaigns whose errors do not add up to their messages': `
    SELECT count(*) FROM (
      SELECT campaignId, state, errorCode, messages, parts FROM campaignErrors WHERE messages > 0
      EXCEPT SELECT campaignId, state, errorCode, count(*), sum(parts) FROM messages
        WHERE errorCode IS NOT NULL GROUP BY campaignId, state, errorCode)`,
  'campaigns whose history does not add up to what was delivered': `
    SELECT count(*) FROM campaigns WHERE listId IS NOT NULL
      AND (SELECT coalesce(sum(delivered), 0) FROM campaignHistory WHERE campaignId = campaigns.id) <>
        (SELECT coalesce(sum(messages), 0) FROM campaignCounts
          WHERE campaignId = campaigns.id AND campaignCounts.state = 'delivered')`,
  'refused messages that were tried again without the word of a person': `
    SELECT count(*) FROM (
      SELECT messageId, count(*) AS refused FROM attempts
      WHERE outcome = 'permanent' AND EXISTS (
        SELECT 1 FROM attempts AS next WHERE next.messageId = attempts.messageId AND next.id > attempts.id)
      GROUP BY messageId
      HAVING refused > (SELECT count(*) FROM retries WHERE retries.messageId = attempts.messageId))`,
  'campaigns whose line does not add up to its messages by place': `
    SELECT count(*) FROM (
      SELECT campaignId, accountId, place, queued FROM campaignPlaces WHERE queued <> 0
      EXCEPT SELECT campaignId, accountId, place, count(*) FROM messages WHERE state = 'queued'
        GROUP BY campaignId, accountId, place)`,
  'counts over time that are missing or too small': `
    SELECT count(*) FROM (${COUNTED} EXCEPT SELECT * FROM messageCounts)`,
  'counts over time that are too many or too large': `
    SELECT count(*) FROM (SELECT * FROM messageCounts WHERE messages <> 0 EXCEPT ${COUNTED})`,
  'campaigns whose delivery times do not add up to what was delivered': `
    SELECT count(*) FROM (
      SELECT iif(listId IS NULL, 0, campaigns.id), count(*) FROM messages JOIN campaigns ON campaigns.id = campaignId
        WHERE messages.state = 'delivered' AND acceptedAt IS NOT NULL GROUP BY 1
      EXCEPT SELECT campaignId, sum(messages) FROM deliveryTimes GROUP BY 1)`,
  'messages being sent without exactly one open attempt': `
    SELECT count(*) FROM messages WHERE state = 'sending'
      AND (SELECT count(*) FROM attempts WHERE messageId = messages.id AND closedAt IS NULL) <> 1`,
  'open attempts of messages that are not being sent': `
    SELECT count(*) FROM attempts JOIN messages ON messages.id = messageId
    WHERE closedAt IS NULL AND state <> 'sending'`,
  'messages with more than one attempt that may have been taken, without proof or a decision': `
    SELECT count(*) FROM (
      SELECT messageId, count(*) AS risky FROM attempts
      WHERE ${MAY_HAVE_GONE} AND disprovedAt IS NULL
      GROUP BY messageId
      HAVING risky > 1 + (SELECT count(*) FROM decisions
        WHERE decisions.messageId = attempts.messageId AND decision = 'send-again'))`,
  'accepted or delivered messages without an attempt': `
    SELECT count(*) FROM messages WHERE state IN ('accepted', 'delivered', 'undelivered', 'expired')
      AND NOT EXISTS (SELECT 1 FROM attempts WHERE messageId = messages.id AND disprovedAt IS NULL)`,
  'provider ids that belong to more than one message': `
    SELECT count(*) FROM (SELECT 1 FROM messages WHERE providerId IS NOT NULL
      GROUP BY accountId, providerId HAVING count(*) > 1)`,
  'skipped, failed or unknown messages that do not say why': `
    SELECT count(*) FROM messages WHERE state IN ('skipped', 'failed', 'unknown') AND coalesce(error, '') = ''`,
};

/** The invariants that do not hold, each with its number of rows; empty is good. */
export function verifyDatabase(database: Database): string[] {
  const violations: string[] = [];
  const integrity = database.pragma('quick_check', { simple: true }) as string;
  if (integrity !== 'ok') violations.push(`The file is damaged: ${integrity}`);
  const orphans = database.pragma('foreign_key_check') as unknown[];
  if (orphans.length > 0) violations.push(`${orphans.length} rows that point to nothing`);
  for (const [name, sql] of Object.entries(invariants)) {
    const rows = database.prepare<[], number>(sql).pluck().get() ?? 0;
    if (rows > 0) violations.push(`${rows} ${name}`);
  }
  return violations;
}
