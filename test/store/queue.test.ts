import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ClaimedMessage, Settlement } from '../../src/main/engine/store/queue-store.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import {
  decide,
  newCampaign,
  newMessage,
  OPERATOR,
  openTestStore,
  runningCampaign,
  SHOWN,
  startCampaign,
} from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const claim = async (
  store: Store,
  accountId: number,
  limit: number,
  grouping: 'none' | 'text' | 'name' = 'none',
  maxParts: number | null = null,
) =>
  (
    await store.claimDue({
      accountId,
      now: 2000,
      dueBy: 2000,
      steadyAt: 2000,
      limit,
      maxParts,
      hardParts: null,
      people: null,
      missedBefore: 0,
      grouping,
    })
  ).claimed;

const accepted = ({ id, attemptId }: ClaimedMessage, providerId: string): Settlement => ({
  id,
  attemptId,
  outcome: 'accepted',
  detail: null,
  countsAttempt: true,
  change: {
    to: 'accepted',
    providerId,
    cost: { micros: 5000, currency: 'USD' },
    providerParts: null,
    nextReportAt: 3000,
    nextLookupAt: null,
  },
});

const unknown = ({ id, attemptId }: ClaimedMessage, nextLookupAt: number | null): Settlement => ({
  id,
  attemptId,
  outcome: 'ambiguous',
  detail: 'Cut.',
  countsAttempt: true,
  change: { to: 'unknown', code: 'no-answer', error: 'Cut.', nextLookupAt },
});

async function statesOf(store: Store, campaignId: number) {
  const { states } = await store.getCampaign(campaignId);
  return Object.fromEntries(Object.entries(states).filter(([, count]) => count > 0));
}

/** A message whose answer was lost, as a look-up is asked about it. */
async function lostMessage(store: Store) {
  const running = await runningCampaign(store, 1);
  const [lost] = await claim(store, running.accountId, 1);
  if (!lost) throw new Error('One message should be claimed.');
  await store.settle([unknown(lost, 2000)], 2000);
  const [sought] = await store.dueLookups(running.accountId, 2000, 10);
  if (!sought) throw new Error('It should be due for a look-up.');
  return { ...running, lost, sought };
}

/** A second running campaign of the account, with one text to one number. */
async function twinCampaign(
  store: Store,
  accountId: number,
  listId: number,
  { recipient, text }: { recipient: string; text: string },
): Promise<number> {
  const [contact] = await store.contactsAfter(listId, 0, 1);
  const message = newMessage(accountId, recipient, { contactId: contact?.id ?? 0, text });
  return startCampaign(store, newCampaign(accountId, listId, { name: 'Twin' }), [message], 2000);
}

describe('the queue in the store', () => {
  test('a person is uncertain from the claim of a message until it is known what became of it', async () => {
    const store = openTestStore();
    const { accountId } = await runningCampaign(store, 2);
    expect(await store.hasUncertain(accountId, null)).toBe(false);
    const [first, second] = await claim(store, accountId, 2);
    if (!first || !second) throw new Error('Two messages should be claimed.');
    await store.settle([accepted(first, '1')], 2000);
    const isUncertain = ({ recipient }: ClaimedMessage) => store.hasUncertain(accountId, recipient);
    expect([await isUncertain(first), await isUncertain(second)]).toEqual([false, true]);
    await store.settle([unknown(second, null)], 2000);
    expect([await isUncertain(first), await isUncertain(second)]).toEqual([false, true]);
    expect(await store.hasUncertain(accountId, null)).toBe(true);
    expect(await store.hasUncertain(accountId + 1, null)).toBe(false);
  });

  test('a claim is on the disk, seen by another connection, before it is answered', async () => {
    const file = join(temporaryFolder(), 'kaptar.db');
    const store = openTestStore(file);
    const { accountId } = await runningCampaign(store, 3);
    const claimed = await claim(store, accountId, 2);
    const other = new Sqlite(file, { readonly: true });
    const row = other
      .prepare(
        `SELECT count(*) AS open, (SELECT count(*) FROM messages WHERE state = 'sending') AS sending
         FROM attempts WHERE closedAt IS NULL`,
      )
      .get();
    other.close();
    expect(claimed).toHaveLength(2);
    expect(row).toEqual({ open: 2, sending: 2 });
  });

  test('nothing is claimed twice, nor from a paused campaign', async () => {
    const store = openTestStore();
    const { accountId, campaignId } = await runningCampaign(store, 5);
    const first = await claim(store, accountId, 3);
    const second = await claim(store, accountId, 3);
    const ids = [...first, ...second].map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(await claim(store, accountId, 3)).toEqual([]);

    const other = await runningCampaign(store, 4);
    await store.changeCampaign(other.campaignId, ['running'], 'paused', 2000, {
      reason: 'operator',
      detail: null,
    });
    expect(await claim(store, other.accountId, 3)).toEqual([]);
    expect(await statesOf(store, campaignId)).toEqual({ sending: 5 });
  });

  test('who opted out since is skipped at the claim, even a whole batch', async () => {
    const store = openTestStore();
    const { accountId, campaignId } = await runningCampaign(store, 4);
    for (const index of [0, 1]) await store.optOut(`+99890${1_000_000 + index}`, 'STOP', 1500);
    const claimed = await claim(store, accountId, 2);
    expect(claimed.map(({ recipient }) => recipient)).toEqual(['+998901000002', '+998901000003']);
    expect(await statesOf(store, campaignId)).toEqual({ skipped: 2, sending: 2 });
    expect(await store.verify()).toEqual([]);
  });

  test('a group has one text', async () => {
    const store = openTestStore();
    const { accountId } = await runningCampaign(store, 6, (index) => (index % 2 === 0 ? 'even' : 'odd'));
    const texts = (await claim(store, accountId, 2, 'text')).map(({ text }) => text);
    expect(texts).toEqual(['even', 'even']);
  });

  test('outcomes that are written together are each its own message’s, and of two with one id the second is uncertain', async () => {
    const file = join(temporaryFolder(), 'kaptar.db');
    const store = openTestStore(file);
    const { accountId, campaignId } = await runningCampaign(store, 5);
    const claimed = await claim(store, accountId, 5);
    const [first, second, third, fourth, fifth] = claimed;
    if (!first || !second || !third || !fourth || !fifth) throw new Error('Five messages should be claimed.');
    const cheap = { cost: null, providerParts: 3, nextReportAt: null, nextLookupAt: null };
    await store.settle(
      [
        accepted(first, '7'),
        { ...accepted(second, '8'), change: { to: 'accepted', providerId: '8', ...cheap } },
        accepted(third, '7'),
        unknown(fourth, null),
        { ...unknown(fifth, null), outcome: 'transient', change: { to: 'queued', dueAt: 9000 } },
      ],
      2500,
    );
    const database = new Sqlite(file, { readonly: true });
    const rows = database
      .prepare(
        `SELECT providerId, messages.state, costMicros, providerParts, nextReportAt, acceptedAt, messages.attempts, outcome, closedAt
         FROM messages JOIN attempts ON messageId = messages.id ORDER BY messages.id`,
      )
      .raw()
      .all();
    database.close();
    expect(rows).toEqual([
      ['7', 'accepted', 5000, null, 3000, 2500, 1, 'accepted', 2500],
      ['8', 'accepted', 0, 3, null, 2500, 1, 'accepted', 2500],
      [null, 'unknown', 0, null, null, null, 1, 'ambiguous', 2500],
      [null, 'unknown', 0, null, null, null, 1, 'ambiguous', 2500],
      [null, 'queued', 0, null, null, null, 1, 'transient', 2500],
    ]);
    expect(await statesOf(store, campaignId)).toEqual({ accepted: 2, unknown: 2, queued: 1 });
    expect(await store.verify()).toEqual([]);
  });

  test('an answer with the id of another message is uncertain: a look-up may show that it was never taken', async () => {
    const store = openTestStore();
    const { accountId, campaignId } = await runningCampaign(store, 2);
    const [first, second] = await claim(store, accountId, 2);
    if (!first || !second) throw new Error('Two messages should be claimed.');
    await store.settle([accepted(first, '7')], 2000);
    await store.settle([accepted(second, '7')], 2000);
    expect(await statesOf(store, campaignId)).toEqual({ accepted: 1, unknown: 1 });
    await store.settleLookups(
      [
        {
          id: second.id,
          attemptId: second.attemptId,
          newestAttemptId: second.attemptId,
          proof: 'never-taken',
        },
      ],
      2000,
    );
    expect(await claim(store, accountId, 1)).toHaveLength(1);
    expect(await store.verify()).toEqual([]);
  });

  test('a call with our reference reports of what a person took for sent', async () => {
    const store = openTestStore();
    const { accountId, campaignId } = await runningCampaign(store, 1);
    const [message] = await claim(store, accountId, 1);
    if (!message) throw new Error('One message should be claimed.');
    await store.settle([unknown(message, null)], 2000);
    await decide(store, campaignId, 'treat-as-sent', 2000);
    const { reference } = message;
    const call = { providerId: '7', reference, uncertainRecipient: null, at: 2000, detail: null };
    await store.settleCallbacks(accountId, [{ ...call, to: 'delivered', nextReportAt: 3000 }], 2000);
    expect(await statesOf(store, campaignId)).toEqual({ delivered: 1 });
  });

  test('an interrupted send becomes unknown, and only a look-up or a person moves it on', async () => {
    const store = openTestStore();
    const { accountId, campaignId } = await runningCampaign(store, 3);
    const [first, second] = await claim(store, accountId, 3);
    expect(await store.recoverInterrupted(2500, ['devsms'])).toBe(3);
    expect(await statesOf(store, campaignId)).toEqual({ unknown: 3 });
    expect(await claim(store, accountId, 3)).toEqual([]);
    expect(await store.countLookupsPending(campaignId)).toBe(3);

    const [sought, missing] = await store.dueLookups(accountId, 2500, 10);
    if (!sought || !missing) throw new Error('All should be due for a look-up.');
    expect([sought.id, missing.id]).toEqual([first?.id, second?.id]);
    await store.settleLookups(
      [
        { ...sought, proof: 'taken', providerId: '77', cost: null, nextReportAt: null },
        { ...missing, proof: 'never-taken' },
      ],
      2600,
    );
    expect(await statesOf(store, campaignId)).toEqual({ accepted: 1, queued: 1, unknown: 1 });
    await decide(store, campaignId, 'send-again', 2700);
    expect(await statesOf(store, campaignId)).toEqual({ accepted: 1, queued: 2 });
    expect(await store.verify()).toEqual([]);
  });

  test('a provider id belongs to one message: a second answer with it is uncertain', async () => {
    const store = openTestStore();
    const { accountId, campaignId } = await runningCampaign(store, 2);
    const [first, second] = await claim(store, accountId, 2);
    if (!first || !second) throw new Error('Two messages should be claimed.');
    await store.settle([accepted(first, '9'), accepted(second, '9')], 2100);
    expect(await statesOf(store, campaignId)).toEqual({ accepted: 1, unknown: 1 });
    expect(await store.findOwners(accountId, ['9', '10'])).toEqual(new Map([['9', 'own']]));
    expect(await store.verify()).toEqual([]);
  });

  test('costs and parts add up', async () => {
    const store = openTestStore();
    const { accountId, campaignId } = await runningCampaign(store, 3);
    const claimed = await claim(store, accountId, 3);
    await store.settle(
      claimed.map((message, index) => accepted(message, `id-${index}`)),
      2100,
    );
    const campaign = await store.getCampaign(campaignId);
    expect(campaign).toMatchObject({ cost: { micros: 15_000, currency: 'USD' }, parts: 3, total: 3 });
  });

  test('while something to the same number is on the wire, its uncertain twin is not looked up', async () => {
    const store = openTestStore();
    const { accountId, listId, lost } = await lostMessage(store);
    expect(await store.dueLookups(accountId, 2000, 10)).toHaveLength(1);

    await twinCampaign(store, accountId, listId, lost);
    expect(await claim(store, accountId, 1)).toHaveLength(1);
    expect(await store.dueLookups(accountId, 2000, 10)).toEqual([]);
  });

  test('a look-up that ends after a person had it sent again proves nothing about the second time', async () => {
    const store = openTestStore();
    const { accountId, campaignId, sought } = await lostMessage(store);
    await decide(store, campaignId, 'send-again', 2000);
    const [second] = await claim(store, accountId, 1);
    if (!second) throw new Error('It should be claimed again.');
    await store.settle([unknown(second, 2200)], 2200);
    await store.settleLookups([{ ...sought, proof: 'never-taken' }], 2300);
    expect(await statesOf(store, campaignId)).toEqual({ unknown: 1 });
    expect(await store.verify()).toEqual([]);
  });

  test('a look-up that ends after something else settled the message changes nothing about it', async () => {
    const store = openTestStore();
    const { campaignId, sought } = await lostMessage(store);
    await decide(store, campaignId, 'treat-as-sent', 2100);
    await store.settleLookups([{ ...sought, proof: 'never-taken' }], 2300);
    expect(await statesOf(store, campaignId)).toEqual({ accepted: 1 });
    // Marked as never taken, it would count as an accepted message that nobody took.
    expect(await store.verify()).toEqual([]);
  });

  test('a message that a look-up finds while it waits to be sent again is not sent again', async () => {
    const store = openTestStore();
    const { accountId, campaignId, sought } = await lostMessage(store);
    await decide(store, campaignId, 'send-again', 2100);
    const found = { proof: 'taken', providerId: '8', cost: null, nextReportAt: null } as const;
    await store.settleLookups([{ ...sought, ...found }], 2300);
    expect(await statesOf(store, campaignId)).toEqual({ accepted: 1 });
    expect(await claim(store, accountId, 1)).toEqual([]);
    expect(await store.verify()).toEqual([]);
  });

  test('what was sent to the same number during a look-up is not taken for the lost one', async () => {
    const store = openTestStore();
    const { accountId, listId, campaignId, lost, sought } = await lostMessage(store);
    await twinCampaign(store, accountId, listId, lost);
    expect(await claim(store, accountId, 1)).toHaveLength(1);
    const found = { proof: 'taken', providerId: '8', cost: null, nextReportAt: null } as const;
    await store.settleLookups([{ ...sought, ...found }], 2300);
    expect(await statesOf(store, campaignId)).toEqual({ unknown: 1 });
  });

  test('another key or address behind the account settles nothing any more', async () => {
    const store = openTestStore();
    const { accountId } = await lostMessage(store);
    await store.noteIdentity(accountId, 'a');
    await store.noteIdentity(accountId, 'a');
    expect(await store.dueLookups(accountId, 9000, 10)).toHaveLength(1);
    await store.noteIdentity(accountId, 'b');
    expect(await store.dueLookups(accountId, 9000, 10)).toEqual([]);
  });

  test('a person decides over the chosen messages only; who, when and what was shown is recorded for good', async () => {
    const file = join(temporaryFolder(), 'kaptar.db');
    const store = openTestStore(file);
    const { accountId, campaignId } = await runningCampaign(store, 3);
    const claimed = await claim(store, accountId, 3);
    await store.settle(
      claimed.map((message) => unknown(message, null)),
      2000,
    );
    const [first, chosen] = claimed.map(({ id }) => id);
    expect(await decide(store, campaignId, 'send-again', 2100, [chosen ?? 0])).toBe(1);
    expect(await statesOf(store, campaignId)).toEqual({ unknown: 2, queued: 1 });
    expect(await store.listDecisions(chosen ?? 0)).toEqual([
      {
        decision: 'send-again',
        decidedBy: OPERATOR.name,
        decidedIn: OPERATOR.place,
        decidedAt: 2100,
        shown: SHOWN,
      },
    ]);
    expect(await store.listDecisions(first ?? 0)).toEqual([]);
    const raw = new Sqlite(file);
    expect(() => raw.exec("UPDATE decisions SET decidedBy = 'nobody'")).toThrow('never changed');
    raw.close();
  });

  test('whoever was shown fewer messages than have become uncertain decides over none', async () => {
    const store = openTestStore();
    const { accountId, campaignId } = await runningCampaign(store, 2);
    const claimed = await claim(store, accountId, 2);
    await store.settle(
      claimed.map((message) => unknown(message, null)),
      2000,
    );
    const deciding = { campaignId, messageIds: [], decision: 'send-again', by: OPERATOR } as const;
    expect(await store.decideUnknown({ ...deciding, shown: { ...SHOWN, messages: 1 } }, 2100)).toBeNull();
    expect(await statesOf(store, campaignId)).toEqual({ unknown: 2 });
    expect(await store.decideUnknown({ ...deciding, shown: { ...SHOWN, messages: 2 } }, 2100)).toBe(2);
  });

  test('trouble with an account pauses all of its running campaigns and no other', async () => {
    const store = openTestStore();
    const { accountId, listId, campaignId } = await runningCampaign(store, 1);
    const other = await runningCampaign(store, 2);
    const [contact] = await store.contactsAfter(listId, 0, 1);
    const twin = await twinCampaign(store, accountId, listId, { recipient: contact?.phone ?? '', text: 'x' });
    const paused = await store.pauseCampaigns(accountId, 'auth', 'No.', 3000);
    expect(new Set(paused)).toEqual(new Set([campaignId, twin]));
    expect((await store.getCampaign(other.campaignId)).state).toBe('running');
  });

  test('a cancelled campaign takes nothing back into the queue', async () => {
    const store = openTestStore();
    const { accountId, campaignId } = await runningCampaign(store, 3);
    const [sending, lost] = await claim(store, accountId, 2);
    if (!sending || !lost) throw new Error('Two messages should be claimed.');
    await store.settle([unknown(lost, 2000)], 2000);
    await store.changeCampaign(campaignId, ['running'], 'cancelled', 2000);
    expect(await store.withdrawQueued(campaignId, 100, 2000)).toBe(1);
    const back = { outcome: 'transient', detail: '429', countsAttempt: false } as const;
    const { id, attemptId } = sending;
    await store.settle([{ id, attemptId, ...back, change: { to: 'queued', dueAt: 2000 } }], 2000);
    const [sought] = await store.dueLookups(accountId, 2000, 10);
    if (!sought) throw new Error('The lost one should be due for a look-up.');
    await store.settleLookups([{ ...sought, proof: 'never-taken' }], 2100);
    expect(await statesOf(store, campaignId)).toEqual({ cancelled: 3 });
    expect(await store.verify()).toEqual([]);
  });

  test('a campaign is finished when nothing is queued, sending or unknown, and not before', async () => {
    const store = openTestStore();
    const { accountId, campaignId } = await runningCampaign(store, 2);
    const [first, second] = await claim(store, accountId, 2);
    if (!first || !second) throw new Error('Two messages should be claimed.');
    await store.settle([accepted(first, '1'), unknown(second, null)], 2000);
    expect(await store.finishDone(2100)).toEqual([]);
    await decide(store, campaignId, 'treat-as-sent', 2200);
    expect(await store.finishDone(2300)).toEqual([campaignId]);
    expect((await store.getCampaign(campaignId)).state).toBe('finished');
  });

  test('a schedule fires in time; one that was missed by more than the grace asks instead', async () => {
    const store = openTestStore();
    const { accountId, listId } = await runningCampaign(store, 1);
    const make = async (scheduledAt: number): Promise<number> => {
      const id = await store.createCampaign(newCampaign(accountId, listId, { scheduledAt }), 1000);
      await store.finishPreparing(id, 1000);
      return id;
    };
    const soon = await make(10_000);
    const missed = await make(2000);
    expect(await store.fireSchedules([accountId], 1999, 5000)).toEqual([]);
    expect(await store.fireSchedules([], 10_000, 5000)).toEqual([]);
    await store.fireSchedules([accountId], 10_000, 5000);
    expect((await store.getCampaign(soon)).state).toBe('running');
    expect(await store.getCampaign(missed)).toMatchObject({
      state: 'paused',
      pauseReason: 'missed-schedule',
    });
  });
});

describe('the order of requests', () => {
  test('tells how many came after another one, of one account, at one moment too', async () => {
    const store = openTestStore();
    const { accountId } = await runningCampaign(store, 5);
    const other = await runningCampaign(store, 2);
    const messages = await claim(store, accountId, 3);
    await claim(store, other.accountId, 2);
    messages.push(...(await claim(store, accountId, 2)));
    const places = messages.map(({ attemptId }) => ({ id: attemptId, steadyAt: 2000 }));
    const [first, , third, , last] = places;
    if (!first || !third || !last) throw new Error('Five should be claimed.');
    expect(await store.newestAttempt(accountId)).toEqual(last);
    expect(await store.countAttempts(accountId, first, third, 100)).toBe(2);
    expect(await store.countAttempts(accountId, first, last, 100)).toBe(4);
    expect(await store.countAttempts(accountId, first, last, 3)).toBe(3);
    expect(await store.countAttempts(accountId, last, first, 100)).toBe(0);
    expect(await store.newestAttempt(99)).toBeNull();
  });

  test('goes with the messages that a history shows: the account’s own, with or without a report', async () => {
    const store = openTestStore();
    const { accountId } = await runningCampaign(store, 3);
    const [first, second] = await claim(store, accountId, 2);
    if (!first || !second) throw new Error('Two should be claimed.');
    await store.settle([accepted(first, '1'), accepted(second, '2')], 2000);
    const delivered = { id: first.id, to: 'delivered', at: 2500, detail: null, cost: null } as const;
    await store.settleReports([{ ...delivered, nextReportAt: null }]);
    const shown = await store.findTaken(accountId, ['2', 'of another program', '1']);
    expect(shown.map(({ id, isAwaited, attempt }) => [id, isAwaited, attempt])).toEqual([
      [second.id, true, { id: second.attemptId, steadyAt: 2000 }],
      [first.id, false, { id: first.attemptId, steadyAt: 2000 }],
    ]);
    expect(await store.findTaken(accountId + 1, ['1', '2'])).toEqual([]);
  });
});

describe('the guards in the file itself', () => {
  async function rawDatabase() {
    const file = join(temporaryFolder(), 'kaptar.db');
    const store = openTestStore(file);
    const { accountId } = await runningCampaign(store, 2);
    const [first] = await claim(store, accountId, 1);
    if (!first) throw new Error('One message should be claimed.');
    await store.settle([accepted(first, '1')], 2000);
    const raw = new Sqlite(file);
    return { raw, store };
  }

  test('no statement brings an accepted message back into the queue', async () => {
    const { raw } = await rawDatabase();
    const move = raw.prepare("UPDATE messages SET state = 'queued' WHERE state = 'accepted'");
    expect(() => move.run()).toThrow(/may not change its state/);
    raw.close();
  });

  test('a closed attempt is never changed', async () => {
    const { raw } = await rawDatabase();
    const change = raw.prepare("UPDATE attempts SET outcome = 'transient' WHERE closedAt IS NOT NULL");
    expect(() => change.run()).toThrow(/never changed/);
    raw.close();
  });
});
