import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../../src/main/engine/lib/log.ts';
import { decide } from '../../src/main/engine/queue/decide.ts';
import { reconnect } from '../../src/main/engine/queue/reconnect.ts';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import type { PauseReason } from '../../src/shared/campaign.ts';
import { connect, never, openSandbox, settingsOf } from '../providers/accounts.ts';
import { createTestClock } from '../support/clock.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';
import {
  claimOne,
  newCampaign,
  newMessage,
  openTestStore,
  runningCampaign,
  startCampaign,
} from '../support/store.ts';

const HOUR_MS = 3_600_000;
const MORNING = Date.parse('2026-05-12T08:00:00Z');

/** A campaign that began yesterday and paused as offline in the morning, and what asks for it then. */
async function offlineCampaign(secret?: string) {
  const sandbox = await openSandbox();
  const store = openTestStore();
  const clock = createTestClock(MORNING);
  const { accountId, campaignId: id } = await runningCampaign(store, 5);
  const { devsms: baseUrl } = sandbox.urls;
  const connection = connect('devsms', baseUrl, {}, secret);
  const account = { id: accountId, connection, settings: settingsOf('devsms', baseUrl) };
  return {
    sandbox,
    store,
    clock,
    id,
    accountId,
    pause: (reason: PauseReason = 'offline') => store.pauseCampaigns(accountId, reason, 'No.', clock.now()),
    ask: () => reconnect(account, { store, clock, log: silentLog }, never()),
    campaign: () => store.getCampaign(id),
  };
}

/** An attempt that nobody answered, or that was answered well. */
async function attempt(store: Store, accountId: number, at: number, isAnswered: boolean): Promise<void> {
  const { id, attemptId } = await claimOne(store, accountId, at);
  const outcome = isAnswered
    ? ({ kind: 'accepted', providerId: String(id) } as const)
    : ({ kind: 'transient', detail: 'No.', throttled: false } as const);
  const { message } = decide(outcome, 0, 0);
  const closing = { id, attemptId, outcome: outcome.kind, detail: null, countsAttempt: true };
  const change =
    message.to === 'accepted'
      ? ({ ...message, nextReportAt: null, nextLookupAt: null } as const)
      : ({ to: 'queued', dueAt: at } as const);
  await store.settle([{ ...closing, change }], at);
}

test('a campaign goes on once its provider answers, and nobody is asked where none waits', async () => {
  const { sandbox, store, clock, accountId, id, pause, ask, campaign } = await offlineCampaign();
  await attempt(store, accountId, clock.now(), false);
  expect(await ask()).toEqual([]);
  expect(sandbox.requests.devsms).toEqual({ sends: 0, others: 0 });
  await pause();
  sandbox.fault('devsms', 'portal', 2);
  await expect(ask()).rejects.toThrow('sign in');
  await expect(ask()).rejects.toThrow('sign in');
  expect(await campaign()).toMatchObject({ state: 'paused', pauseReason: 'offline' });
  expect(await ask()).toEqual([id]);
  expect(await campaign()).toMatchObject({ state: 'running', pauseReason: null });
  expect(sandbox.requests.devsms).toEqual({ sends: 0, others: 3 });
});

test.each(['operator', 'auth', 'balance', 'failures', 'unknowns'] as const)(
  'a pause of the reason %s waits for a person',
  async (reason) => {
    const { sandbox, store, pause, ask, campaign, id, clock } = await offlineCampaign();
    if (reason === 'operator') {
      await store.changeCampaign(id, ['running'], 'paused', clock.now(), { reason, detail: null });
    } else await pause(reason);
    expect(await ask()).toEqual([]);
    expect((await campaign()).pauseReason).toBe(reason);
    expect(sandbox.requests.devsms.others).toBe(0);
  },
);

test('another account’s trouble is not mended by this one', async () => {
  const { store, clock, id, ask } = await offlineCampaign();
  const { accountId: other, campaignId } = await runningCampaign(store, 1);
  await attempt(store, other, clock.now(), false);
  await store.pauseCampaigns(other, 'offline', 'No.', clock.now());
  expect(await ask()).toEqual([]);
  expect((await store.getCampaign(campaignId)).state).toBe('paused');
  expect((await store.getCampaign(id)).state).toBe('running');
});

test('a key that was revoked meanwhile is told, not tried', async () => {
  const { sandbox, store, accountId, clock, id, pause, ask, campaign } = await offlineCampaign('old-key');
  await attempt(store, accountId, clock.now(), false);
  await pause();
  expect(await ask()).toEqual([id]);
  expect(await campaign()).toMatchObject({ state: 'paused', pauseReason: 'auth', pauseAccountId: accountId });
  expect(sandbox.requests.devsms.sends).toBe(0);
});

test('after more than twelve hours of silence a person is asked', async () => {
  const { sandbox, store, accountId, clock, id, pause, ask, campaign } = await offlineCampaign();
  // Trouble of yesterday that was over before this one began.
  await attempt(store, accountId, MORNING - 24 * HOUR_MS, false);
  await attempt(store, accountId, MORNING - 23 * HOUR_MS, true);
  await attempt(store, accountId, MORNING, false);
  await attempt(store, accountId, MORNING + HOUR_MS, false);
  await pause();
  sandbox.fault('devsms', 'down');
  clock.set(MORNING + 11 * HOUR_MS);
  await expect(ask()).rejects.toThrow('502');
  clock.set(MORNING + 12.1 * HOUR_MS);
  expect(await ask()).toEqual([id]);
  expect(await campaign()).toMatchObject({ state: 'paused', pauseReason: 'missed-schedule' });
  expect(await ask()).toEqual([]);
});

test('what began in the silence is as old as itself', async () => {
  const { store, accountId, clock, id, pause, ask } = await offlineCampaign();
  await attempt(store, accountId, MORNING - 48 * HOUR_MS, false);
  const { listId } = await store.getCampaign(id);
  const message = newMessage(accountId, '+998901234567');
  const fresh = newCampaign(accountId, listId ?? 0);
  const freshId = await startCampaign(store, fresh, [message], MORNING);
  await pause();
  clock.set(MORNING + HOUR_MS);
  expect(await ask()).toEqual([id]);
  expect((await store.getCampaign(id)).pauseReason).toBe('missed-schedule');
  expect(await ask()).toEqual([freshId]);
});

test('a restart forgets neither the pause nor that it ends by itself; what the operator keeps stays', async () => {
  const sandbox = await openSandbox();
  const first = await startEngine();
  const { urls, token: secret } = sandbox;
  const { id, accountId, listId } = await prepareCampaign(first, { baseUrl: urls.devsms, secret, people: 5 });
  const draft = { name: 'Kept', accountId, listId, template: 'Salom' };
  const { id: kept } = await first.call('campaigns.create', draft);
  await first.app.stop();
  const store = openSqliteStore(join(first.dataDir, 'kaptar.db'), Date.now);
  for (const each of [id, kept]) await store.changeCampaign(each, ['draft'], 'running', Date.now());
  await store.pauseCampaigns(accountId, 'offline', 'No.', Date.now());
  await store.close();

  const second = await startEngine(first.dataDir, false);
  expect(await second.call('campaigns.pause', { id: kept })).toMatchObject({ pauseReason: 'operator' });
  expect(await second.call('work.get', {})).toMatchObject({ busy: true });
  await second.app.setSecret(accountId, secret);
  await second.app.start('all');
  await second.until(id, ({ state }) => state === 'finished');
  expect(sandbox.ledger).toHaveLength(5);
  expect((await second.call('campaigns.get', { id: kept })).pauseReason).toBe('operator');
});

test('without a key nobody can be asked, and the operator is told that it is missing', async () => {
  const sandbox = await openSandbox();
  const first = await startEngine();
  const { urls, token: secret } = sandbox;
  const { id, accountId } = await prepareCampaign(first, { baseUrl: urls.devsms, secret, people: 5 });
  await first.app.stop();
  const store = openSqliteStore(join(first.dataDir, 'kaptar.db'), Date.now);
  await store.changeCampaign(id, ['draft'], 'running', Date.now());
  await store.pauseCampaigns(accountId, 'offline', 'No.', Date.now());
  await store.close();
  const second = await startEngine(first.dataDir);
  const paused = await second.until(id, ({ pauseReason }) => pauseReason === 'auth');
  expect(paused.pauseDetail).toContain('key');
});
