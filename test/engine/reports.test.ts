import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/main/sandbox/server.ts';
import { getDeliveryTimes, getReport } from '../../src/main/engine/services/reports/report.ts';
import type { Settlement } from '../../src/main/engine/store/queue-store.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import type { CampaignKind } from '../../src/shared/campaign.ts';
import { ReportQuery, type Report } from '../../src/shared/report.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';
import { claimOne, newCampaign, newMessage, openTestStore, startCampaign } from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TASHKENT = { zone: 'Asia/Tashkent' };
/** 23:30 in Tashkent, where it is the 10th; 18:30 in UTC. */
const LATE = Date.UTC(2026, 4, 10, 18, 30);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const report = (store: Store, query: Partial<ReportQuery> = {}): Promise<Report> =>
  getReport(store, ReportQuery.parse({ ...TASHKENT, ...query }));

type Fate = 'accepted' | 'delivered' | 'undelivered' | 'failed' | 'unknown';

/** What a campaign is to have, and when it was sent. */
interface Sent {
  readonly kind?: CampaignKind;
  readonly at?: number;
  readonly messages: readonly { recipient: string; fate: Fate; cost?: number; tookMs?: number }[];
}

async function openShop() {
  const store = openTestStore();
  await store.beginImport();
  await store.stageContacts([{ phone: '+998901112233', name: 'Aziz', fields: {} }]);
  const { listId } = await store.commitImport('Customers', {}, false);
  const account = await addAccount(store, 'Shop');

  /** Sends a campaign through the store as the queue does. */
  const send = async ({ kind = 'list', at = LATE, messages }: Sent, accountId = account): Promise<number> => {
    const isSingle = kind !== 'list';
    const campaign = newCampaign(accountId, listId, isSingle ? { kind, listId: null, name: 'Code' } : {});
    const rows = messages.map(({ recipient }) => newMessage(accountId, recipient, { parts: 2 }));
    const id = await startCampaign(store, campaign, rows, at - 60_000);
    for (const { fate, cost, tookMs = 4000 } of messages) {
      const claimed = await claimOne(store, accountId, at);
      await store.settle([settlementOf(claimed, fate, cost)], at);
      if (fate !== 'delivered' && fate !== 'undelivered') continue;
      const result = {
        id: claimed.id,
        to: fate,
        at: at + tookMs,
        detail: null,
        cost: null,
        nextReportAt: null,
      };
      await store.settleReports([result]);
    }
    return id;
  };
  return { store, account, listId, send };
}

async function addAccount(store: Store, name: string): Promise<number> {
  return (await store.createAccount({ name, provider: 'devsms', settings: {}, demo: false }, 1)).id;
}

function settlementOf(claimed: { id: number; attemptId: number }, fate: Fate, cost = 5000): Settlement {
  const base = { id: claimed.id, attemptId: claimed.attemptId, detail: null, countsAttempt: true };
  switch (fate) {
    case 'failed':
      return {
        ...base,
        outcome: 'permanent',
        change: { to: 'failed', code: 'refused', error: 'No.', cost: null },
      };
    case 'unknown':
      return {
        ...base,
        outcome: 'ambiguous',
        change: { to: 'unknown', code: 'no-answer', error: 'Cut.', nextLookupAt: null },
      };
    default: {
      const money = { micros: cost, currency: 'USD' };
      const told = { providerId: `p${claimed.id}`, cost: money, providerParts: null };
      return {
        ...base,
        outcome: 'accepted',
        change: { to: 'accepted', ...told, nextReportAt: 3000, nextLookupAt: null },
      };
    }
  }
}

test('a report adds up states, parts and cost, by day, country, range, account and campaign', async () => {
  const { store, account, send } = await openShop();
  const other = await addAccount(store, 'Clinic');
  const id = await send({
    messages: [
      { recipient: '+998901112233', fate: 'delivered' },
      { recipient: '+998901112234', fate: 'undelivered' },
      { recipient: '+998931112233', fate: 'accepted' },
      { recipient: '+998931112234', fate: 'failed' },
      { recipient: '+995599112233', fate: 'unknown' },
      { recipient: '+79161234567', fate: 'delivered' },
    ],
  });
  const second = await send(
    { at: LATE + HOUR, messages: [{ recipient: '+12125551234', fate: 'delivered', cost: 70_000 }] },
    other,
  );
  const whole = await report(store);
  expect(whole.total).toMatchObject({
    sent: 5,
    parts: 10,
    cost: [{ micros: 90_000, currency: 'USD' }],
    states: { delivered: 3, undelivered: 1, accepted: 1, failed: 1, unknown: 1, queued: 0 },
  });
  // An hour later it is the next day in Tashkent, though not in UTC.
  expect(whole).toMatchObject({ zone: 'Asia/Tashkent', from: '2026-05-10', to: '2026-05-11', step: 'day' });
  expect(whole.periods.map(({ startsAt, sent }) => [startsAt, sent])).toEqual([
    [Date.UTC(2026, 4, 9, 19), 4],
    [Date.UTC(2026, 4, 10, 19), 1],
  ]);
  expect(
    whole.prefixes.map(({ country, prefix, operator, sent }) => [country, prefix, operator, sent]),
  ).toEqual([
    ['UZ', '+99890', 'Beeline', 2],
    ['UZ', '+99893', 'Ucell', 1],
    ['RU', null, null, 1],
    ['US', null, null, 1],
    ['GE', '+995599', 'MagtiCom', 0],
  ]);
  expect(whole.accounts.map(({ name, sent }) => [name, sent])).toEqual([
    ['Shop', 4],
    ['Clinic', 1],
  ]);
  expect(whole.campaigns.map(({ campaignId, line }) => [campaignId, line])).toEqual([
    [id, [4, 0]],
    [second, [0, 1]],
  ]);
  expect(whole.errors).toContainEqual({ state: 'failed', errorCode: 'refused', messages: 1 });
  expect((await report(store, { accountId: account })).total.sent).toBe(4);
  expect((await report(store, { campaignId: second })).total.sent).toBe(1);
  expect((await report(store, { to: '2026-05-10' })).total.sent).toBe(4);
  expect((await report(store, { from: '2026-05-11', to: '2026-05-11' })).step).toBe('hour');
  expect(await store.verify()).toEqual([]);
});

test('days without a message stand there empty, and long times are shown by the month', async () => {
  const { store, send } = await openShop();
  await send({ messages: [{ recipient: '+998901112233', fate: 'delivered' }] });
  await send({ at: LATE + 3 * DAY, messages: [{ recipient: '+998901112233', fate: 'delivered' }] });
  expect((await report(store)).periods.map(({ sent }) => sent)).toEqual([1, 0, 0, 1]);
  const year = await report(store, { from: '2026-01-01', to: '2026-12-31' });
  expect(year.step).toBe('month');
  expect(year.periods.map(({ sent }) => sent)).toEqual([0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
});

test('codes and answers are counted, all of a kind together, in the currency of their account', async () => {
  const { store, send } = await openShop();
  for (const recipient of ['+998901112233', '+998931112233']) {
    await send({ kind: 'otp', messages: [{ recipient, fate: 'delivered' }] });
  }
  await send({ kind: 'reply', messages: [{ recipient: '+998901112233', fate: 'accepted' }] });
  const { campaigns, total } = await report(store);
  expect(campaigns.map(({ campaignId, kind, sent }) => [campaignId, kind, sent])).toEqual([
    [null, 'otp', 2],
    [null, 'reply', 1],
  ]);
  expect(total.cost).toEqual([{ micros: 15_000, currency: 'USD' }]);
});

test('a report is read page by page, whatever its size', async () => {
  const { store, send } = await openShop();
  const ranges = ['90', '91', '93', '94', '95', '97', '99'];
  for (let day = 0; day < 10; day += 1) {
    const messages = ranges.map((range) => ({
      recipient: `+998${range}1112233`,
      fate: 'delivered' as const,
    }));
    await send({ at: LATE + day * DAY, messages });
  }
  const inOnePage = await report(store);
  expect(inOnePage.total.sent).toBe(70);
  // Pages that end in the middle of an hour.
  const paged = await report({ ...store, listCounts: (query) => store.listCounts({ ...query, limit: 5 }) });
  expect(paged).toEqual(inOnePage);
});

test('how long messages took is told by steps, without those that never came', async () => {
  const { store, send } = await openShop();
  const took = [3000, 4000, 9000, 14_000, 70_000, 800_000];
  const messages = took.map((tookMs, index) => ({
    recipient: `+99890111223${index}`,
    fate: 'delivered' as const,
    tookMs,
  }));
  const id = await send({ messages: [...messages, { recipient: '+998931112233', fate: 'undelivered' }] });
  expect(await getDeliveryTimes(store, id)).toEqual({
    steps: [
      { within: 5, messages: 2 },
      { within: 10, messages: 1 },
      { within: 15, messages: 1 },
      { within: 120, messages: 1 },
      { within: 1800, messages: 1 },
    ],
    half: 10,
    mostly: 1800,
  });
  expect(await getDeliveryTimes(store, id + 1)).toEqual({ steps: [], half: null, mostly: null });
});

test('a campaign whose preparing was cut short leaves no counts behind', async () => {
  const { store, account, listId } = await openShop();
  const id = await store.createCampaign(newCampaign(account, listId), LATE);
  const skip = { code: 'opted-out', error: 'Opted out.' } as const;
  await store.addMessages(id, [newMessage(account, '+998901112233', { skip })], LATE);
  expect((await report(store)).total.states.skipped).toBe(1);
  await store.abandonPreparing(id);
  expect((await report(store)).total.states.skipped).toBe(0);
});

test('days in the wrong order and unknown zones are refused', async () => {
  const { store } = await openShop();
  await expect(report(store, { from: '2026-05-11', to: '2026-05-10' })).rejects.toThrow(/after the last/);
  await expect(report(store, { zone: 'Asia/Nowhere' })).rejects.toThrow(/no time zone/);
});

/** An engine with a campaign of `people` that was sent and delivered. */
async function engineWithCampaign(people: number) {
  const sandbox = await startSandbox({ deliveryDelayMs: 50 });
  onTestFinished(() => sandbox.close());
  const engine = await startEngine();
  const account = { baseUrl: sandbox.urls.devsms, secret: sandbox.token };
  const { id } = await prepareCampaign(engine, { ...account, people });
  await engine.call('campaigns.start', { id });
  await engine.until(id, ({ states }) => states.delivered === people);
  return { ...engine, id };
}

test('the messages of a campaign and the tables of a report are saved and read back', async () => {
  const { call, app, id } = await engineWithCampaign(6);
  const folder = temporaryFolder();
  const csv = join(folder, 'messages.csv');
  const progress: unknown[] = [];
  app.onEvent((name, payload) => {
    if (name === 'task.progress') progress.push(payload);
  });
  const words = { recipient: 'Raqam', 'state.delivered': 'Yetkazildi' };
  expect(await call('reports.export', { table: 'messages', campaignId: id, file: csv, words })).toEqual({
    rows: 6,
  });
  const [header = [], ...rows] = Papa.parse<string[]>(readFileSync(csv, 'utf8'), {
    skipEmptyLines: true,
  }).data;
  expect(header.slice(0, 5)).toEqual(['Campaign', 'Raqam', 'Name', 'Text', 'State']);
  expect(rows[2]?.slice(0, 5)).toEqual(['Sale', '+998901000002', 'N2', 'Salom N2', 'Yetkazildi']);
  expect(rows).toHaveLength(6);
  expect(progress.at(-1)).toEqual({ task: 'reports.export', done: 6, total: 6 });

  const xlsx = join(folder, 'prefixes.xlsx');
  await call('reports.export', { table: 'prefixes', file: xlsx, words: { 'country.UZ': 'O‘zbekiston' } });
  const [sheet] = (await readXlsx(readFileSync(xlsx))).sheets;
  expect(sheet?.rows[1]?.slice(0, 5)).toEqual(['O‘zbekiston', '+99890', 'Beeline', 6, 1]);
  // A day is saved by the hour, as it is shown.
  const sizes = { periods: 24, accounts: 1, campaigns: 1 } as const;
  for (const table of ['periods', 'accounts', 'campaigns'] as const) {
    const saved = await call('reports.export', { table, file: join(folder, `${table}.xlsx`) });
    expect(saved.rows).toBe(sizes[table]);
  }
});

test('an export can be cancelled and leaves no file; a second one at a time is refused', async () => {
  const { app, call, id } = await engineWithCampaign(300);
  const file = join(temporaryFolder(), 'messages.xlsx');
  const refusals: unknown[] = [];
  app.onEvent((name) => {
    if (name !== 'task.progress') return;
    void app.dispatch('reports.export', { table: 'periods', file }).then((reply) => refusals.push(reply));
    void app.dispatch('reports.cancelExport', {});
  });
  await expect(call('reports.export', { table: 'messages', campaignId: id, file })).rejects.toThrow(
    /cancelled/,
  );
  expect(existsSync(file)).toBe(false);
  await expect
    .poll(() => refusals[0])
    .toMatchObject({ ok: false, error: { details: { reason: 'export-running' } } });
});
