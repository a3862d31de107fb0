import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import type { Restored } from '../../src/shared/calls/backups.ts';
import { createRescue } from '../../src/main/engine/rescue.ts';
import { startSandbox, type Sandbox } from '../../src/main/sandbox/server.ts';
import { prepareCampaign, startEngine, type TestEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** So many that a slow machine has not sent them all before the copy is there. */
const PEOPLE = 60;
/** What the copy takes for not sent yet, of which a part is sent after it. */
const SENT_BEFORE = 3;
const SENT_LATER = 8;
const DAY_MS = 86_400_000;

/** A provider whose history goes further back than any copy of these tests: it shows one message of last week. */
async function openProvider(provider: ProviderId): Promise<Sandbox> {
  const ledgerFile = join(temporaryFolder(), 'ledger.jsonl');
  const at = Date.now() - 7 * DAY_MS;
  const old = {
    provider,
    providerId: '1',
    recipient: '+998901999999',
    text: 'Old',
    reference: null,
    alias: '1',
    callbackUrl: null,
    details: { parts: 1, cost: 5, from: '4546', price: 100, device: 1 },
    acceptedAt: at,
    sentAt: at,
    settledAt: at,
  };
  if (provider !== 'ubill') appendFileSync(ledgerFile, `${JSON.stringify(old)}\n`);
  const sandbox = await startSandbox({ deliveryDelayMs: 50, ledgerFile });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** A campaign of which a part is sent, then the copy is made, then a part more is sent and the rest is not. */
async function sendAroundCopy(provider: ProviderId) {
  const sandbox = await openProvider(provider);
  const engine = await startEngine();
  const settings = { rate: 4, concurrency: 1, ...(provider === 'ubill' ? { groupSize: 1 } : {}) };
  const { id, accountId } = await prepareCampaign(engine, {
    provider,
    baseUrl: sandbox.urls[provider],
    secret: sandbox.token,
    people: PEOPLE,
    settings: { ...settings, ...(provider === 'mobsms' ? { groupSize: 1 } : {}) },
  });
  const sent = () => sandbox.ledger.filter(({ text }) => text !== 'Old').length;
  await engine.call('campaigns.start', { id });
  await expect.poll(sent, { timeout: 20_000 }).toBeGreaterThanOrEqual(SENT_BEFORE);
  const { name } = await engine.call('backups.create', {});
  await expect.poll(sent, { timeout: 20_000 }).toBeGreaterThanOrEqual(SENT_LATER);
  await engine.call('campaigns.pause', { id });
  await engine.until(id, ({ states }) => states.sending === 0);
  return { sandbox, engine, id, accountId, name, sent };
}

/** How often each person was written to. */
function timesSent({ ledger }: Sandbox): number[] {
  const people = Map.groupBy(
    ledger.filter(({ text }) => text !== 'Old'),
    ({ recipient }) => recipient,
  );
  return [...people.values()].map((messages) => messages.length);
}

/** Restores with the engine that has the data. */
async function restoreReadable(engine: TestEngine, name: string): Promise<Restored> {
  const restored = await engine.call('backups.restore', { from: { name } });
  expect(await engine.app.over).toBe('restored');
  await engine.app.stop();
  return restored;
}

/** Restores without the data, which nobody can read. */
async function restoreDestroyed({ app, dataDir }: TestEngine, name: string): Promise<Restored> {
  await app.stop();
  writeFileSync(join(dataDir, 'kaptar.db'), 'not a database'.repeat(1000));
  const rescue = createRescue({ dataDir });
  const reply = await rescue.dispatch('backups.restore', { from: { name } });
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as Restored;
}

test(
  'a copy of a campaign under way is restored: nobody gets it twice, nobody is lost',
  { timeout: 300_000 },
  async () => {
    const providers = ['devsms', 'mobsms', 'ubill'] as const;
    // They wait for their providers together.
    await Promise.all(
      providers.flatMap((provider) => [
        restoreUnderWay(provider, 'readable'),
        restoreUnderWay(provider, 'destroyed'),
      ]),
    );
  },
);

/** @param present how the data are that the copy takes the place of */
async function restoreUnderWay(provider: ProviderId, present: 'readable' | 'destroyed'): Promise<void> {
  const which = `${provider}, present data ${present}`;
  const { sandbox, engine, id, accountId, name, sent } = await sendAroundCopy(provider);
  const before = sent();
  const { missing } = await engine.call('backups.inspect', { from: { name } });
  const restored = await (present === 'readable' ? restoreReadable : restoreDestroyed)(engine, name);

  const again = await startEngine(engine.dataDir, false);
  await again.app.setSecret(accountId, sandbox.token);
  const { state, pauseReason, states } = await again.call('campaigns.get', { id });
  expect({ state, pauseReason }, which).toEqual({ state: 'paused', pauseReason: 'restored' });
  // What was sent since is known to the present data alone.
  expect(restored.uncertain, which).toBe(present === 'readable' ? missing?.messages : states.unknown);

  await again.app.start('all');
  await again.call('accounts.setRate', { id: accountId, rate: 200 });
  await again.call('campaigns.resume', { id });
  if (provider === 'ubill') {
    // Nobody can be asked: what is known not to have gone goes, the rest is a person's to decide.
    await again.until(id, (now) => now.states.queued === 0 && now.states.sending === 0, 120);
    expect((await again.call('campaigns.get', { id })).states.unknown, which).toBeGreaterThanOrEqual(
      restored.uncertain,
    );
    expect(timesSent(sandbox), which).toEqual(
      Array.from({ length: present === 'readable' ? PEOPLE : before }, () => 1),
    );
  } else {
    await again.until(id, (now) => now.state === 'finished', 120);
    expect(timesSent(sandbox), which).toEqual(Array.from({ length: PEOPLE }, () => 1));
  }
  expect(await again.call('store.verify', {}), which).toEqual({ violations: [] });
  // What was replaced is beside it.
  const beside = readdirSync(engine.dataDir).filter((file) => /^kaptar\.db\..*(?<!-wal)$/.test(file));
  expect(beside, which).toEqual([expect.stringContaining('kaptar.db.replaced-')]);
}

test('what was saved for another computer is restored there, and the key of another account is not used for it', async () => {
  const theirs = await startEngine(undefined, false);
  const { id: planned } = await prepareCampaign(theirs, {
    provider: 'mobsms',
    baseUrl: 'http://127.0.0.1:9',
    secret: 'theirs',
    people: 3,
  });
  const file = join(temporaryFolder(), 'all.db');
  const { bytes } = await theirs.call('backups.export', { file });
  expect(bytes).toBe(statSync(file).size);

  const ours = await startEngine();
  const settings = { baseUrl: 'http://127.0.0.1:9/ours' };
  const { id: accountId } = await ours.call('accounts.create', {
    name: 'Ours',
    provider: 'devsms',
    settings,
  });
  await ours.app.setSecret(accountId, 'ours');
  await ours.call('optOuts.add', { phones: ['+998901000001'], reason: 'Asked.' });
  const contents = await ours.call('backups.inspect', { from: { file } });
  expect(contents).toMatchObject({ contacts: 3, lists: 1, campaigns: 1, messages: 3 });
  expect(await ours.call('backups.restore', { from: { file } })).toEqual({
    uncertain: 3,
    paused: 1,
    optOuts: 1,
  });
  await ours.app.stop();

  const again = await startEngine(ours.dataDir, false);
  const kept: unknown[] = [];
  again.app.onSecret((...secret) => kept.push(secret));
  await again.app.setSecret(accountId, 'ours');
  await again.app.start('all');
  // The account has the same id there, and is at another provider.
  expect(kept).toContainEqual([accountId, 'key', null]);
  expect(await again.call('accounts.list', {})).toMatchObject([{ name: 'Shop', hasSecret: false }]);
  expect(await again.call('campaigns.get', { id: planned })).toMatchObject({ pauseReason: 'restored' });
});

test('a restore that fails at its very end changes nothing, and the engine starts anew with what there was', async () => {
  const engine = await startEngine();
  const { name } = await engine.call('backups.create', {});
  await engine.call('templates.save', { id: null, name: 'Later', body: { kind: 'campaign', text: 'Salom' } });
  // A folder in its place cannot be written over.
  const place = join(engine.dataDir, 'kaptar.db.restored');
  mkdirSync(join(place, 'in the way'), { recursive: true });
  expect(await engine.app.dispatch('backups.restore', { from: { name } })).toMatchObject({
    ok: false,
    error: { code: 'conflict', details: { reason: 'restore-failed' } },
  });
  await engine.app.over;
  await engine.app.stop();
  rmSync(place, { recursive: true });
  expect(readdirSync(engine.dataDir).filter((file) => file.startsWith('kaptar.db'))).toEqual(['kaptar.db']);
  const again = await startEngine(engine.dataDir);
  expect(await again.call('templates.list', {})).toMatchObject([{ name: 'Later' }]);
});
