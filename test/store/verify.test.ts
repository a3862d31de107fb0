import Sqlite from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/main/engine/store/sqlite/database.ts';
import { claimOne, openTestStore, runningCampaign } from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** SQL: the table of messages anew, without the constraint that a recipient has one of each campaign. */
function withoutUnique(): string {
  const database = openDatabase(':memory:');
  const sql = database
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'messages'")
    .pluck()
    .get();
  database.close();
  const loose = sql?.replace('UNIQUE (campaignId, recipient),', '').replace('messages', 'loose');
  return `PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;
    ${loose}; INSERT INTO loose SELECT * FROM messages; DROP TABLE messages; ALTER TABLE loose RENAME TO messages;`;
}

/** A file with a message in line, one on the wire, one delivered, one refused, one uncertain. */
async function writeStore(): Promise<string> {
  const file = join(temporaryFolder(), 'kaptar.db');
  const store = openTestStore(file);
  const { accountId } = await runningCampaign(store, 5);
  const claim = async () => {
    const { id, attemptId } = await claimOne(store, accountId);
    return { id, attemptId, countsAttempt: true };
  };
  const accepted = await claim();
  const change = { to: 'accepted', providerId: 'p-1', cost: null, providerParts: null } as const;
  const refused = { to: 'failed', code: 'refused', error: 'No.', cost: null } as const;
  const lost = { to: 'unknown', code: 'no-answer', error: 'No answer.', nextLookupAt: null } as const;
  await store.settle(
    [
      {
        ...accepted,
        outcome: 'accepted',
        detail: null,
        change: { ...change, nextReportAt: null, nextLookupAt: null },
      },
      { ...(await claim()), outcome: 'permanent', detail: 'No.', change: refused },
      { ...(await claim()), outcome: 'ambiguous', detail: 'No answer.', change: lost },
    ],
    2000,
  );
  await claim();
  await store.settleReports([
    { id: accepted.id, to: 'delivered', at: 3000, detail: null, cost: null, nextReportAt: null },
  ]);
  await store.close();
  return file;
}

/** What a bug or a stray statement could do to the file, and what is found then. */
test.each([
  [
    'a campaign counts a message too many',
    "UPDATE campaignCounts SET messages = messages + 1 WHERE state = 'queued'",
    ['campaign-counts'],
  ],
  [
    'a campaign does not count a message',
    "DELETE FROM campaignCounts WHERE state = 'queued'",
    ['campaign-counts'],
  ],
  ['an error is not counted', "DELETE FROM campaignErrors WHERE state = 'failed'", ['error-counts']],
  [
    'an error is counted that is not there',
    "UPDATE campaignErrors SET messages = 2 WHERE state = 'failed'",
    ['error-counts'],
  ],
  [
    'a message in line stands in no place, and by night would never be looked for',
    'DELETE FROM campaignPlaces',
    ['places'],
  ],
  [
    'a place has a message in line that is not there',
    "INSERT INTO campaignPlaces SELECT campaignId, accountId, 'GE', 1 FROM campaignPlaces LIMIT 1",
    ['places'],
  ],
  [
    'an hour counts a message too many',
    "UPDATE messageCounts SET messages = messages + 1 WHERE state = 'failed'",
    ['hours'],
  ],
  ['an hour does not count a message', "DELETE FROM messageCounts WHERE state = 'failed'", ['hours']],
  ['the time of a delivery is not counted', 'DELETE FROM deliveryTimes', ['delivery-times']],
  ['a delivery is missing in the history', 'UPDATE campaignHistory SET delivered = 0', ['history']],
  ['a message is on the wire without an attempt', 'DELETE FROM attempts WHERE closedAt IS NULL', ['sending']],
  [
    'an attempt of a message in line is open',
    "INSERT INTO attempts (messageId, startedAt) SELECT id, 1 FROM messages WHERE state = 'queued'",
    ['open-attempts'],
  ],
  [
    'a message was sent twice without proof',
    `INSERT INTO attempts (messageId, startedAt, closedAt, outcome)
       SELECT id, 1, 2, 'accepted' FROM messages WHERE state = 'delivered'`,
    ['twice'],
  ],
  [
    'a refused message was tried again by itself',
    `INSERT INTO attempts (messageId, startedAt, closedAt, outcome)
       SELECT id, 1, 2, 'permanent' FROM messages WHERE state = 'failed'`,
    ['retried'],
  ],
  ['a message arrived that nobody sent', "DELETE FROM attempts WHERE outcome = 'accepted'", ['never-sent']],
  [
    'an id of the provider is two messages’',
    `DROP INDEX messagesByProviderId; UPDATE messages SET providerId = 'p-1'`,
    ['schema', 'shared-ids'],
  ],
  [
    'a refused message does not say why',
    "UPDATE messages SET error = '' WHERE state = 'failed'",
    ['no-reason'],
  ],
  [
    'a refused message says why by a word that nobody knows',
    "UPDATE messages SET errorCode = 'who-knows' WHERE state = 'failed'",
    ['error-counts', 'hours', 'no-reason'],
  ],
  [
    'an attempt ended in a way that means nothing',
    `DROP TRIGGER attemptsClosedOnce; UPDATE attempts SET outcome = 'perhaps' WHERE outcome = 'permanent'`,
    ['schema', 'outcomes'],
  ],
  [
    'an attempt is closed without an outcome',
    'PRAGMA ignore_check_constraints = ON; UPDATE attempts SET closedAt = 2 WHERE closedAt IS NULL',
    ['damaged'],
  ],
  [
    'a message that was taken is back in line',
    `DROP TRIGGER messagesTransition; UPDATE messages SET state = 'queued' WHERE state = 'delivered'`,
    ['schema', 'delivery-times', 'history', 'went-back'],
  ],
  [
    'a campaign is over while a message waits',
    `UPDATE messages SET state = 'cancelled' WHERE state = 'unknown';
     UPDATE campaigns SET state = 'finished'`,
    ['forgotten'],
  ],
  [
    'a recipient has two messages of a campaign',
    `${withoutUnique()}
     UPDATE messages SET recipient = (SELECT recipient FROM messages WHERE state = 'delivered')
     WHERE state = 'failed'`,
    ['schema', 'recipients'],
  ],
  [
    'a recipient’s message is gone',
    "PRAGMA foreign_keys = OFF; DELETE FROM messages WHERE state = 'queued'",
    ['campaign-counts', 'places'],
  ],
  [
    'an id of a uBill request is taken for that of another number',
    `UPDATE accounts SET provider = 'ubill';
     UPDATE messages SET providerId = '77:998909999999' WHERE providerId IS NOT NULL`,
    ['others-ids'],
  ],
  [
    'an attempt is of no message',
    'PRAGMA foreign_keys = OFF; UPDATE attempts SET messageId = 99 WHERE closedAt IS NULL',
    ['orphans', 'sending'],
  ],
])('%s', async (_, damage, found) => {
  const file = await writeStore();
  const store = openTestStore(file);
  expect(await store.verify()).toEqual([]);
  const raw = new Sqlite(file);
  raw.exec(damage);
  raw.close();
  const violations = await store.verify();
  expect(violations.map(({ code }) => code)).toEqual(found);
  expect(violations.map(({ rows }) => rows)).not.toContain(0);
});

test('a file with a torn page is damaged, whatever its rows seem to say', async () => {
  const file = await writeStore();
  const raw = new Sqlite(file);
  const pageSize = Number(raw.pragma('page_size', { simple: true }));
  const page = raw
    .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'attempts'")
    .pluck()
    .get();
  raw.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, ((page ?? 0) - 1) * pageSize, (page ?? 0) * pageSize);
  writeFileSync(file, bytes);
  const store = openTestStore(file);
  expect(await store.verify()).toMatchObject([{ code: 'damaged', detail: expect.any(String) }]);
});
