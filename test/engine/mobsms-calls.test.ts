import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { EngineCall } from '../../src/shared/contract.ts';
import type { ErrorData } from '../../src/shared/errors.ts';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { SandboxOptions } from '../../src/main/sandbox/server.ts';
import { openSandbox } from '../providers/accounts.ts';
import { openStub } from '../providers/servers.ts';
import { prepareCampaign, startEngine, type TestEngine } from '../support/engine.ts';

/** The calls named after MobSMS, through the whole engine; sign-in and keys have a file of their own. */

/** An engine with an account at a sandbox. */
async function withAccount(options: SandboxOptions = {}) {
  const sandbox = await openSandbox(options);
  const engine = await startEngine(undefined, false);
  const { id: accountId } = await engine.call('accounts.create', {
    name: 'Phone',
    provider: 'mobsms',
    settings: { baseUrl: sandbox.urls.mobsms },
  });
  await engine.app.setSecret(accountId, sandbox.token);
  return { sandbox, engine, call: engine.call, accountId };
}

/** The same, with messages to these people sent. */
async function withMessages(people: number, options: SandboxOptions = {}) {
  const sandbox = await openSandbox(options);
  const engine = await startEngine();
  const baseUrl = sandbox.urls.mobsms;
  const account = { provider: 'mobsms', baseUrl, secret: sandbox.token, people } as const;
  const { accountId, id } = await prepareCampaign(engine, { ...account, settings: { groupSize: 1 } });
  await engine.call('campaigns.start', { id });
  await vi.waitFor(() => expect(sandbox.ledger).toHaveLength(people));
  return { sandbox, engine, call: engine.call, accountId };
}

async function refusal({ app }: TestEngine, name: EngineCall, input: unknown): Promise<ErrorData> {
  const reply = await app.dispatch(name, input);
  if (reply.ok) throw new Error(`${name} was not refused.`);
  return reply.error;
}

describe('the account’s pages', () => {
  it('show user, overview, devices and subscription', async () => {
    const { call, accountId } = await withAccount();
    expect(await call('mobsms.user', { accountId })).toMatchObject({ id: '1', plan: 'premium' });
    expect(await call('mobsms.account', { accountId })).toMatchObject({
      user: { name: 'Ali' },
      smsRate: 100,
      stats: { devices: 2, activeDevices: 1 },
      subscription: { isPremium: true },
    });
    expect(await call('mobsms.devices', { accountId })).toMatchObject([{ id: '5' }, { id: '6' }]);
    expect(await call('mobsms.subscription', { accountId })).toMatchObject({
      plan: 'premium',
      payment: { network: 'TON' },
    });
  });

  it('set the default device and whether incoming messages are kept', async () => {
    const { engine, call, accountId } = await withAccount();
    await call('mobsms.setDefaultDevice', { accountId, id: '6' });
    expect(await call('mobsms.devices', { accountId })).toMatchObject([
      { isDefault: false },
      { isDefault: true },
    ]);
    expect(await refusal(engine, 'mobsms.setDefaultDevice', { accountId, id: 'other' })).toEqual({
      code: 'conflict',
      message: 'The selected device id is invalid.',
      details: { reason: 'account-refused' },
    });
    expect(await call('mobsms.settings', { accountId })).toEqual({ keepInbound: true });
    expect(await call('mobsms.setSettings', { accountId, keepInbound: false })).toEqual({
      keepInbound: false,
    });
    expect(await call('mobsms.settings', { accountId })).toEqual({ keepInbound: false });
  });

  it('show the gateway app before there is a key, or that none is published', async () => {
    const engine = await startEngine(undefined, false);
    const releaseAt = async (options: SandboxOptions) => {
      const { urls } = await openSandbox(options);
      const settings = { baseUrl: urls.mobsms };
      const name = `Phone ${Object.keys(options).length}`;
      const { id } = await engine.call('accounts.create', { name, provider: 'mobsms', settings });
      return engine.call('mobsms.release', { accountId: id });
    };
    expect(await releaseAt({})).toMatchObject({ versionName: '1.0.1', size: 27418624 });
    expect(await releaseAt({ mobsmsHasRelease: false })).toBeNull();
  });

  it('redeem a promo code, and say what needs Premium before', async () => {
    const { engine, call, accountId } = await withAccount({ mobsmsIsPremium: false });
    expect(await refusal(engine, 'mobsms.webhooks', { accountId })).toEqual({
      code: 'account',
      message: 'Webhooks is a Premium feature. MobSMS Premium is needed for webhooks.',
      details: { reason: 'account-upgrade' },
    });
    expect(await refusal(engine, 'mobsms.redeemPromo', { accountId, code: 'WRONG' })).toMatchObject({
      code: 'conflict',
      message: 'This promo code is invalid or no longer available.',
    });
    expect(await call('mobsms.redeemPromo', { accountId, code: ' pdaftar ' })).toMatchObject({
      isPremium: true,
      payment: null,
    });
    expect(await call('mobsms.webhooks', { accountId })).toMatchObject({ incoming: null });
  });

  it('say why MobSMS cannot be asked', async () => {
    const { engine, accountId } = await withAccount();
    await engine.app.setSecret(accountId, 'wrong');
    expect(await refusal(engine, 'mobsms.user', { accountId })).toMatchObject({
      code: 'account',
      details: { reason: 'account-auth' },
    });
    const { id } = await engine.call('accounts.create', { name: 'D', provider: 'devsms', settings: {} });
    expect(await refusal(engine, 'mobsms.user', { accountId: id })).toMatchObject({
      code: 'invalid-input',
      details: { reason: 'other-provider' },
    });
    const { id: keyless } = await engine.call('accounts.create', {
      name: 'M',
      provider: 'mobsms',
      settings: {},
    });
    expect(await refusal(engine, 'mobsms.user', { accountId: keyless })).toMatchObject({
      code: 'account',
      details: { reason: 'no-secret' },
    });
  });
});

describe('messages', () => {
  it('are listed by box, filter and page', async () => {
    const { engine, call, sandbox, accountId } = await withMessages(3, {
      deliveryDelayMs: 0,
      failSuffix: '1',
    });
    sandbox.receive({ sender: '+998907778899', text: 'Reply' });
    const ids = async (query: object) => {
      const { messages } = await call('mobsms.messages', { accountId, ...query });
      return messages.map(({ id }) => id).slice(-3);
    };
    expect(await ids({ direction: 'outbound' })).toEqual(['3', '2', '1']);
    expect(await ids({ status: 'failed' })).toHaveLength(1);
    expect(await ids({ box: 'outbox' })).toEqual(['3', '2', '1']);
    expect(await ids({ deviceId: '6' })).toEqual([]);
    expect(await ids({ page: 2 })).toEqual([]);
    expect(await call('mobsms.messages', { accountId, box: 'inbox' })).toMatchObject({
      messages: [{ message: 'Reply', sender: '+998907778899' }],
      page: 1,
      perPage: 50,
      total: 1,
    });
    expect(await call('mobsms.messages', { accountId, status: 'received' })).toMatchObject({ total: 1 });
    expect(await refusal(engine, 'mobsms.messages', { accountId, deviceId: 'abc123' })).toMatchObject({
      code: 'invalid-input',
      details: { reason: 'device-filter' },
    });
  });

  it('are read one by one, changed, withdrawn and deleted', async () => {
    const { engine, call, sandbox, accountId } = await withMessages(2, { deliveryDelayMs: 60_000 });
    const uuid = String(sandbox.ledger[0]?.alias);
    expect(await call('mobsms.message', { accountId, id: uuid })).toMatchObject({
      id: '1',
      status: 'pending',
    });
    await call('mobsms.updateMessage', { accountId, id: '2', status: 'sent', errorMessage: 'Late' });
    expect(await call('mobsms.message', { accountId, id: '2' })).toMatchObject({
      status: 'sent',
      errorMessage: 'Late',
    });
    expect(await refusal(engine, 'mobsms.updateMessage', { accountId, id: '2' })).toMatchObject({
      code: 'invalid-input',
      details: { reason: 'no-change' },
    });
    await call('mobsms.cancelMessage', { accountId, id: '1' });
    expect(await refusal(engine, 'mobsms.cancelMessage', { accountId, id: '1' })).toEqual({
      code: 'conflict',
      message: 'Only pending messages can be cancelled',
      details: { reason: 'account-refused' },
    });
    await call('mobsms.deleteMessage', { accountId, id: '2' });
    expect(await refusal(engine, 'mobsms.message', { accountId, id: '2' })).toEqual({
      code: 'not-found',
      message: 'No query results for model [SmsMessage].',
      details: { reason: 'account-not-found' },
    });
  });

  it('are not deleted while a message to the same person is uncertain: it would look as if never taken', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const account = { provider: 'mobsms', baseUrl: sandbox.urls.mobsms, secret: sandbox.token } as const;
    const { accountId, id } = await prepareCampaign(engine, { ...account, people: 1 });
    sandbox.fault('mobsms', 'hang-after');
    await engine.call('campaigns.start', { id });
    await vi.waitFor(() => expect(sandbox.ledger).toHaveLength(1));
    const message = { accountId, id: '1' };
    expect(await refusal(engine, 'mobsms.deleteMessage', message)).toMatchObject({
      code: 'conflict',
      details: { reason: 'message-uncertain' },
    });
    await engine.until(id, ({ states }) => states.delivered === 1);
    await engine.call('mobsms.deleteMessage', message);
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('are counted by period', async () => {
    const { call, accountId } = await withMessages(3, { deliveryDelayMs: 0, failSuffix: '1' });
    expect(await call('mobsms.deliveryStats', { accountId })).toMatchObject({
      today: { sent: 3, delivered: 2, failed: 1, deliveryRate: 66.7 },
      thisMonth: { sent: 3, failed: null },
    });
  });
});

/** A list of contacts straight in the store; how files are read is another test's subject. */
async function addList(
  { dataDir }: TestEngine,
  rows: { phone: string; name: string; fields: Record<string, string> }[],
): Promise<number> {
  const store = openSqliteStore(join(dataDir, 'kaptar.db'), () => Date.now());
  await store.beginImport();
  await store.stageContacts(rows);
  const { listId } = await store.commitImport('Customers', {}, false);
  await store.close();
  return listId;
}

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    phone: `+99890${1_000_000 + index}`,
    name: `N${index}`,
    fields: {},
  }));

describe('copying a list to the address book', () => {
  const task = 'mobsms.pushContacts';

  it('goes in batches and tells how far it is', async () => {
    const { engine, call, sandbox, accountId } = await withAccount();
    const listId = await addList(engine, people(1200));
    const progress: unknown[] = [];
    engine.app.onEvent((name, payload) => void (name === 'task.progress' && progress.push(payload)));
    expect(await call('mobsms.pushContacts', { accountId, listId, groupId: 10 })).toEqual({
      imported: 1200,
      skipped: 0,
    });
    expect(sandbox.requests.mobsms.others).toBe(3);
    expect(progress).toEqual([
      { task, done: 500, total: 1200 },
      { task, done: 1000, total: 1200 },
      { task, done: 1200, total: 1200 },
    ]);
    expect(await call('mobsms.pushContacts', { accountId, listId })).toEqual({ imported: 0, skipped: 1200 });
  });

  it('takes e-mail and notes along where the list has such columns', async () => {
    const { engine, call, accountId } = await withAccount();
    const stub = await openStub(() => ({ status: 201, body: { data: { imported: 2, skipped: 0 } } }));
    const settings = { baseUrl: stub.url };
    await call('accounts.update', { id: accountId, name: 'Phone', settings });
    const listId = await addList(engine, [
      {
        phone: '+998901112233',
        name: 'Ali',
        fields: { 'E-mail': 'ali@example.com', Notes: 'regular', City: 'Tashkent' },
      },
      { phone: '+998901112234', name: '', fields: {} },
    ]);
    await call('mobsms.pushContacts', { accountId, listId });
    expect(JSON.parse(stub.seen[0]?.body ?? '')).toEqual({
      contacts: [
        { phone_number: '+998901112233', name: 'Ali', email: 'ali@example.com', notes: 'regular' },
        { phone_number: '+998901112234' },
      ],
    });
  });

  it('says how many were copied where a batch fails midway', async () => {
    const { engine, call, accountId } = await withAccount();
    const stub = await openStub((_url, count) =>
      count === 1
        ? { status: 201, body: { data: { imported: 500, skipped: 0 } } }
        : { status: 500, body: { message: 'Server Error' } },
    );
    const settings = { baseUrl: stub.url };
    await call('accounts.update', { id: accountId, name: 'Phone', settings });
    const listId = await addList(engine, people(700));
    expect(await refusal(engine, 'mobsms.pushContacts', { accountId, listId })).toEqual({
      code: 'account',
      message: '500 of 700 contacts were copied. Server Error',
      details: { reason: 'account-provider' },
    });
    expect(stub.seen).toHaveLength(2);
    expect(await refusal(engine, 'mobsms.pushContacts', { accountId, listId: 77 })).toMatchObject({
      code: 'not-found',
    });
  });

  it('hands on why a group is refused', async () => {
    const { engine, accountId } = await withAccount();
    const listId = await addList(engine, people(1));
    const push = { accountId, listId, groupId: 11 };
    expect(await refusal(engine, 'mobsms.pushContacts', push)).toMatchObject({ code: 'conflict' });
  });
});

describe('webhooks', () => {
  it('are set to any address, cleared and shown', async () => {
    const { engine, call, accountId } = await withAccount();
    const none = { incoming: null, status: null };
    expect(await call('mobsms.webhooks', { accountId })).toEqual({ ...none, areOurs: false });
    const to = { incoming: 'https://example.com/in', status: 'https://example.com/status' };
    expect(await call('mobsms.setWebhooks', { accountId, to })).toEqual({ ...to, areOurs: false });
    const one = { ...to, incoming: null };
    expect(await call('mobsms.setWebhooks', { accountId, to: one })).toEqual({ ...one, areOurs: false });
    expect(await call('mobsms.webhooks', { accountId })).toEqual({ ...one, areOurs: false });
    const bad = { accountId, to: { incoming: 'nowhere', status: null } };
    expect(await refusal(engine, 'mobsms.setWebhooks', bad)).toMatchObject({ code: 'invalid-input' });
  });

  it('are not set to our own address while callbacks are off', async () => {
    const { engine, accountId } = await withAccount();
    const error = await refusal(engine, 'mobsms.setWebhooks', { accountId, to: 'ours' });
    expect(error).toMatchObject({ code: 'conflict', details: { reason: 'callbacks-off' } });
  });

  it('are set to our own address, whose secret the window never sees', async () => {
    const { engine, call, sandbox, accountId } = await withAccount();
    const publicUrl = 'https://kaptar.example/hooks';
    await call('callbacks.set', { enabled: true, host: '127.0.0.1', port: 0, publicUrl });
    const shown = {
      incoming: `${publicUrl}/callbacks/${accountId}/incoming/•••`,
      status: `${publicUrl}/callbacks/${accountId}/status/•••`,
      areOurs: true,
    };
    expect(await call('mobsms.setWebhooks', { accountId, to: 'ours' })).toEqual(shown);
    expect(await call('mobsms.webhooks', { accountId })).toEqual(shown);
    const { url } = await call('callbacks.url', { accountId, topic: 'status' });
    const headers = { authorization: `Bearer ${sandbox.token}` };
    const response = await fetch(`${sandbox.urls.mobsms}/webhooks`, { headers });
    expect(await response.json()).toMatchObject({ data: { webhook_url_status: url } });

    // Whoever changes one address sees the other masked, and leaves it as it is.
    const to = { incoming: 'https://example.com/in', status: shown.status };
    expect(await call('mobsms.setWebhooks', { accountId, to })).toEqual({ ...to, areOurs: false });
    const again = await fetch(`${sandbox.urls.mobsms}/webhooks`, { headers });
    expect(await again.json()).toMatchObject({ data: { webhook_url_status: url } });
    const moved = { ...to, incoming: shown.status.replace('kaptar.example', 'other.example') };
    expect(await refusal(engine, 'mobsms.setWebhooks', { accountId, to: moved })).toMatchObject({
      code: 'invalid-input',
      details: { reason: 'masked-url' },
    });
  });

  it('give no secret away in a message that was sent with a callback address', async () => {
    const { call, sandbox, accountId } = await withAccount();
    const publicUrl = 'https://kaptar.example';
    await call('callbacks.set', { enabled: true, host: '127.0.0.1', port: 0, publicUrl });
    const { url } = await call('callbacks.url', { accountId, topic: 'status' });
    await fetch(`${sandbox.urls.mobsms}/sms`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ recipient_number: '+998901234567', message: 'x', callback_url: url }),
    });
    expect(await call('mobsms.message', { accountId, id: '1' })).toMatchObject({
      callbackUrl: `${publicUrl}/callbacks/${accountId}/status/•••`,
    });
  });
});

describe('a campaign', () => {
  it('goes out in bulk, everybody gets their text once, also where answers are lost', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const { id } = await prepareCampaign(engine, {
      provider: 'mobsms',
      baseUrl: sandbox.urls.mobsms,
      secret: sandbox.token,
      people: 230,
      settings: { groupSize: 50, rate: 1000 },
    });
    sandbox.fault('mobsms', 'cut-after');
    await engine.call('campaigns.start', { id });
    await engine.until(id, ({ state }) => state === 'finished', 30);
    expect(sandbox.ledger).toHaveLength(230);
    expect(new Set(sandbox.ledger.map(({ text }) => text)).size).toBe(230);
    expect(
      sandbox.ledger.every(({ recipient, text }) => text === `Salom N${Number(recipient.slice(7))}`),
    ).toBe(true);
    expect(sandbox.requests.mobsms.sends).toBeLessThan(15);
    expect(await engine.call('store.verify', {})).toEqual({ violations: [] });
  });
});
