import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/main/sandbox/server.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

async function setUp(people: number, settings: Record<string, number> = {}) {
  const sandbox = await startSandbox({ deliveryDelayMs: 100 });
  onTestFinished(() => sandbox.close());
  const engine = await startEngine();
  const account = { baseUrl: sandbox.urls.devsms, secret: sandbox.token, settings };
  return { ...engine, sandbox, ...(await prepareCampaign(engine, { ...account, people })) };
}

test('what was refused goes when a person says so, once, and the campaign finishes again', async () => {
  const { call, until, sandbox, id } = await setUp(6);
  sandbox.fault('devsms', 'refuse', 2);
  await call('campaigns.start', { id });
  await until(id, ({ state, states }) => state === 'finished' && states.failed === 2);
  expect(await call('campaigns.errors', { id })).toMatchObject([{ state: 'failed', messages: 2 }]);

  const { retried } = await call('campaigns.retryFailed', { id, code: null });
  expect(retried).toBe(2);
  await until(id, ({ state, states }) => state === 'finished' && states.delivered === 6);
  expect(sandbox.ledger).toHaveLength(6);
  expect(await call('campaigns.retryFailed', { id, code: null })).toMatchObject({ retried: 0 });
  const { points } = await call('campaigns.history', { id });
  expect(points.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(6);
  expect(await call('store.verify', {})).toEqual({ violations: [] });
});

test('a pace that is changed holds for what runs, at once', async () => {
  // One in a hundred seconds: at this pace the second message would never come.
  const { call, until, id, accountId } = await setUp(5, { rate: 0.01 });
  await call('campaigns.start', { id });
  await until(id, ({ states }) => states.queued === 4);
  const account = await call('accounts.setRate', { id: accountId, rate: 50 });
  expect(account.settings['rate']).toBe(50);
  await until(id, ({ state }) => state === 'finished', 5);
});

test('whoever was not reached is followed up, and where everybody was there is nobody to', async () => {
  const { call, until, sandbox, id } = await setUp(3);
  sandbox.fault('devsms', 'refuse', 1);
  await call('campaigns.start', { id });
  await until(id, ({ states }) => states.delivered === 2);
  const { listId, contacts } = await call('campaigns.followUp', { id, name: 'Sale – not delivered' });
  expect(contacts).toBe(1);
  expect(await call('lists.list', {})).toContainEqual(
    expect.objectContaining({ id: listId, name: 'Sale – not delivered', contacts: 1 }),
  );
  await call('campaigns.retryFailed', { id, code: null });
  await until(id, ({ states }) => states.delivered === 3);
  await expect(call('campaigns.followUp', { id, name: 'Nobody' })).rejects.toThrow('Everybody was reached');
});

test('a message is found as people write its number and its name', async () => {
  const { call, id } = await setUp(12);
  const find = async (search: string) =>
    (await call('campaigns.searchMessages', { id, search })).messages.map(({ name }) => name);
  for (const written of ['+998 90 100 00 07', '998901000007', '90 100-00-07', '(90) 1000007']) {
    expect([written, await find(written)]).toEqual([written, ['N7']]);
  }
  expect(await find('n11')).toEqual(['N11']);
  expect(await find('Nobody')).toEqual([]);
});

test('in a long campaign a message is found by any word of its contact, and by its name when the contact is gone', async () => {
  const { call, id, listId } = await setUp(5100);
  const find = async (search: string) => {
    const { messages, hasMore } = await call('campaigns.searchMessages', { id, search });
    return { names: messages.map(({ name }) => name), hasMore };
  };
  expect(await find('n4077')).toEqual({ names: ['N4077'], hasMore: false });
  expect(await find('90 100-40-77')).toEqual({ names: ['N4077'], hasMore: false });
  expect(await find('n407')).toMatchObject({ names: { length: 11 }, hasMore: false });
  expect(await find('n')).toMatchObject({ names: { length: 100 }, hasMore: true });
  expect(await find('Nobody')).toEqual({ names: [], hasMore: false });

  const { contacts } = await call('contacts.list', { listId, search: 'n4077', limit: 2 });
  const ids = contacts.map((contact) => contact.id);
  await call('contacts.change', { target: { kind: 'some', ids }, action: { do: 'remove' } });
  expect(await find('n4077')).toEqual({ names: ['N4077'], hasMore: false });
});

test('a campaign gets another name, goes out of sight and comes back; one that runs stays', async () => {
  const { call, id } = await setUp(2, { rate: 0.01 });
  expect(await call('campaigns.rename', { id, name: ' Winter ' })).toMatchObject({ name: 'Winter' });
  await call('campaigns.archive', { id, archived: true });
  expect(await call('campaigns.list', { show: 'current' })).toEqual([]);
  await call('campaigns.archive', { id, archived: false });
  expect(await call('campaigns.list', { show: 'current', search: 'wint' })).toHaveLength(1);
  await call('campaigns.start', { id });
  await expect(call('campaigns.archive', { id, archived: true })).rejects.toThrow('cannot be archived');
});
