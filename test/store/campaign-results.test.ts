import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RetryableCode, type MessageErrorCode } from '../../src/shared/message.ts';
import type { ClaimedMessage, Settlement } from '../../src/main/engine/store/queue-store.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import {
  claimOne,
  decide,
  newCampaign,
  newMessage,
  OPERATOR,
  openTestStore,
  runningCampaign,
  startCampaign,
} from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const accepted = ({ id, attemptId }: ClaimedMessage): Settlement => ({
  id,
  attemptId,
  outcome: 'accepted',
  detail: null,
  countsAttempt: true,
  change: {
    to: 'accepted',
    providerId: `p-${id}`,
    cost: null,
    providerParts: null,
    nextReportAt: null,
    nextLookupAt: null,
  },
});

const refused = ({ id, attemptId }: ClaimedMessage, code: MessageErrorCode): Settlement => ({
  id,
  attemptId,
  outcome: 'permanent',
  detail: 'No.',
  countsAttempt: true,
  change: { to: 'failed', code, error: 'No.', cost: null },
});

const delivered = (id: number, at: number) => ({
  id,
  to: 'delivered' as const,
  at,
  detail: null,
  cost: null,
  nextReportAt: null,
});

async function sendOne(store: Store, accountId: number, at: number): Promise<number> {
  const message = await claimOne(store, accountId, at);
  await store.settle([accepted(message)], at);
  return message.id;
}

async function refuseOne(
  store: Store,
  accountId: number,
  code: MessageErrorCode = 'refused',
): Promise<number> {
  const message = await claimOne(store, accountId);
  await store.settle([refused(message, code)], 2000);
  return message.id;
}

const retryAll = (store: Store, campaignId: number, now = 5000) =>
  store.retryFailed({ campaignId, codes: RetryableCode.options, after: 0, limit: 100, by: OPERATOR }, now);

test('the history tells by the second what left and what arrived, a pause as a time without anything', async () => {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 4);
  const first = await sendOne(store, accountId, 10 * SECOND);
  await sendOne(store, accountId, 10 * SECOND + 999);
  await sendOne(store, accountId, 13 * SECOND);
  await store.settleReports([delivered(first, 12 * SECOND)]);
  expect(await store.readHistory(campaignId, 100)).toEqual({
    width: SECOND,
    points: [
      { at: 10 * SECOND, sent: 2, delivered: 0 },
      { at: 11 * SECOND, sent: 0, delivered: 0 },
      { at: 12 * SECOND, sent: 0, delivered: 1 },
      { at: 13 * SECOND, sent: 1, delivered: 0 },
    ],
    deliveredLater: 0,
  });
  expect(await store.verify()).toEqual([]);
});

test('a long history comes in as many points as are asked for, and late reports do not squeeze it', async () => {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 60);
  const ids: number[] = [];
  for (let minute = 1; minute <= 60; minute += 1) ids.push(await sendOne(store, accountId, minute * MINUTE));
  const late = 3000 * MINUTE;
  await store.settleReports([delivered(ids[0] ?? 0, 70 * MINUTE), delivered(ids[1] ?? 0, late)]);
  const { width, points, deliveredLater } = await store.readHistory(campaignId, 30);
  expect(points.length).toBeLessThanOrEqual(31);
  expect(width).toBe(5 * MINUTE);
  expect(points.reduce((sum, { sent }) => sum + sent, 0)).toBe(60);
  expect(points.reduce((sum, point) => sum + point.delivered, 0)).toBe(1);
  expect(deliveredLater).toBe(1);
});

test('before anything left there is no history, and one message to one person keeps none', async () => {
  const store = openTestStore();
  const { accountId, campaignId, listId } = await runningCampaign(store, 1);
  expect((await store.readHistory(campaignId, 100)).points).toEqual([]);
  await sendOne(store, accountId, 2000);
  const single = newCampaign(accountId, listId, { kind: 'reply', listId: null });
  const singleId = await startCampaign(store, single, [newMessage(accountId, '+998901111111')]);
  await sendOne(store, accountId, 3000);
  expect((await store.readHistory(singleId, 100)).points).toEqual([]);
  expect(await store.verify()).toEqual([]);
});

test('errors are counted by kind and state, and a page shows one kind', async () => {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 5);
  await refuseOne(store, accountId);
  const bad = await refuseOne(store, accountId, 'bad-number');
  await refuseOne(store, accountId);
  expect(await store.listErrors(campaignId)).toEqual([
    { state: 'failed', code: 'refused', messages: 2, parts: 2 },
    { state: 'failed', code: 'bad-number', messages: 1, parts: 1 },
  ]);
  const query = { campaignId, state: 'failed', error: 'bad-number', after: null, limit: 10 } as const;
  const page = await store.listMessages(query);
  expect([page.total, page.messages.map(({ id }) => id)]).toEqual([1, [bad]]);
});

test('messages are passed over in the order of their pages, up to the last', async () => {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 8);
  for (let count = 0; count < 3; count += 1) await refuseOne(store, accountId);
  for (const [state, error] of [
    [null, null],
    ['queued', null],
    ['failed', 'refused'],
  ] as const) {
    const query = { campaignId, state, error };
    const { messages } = await store.listMessages({ ...query, after: null, limit: 100 });
    for (const [place, { id }] of messages.entries()) {
      const passed = place + 1;
      expect(await store.passMessages({ ...query, after: 0, count: passed })).toEqual({ passed, next: id });
    }
    const beyond = { ...query, after: 0, count: messages.length + 1 };
    expect((await store.passMessages(beyond)).next).toBeNull();
  }
});

test('a message is found by the beginning of its number, and in a small campaign by its own name', async () => {
  const store = openTestStore();
  const { campaignId } = await runningCampaign(store, 20);
  const find = async (numbers: string[], limit = 100) =>
    (await store.searchByNumber({ campaignId, numbers, limit })).map(({ name }) => name);
  expect(await find(['+998901000007'])).toEqual(['N7']);
  expect(await find(['+99890'], 3)).toHaveLength(3);
  expect(await find(['+995'])).toEqual([]);

  const named = await store.searchByName({ campaignId, name: 'n1', limit: 100 });
  expect(named.isWhole).toBe(true);
  expect(named.messages.map(({ name }) => name)).toEqual([
    'N1',
    ...Array.from({ length: 10 }, (_, index) => `N1${index}`),
  ]);
});

test('a refused message goes back in line with its attempts, and its finished campaign runs again', async () => {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 2);
  const id = await refuseOne(store, accountId);
  await sendOne(store, accountId, 2000);
  await store.finishDone(3000);
  expect((await store.getCampaign(campaignId)).state).toBe('finished');

  expect(await retryAll(store, campaignId)).toEqual({ retried: 1, last: null });
  expect(await store.getCampaign(campaignId)).toMatchObject({ state: 'running', finishedAt: null });
  const again = await claimOne(store, accountId, 5000);
  expect(again).toMatchObject({ id, attempts: 1 });
  await store.settle([accepted(again)], 6000);
  expect((await store.listAttempts(id)).map(({ result }) => result)).toEqual(['not-taken', 'taken']);
  const { name, place } = OPERATOR;
  expect(await store.listDecisions(id)).toMatchObject([
    { decision: 'try-again', decidedBy: name, decidedIn: place, shown: null },
  ]);
  await store.finishDone(7000);
  expect(await store.getCampaign(campaignId)).toMatchObject({ state: 'finished', finishedAt: 7000 });
  expect(await store.verify()).toEqual([]);
});

test('what may have been taken, or was charged for, is not tried again', async () => {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 2);
  // Uncertain, sent again by a person, and then refused: the first attempt may have arrived.
  const doubtful = await claimOne(store, accountId);
  await refuseOne(store, accountId, 'refused-charged');
  const lost = { to: 'unknown', code: 'no-answer', error: 'Cut.', nextLookupAt: null } as const;
  await store.settle([{ ...refused(doubtful, 'refused'), outcome: 'ambiguous', change: lost }], 2000);
  await decide(store, campaignId, 'send-again', 2000);
  expect(await refuseOne(store, accountId)).toBe(doubtful.id);
  expect(await retryAll(store, campaignId)).toEqual({ retried: 0, last: null });
  expect(await store.verify()).toEqual([]);
});

test('of a cancelled campaign nothing is tried again', async () => {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 1);
  await refuseOne(store, accountId);
  await store.changeCampaign(campaignId, ['running'], 'cancelled', 3000);
  expect(await retryAll(store, campaignId)).toEqual({ retried: 0, last: null });
  expect((await store.getCampaign(campaignId)).states.failed).toBe(1);
});

test('without a recorded word no statement brings a refused message back', async () => {
  const file = join(temporaryFolder(), 'kaptar.db');
  const store = openTestStore(file);
  const { accountId } = await runningCampaign(store, 1);
  const id = await refuseOne(store, accountId);
  const database = new Sqlite(file);
  const requeue = database.prepare("UPDATE messages SET state = 'queued', updatedAt = 9 WHERE id = ?");
  expect(() => requeue.run(id)).toThrow(/only by a recorded word/);
  database.close();
});

test('verify finds a refused message that was tried again without a word', async () => {
  const file = join(temporaryFolder(), 'kaptar.db');
  const store = openTestStore(file);
  const { accountId, campaignId } = await runningCampaign(store, 1);
  await refuseOne(store, accountId);
  await retryAll(store, campaignId);
  await sendOne(store, accountId, 6000);
  const database = new Sqlite(file);
  database.exec('DELETE FROM retries');
  database.close();
  expect(await store.verify()).toEqual([{ code: 'retried', rows: 1, detail: null }]);
});

test('those who were not reached become a list with the fields of the first, under a free name', async () => {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 4);
  const [lost, here] = [await sendOne(store, accountId, 2000), await sendOne(store, accountId, 2000)];
  await refuseOne(store, accountId);
  await store.settleReports([{ ...delivered(lost, 3000), to: 'undelivered' }, delivered(here, 3000)]);
  const listId = await store.createFollowUpList(campaignId, 'Customers', 4000);
  for (const state of ['undelivered', 'expired', 'failed'] as const) {
    await store.addFollowUps({ campaignId, listId, state, after: 0, limit: 10 });
  }
  expect((await store.getList(listId)).name).toBe('Customers 2');
  expect((await store.contactsAfter(listId, 0, 10)).map(({ name }) => name)).toEqual(['N0', 'N2']);
});

test('campaigns are listed by what they are, by a part of their name in any script, and page by page', async () => {
  const store = openTestStore();
  const { accountId, campaignId, listId } = await runningCampaign(store, 1);
  const create = async (name: string) => {
    const id = await store.createCampaign(newCampaign(accountId, listId, { name }), 1500);
    await store.finishPreparing(id, 1500);
    return id;
  };
  const [sale, spring] = [await create('Распродажа'), await create('Spring')];
  const list = async (query: Partial<Parameters<Store['listCampaigns']>[0]>) =>
    (await store.listCampaigns({ show: 'current', search: '', before: null, limit: 10, ...query })).map(
      ({ id }) => id,
    );
  expect(await list({})).toEqual([spring, sale, campaignId]);
  expect(await list({ search: 'рАСПРО' })).toEqual([sale]);
  expect(await list({ limit: 1, before: spring })).toEqual([sale]);
  expect(await list({ show: 'running' })).toEqual([campaignId]);

  expect(await store.archiveCampaign(campaignId, 3000)).toBe(false);
  expect(await store.archiveCampaign(spring, 3000)).toBe(true);
  expect(await list({ show: 'drafts' })).toEqual([sale]);
  expect(await list({ show: 'archived' })).toEqual([spring]);
  expect(await list({ show: 'everything' })).toEqual([spring, sale, campaignId]);
  // Whoever starts it sees it again.
  await store.changeCampaign(spring, ['draft'], 'running', 4000);
  expect(await list({ show: 'running' })).toEqual([spring, campaignId]);
});

test('what is tried again after a campaign was asked back is not asked back with it', async () => {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 3);
  const sent = [await sendOne(store, accountId, 2000), await sendOne(store, accountId, 2000)];
  await refuseOne(store, accountId);
  await store.finishDone(3000);
  expect(await store.askBack(campaignId, 4000)).toBe(true);
  await retryAll(store, campaignId, 5000);
  const again = await sendOne(store, accountId, 6000);
  const toWithdraw = async () => {
    const found = await store.listToWithdraw({ accountId, askedBackSince: 0, after: 0, limit: 10 });
    return found.map(({ id }) => id);
  };
  expect(await toWithdraw()).toEqual(sent);
  await store.changeCampaign(campaignId, ['running'], 'cancelled', 7000);
  expect(await toWithdraw()).toEqual([...sent, again]);
});
