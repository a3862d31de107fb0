import { expect, test } from 'vitest';
import { systemClock, type Clock } from '../../src/main/engine/lib/clock.ts';
import {
  AccountTrouble,
  type Connection,
  type HistoryReport,
} from '../../src/main/engine/providers/provider.ts';
import { providers } from '../../src/main/engine/providers/registry.ts';
import { createTracker } from '../../src/main/engine/queue/track.ts';
import { providerSettings } from '../../src/shared/account.ts';
import { never } from '../providers/accounts.ts';
import { claimOne, openTestStore, runningCampaign } from '../support/store.ts';

const ROWS = 50;
const POLL_MS = 10_000;

/**
 * An account that has sent `size` messages, each delivered at once, and a provider in memory that shows them: `rows` is its
 * history, the oldest first. The clock goes on only where a test says so.
 */
async function followed(size: number) {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, size);
  const rows: HistoryReport[] = [];
  const asked = { pages: [] as number[], singles: [] as string[] };
  let now = 1_000_000;
  let beforePage = async (): Promise<void> => {};

  async function send(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const { id, attemptId } = await claimOne(store, accountId, now);
      const providerId = String(rows.length + 1);
      rows.push({ providerId, state: 'delivered' });
      const told = { providerId, cost: null, providerParts: null, nextReportAt: now, nextLookupAt: null };
      const change = { to: 'accepted', ...told } as const;
      await store.settle(
        [{ id, attemptId, outcome: 'accepted', detail: null, countsAttempt: true, change }],
        now,
      );
    }
  }

  const connection: Pick<Connection, 'messagesPerReports' | 'reports' | 'history'> = {
    messagesPerReports: 20,
    async reports(messages) {
      asked.singles.push(...messages.map(({ providerId }) => providerId));
      return messages.map(({ reference, providerId }) => {
        const row = rows.find((one) => one.providerId === providerId);
        return { reference, state: row?.state ?? 'delivered' };
      });
    },
    history: {
      rowsPerPage: ROWS,
      async readPage(offset) {
        await beforePage();
        asked.pages.push(offset);
        return rows.toReversed().slice(offset, offset + ROWS);
      },
    },
  };
  const clock: Clock = { ...systemClock, now: () => now, monotonic: () => now };
  const account = {
    id: accountId,
    settings: providerSettings.devsms.parse({ pollSeconds: POLL_MS / 1000 }),
    capabilities: providers.devsms.capabilities,
    connection: connection as Connection,
    identity: 'a',
    priceOf: () => Promise.resolve(null),
    askPrice: () => Promise.resolve(),
  };
  const track = createTracker(account, { store, clock, steady: { latest: () => now } });
  return {
    store,
    rows,
    asked,
    send,
    states: async () => (await store.getCampaign(campaignId)).states,
    track: () => track(false, never()),
    pass: (ms: number) => void (now += ms),
    meanwhile: (work: () => Promise<void>) => void (beforePage = work),
  };
}

test('many messages cost a page for a page, in rounds that have a bound', async () => {
  const { asked, send, states, track } = await followed(700);
  await send(700);
  await track();
  expect(asked.pages).toHaveLength(10);
  await track();
  expect((await states()).delivered).toBe(700);
  // Fourteen are the fewest; pages overlap a little.
  expect(asked.pages.length).toBeLessThanOrEqual(18);
  expect(asked.singles).toEqual([]);
});

test('rows that are pushed in front meanwhile shift the pages, and no message is missed', async () => {
  const { asked, send, states, track, meanwhile } = await followed(600);
  await send(400);
  meanwhile(() => send(7));
  for (let round = 0; round < 3; round++) await track();
  meanwhile(async () => {});
  await track();
  const { delivered, accepted } = await states();
  expect(accepted).toBe(0);
  expect(delivered).toBeGreaterThan(400);
  expect(asked.singles).toEqual([]);
});

test('another program’s messages in the same history only cost a few pages', async () => {
  const { rows, asked, send, states, track } = await followed(200);
  await send(100);
  for (let i = 0; i < 30; i++) rows.push({ providerId: `other-${i}`, state: 'delivered' });
  await send(100);
  for (let i = 0; i < 60; i++) rows.push({ providerId: `late-${i}`, state: 'delivered' });
  for (let round = 0; round < 2; round++) await track();
  expect((await states()).delivered).toBe(200);
  expect(asked.pages.length + asked.singles.length).toBeLessThan(16);
});

test('what the history does not show is asked about singly, so many a round', async () => {
  const { rows, asked, send, states, track } = await followed(60);
  await send(60);
  rows.length = 0;
  await track();
  expect(asked.singles).toHaveLength(20);
  expect(asked.pages.length).toBeLessThanOrEqual(3);
  await track();
  await track();
  expect((await states()).delivered).toBe(60);
});

test('a history that ignores the offset costs no more than a few pages a round', async () => {
  const { rows, asked, send, states, track } = await followed(200);
  await send(200);
  // Always the same page, and of others' messages.
  rows.splice(0, rows.length, { providerId: 'other', state: 'delivered' });
  for (let round = 0; round < 10; round++) await track();
  expect((await states()).delivered).toBe(200);
  expect(asked.pages.length).toBeLessThanOrEqual(30);
});

test('a message by itself is asked about by itself, at once', async () => {
  const { asked, send, states, track } = await followed(2);
  await send(1);
  await track();
  await send(1);
  await track();
  expect((await states()).delivered).toBe(2);
  expect(asked).toEqual({ pages: [], singles: ['1', '2'] });
});

test('after several the next are gathered for a while', async () => {
  const { asked, send, states, track, pass } = await followed(6);
  await send(3);
  await track();
  await send(3);
  pass(POLL_MS - 1);
  await track();
  expect((await states()).delivered).toBe(3);
  pass(1);
  await track();
  expect((await states()).delivered).toBe(6);
  expect(asked.pages).toHaveLength(2);
});

test('one that is still on its way is asked about again, ever more rarely', async () => {
  const { rows, asked, send, states, track, pass } = await followed(3);
  await send(3);
  rows[1] = { providerId: '2', state: 'accepted' };
  await track();
  pass(POLL_MS - 1);
  await track();
  expect(asked.pages).toHaveLength(1);
  rows[1] = { providerId: '2', state: 'undelivered' };
  pass(1);
  await track();
  expect(await states()).toMatchObject({ delivered: 2, undelivered: 1 });
  expect(asked.singles).toEqual(['2']);
});

test('where the history cannot be read what is due waits, and what was learned is kept', async () => {
  const { asked, send, states, track, pass, meanwhile } = await followed(200);
  await send(200);
  meanwhile(async () => {
    if (asked.pages.length === 2) throw new AccountTrouble('provider', 'Away.');
  });
  await expect(track()).rejects.toMatchObject({ kind: 'provider' });
  expect((await states()).delivered).toBeGreaterThan(ROWS);
  expect((await states()).delivered).toBeLessThan(200);
  meanwhile(async () => {});
  await track();
  pass(POLL_MS);
  await track();
  expect((await states()).delivered).toBe(200);
});
