import { MessageErrorCode } from '../../../../shared/message.ts';
import type { ViolationCode } from '../../../../shared/violation.ts';
import { KNOWN_OUTCOME, MAY_HAVE_GONE } from './attempt-certainty.ts';

/**
 * SQL: how many rows of `kept`, which triggers keep, are not what `counted` counts anew, or the other way round. Each is
 * read once: of a million messages that takes a second.
 */
const differences = (kept: string, counted: string): string => `
  WITH kept AS MATERIALIZED (${kept}), counted AS MATERIALIZED (${counted})
  SELECT max((SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)),
    (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)))`;

/** SQL: each counts what breaks one of the promises that are about messages; `ViolationCode` says what. */
export const invariants: Readonly<Record<Exclude<ViolationCode, 'damaged' | 'schema' | 'orphans'>, string>> =
  {
    recipients: `
    SELECT count(*) FROM (SELECT 1 FROM messages GROUP BY campaignId, recipient HAVING count(*) > 1)`,
    forgotten: `
    SELECT count(*) FROM campaigns WHERE state = 'finished'
      AND EXISTS (SELECT 1 FROM messages WHERE campaignId = campaigns.id AND state IN ('queued', 'sending'))`,
    'campaign-counts': `SELECT max((${differences(
      'SELECT campaignId, state, encoding, messages, parts, costMicros FROM campaignCounts WHERE messages <> 0',
      `SELECT campaignId, state, encoding, count(*), sum(parts), sum(costMicros) FROM messages
     GROUP BY campaignId, state, encoding`,
    )}), (${differences(
      'SELECT id, partsDiffer FROM campaigns WHERE partsDiffer <> 0',
      'SELECT campaignId, count(*) FROM messages WHERE providerParts <> parts GROUP BY campaignId',
    )}))`,
    'error-counts': differences(
      'SELECT campaignId, state, errorCode, messages, parts FROM campaignErrors WHERE messages <> 0',
      `SELECT campaignId, state, errorCode, count(*), sum(parts) FROM messages
     WHERE errorCode IS NOT NULL GROUP BY campaignId, state, errorCode`,
    ),
    // What is in line and not counted here would wait for ever while there are quiet hours.
    places: differences(
      'SELECT campaignId, accountId, place, queued FROM campaignPlaces WHERE queued <> 0',
      `SELECT campaignId, accountId, place, count(*) FROM messages WHERE state = 'queued'
     GROUP BY campaignId, accountId, place`,
    ),
    hours: differences(
      'SELECT * FROM messageCounts WHERE messages <> 0',
      `SELECT coalesce(acceptedAt, messages.updatedAt) / 3600000, iif(listId IS NULL, 0, campaigns.id), kind,
       messages.accountId, substr(recipient, 1, iif(recipient LIKE '+995%', 7, 6)), messages.state,
       coalesce(errorCode, ''), count(*), sum(parts), sum(costMicros)
     FROM messages JOIN campaigns ON campaigns.id = campaignId
     WHERE messages.state NOT IN ('queued', 'sending', 'cancelled')
       OR messages.state = 'cancelled' AND acceptedAt IS NOT NULL
     GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    ),
    'delivery-times': differences(
      'SELECT campaignId, sum(messages) FROM deliveryTimes GROUP BY campaignId',
      `SELECT iif(listId IS NULL, 0, campaigns.id), count(*) FROM messages JOIN campaigns ON campaigns.id = campaignId
     WHERE messages.state = 'delivered' AND acceptedAt IS NOT NULL GROUP BY 1`,
    ),
    history: `
    SELECT count(*) FROM campaigns WHERE listId IS NOT NULL
      AND (SELECT coalesce(sum(delivered), 0) FROM campaignHistory WHERE campaignId = campaigns.id) <>
        (SELECT coalesce(sum(messages), 0) FROM campaignCounts
          WHERE campaignId = campaigns.id AND campaignCounts.state = 'delivered')`,
    retried: `
    SELECT count(*) FROM (
      SELECT messageId, count(*) AS refused FROM attempts
      WHERE outcome = 'permanent' AND EXISTS (
        SELECT 1 FROM attempts AS next WHERE next.messageId = attempts.messageId AND next.id > attempts.id)
      GROUP BY messageId
      HAVING refused > (SELECT count(*) FROM retries WHERE retries.messageId = attempts.messageId))`,
    sending: `
    SELECT count(*) FROM messages WHERE state = 'sending'
      AND (SELECT count(*) FROM attempts WHERE messageId = messages.id AND closedAt IS NULL) <> 1`,
    'open-attempts': `
    SELECT count(*) FROM attempts JOIN messages ON messages.id = messageId
    WHERE closedAt IS NULL AND state <> 'sending'`,
    // One that is read as "not taken" by mistake could be sent again.
    outcomes: `SELECT count(*) FROM attempts WHERE closedAt IS NOT NULL AND NOT (${KNOWN_OUTCOME})`,
    twice: `
    SELECT count(*) FROM (
      SELECT messageId, count(*) AS risky FROM attempts
      WHERE ${MAY_HAVE_GONE} AND disprovedAt IS NULL
      GROUP BY messageId
      HAVING risky > 1 + (SELECT count(*) FROM decisions
        WHERE decisions.messageId = attempts.messageId AND decision = 'send-again'))`,
    'never-sent': `
    SELECT count(*) FROM messages WHERE state IN ('accepted', 'delivered', 'undelivered', 'expired')
      AND NOT EXISTS (SELECT 1 FROM attempts WHERE messageId = messages.id AND disprovedAt IS NULL)`,
    // No way leads back from what the provider took; a late report changes nothing but the kind of its end.
    'went-back': `
    SELECT count(*) FROM messages WHERE acceptedAt IS NOT NULL
      AND state NOT IN ('accepted', 'delivered', 'undelivered', 'expired', 'cancelled')`,
    'shared-ids': `
    SELECT count(*) FROM (SELECT 1 FROM messages WHERE providerId IS NOT NULL
      GROUP BY accountId, providerId HAVING count(*) > 1)`,
    // One id of uBill's covers all numbers of a request: ours has the number behind it.
    'others-ids': `
    SELECT count(*) FROM messages JOIN accounts ON accounts.id = accountId
    WHERE provider = 'ubill' AND providerId IS NOT NULL AND providerId NOT LIKE '%:' || substr(recipient, 2)`,
    // Without a code the provider's own words are the reason; a code has words in every language.
    'no-reason': `
    SELECT count(*) FROM messages WHERE state IN ('skipped', 'failed', 'unknown')
      AND (coalesce(error, '') = '' OR errorCode NOT IN (${MessageErrorCode.options.map((code) => `'${code}'`).join(', ')}))`,
  };
