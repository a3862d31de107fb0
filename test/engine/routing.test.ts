import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { openSandbox } from '../providers/accounts.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';

const UZBEK = ['+998901000001', '+998901000002', '+998901000003'];
const GEORGIAN = ['+995511194242', '+995511194243'];
const GERMAN = ['+491711234567'];

async function openAccount(
  { call, app }: TestEngine,
  sandbox: Sandbox,
  provider: ProviderId,
  settings: Record<string, string | number | boolean> = {},
): Promise<number> {
  const vendor = provider === 'ubill' ? { brandID: 1 } : {};
  const account = await call('accounts.create', {
    name: provider,
    provider,
    settings: { baseUrl: sandbox.urls[provider], rate: 200, pollSeconds: 0.2, ...vendor, ...settings },
  });
  await app.setSecret(account.id, sandbox.token);
  await call('accounts.check', { id: account.id });
  return account.id;
}

async function addList(dataDir: string, phones: readonly string[]): Promise<number> {
  const store = openSqliteStore(join(dataDir, 'kaptar.db'), () => Date.now());
  await store.beginImport();
  await store.stageContacts(phones.map((phone) => ({ phone, name: '', fields: {} })));
  const { listId } = await store.commitImport('Everybody', {}, false);
  await store.close();
  return listId;
}

describe('a campaign over several accounts', () => {
  test('sends each number through the account of its country, and says before what each will cost', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const devsms = await openAccount(engine, sandbox, 'devsms');
    const ubill = await openAccount(engine, sandbox, 'ubill');
    const listId = await addList(engine.dataDir, [...UZBEK, ...GEORGIAN, ...GERMAN]);
    const routing = {
      routes: [
        { prefix: '+998', accountId: devsms },
        { prefix: '+995', accountId: ubill },
      ],
      rest: 'cheapest' as const,
    };
    const draft = { listId, template: 'Salom', accountId: devsms, routing };
    const estimate = await engine.call('campaigns.estimate', draft);
    expect(estimate.accounts).toMatchObject([
      // Three at $0.005 and one to Germany at $0.167, the price of the document's table.
      { accountName: 'devsms', messages: 4, cost: { micros: 3 * 5_000 + 167_000, currency: 'USD' } },
      { accountName: 'ubill', messages: 2, cost: null, balance: { unit: 'messages' } },
    ]);
    expect(estimate.countries).toEqual([
      { country: 'DE', messages: 1, parts: 1, cost: { micros: 167_000, currency: 'USD' } },
      { country: 'UZ', messages: 3, parts: 3, cost: { micros: 15_000, currency: 'USD' } },
      { country: 'GE', messages: 2, parts: 2, cost: null },
    ]);
    expect(estimate.cost).toBeNull();

    const campaign = await engine.call('campaigns.create', { name: 'All', ...draft });
    await engine.call('campaigns.start', { id: campaign.id });
    const done = await engine.until(campaign.id, ({ states }) => states.delivered === 6);
    expect(done.accountIds).toEqual([devsms, ubill]);
    const sent = (provider: ProviderId) =>
      sandbox.ledger.filter((entry) => entry.provider === provider).map(({ recipient }) => recipient);
    expect(sent('devsms').toSorted()).toEqual([...GERMAN, ...UZBEK]);
    expect(sent('ubill').toSorted()).toEqual(GEORGIAN);
    expect(await engine.call('store.verify', {})).toEqual({ violations: [] });
  });

  test('leaves the rest to whoever is at home in a number’s country, else to the lowest price', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const devsms = await openAccount(engine, sandbox, 'devsms');
    await openAccount(engine, sandbox, 'ubill');
    const listId = await addList(engine.dataDir, [...UZBEK, ...GEORGIAN, ...GERMAN]);
    const routing = { routes: [], rest: 'cheapest' as const };
    const draft = { listId, template: 'Salom', accountId: devsms, routing };
    const { accounts } = await engine.call('campaigns.estimate', draft);
    expect(accounts.map(({ accountName, messages }) => [accountName, messages])).toEqual([
      ['devsms', 4],
      ['ubill', 2],
    ]);
  });

  test('leaves out numbers that no account can send to, and says why', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const accountId = await openAccount(engine, sandbox, 'devsms', { type: 'simple' });
    const listId = await addList(engine.dataDir, [...UZBEK, ...GERMAN]);
    const draft = { listId, template: 'Salom', accountId };
    expect((await engine.call('campaigns.estimate', draft)).skipped.noRoute).toBe(1);
    const campaign = await engine.call('campaigns.create', { name: 'Simple', ...draft });
    const { messages } = await engine.call('campaigns.messages', { id: campaign.id, state: 'skipped' });
    expect(messages).toMatchObject([{ recipient: GERMAN[0], errorCode: 'no-route' }]);
  });

  test('pauses as a whole when one of its accounts is in trouble, and goes on as a whole', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const devsms = await openAccount(engine, sandbox, 'devsms');
    const ubill = await openAccount(engine, sandbox, 'ubill');
    const listId = await addList(engine.dataDir, [...UZBEK, ...GEORGIAN]);
    const routing = { routes: [{ prefix: '+995', accountId: ubill }], rest: devsms };
    const draft = { listId, template: 'Salom', accountId: devsms, routing };
    const { id } = await engine.call('campaigns.create', { name: 'All', ...draft });
    sandbox.fault('ubill', 'balance');
    await engine.call('campaigns.start', { id });
    expect(await engine.until(id, ({ state }) => state === 'paused')).toMatchObject({
      pauseReason: 'balance',
      pauseAccountId: ubill,
    });
    await engine.call('campaigns.resume', { id });
    await engine.until(id, ({ states }) => states.delivered === 5);
    expect(sandbox.ledger).toHaveLength(5);
  });

  test('refuses a prefix that is given twice', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const accountId = await openAccount(engine, sandbox, 'devsms');
    const listId = await addList(engine.dataDir, UZBEK);
    const route = { prefix: '+998', accountId };
    const routing = { routes: [route, route], rest: accountId };
    const draft = { listId, template: 'Salom', accountId, routing };
    await expect(engine.call('campaigns.estimate', draft)).rejects.toThrow(/\+998 is given twice/);
  });
});

describe('a campaign that the provider holds', () => {
  const inTwoHours = (): number => Date.now() + 2 * 3_600_000;

  test('is handed over at once with the time of sending, and finished for us', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const accountId = await openAccount(engine, sandbox, 'ubill');
    const listId = await addList(engine.dataDir, GEORGIAN);
    const scheduledAt = inTwoHours();
    const { id } = await engine.call('campaigns.create', {
      name: 'Tomorrow',
      accountId,
      listId,
      template: 'Gamarjoba',
      scheduledAt,
      providerHolds: true,
    });
    await engine.call('campaigns.start', { id });
    const campaign = await engine.until(id, ({ state }) => state === 'finished');
    expect(campaign.states.accepted).toBe(2);
    for (const { sentAt } of sandbox.ledger) {
      // To the minute, and never before.
      expect(sentAt).toBeGreaterThanOrEqual(scheduledAt);
      expect(sentAt).toBeLessThan(scheduledAt + 62_000);
    }
  });

  test('needs a provider that can, and a time', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const devsms = await openAccount(engine, sandbox, 'devsms');
    const ubill = await openAccount(engine, sandbox, 'ubill');
    const listId = await addList(engine.dataDir, UZBEK);
    const order = { name: 'Later', listId, template: 'Salom', providerHolds: true };
    const scheduledAt = inTwoHours();
    await expect(
      engine.call('campaigns.create', { ...order, accountId: devsms, scheduledAt }),
    ).rejects.toThrow(/"devsms" cannot keep messages/);
    await expect(engine.call('campaigns.create', { ...order, accountId: ubill })).rejects.toThrow(
      /Say until when/,
    );
    expect(await engine.call('campaigns.list', {})).toEqual([]);
  });

  test('does not mind an account that cannot hold, where that one gets no message', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    await openAccount(engine, sandbox, 'devsms');
    const ubill = await openAccount(engine, sandbox, 'ubill');
    const listId = await addList(engine.dataDir, GEORGIAN);
    const routing = { routes: [], rest: 'cheapest' as const };
    const order = { name: 'Later', listId, template: 'Gamarjoba', accountId: ubill, routing };
    const held = { ...order, providerHolds: true, scheduledAt: inTwoHours() };
    expect(await engine.call('campaigns.create', held)).toMatchObject({
      accountIds: [ubill],
      providerHolds: true,
    });
  });
});
