import { expect, test } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import type { SandboxOptions } from '../../src/main/sandbox/server.ts';
import { openSandbox } from '../providers/accounts.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

/** An engine that listens and never asks by itself, with a campaign through the provider. */
async function listening(provider: ProviderId, people: number, options: SandboxOptions = {}) {
  const sandbox = await openSandbox(options);
  const engine = await startEngine();
  const { listeningOn: port } = await engine.call('callbacks.set', { enabled: true, port: 0 });
  if (port === null) throw new Error('It should listen.');
  await engine.call('callbacks.set', { enabled: true, port, publicUrl: `http://127.0.0.1:${port}` });
  const prepared = await prepareCampaign(engine, {
    provider,
    baseUrl: sandbox.urls[provider],
    secret: sandbox.token,
    people,
    settings: { pollSeconds: 3600, ...(provider === 'mobsms' ? { inboxSeconds: 0, groupSize: 1 } : {}) },
  });
  return { sandbox, engine, ...prepared };
}

test.each(['devsms', 'mobsms'] as const)(
  '%s calls about each message at the address that came with it, and nobody has to ask',
  async (provider) => {
    const { engine, id, accountId, sandbox } = await listening(provider, 5);
    // An account of DevSMS asks for its price once, as its lane starts.
    const before = provider === 'devsms' ? 1 : 0;
    await expect.poll(() => sandbox.requests[provider].others).toBe(before);
    await engine.call('campaigns.start', { id });
    await engine.until(id, ({ states }) => states.delivered === 5);
    expect(sandbox.requests[provider].others).toBe(before);
    const { accounts } = await engine.call('callbacks.get', {});
    const heard = accounts.find((account) => account.accountId === accountId);
    expect(heard?.heard).toBeGreaterThanOrEqual(5);
    expect(heard?.refused).toBe(0);
  },
);

test('uBill calls at the address of its panel, and settles even a message whose answer was lost', async () => {
  const { engine, id, accountId, sandbox } = await listening('ubill', 1);
  const { url } = await engine.call('callbacks.url', { accountId, topic: 'status' });
  await engine.app.setSecret(accountId, 'panel-key', 'callback-key');
  sandbox.setUbillCallback({ url, key: 'panel-key' });
  sandbox.fault('ubill', 'cut-after');
  await engine.call('campaigns.start', { id });
  await engine.until(id, ({ states }) => states.delivered === 1);
  expect(sandbox.ledger).toHaveLength(1);
  expect(await engine.call('store.verify', {})).toEqual({ violations: [] });
});

test('MobSMS brings what people write to the webhook, a STOP among it', async () => {
  const { engine, accountId, sandbox } = await listening('mobsms', 1);
  expect((await engine.call('mobsms.setWebhooks', { accountId, to: 'ours' })).areOurs).toBe(true);
  const phone = '+998907778899';
  sandbox.receive({ sender: phone, text: 'სტოპ' });
  await expect
    .poll(() => engine.call('inbox.thread', { accountId, phone }), { timeout: 5000 })
    .toMatchObject([{ text: 'სტოპ', optedOut: true }]);
});
