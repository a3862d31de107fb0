import { setImmediate as nextTurn } from 'node:timers/promises';
import { MAY_HAVE_GONE } from './attempt-certainty.ts';
import type { Database } from './database.ts';

/**
 * SQL: how many rows of `kept`, which triggers keep, are not what `counted` counts anew, or the other way round. Each is
 * read once: of a million messages that takes a second.
 */
const differences = (kept: string, counted: string): string => `
  WITH kept AS MATERIALIZED (${kept}), counted AS MATERIALIZED (${counted})
  SELECT max((SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)),
    (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)))`;

/** Each counts the rows that break an invariant; the name says what is wrong. */
const invariants: Readonly<Record<string, string>> = {
  'counts of campaigns that do not add up to their messages': differences(
    'SELECT campaignId, state, encoding, messages, parts, costMicros FROM campaignCounts WHERE messages <> 0',
    `SELECT campaignId, state, encoding, count(*), sum(parts), sum(costMicros) FROM messages
     GROUP BY campaignId, state, encoding`,
  ),
  'counts of errors that do not add up to the messages of their campaign': differences(
    'SELECT campaignId, state, errorCode, messages, parts FROM campaignErrors WHERE messages <> 0',
    `SELECT campaignId, state, errorCode, count(*), sum(parts) FROM messages
     WHERE errorCode IS NOT NULL GROUP BY campaignId, state, errorCode`,
  ),
  // What is in line and not counted here would wait for ever while there are quiet hours.
  'lines of campaigns that do not add up to their messages by place': differences(
    'SELECT campaignId, accountId, place, queued FROM campaignPlaces WHERE queued <> 0',
    `SELECT campaignId, accountId, place, count(*) FROM messages WHERE state = 'queued'
     GROUP BY campaignId, accountId, place`,
  ),
  'counts over time that do not add up to the messages': differences(
    'SELECT * FROM messageCounts WHERE messages <> 0',
    `SELECT coalesce(acceptedAt, messages.updatedAt) / 3600000, iif(listId IS NULL, 0, campaigns.id), kind,
       messages.accountId, substr(recipient, 1, iif(recipient LIKE '+995%', 7, 6)), messages.state,
       coalesce(errorCode, ''), count(*), sum(parts), sum(costMicros)
     FROM messages JOIN campaigns ON campaigns.id = campaignId
     WHERE messages.state NOT IN ('queued', 'sending', 'cancelled')
       OR messages.state = 'cancelled' AND acceptedAt IS NOT NULL
     GROUP BY 1, 2, 3, 4, 5, 6, 7`,
  ),
  'campaigns whose delivery times do not add up to what was delivered': differences(
    'SELECT campaignId, sum(messages) FROM deliveryTimes GROUP BY campaignId',
    `SELECT iif(listId IS NULL, 0, campaigns.id), count(*) FROM messages JOIN campaigns ON campaigns.id = campaignId
     WHERE messages.state = 'delivered' AND acceptedAt IS NOT NULL GROUP BY 1`,
  ),
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

/**
 * What SQLite finds wrong with the file, in its words; null where it is sound. `integrity_check` compares the indexes with
 * their tables, too, and takes longer.
 */
export function findDamage(
  database: Database,
  check: 'quick_check' | 'integrity_check' = 'quick_check',
): string | null {
  const found = String(database.pragma(check, { simple: true }));
  return found === 'ok' ? null : found;
}

/**
 * The invariants that do not hold, each with its number of rows; empty is good. Sending has its turn between two of
 * them. Rejects once `signal` is aborted.
 */
export async function checkInvariants(database: Database, signal?: AbortSignal): Promise<string[]> {
  const violations: string[] = [];
  const orphans = database.pragma('foreign_key_check') as unknown[];
  if (orphans.length > 0) violations.push(`${orphans.length} rows that point to nothing`);
  for (const [name, sql] of Object.entries(invariants)) {
    await nextTurn();
    signal?.throwIfAborted();
    const rows = database.prepare<[], number>(sql).pluck().get() ?? 0;
    if (rows > 0) violations.push(`${rows} ${name}`);
  }
  return violations;
}
