import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CallbackTrouble } from '../../src/main/sandbox/callbacks.ts';
import { startSandbox, type Sandbox } from '../../src/main/sandbox/server.ts';
import { openSandbox } from './accounts.ts';
import { openSocketServer, openStub } from './servers.ts';

/** The sandbox's calls to its users, and the door through which curious operators steer it. */

const ubillSend = (sandbox: Sandbox, numbers: string, more = '') =>
  fetch(`${sandbox.urls.ubill}/sms/send?key=${sandbox.token}&brandID=1&text=x&numbers=${numbers}${more}`);

const post = (sandbox: Sandbox, path: string, body: unknown, type = 'application/json') =>
  fetch(new URL(path, sandbox.urls.ubill), {
    method: 'POST',
    headers: { 'content-type': type },
    body: JSON.stringify(body),
  });

/** A server for callbacks and the fields of all calls to it. */
async function openEar() {
  const stub = await openStub(() => ({ body: 'OK' }));
  const calls = () => stub.seen.map(({ url }) => Object.fromEntries(new URL(url, stub.url).searchParams));
  return { stub, calls, statuses: () => calls().map(({ statusID }) => Number(statusID)) };
}

/** Calls come on connections of their own: the later one may be the first to arrive. */
const inOrder = (statuses: readonly number[]) => statuses.toSorted((a, b) => a - b);

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('uBill’s callback', () => {
  it('is the documented GET, when a message is sent and when it is delivered', async () => {
    const { stub, calls } = await openEar();
    const url = `${stub.url}/callback?mine=1`;
    const sandbox = await openSandbox({ ubillCallback: { url, key: 'YourCallbackKey' } });
    await ubillSend(sandbox, '995511194242');
    await vi.waitFor(() => expect(calls()).toHaveLength(2));
    const call = {
      mine: '1',
      key: 'YourCallbackKey',
      smsID: '1',
      number: '995511194242',
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    };
    expect(calls().toSorted((a, b) => Number(a['statusID']) - Number(b['statusID']))).toEqual([
      { ...call, statusID: '0' },
      { ...call, statusID: '1' },
    ]);
    expect(stub.seen.every(({ method, body }) => method === 'GET' && body === '')).toBe(true);
    const here = new Date(Date.now() + 4 * 3_600_000).toISOString().slice(0, 13).replace('T', ' ');
    expect(calls()[0]?.date?.slice(0, 13)).toBe(here);
  });

  it('comes for each number of a request, and says 2 for one that failed', async () => {
    const { stub, calls } = await openEar();
    const ubillCallback = { url: stub.url, key: 'k' };
    const sandbox = await openSandbox({ ubillCallback, failSuffix: '3', deliveryDelayMs: 0 });
    await ubillSend(sandbox, '995511194242,995511194243');
    await vi.waitFor(() => expect(calls()).toHaveLength(2));
    expect(calls().map(({ number, statusID }) => [number, statusID])).toEqual([
      ['995511194242', '1'],
      ['995511194243', '2'],
    ]);
  });

  it('says 4 for one that ended in an error, and 3 for one that waits if told so', async () => {
    const { stub, statuses } = await openEar();
    const sandbox = await openSandbox({
      ubillCallback: { url: stub.url, key: 'k' },
      callbackTroubles: ['pending'],
      failSuffix: '3',
      ubillErrorSuffix: '43',
    });
    await ubillSend(sandbox, '995511194243');
    await vi.waitFor(() => expect(inOrder(statuses())).toEqual([0, 3, 4]));
  });

  it('has its key cut to 30 characters', async () => {
    const { stub, calls } = await openEar();
    const ubillCallback = { url: stub.url, key: 'x'.repeat(40) };
    const sandbox = await openSandbox({ ubillCallback, deliveryDelayMs: 0 });
    await ubillSend(sandbox, '995511194242');
    await vi.waitFor(() => expect(calls()[0]?.key).toBe('x'.repeat(30)));
  });

  it('needs an https address, but for this machine', async () => {
    const bad = { url: 'http://example.com/callback', key: 'k' };
    await expect(startSandbox({ ubillCallback: bad })).rejects.toThrow('https://');
    const sandbox = await openSandbox();
    expect(() => sandbox.setUbillCallback(bad)).toThrow('https://');
    expect(() => sandbox.setUbillCallback({ ...bad, url: 'nowhere' })).toThrow();
    sandbox.setUbillCallback({ ...bad, url: 'https://example.com/callback' });
  });

  it('can be set and taken away while the sandbox runs', async () => {
    const { stub, calls } = await openEar();
    const sandbox = await openSandbox({ deliveryDelayMs: 0 });
    sandbox.setUbillCallback({ url: stub.url, key: 'k' });
    await ubillSend(sandbox, '995511194242');
    await vi.waitFor(() => expect(calls()).toHaveLength(1));
    sandbox.setUbillCallback(null);
    await ubillSend(sandbox, '995511194243');
    await wait(50);
    expect(calls()).toHaveLength(1);
  });
});

describe('calls to users', () => {
  const statusesWith = async (callbackTroubles: readonly CallbackTrouble[], count: number) => {
    const { stub, statuses } = await openEar();
    const ubillCallback = { url: stub.url, key: 'k' };
    const sandbox = await openSandbox({ ubillCallback, callbackTroubles, deliveryDelayMs: 40, slowMs: 150 });
    const began = Date.now();
    await ubillSend(sandbox, '995511194242');
    await vi.waitFor(() => expect(statuses()).toHaveLength(count));
    const took = Date.now() - began;
    await wait(50);
    return { statuses: statuses(), took };
  };

  it('can be repeated', async () => {
    expect(inOrder((await statusesWith(['repeated'], 4)).statuses)).toEqual([0, 0, 1, 1]);
  });

  it('can come out of order', async () => {
    expect((await statusesWith(['out-of-order'], 2)).statuses).toEqual([1, 0]);
  });

  it('can come late', async () => {
    const late = await statusesWith(['late'], 2);
    // Said at the time of the message, heard later.
    expect(late.statuses).toEqual([0, 1]);
    expect(late.took).toBeGreaterThanOrEqual(150);
  });

  it('never leave this machine', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    onTestFinished(() => fetched.mockRestore());
    const sandbox = await openSandbox({
      deliveryDelayMs: 0,
      ubillCallback: { url: 'https://kaptar.invalid/callback', key: 'k' },
    });
    await ubillSend(sandbox, '995511194242');
    await wait(50);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('are not tried again where nobody listens, and stop nothing else', async () => {
    const { stub, statuses } = await openEar();
    const ubillCallback = { url: 'http://127.0.0.1:9/callback', key: 'k' };
    const sandbox = await openSandbox({ deliveryDelayMs: 0, ubillCallback });
    await ubillSend(sandbox, '995511194242');
    await wait(50);
    sandbox.setUbillCallback({ url: stub.url, key: 'k' });
    await ubillSend(sandbox, '995511194243');
    await vi.waitFor(() => expect(statuses()).toEqual([1]));
  });

  it('end with the sandbox, those that hang and those that were to come', async () => {
    let connections = 0;
    const hanging = await openSocketServer(() => void connections++);
    const { stub, statuses } = await openEar();
    const sandbox = await startSandbox({ ubillCallback: { url: hanging.url, key: 'k' }, deliveryDelayMs: 0 });
    await ubillSend(sandbox, '995511194242');
    await vi.waitFor(() => expect(connections).toBe(1));
    await sandbox.close();
    const other = await startSandbox({ ubillCallback: { url: stub.url, key: 'k' }, deliveryDelayMs: 60 });
    await ubillSend(other, '995511194242');
    await other.close();
    await wait(100);
    expect(statuses()).toEqual([]);
  });

  it('wait for the time of a message that is far away', async () => {
    const { stub, statuses } = await openEar();
    const sandbox = await openSandbox({ ubillCallback: { url: stub.url, key: 'k' }, deliveryDelayMs: 0 });
    await ubillSend(sandbox, '995511194242', '&sendTime=2099-02-01%2023:30');
    await wait(50);
    expect(statuses()).toEqual([]);
  });

  it('go on after a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kaptar-sandbox-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { stub, statuses } = await openEar();
    const ubillCallback = { url: stub.url, key: 'k' };
    const options = { ledgerFile: join(folder, 'ledger.jsonl'), ubillCallback, deliveryDelayMs: 150 };
    const first = await startSandbox(options);
    await ubillSend(first, '995511194242');
    await first.close();
    await openSandbox(options);
    await vi.waitFor(() => expect(inOrder(statuses())).toEqual([0, 1]));
  });

  it('are made for the status and the incoming messages of MobSMS', async () => {
    const { stub } = await openEar();
    const sandbox = await openSandbox({ deliveryDelayMs: 0 });
    const mobsms = (method: string, path: string, body: unknown) =>
      fetch(sandbox.urls.mobsms + path, {
        method,
        headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const webhooks = {
      webhook_url_incoming: `${stub.url}/incoming`,
      webhook_url_status: `${stub.url}/status`,
    };
    expect((await mobsms('PUT', '/webhooks', webhooks)).status).toBe(200);
    await mobsms('POST', '/sms', { recipient_number: '+998901234567', message: 'Salom' });
    await vi.waitFor(() => expect(stub.seen).toMatchObject([{ method: 'POST', url: '/status' }]));
    sandbox.receive({ sender: '+998901234567', text: 'Rahmat' });
    await vi.waitFor(() => expect(stub.seen).toHaveLength(2));
    expect(stub.seen[1]).toMatchObject({ url: '/incoming', body: expect.stringContaining('Rahmat') });
    expect(stub.seen[1]?.headers['content-type']).toBe('application/json');
  });
});

describe('the control path', () => {
  it('switches faults on', async () => {
    const sandbox = await openSandbox();
    const answer = await post(sandbox, '/sandbox/fault', { provider: 'ubill', fault: 'auth', times: 2 });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { provider: 'ubill', fault: 'auth', times: 2 },
    ]);
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await ubillSend(sandbox, '995511194242')).status);
    expect(statuses).toEqual([401, 401, 200]);
  });

  it('lets a person write, and sets where uBill reports', async () => {
    const { stub, statuses } = await openEar();
    const sandbox = await openSandbox({ deliveryDelayMs: 0 });
    const received = await post(sandbox, '/sandbox/receive', { sender: '+998901234567', text: 'STOP' });
    expect([received.status, await received.json()]).toEqual([200, { calls: 0 }]);
    const set = await post(sandbox, '/sandbox/ubill-callback', { url: stub.url, key: 'k' });
    expect(set.status).toBe(200);
    await ubillSend(sandbox, '995511194242');
    await vi.waitFor(() => expect(statuses()).toEqual([1]));
  });

  it('shows the ledger, the newest entries first', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0 });
    await ubillSend(sandbox, '995511194242,995511194243');
    const answer = await fetch(new URL('/sandbox/ledger', sandbox.urls.ubill));
    expect(await answer.json()).toMatchObject({
      total: 2,
      entries: [
        { providerId: '1:995511194243', state: 'delivered', provider: 'ubill' },
        { providerId: '1:995511194242', text: 'x', recipient: '+995511194242' },
      ],
    });
  });

  it('refuses what it does not know, and what a web page of another place could send', async () => {
    const sandbox = await openSandbox();
    const good = { provider: 'ubill', fault: 'auth' };
    for (const [path, body, type] of [
      ['/sandbox/fault', { ...good, fault: 'fire' }],
      ['/sandbox/fault', { ...good, provider: 'other' }],
      ['/sandbox/fault', { ...good, times: 0 }],
      ['/sandbox/fault', good, 'text/plain'],
      ['/sandbox/receive', { sender: '998901234567', text: 'x' }],
      ['/sandbox/ubill-callback', { url: 'http://example.com', key: 'k' }],
    ] as const) {
      const answer = await post(sandbox, path, body, type);
      expect([path, answer.status]).toEqual([path, 400]);
    }
    expect((await post(sandbox, '/sandbox/other', good)).status).toBe(404);
    expect((await fetch(new URL('/sandbox', sandbox.urls.ubill))).status).toBe(404);
    expect((await ubillSend(sandbox, '995511194242')).status).toBe(200);
  });
});
