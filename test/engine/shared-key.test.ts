import { expect, test } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import { openSandbox } from '../providers/accounts.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

/** Two accounts with one key (two senders, two brands) have one history and one address for callbacks. */
async function openTwoAccounts(provider: ProviderId, settings: Record<string, string | number>) {
  const sandbox = await openSandbox();
  const engine = await startEngine();
  const { listeningOn: port } = await engine.call('callbacks.set', { enabled: true, port: 0 });
  if (port === null) throw new Error('It should listen.');
  await engine.call('callbacks.set', { enabled: true, port, publicUrl: `http://127.0.0.1:${port}` });
  const baseUrl = sandbox.urls[provider];
  const first = await prepareCampaign(engine, {
    provider,
    baseUrl,
    secret: sandbox.token,
    people: 1,
    settings,
  });
  const brand = provider === 'ubill' ? { brandID: 1 } : {};
  const other = await engine.call('accounts.create', {
    name: 'Other',
    provider,
    settings: { ...settings, ...brand, baseUrl },
  });
  await engine.app.setSecret(other.id, sandbox.token);
  const second = await engine.call('campaigns.create', {
    name: 'Again',
    accountId: other.id,
    listId: first.listId,
    template: 'Salom <name>',
  });
  return { sandbox, engine, first, second };
}

test('what the other account sent is not taken for a message whose answer was lost', async () => {
  const { sandbox, engine, first, second } = await openTwoAccounts('devsms', {
    lookupGraceSeconds: 2,
    pollSeconds: 3600,
  });
  sandbox.fault('devsms', 'error-before');
  await engine.call('campaigns.start', { id: first.id });
  await engine.until(first.id, ({ states }) => states.unknown === 1);
  await engine.call('campaigns.start', { id: second.id });
  await engine.until(second.id, ({ states }) => states.accepted + states.delivered === 1);
  // Three more look-ups, and the grace time is over: each of them sees the other account's message.
  const asked = sandbox.requests.devsms.others;
  await expect.poll(() => sandbox.requests.devsms.others, { timeout: 10_000 }).toBeGreaterThan(asked + 3);
  expect((await engine.call('campaigns.get', { id: first.id })).states.unknown).toBe(1);
  expect(sandbox.ledger).toHaveLength(1);
});

test('a call that is about the other account’s message reaches that one, and settles no uncertain one', async () => {
  const { sandbox, engine, first, second } = await openTwoAccounts('ubill', { pollSeconds: 3600 });
  const { url } = await engine.call('callbacks.url', { accountId: first.accountId, topic: 'status' });
  sandbox.setUbillCallback({ url, key: 'panel-key' });
  sandbox.fault('ubill', 'cut-before');
  await engine.call('campaigns.start', { id: first.id });
  await engine.until(first.id, ({ states }) => states.unknown === 1);
  await engine.call('campaigns.start', { id: second.id });
  await engine.until(second.id, ({ states }) => states.delivered === 1);
  expect((await engine.call('campaigns.get', { id: first.id })).states.unknown).toBe(1);
  expect(await engine.call('store.verify', {})).toEqual({ violations: [] });
});
