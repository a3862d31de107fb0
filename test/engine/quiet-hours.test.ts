import { join } from 'node:path';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import { openSandbox } from '../providers/accounts.ts';
import { createTestClock } from '../support/clock.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const UZBEK = ['+998901000001', '+998901000002', '+998901000003'];
const GEORGIAN = ['+995555100001', '+995555100002'];
const overnight = { enabled: true, from: 21 * 60, until: 9 * 60 };
const inTashkent = (iso: string) => DateTime.fromISO(iso, { zone: 'Asia/Tashkent' }).toMillis();
/** Half past nine in the evening in Tashkent, half past eight in Tbilisi. */
const EVENING = inTashkent('2026-05-12T21:30');
const MORNING = inTashkent('2026-05-13T09:00');

async function addPeople(dataDir: string, phones: readonly string[]): Promise<number> {
  const store = openSqliteStore(join(dataDir, 'kaptar.db'), () => Date.now());
  await store.beginImport();
  await store.stageContacts(phones.map((phone) => ({ phone, name: 'N', fields: {} })));
  const { listId } = await store.commitImport('Customers', {}, false);
  await store.close();
  return listId;
}

/** An engine in the evening, with a list of people in Tashkent and Tbilisi and a campaign to it, not yet started. */
async function inTheEvening() {
  const sandbox = await openSandbox();
  const clock = createTestClock(EVENING);
  const engine = await startEngine(temporaryFolder(), true, clock);
  const listId = await addPeople(engine.dataDir, [...UZBEK, ...GEORGIAN]);
  const account = await engine.call('accounts.create', {
    name: 'Shop',
    provider: 'devsms',
    settings: { baseUrl: sandbox.urls.devsms, rate: 200, pollSeconds: 0.2 },
  });
  await engine.app.setSecret(account.id, sandbox.token);
  const draft = { accountId: account.id, listId, template: 'Salom' };
  await engine.call('settings.set', { quietHours: overnight });
  const sent = () => sandbox.ledger.map(({ recipient }) => recipient).toSorted();
  return { engine, clock, draft, sandbox, sent };
}

async function startCampaign(
  { call }: TestEngine,
  draft: { accountId: number; listId: number; template: string },
) {
  const { id } = await call('campaigns.create', { name: 'Sale', ...draft });
  await call('campaigns.start', { id });
  return id;
}

const waiting = [{ zone: 'Asia/Tashkent', messages: 3, until: MORNING }];

test('who is awake gets it, who sleeps waits in line until the morning, and the campaign says so', async () => {
  const { engine, clock, draft, sent } = await inTheEvening();
  const { call, until } = engine;
  expect((await call('campaigns.estimate', draft)).quiet).toEqual(waiting);
  expect(
    (await call('campaigns.estimate', { ...draft, goesAt: inTashkent('2026-05-13T12:00') })).quiet,
  ).toEqual([]);
  const id = await startCampaign(engine, draft);
  const evening = await until(id, ({ states }) => states.queued === 3 && states.sending === 0);
  expect(evening.state).toBe('running');
  expect(sent()).toEqual(GEORGIAN);
  expect((await call('campaigns.progress', { id })).quiet).toEqual(waiting);

  clock.set(MORNING);
  await until(id, ({ states }) => states.queued + states.sending === 0);
  expect(sent()).toEqual([...GEORGIAN, ...UZBEK]);
  expect((await call('campaigns.progress', { id })).quiet).toEqual([]);
  expect(await call('store.verify', {})).toEqual({ violations: [] });
});

test('other hours hold at once, in the middle of a campaign', async () => {
  const { engine, clock, draft, sent } = await inTheEvening();
  const { call, until } = engine;
  const id = await startCampaign(engine, draft);
  await until(id, ({ states }) => states.queued === 3 && states.sending === 0);
  await call('settings.set', { quietHours: { ...overnight, from: 23 * 60 } });
  await until(id, ({ states }) => states.queued + states.sending === 0);
  expect(sent()).toHaveLength(5);

  clock.set(inTashkent('2026-05-12T23:30'));
  const late = await startCampaign(engine, draft);
  await until(late, ({ states }) => states.queued === 3 && states.sending === 0);
  await call('settings.set', { quietHours: { ...overnight, enabled: false } });
  await until(late, ({ states }) => states.queued + states.sending === 0);
  expect(sent()).toHaveLength(10);
});

test('a code goes at any hour, to one person and to a list', async () => {
  const { engine, draft, sandbox } = await inTheEvening();
  const { call, until } = engine;
  const content = { kind: 'text', text: 'Kod: <code>' } as const;
  await call('otp.send', { accountId: draft.accountId, phone: '+998901234567', content });
  const { id } = await call('otp.createCampaign', {
    name: 'Codes',
    accountId: draft.accountId,
    listId: draft.listId,
    content,
  });
  await call('campaigns.start', { id });
  await until(id, ({ states }) => states.queued + states.sending === 0);
  await expect.poll(() => sandbox.ledger).toHaveLength(6);
});

test('what the provider holds is handed over at any hour and kept until the recipient’s morning', async () => {
  const sandbox = await openSandbox();
  const engine = await startEngine();
  const { call, app, until } = engine;
  const listId = await addPeople(engine.dataDir, [...UZBEK, ...GEORGIAN]);
  const account = await call('accounts.create', {
    name: 'Shop',
    provider: 'ubill',
    settings: { baseUrl: sandbox.urls.ubill, brandID: 1 },
  });
  await app.setSecret(account.id, sandbox.token);
  // At that time half an hour of rest begins in Tashkent; in Tbilisi it is an hour earlier.
  const goesAt = DateTime.now().setZone('Asia/Tashkent').startOf('hour').plus({ hours: 3 });
  const from = goesAt.hour * 60;
  await call('settings.set', { quietHours: { enabled: true, from, until: (from + 30) % 1440 } });
  const { id } = await call('campaigns.create', {
    name: 'Later',
    accountId: account.id,
    listId,
    template: 'Salom',
    scheduledAt: goesAt.toMillis(),
    providerHolds: true,
  });
  await call('campaigns.start', { id });
  await until(id, ({ states }) => states.queued === 0 && states.sending === 0);
  const toMinute = (moment: number) => Math.floor(moment / 60_000) * 60_000;
  const leaveAt = new Map(sandbox.ledger.map(({ recipient, sentAt }) => [recipient, toMinute(sentAt)]));
  const inTbilisi = goesAt.toMillis();
  const inTheMorning = goesAt.plus({ minutes: 30 }).toMillis();
  expect(leaveAt).toEqual(
    new Map([
      ...GEORGIAN.map((phone) => [phone, inTbilisi] as const),
      ...UZBEK.map((phone) => [phone, inTheMorning] as const),
    ]),
  );
});
