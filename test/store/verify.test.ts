import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimOne, openTestStore, runningCampaign } from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A file with a message in line, one on the wire, one delivered, one refused, one uncertain. */
async function writeFile(): Promise<string> {
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
    ['1 counts of campaigns that do not add up to their messages'],
  ],
  [
    'a campaign does not count a message',
    "DELETE FROM campaignCounts WHERE state = 'queued'",
    ['1 counts of campaigns that do not add up to their messages'],
  ],
  [
    'an error is not counted',
    "DELETE FROM campaignErrors WHERE state = 'failed'",
    ['1 counts of errors that do not add up to the messages of their campaign'],
  ],
  [
    'an error is counted that is not there',
    "UPDATE campaignErrors SET messages = 2 WHERE state = 'failed'",
    ['1 counts of errors that do not add up to the messages of their campaign'],
  ],
  [
    'a message in line stands in no place, and by night would never be looked for',
    'DELETE FROM campaignPlaces',
    ['1 lines of campaigns that do not add up to their messages by place'],
  ],
  [
    'a place has a message in line that is not there',
    "INSERT INTO campaignPlaces SELECT campaignId, accountId, 'GE', 1 FROM campaignPlaces LIMIT 1",
    ['1 lines of campaigns that do not add up to their messages by place'],
  ],
  [
    'an hour counts a message too many',
    "UPDATE messageCounts SET messages = messages + 1 WHERE state = 'failed'",
    ['1 counts over time that do not add up to the messages'],
  ],
  [
    'an hour does not count a message',
    "DELETE FROM messageCounts WHERE state = 'failed'",
    ['1 counts over time that do not add up to the messages'],
  ],
  [
    'the time of a delivery is not counted',
    'DELETE FROM deliveryTimes',
    ['1 campaigns whose delivery times do not add up to what was delivered'],
  ],
  [
    'a delivery is missing in the history',
    'UPDATE campaignHistory SET delivered = 0',
    ['1 campaigns whose history does not add up to what was delivered'],
  ],
  [
    'a message is on the wire without an attempt',
    'DELETE FROM attempts WHERE closedAt IS NULL',
    ['1 messages being sent without exactly one open attempt'],
  ],
  [
    'an attempt of a message in line is open',
    "INSERT INTO attempts (messageId, startedAt) SELECT id, 1 FROM messages WHERE state = 'queued'",
    ['1 open attempts of messages that are not being sent'],
  ],
  [
    'a message was sent twice without proof',
    `INSERT INTO attempts (messageId, startedAt, closedAt, outcome)
       SELECT id, 1, 2, 'accepted' FROM messages WHERE state = 'delivered'`,
    ['1 messages with more than one attempt that may have been taken, without proof or a decision'],
  ],
  [
    'a refused message was tried again by itself',
    `INSERT INTO attempts (messageId, startedAt, closedAt, outcome)
       SELECT id, 1, 2, 'permanent' FROM messages WHERE state = 'failed'`,
    ['1 refused messages that were tried again without the word of a person'],
  ],
  [
    'a message arrived that nobody sent',
    "DELETE FROM attempts WHERE outcome = 'accepted'",
    ['1 accepted or delivered messages without an attempt'],
  ],
  [
    'an id of the provider is two messages’',
    `DROP INDEX messagesByProviderId; UPDATE messages SET providerId = 'p-1'`,
    ['1 provider ids that belong to more than one message'],
  ],
  [
    'a refused message does not say why',
    "UPDATE messages SET error = '' WHERE state = 'failed'",
    ['1 skipped, failed or unknown messages that do not say why'],
  ],
  [
    'an attempt is of no message',
    'PRAGMA foreign_keys = OFF; UPDATE attempts SET messageId = 99 WHERE closedAt IS NULL',
    ['1 rows that point to nothing', '1 messages being sent without exactly one open attempt'],
  ],
])('%s', async (_, damage, found) => {
  const file = await writeFile();
  const store = openTestStore(file);
  expect(await store.verify()).toEqual([]);
  const raw = new Sqlite(file);
  raw.exec(damage);
  raw.close();
  expect(await store.verify()).toEqual(found);
});
