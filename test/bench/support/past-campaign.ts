import type { Database } from 'better-sqlite3';
import { createPlaceReader } from '../../../src/shared/zones.ts';

/** A campaign as it stands some time after its start. */
export interface PastCampaign {
  readonly messages: number;
  /** How much of it is settled, 0 to 1: a draft, a paused campaign or a finished one. */
  readonly sent: number;
}

/** Twenty messages a second: what a good account lets out. */
const EVERY_MS = 50;
/** Of DevSMS, 95 so'm a part. */
const PRICE_MICROS = 95_000_000;

/** SQL: how long a delivered message was on its way, ms, and the step of `deliveryTimes` it falls into. */
const ON_ITS_WAY = `CASE chance % 5 WHEN 0 THEN 4000 WHEN 1 THEN 9000 WHEN 2 THEN 25000 WHEN 3 THEN 90000 ELSE 1000000 END`;
const WITHIN = `CASE updatedAt - acceptedAt WHEN 4000 THEN 5 WHEN 9000 THEN 10 WHEN 25000 THEN 30 WHEN 90000 THEN 120 ELSE 1800 END`;

/**
 * Writes a campaign to the first people of list 1 into tables that have no triggers: its messages with all the ends that
 * messages come to, an attempt at each that was tried, and what the triggers would have counted.
 */
export function fillCampaign(
  database: Database,
  { messages, sent, accountId, beganAt }: PastCampaign & { accountId: number; beganAt: number },
): void {
  const template = 'Hurmatli <name>, buyurtmangiz tayyor. <Filial>-filialda 20:00 gacha kutamiz.';
  const state = sent === 0 ? 'draft' : sent === 1 ? 'finished' : 'paused';
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO campaigns (name, accountId, listId, template, state, pauseReason, currency, sliceMs, createdAt,
         preparedAt, startedAt, finishedAt)
       SELECT $name, $accountId, 1, $template, $state, iif($state = 'paused', 'operator', NULL), 'UZS',
         CASE WHEN $messages <= 2000 THEN 1000 WHEN $messages <= 50000 THEN 10000 ELSE 60000 END, $beganAt, $beganAt,
         iif($state = 'draft', NULL, $beganAt), iif($state = 'finished', $beganAt + $messages * ${EVERY_MS}, NULL)`,
    )
    .run({ name: `Buyurtmalar ${messages}`, accountId, template, state, beganAt, messages });
  const binding = {
    campaignId: Number(lastInsertRowid),
    accountId,
    beganAt,
    messages,
    settled: Math.round(messages * sent),
    mayDoubt: sent === 1 ? 0 : 1,
  };
  const run = (sql: string) => {
    const used = Object.entries(binding).filter(([name]) => sql.includes(`$${name}`));
    database.prepare(sql).run(Object.fromEntries(used));
  };
  database.transaction(() => {
    run(insertMessages);
    run(insertAttempts);
    for (const sql of countsOf) run(sql);
  })();
}

const placeOf = createPlaceReader();

/** `chance` is the same for the same contact each time, 0 to 999. */
const insertMessages = `
  INSERT INTO messages (campaignId, accountId, contactId, recipient, name, text, parts, providerParts, encoding, place,
    reference, state, dueAt, attempts, providerId, costMicros, errorCode, error, acceptedAt, nextReportAt, nextLookupAt,
    updatedAt)
  SELECT $campaignId, $accountId, id, phone, name, text, parts,
    iif(isTaken, parts + (chance % 20 = 0), NULL), iif(isPlain, 'gsm7', 'ucs2'),
    iif(phone GLOB '+998*', '${placeOf('+998901234567')}', '${placeOf('+995555123456')}'),
    'past-' || $campaignId || '-' || id, state, $beganAt, state NOT IN ('queued', 'skipped'),
    iif(isTaken, $campaignId * 100000000 + id, NULL), iif(isTaken OR errorCode = 'refused-charged', parts * ${PRICE_MICROS}, 0),
    errorCode, iif(errorCode IS NULL, NULL, 'As the provider said.'),
    iif(isTaken, at, NULL), iif(state = 'accepted', at + 3600000, NULL), NULL,
    CASE state WHEN 'queued' THEN $beganAt WHEN 'delivered' THEN at + ${ON_ITS_WAY} WHEN 'undelivered' THEN at + 30000
      WHEN 'expired' THEN at + 259200000 ELSE at END
  FROM (SELECT *, iif(isPlain, 1, 1 + (length(text) > 70)) AS parts,
      state IN ('accepted', 'delivered', 'undelivered', 'expired') AS isTaken,
      CASE state WHEN 'skipped' THEN iif(id % 50 = 7, 'opted-out', 'missing-field')
        WHEN 'failed' THEN CASE WHEN chance < 930 THEN 'refused' WHEN chance < 945 THEN 'bad-number' ELSE 'refused-charged' END
        WHEN 'unknown' THEN 'no-answer' END AS errorCode
    FROM (SELECT *, text NOT GLOB '*[^ -~]*' AS isPlain,
        CASE WHEN id > $settled THEN 'queued' WHEN id % 50 = 7 THEN 'skipped' WHEN chance < 700 THEN 'delivered'
          WHEN chance < 800 THEN 'accepted' WHEN chance < 860 THEN 'undelivered' WHEN chance < 890 THEN 'expired'
          WHEN chance < 950 THEN 'failed' WHEN chance < 955 THEN iif($mayDoubt, 'unknown', 'delivered')
          WHEN chance < 960 THEN 'skipped' ELSE 'delivered' END AS state
      FROM (SELECT id, phone, name, (id * 2654435761 % 4294967296) / 7 % 1000 AS chance, $beganAt + id * ${EVERY_MS} AS at,
          'Hurmatli ' || name || ', buyurtmangiz tayyor. ' || (fields ->> 'Filial') || '-filialda 20:00 gacha kutamiz.' AS text
        FROM contacts ORDER BY id LIMIT $messages)))`;

const insertAttempts = `
  INSERT INTO attempts (messageId, accountId, startedAt, steadyAt, closedAt, outcome)
  SELECT id, accountId, at, at, at + 200,
    CASE state WHEN 'failed' THEN 'permanent' WHEN 'unknown' THEN 'ambiguous' ELSE 'accepted' END
  FROM (SELECT *, coalesce(acceptedAt, updatedAt) - 200 AS at FROM messages WHERE campaignId = $campaignId)
  WHERE state NOT IN ('queued', 'skipped')`;

/** What the triggers of the migrations count. */
const countsOf: readonly string[] = [
  'INSERT INTO campaignAccounts VALUES ($campaignId, $accountId)',
  `INSERT INTO campaignCounts SELECT campaignId, state, encoding, count(*), sum(parts), sum(costMicros)
   FROM messages WHERE campaignId = $campaignId GROUP BY 1, 2, 3`,
  `UPDATE campaigns SET partsDiffer = (SELECT count(*) FROM messages WHERE campaignId = $campaignId AND providerParts <> parts)
   WHERE id = $campaignId`,
  `INSERT INTO campaignPlaces SELECT campaignId, accountId, place, count(*) FROM messages
   WHERE campaignId = $campaignId AND state = 'queued' GROUP BY 1, 2, 3`,
  `INSERT INTO campaignErrors SELECT campaignId, state, errorCode, count(*), sum(parts) FROM messages
   WHERE campaignId = $campaignId AND errorCode IS NOT NULL GROUP BY 1, 2, 3`,
  `INSERT INTO campaignHistory SELECT $campaignId, at, sum(sent), sum(delivered) FROM (
     SELECT acceptedAt - acceptedAt % sliceMs AS at, 1 AS sent, 0 AS delivered
     FROM messages JOIN campaigns ON campaigns.id = campaignId WHERE campaignId = $campaignId AND acceptedAt IS NOT NULL
     UNION ALL
     SELECT messages.updatedAt - messages.updatedAt % sliceMs, 0, 1
     FROM messages JOIN campaigns ON campaigns.id = campaignId
     WHERE campaignId = $campaignId AND messages.state = 'delivered') GROUP BY at`,
  `INSERT INTO messageCounts SELECT coalesce(acceptedAt, updatedAt) / 3600000, $campaignId, 'list', accountId,
     substr(recipient, 1, iif(recipient GLOB '+995*', 7, 6)), state, coalesce(errorCode, ''), count(*), sum(parts),
     sum(costMicros)
   FROM messages WHERE campaignId = $campaignId AND state <> 'queued' GROUP BY 1, 5, 6, 7`,
  `INSERT INTO deliveryTimes SELECT $campaignId, ${WITHIN}, count(*)
   FROM messages WHERE campaignId = $campaignId AND state = 'delivered' GROUP BY 2`,
];
