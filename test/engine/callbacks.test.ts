import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect as connectSocket, createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { callbackPath, CallbackSettings, type CallbackTopic } from '../../src/shared/callbacks.ts';
import type { EventName } from '../../src/shared/contract.ts';
import type { CallbackAccount, ListenerTools } from '../../src/main/engine/callbacks/answer.ts';
import { createCallbackListener } from '../../src/main/engine/callbacks/listener.ts';
import { systemClock } from '../../src/main/engine/lib/clock.ts';
import { createEmitter } from '../../src/main/engine/lib/emitter.ts';
import { createLog } from '../../src/main/engine/lib/log.ts';
import type {
  CallbackNews,
  CallbackReport,
  CallbackRequest,
} from '../../src/main/engine/providers/provider.ts';
import {
  callbackStanding,
  callbackUrlOf,
  forgetCallbackKey,
  openCallbackListener,
  renewCallbackToken,
  setCallbacks,
  startCallbacks,
  tellCallbackUrl,
} from '../../src/main/engine/services/callbacks.ts';
import { createSecrets } from '../../src/main/engine/services/secrets.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import { startSandbox } from '../../src/main/sandbox/server.ts';
import { openTestStore } from '../support/store.ts';

const TOKEN = 'the-token-of-account-1';
const on = CallbackSettings.parse({ enabled: true, port: 0 });

const report: CallbackReport = {
  providerId: '7:998901234567',
  reference: null,
  recipient: '+998901234567',
  state: 'delivered',
  at: null,
  detail: null,
};
const reports: CallbackNews = { kind: 'reports', reports: [report] };

/** A listener for account 1 whose provider says `news`; everything that it told is kept. */
async function openListener(
  tools: Partial<ListenerTools> = {},
  read: CallbackAccount['read'] = () => reports,
) {
  const lines: string[] = [];
  const heard: CallbackReport[] = [];
  const listener = createCallbackListener({
    tokenOf: (accountId) => (accountId === 1 ? TOKEN : undefined),
    find: async (accountId) => ({ accountId, sendMs: 30_000, read, callbackKey: 'key' }),
    onReports: async (_accountId, news) => {
      heard.push(...news);
      return news.length;
    },
    onIncoming: async (_accountId, messages) => messages.length,
    onStanding: () => undefined,
    now: () => Date.now(),
    log: createLog((line) => void lines.push(line)),
    ...tools,
  });
  onTestFinished(() => listener.close());
  await listener.listen(on);
  const port = listener.standing().listeningOn ?? 0;
  const call = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);
  const right = (topic: CallbackTopic = 'status') => callbackPath(1, topic, TOKEN);
  return { listener, port, call, right, lines, heard, tally: () => listener.standing().accounts.get(1) };
}

describe('a call', () => {
  it('with the right token is read, taken note of and answered with 200', async () => {
    const seen: CallbackRequest[] = [];
    const { call, right, heard, tally } = await openListener({}, (request) => {
      seen.push(request);
      return reports;
    });
    const answer = await call(`${right()}?key=k&date=2026-02-01+12:02:02`, {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.status, await answer.text()]).toEqual([200, 'OK']);
    const [request] = seen;
    expect(request).toMatchObject({
      topic: 'status',
      method: 'POST',
      body: '{"a":1}',
      contentType: 'application/json',
      callbackKey: 'key',
    });
    expect(request?.query.get('date')).toBe('2026-02-01 12:02:02');
    expect(heard).toEqual([report]);
    const at = expect.any(Number) as number;
    expect(tally()).toEqual({ heard: 1, refused: 0, lastHeardAt: at, lastReportAt: at });
  });

  it('about an incoming message is taken in', async () => {
    const message = { providerId: '9', sender: '+998901234567', text: 'Salom', receivedAt: 1 };
    const onIncoming = vi.fn(async () => 1);
    const { call, right, tally } = await openListener({ onIncoming }, ({ topic }) =>
      topic === 'incoming' ? { kind: 'incoming', messages: [message] } : reports,
    );
    expect((await call(right('incoming'), { method: 'POST', body: '{}' })).status).toBe(200);
    expect(onIncoming).toHaveBeenCalledWith(1, [message]);
    // Received messages do not tell that anything will be reported.
    expect(tally()).toMatchObject({ heard: 1, lastHeardAt: expect.any(Number), lastReportAt: null });
  });

  it('with a wrong token, path or account hears the same 404, after the same time', async () => {
    const { call, right, heard, tally } = await openListener();
    const answers: unknown[] = [];
    for (const path of [
      callbackPath(1, 'status', 'wrong'),
      callbackPath(2, 'status', TOKEN),
      right().slice(0, -1),
      `${right()}x`,
      '/',
      '/callbacks/1/status/',
    ]) {
      const began = performance.now();
      const answer = await call(path);
      expect(performance.now() - began).toBeGreaterThan(49);
      const headers = Object.fromEntries(answer.headers);
      delete headers.date;
      answers.push([answer.status, await answer.text(), headers]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject([404, '404', {}]);
    expect(heard).toEqual([]);
    expect(tally()).toMatchObject({ heard: 0, refused: 3 });
  });

  it('that is forged is answered with 403 and changes nothing', async () => {
    const { call, right, heard, tally } = await openListener({}, () => ({ kind: 'forged' }));
    expect((await call(right())).status).toBe(403);
    expect(heard).toEqual([]);
    expect(tally()).toMatchObject({ heard: 0, refused: 1, lastHeardAt: null });
  });

  it('that cannot be read is answered with 400', async () => {
    const { call, right, tally } = await openListener({}, () => ({ kind: 'unreadable' }));
    expect((await call(right(), { method: 'POST', body: 'garbage \0 %%%' })).status).toBe(400);
    expect(tally()?.refused).toBe(1);
  });

  it('that makes its reader stumble is answered with 400, and no word of it is written down', async () => {
    const { call, right, lines } = await openListener({}, (request) => {
      throw new SyntaxError(`Unexpected ${request.body}`);
    });
    expect((await call(right(), { method: 'POST', body: 'secret words' })).status).toBe(400);
    expect(lines.join()).toContain('SyntaxError');
    expect(lines.join()).not.toContain('secret words');
  });

  it('with another method than GET and POST is answered with 405', async () => {
    const { call, right } = await openListener();
    for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']) {
      const answer = await call(right(), { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
    }
  });

  it('with a body of more than 64 KB is answered with 413, one of 64 KB is read', async () => {
    const sizes: number[] = [];
    const { call, right, tally } = await openListener({}, ({ body }) => {
      sizes.push(body.length);
      return reports;
    });
    const post = (size: number) => call(right(), { method: 'POST', body: 'x'.repeat(size) });
    expect((await post(65_536)).status).toBe(200);
    expect((await post(65_537)).status).toBe(413);
    expect((await post(5_000_000)).status).toBe(413);
    expect(sizes).toEqual([65_536]);
    expect(tally()).toMatchObject({ heard: 1, refused: 2 });
  });

  it('that could not be written down is answered with 500, so that the provider may come again', async () => {
    const { call, right, lines } = await openListener({
      onReports: async () => {
        throw new Error('disk full');
      },
    });
    expect((await call(right())).status).toBe(500);
    expect(lines.join()).toContain('disk full');
    const blind = await openListener({
      find: async () => {
        throw new Error('no store');
      },
    });
    expect((await blind.call(blind.right())).status).toBe(500);
  });

  it('that is repeated is taken note of each time', async () => {
    const { call, right, heard, tally } = await openListener();
    for (let i = 0; i < 3; i++) expect((await call(right())).status).toBe(200);
    expect(heard).toHaveLength(3);
    expect(tally()?.heard).toBe(3);
  });

  it('that matches nothing is answered with 200 and tried again, since it may come before its message', async () => {
    let known = false;
    const { call, right, tally } = await openListener({ onReports: async () => (known ? 1 : 0) });
    expect((await call(right())).status).toBe(200);
    expect(tally()).toBeUndefined();
    known = true;
    await vi.waitFor(() => expect(tally()?.heard).toBe(1), 3_000);
  });

  it('writes neither its token nor its content into a log', async () => {
    const { call, right, lines, listener } = await openListener({}, () => ({ kind: 'forged' }));
    await call(`${right()}?key=hush&number=998901234567`, { method: 'POST', body: 'a private text' });
    await call(callbackPath(1, 'status', 'guess'));
    await listener.listen({ ...on, enabled: false });
    expect(lines.join()).not.toMatch(/the-token|hush|998901234567|private|guess/);
  });
});

describe('a flood', () => {
  it('of calls with the right token is cut at a thousand, and goes on when time has passed', async () => {
    let now = 1_000_000;
    const { call, right, tally } = await openListener({ now: () => now });
    const statuses = new Map<number, number>();
    const callMany = async (count: number) => {
      for (let i = 0; i < count; i++) {
        const { status } = await call(right());
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 10 }, () => callMany(105)));
    expect([statuses.get(200), statuses.get(429)]).toEqual([1_000, 50]);
    expect(tally()).toMatchObject({ heard: 1_000, refused: 50 });
    now += 1_000;
    const answer = await call(right());
    expect(answer.status).toBe(200);
  });

  it('of guesses costs no look into the books, by whatever method', async () => {
    const now = Date.now();
    const find = vi.fn(async () => undefined);
    const { call, tally } = await openListener({ find, now: () => now });
    const statuses: number[] = [];
    for (let i = 0; i < 101; i++) {
      const method = i % 2 === 0 ? 'GET' : 'PUT';
      statuses.push((await call(callbackPath(1, 'status', `guess-${i}`), { method })).status);
    }
    expect(new Set(statuses.slice(0, 100))).toEqual(new Set([404]));
    expect(statuses[100]).toBe(429);
    expect(find).not.toHaveBeenCalled();
    expect(tally()?.refused).toBe(101);
  });

  it('of guesses is cut at a hundred, and calls with the right token go on', async () => {
    const now = Date.now();
    const { call, right } = await openListener({ now: () => now });
    const guesses: Response[] = [];
    const guessMany = async (count: number) => {
      for (let i = 0; i < count; i++) guesses.push(await call(callbackPath(1, 'status', `guess-${i}`)));
    };
    await Promise.all(Array.from({ length: 10 }, () => guessMany(13)));
    const count = (status: number) => guesses.filter((guess) => guess.status === status).length;
    expect([count(404), count(429)]).toEqual([100, 30]);
    expect(guesses.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('1');
    expect((await call(right())).status).toBe(200);
  });
});

describe('the listener', () => {
  const raw = (port: number, text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connectSocket(port, '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => (answer += String(chunk)));
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });

  it('lives on after what is no HTTP at all', async () => {
    const { port, call, right } = await openListener();
    expect(await raw(port, '\x16\x03\x01 this is TLS, or worse\r\n\r\n')).toContain('400');
    expect(await raw(port, 'GET /\0 HTTP/1.1\r\n\r\n')).toContain('400');
    expect(await raw(port, `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`)).toContain('431');
    expect(await raw(port, 'GET //[ HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')).toContain('404');
    expect((await call(right())).status).toBe(200);
  });

  it('lives on where the caller leaves in mid-request', async () => {
    const { port, call, right, lines } = await openListener();
    const socket = connectSocket(port, '127.0.0.1');
    socket.write(`POST ${right()} HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await call(right())).status).toBe(200);
    expect(lines.join()).not.toContain('callbacks.failed');
  });

  it('cuts off who does not come to the end of a request', async () => {
    const { port } = await openListener();
    const began = Date.now();
    expect(await raw(port, 'GET /callbacks HTTP/1.1\r\nhost: a\r\n')).toContain('408');
    expect(Date.now() - began).toBeLessThan(9_000);
  });

  it('has so many connections and no more', async () => {
    const { port, call, right } = await openListener();
    const sockets = Array.from({ length: 128 }, () => connectSocket(port, '127.0.0.1'));
    onTestFinished(() => sockets.forEach((socket) => void socket.destroy()));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    await expect(call(right())).rejects.toThrow();
    for (const socket of sockets) socket.destroy();
    await vi.waitFor(async () => expect((await call(right())).status).toBe(200), 3_000);
  });

  it('ends the connection of a stranger who takes his time', async () => {
    const { port, call, right } = await openListener();
    const slow = Array.from({ length: 128 }, () => connectSocket(port, '127.0.0.1'));
    onTestFinished(() => slow.forEach((socket) => void socket.destroy()));
    const head = 'POST /callbacks/1/status/wrong HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000\r\n\r\nx';
    for (const socket of slow) socket.on('error', () => undefined).write(head);
    // Long before the time-out of a request, and though none of them came to its end.
    await Promise.all(slow.map((socket) => once(socket.resume(), 'close')));
    expect((await call(right())).status).toBe(200);
  }, 4_000);

  it('is on loopback and off at the start, and ends its connections when it is switched off', async () => {
    expect(CallbackSettings.parse({})).toMatchObject({ enabled: false, host: '127.0.0.1' });
    const { listener, port, call, right } = await openListener();
    expect((await call(right())).status).toBe(200);
    await listener.listen({ ...on, enabled: false });
    expect(listener.standing()).toMatchObject({ listeningOn: null, trouble: null });
    await expect(call(right())).rejects.toThrow();
    await listener.listen({ ...on, port });
    expect(listener.standing().listeningOn).toBe(port);
    expect((await call(right())).status).toBe(200);
  });

  it('keeps its port where only the public address changes', async () => {
    const { listener, port } = await openListener();
    await listener.listen({ ...on, publicUrl: 'https://example.com' });
    expect(listener.standing().listeningOn).toBe(port);
  });

  it('says why it does not listen, and listens when that has passed', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { listener } = await openListener();
    await listener.listen({ ...on, port });
    expect(listener.standing()).toMatchObject({
      listeningOn: null,
      trouble: expect.stringContaining(`has port ${port}`),
    });
    await new Promise((resolve) => taken.close(resolve));
    await listener.listen({ ...on, port });
    expect(listener.standing()).toMatchObject({ listeningOn: port, trouble: null });
    await listener.listen({ ...on, host: '203.0.113.7' });
    expect(listener.standing()).toMatchObject({
      listeningOn: null,
      trouble: expect.stringContaining('no address of this computer'),
    });
  });

  it('has one server after changes that come at once', async () => {
    const { listener, port } = await openListener();
    const off = { ...on, enabled: false };
    await Promise.all([off, { ...on, port }, off, { ...on, port }].map((one) => listener.listen(one)));
    expect(listener.standing()).toMatchObject({ listeningOn: port, trouble: null });
  });

  it('ends what it was writing down before it closes', async () => {
    let written = false;
    const { listener, port, right } = await openListener({
      onReports: async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        written = true;
        return 1;
      },
    });
    const cut = httpRequest({ port, host: '127.0.0.1', path: right() });
    cut.on('error', () => undefined);
    cut.end();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await listener.close();
    expect(written).toBe(true);
  });
});

/** The service over a real store with an account of uBill, and what it told. */
async function openService(store: Store = openTestStore()) {
  const account = await store.createAccount(
    { name: 'Shop', provider: 'ubill', settings: { brandID: 1 }, demo: false },
    1,
  );
  const kept: [number, string, string | null][] = [];
  const secrets = createSecrets(
    () => undefined,
    (id, kind, secret) => void kept.push([id, kind, secret]),
  );
  const emitter = createEmitter();
  const events: EventName[] = [];
  emitter.on((name) => void events.push(name));
  const heard: CallbackReport[] = [];
  const listener = openCallbackListener({
    store,
    secrets,
    emitter,
    clock: systemClock,
    log: createLog(() => undefined),
    onReports: async (_accountId, news) => {
      heard.push(...news);
      return news.length;
    },
    onIncoming: async () => 0,
  });
  onTestFinished(() => listener.close());
  const refreshAccount = vi.fn<(accountId: number) => void>();
  const tools = { store, secrets, listener, refreshAccount };
  return { tools, accountId: account.id, kept, events, heard, refreshAccount, secrets };
}

describe('the settings', () => {
  it('are off before anybody changes them, and nobody gets an address', async () => {
    const { tools, accountId, kept } = await openService();
    await startCallbacks(tools);
    expect(await callbackStanding(tools)).toEqual({
      settings: { enabled: false, host: '127.0.0.1', port: 8787, publicUrl: '' },
      listeningOn: null,
      trouble: null,
      accounts: [{ accountId, heard: 0, refused: 0, lastHeardAt: null, isNew: false, hasCallbackKey: false }],
    });
    expect(await callbackUrlOf(tools, accountId, 'status')).toBeUndefined();
    await expect(tellCallbackUrl(tools, { accountId, topic: 'status' })).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'callbacks-off' },
    });
    expect(kept).toEqual([]);
  });

  it('take effect at once, are kept, and open all connections anew', async () => {
    const store = openTestStore();
    const { tools, accountId, refreshAccount, events } = await openService(store);
    const settings = { ...on, publicUrl: 'https://example.com/kaptar' };
    const standing = await setCallbacks(tools, settings);
    expect(standing).toMatchObject({ settings, listeningOn: expect.any(Number), trouble: null });
    expect(refreshAccount.mock.calls).toEqual([[accountId]]);
    expect(events).toContain('changed');
    await tools.listener.close();
    expect((await callbackStanding(tools)).listeningOn).toBeNull();
    await startCallbacks(tools);
    expect(await callbackStanding(tools)).toMatchObject({ settings, listeningOn: expect.any(Number) });
    expect(await callbackUrlOf(tools, accountId, 'status')).toMatch(/^https:\/\/example.com\/kaptar\//);
  });

  it('that cannot be read any more are those of the start', async () => {
    const { tools } = await openService();
    await tools.store.writeSetting('callbacks', { enabled: 'perhaps', port: -1 });
    await startCallbacks(tools);
    expect((await callbackStanding(tools)).settings.enabled).toBe(false);
  });

  it.each([
    'https://sms.example',
    'https://sms.example:8443/kaptar',
    'http://127.0.0.1:8787',
    'http://localhost',
    'http://[::1]:80',
  ])('take the public address %s', (publicUrl) => {
    expect(CallbackSettings.parse({ publicUrl: ` ${publicUrl}/ ` }).publicUrl).toBe(publicUrl);
  });

  it.each([
    'http://sms.example',
    'http://203.0.113.5:8787',
    'http://127.0.0.1.example',
    'https://sms.example?',
    'https://sms.example/#',
    'https://sms.example?a=1',
    'https://name@sms.example',
    'https://:pw@sms.example',
    'https://sms.example/a b',
    'https://sms\n.example',
    'ftp://sms.example',
    'sms.example',
  ])('take no such public address as %j, which would not lead here or would show the secret', (publicUrl) => {
    const { error } = CallbackSettings.safeParse({ publicUrl });
    expect(error?.issues[0]?.message).toMatch(/begins with https:/);
  });

  it('without a public address give none to providers', async () => {
    const { tools, accountId } = await openService();
    await setCallbacks(tools, on);
    expect(await callbackUrlOf(tools, accountId, 'status')).toBeUndefined();
  });
});

describe('the address of an account', () => {
  it('has a token that is made once and kept with the secrets', async () => {
    const { tools, accountId, kept } = await openService();
    await setCallbacks(tools, { ...on, publicUrl: 'https://example.com' });
    const { url } = await tellCallbackUrl(tools, { accountId, topic: 'status' });
    const [, token = ''] = /^https:\/\/example\.com\/callbacks\/\d+\/status\/([\w-]{32})$/.exec(url) ?? [];
    expect(kept).toEqual([[accountId, 'callback-token', token]]);
    expect(token).toHaveLength(32);
    expect(await callbackUrlOf(tools, accountId, 'status')).toBe(url);
    expect(await callbackUrlOf(tools, accountId, 'incoming')).toBe(url.replace('status', 'incoming'));
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(await callbackStanding(tools))).not.toContain(token);
  });

  it('is another one once it is renewed, and the one of before leads nowhere', async () => {
    const { tools, accountId, kept, refreshAccount } = await openService();
    const { listeningOn } = await setCallbacks(tools, on);
    await setCallbacks(tools, { ...on, publicUrl: `http://127.0.0.1:${listeningOn}` });
    const { url: before } = await tellCallbackUrl(tools, { accountId, topic: 'status' });
    const query = '?smsID=1&number=995511194242&statusID=1';
    expect((await fetch(before + query)).status).toBe(200);
    refreshAccount.mockClear();
    expect(await renewCallbackToken(tools, accountId)).toMatchObject({ accounts: [{ isNew: true }] });
    const { url } = await tellCallbackUrl(tools, { accountId, topic: 'status' });
    expect((await fetch(before + query)).status).toBe(404);
    expect((await fetch(url + query)).status).toBe(200);
    // Kept with the other secrets, and told to providers that get it with each message.
    expect(kept.map(([, kind]) => kind)).toEqual(['callback-token', 'callback-token']);
    expect(refreshAccount.mock.calls).toEqual([[accountId]]);
    await expect(renewCallbackToken(tools, 99)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of an account that does not exist is not given', async () => {
    const { tools } = await openService();
    await setCallbacks(tools, { ...on, publicUrl: 'https://example.com' });
    const asking = tellCallbackUrl(tools, { accountId: 99, topic: 'status' });
    await expect(asking).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('uBill', () => {
  /** A sandbox that calls the account's address with this key, and a way to send through it. */
  async function openUbill(key: string, own: string | null, troubles = {}) {
    const service = await openService();
    const { tools, accountId, secrets } = service;
    if (own !== null) secrets.set(accountId, 'callback-key', own);
    const { listeningOn } = await setCallbacks(tools, on);
    await setCallbacks(tools, { ...on, publicUrl: `http://127.0.0.1:${listeningOn}` });
    const { url } = await tellCallbackUrl(tools, { accountId, topic: 'status' });
    const sandbox = await startSandbox({
      deliveryDelayMs: 400,
      slowMs: 100,
      failSuffix: '3',
      ubillCallback: { url, key },
      ...troubles,
    });
    onTestFinished(() => sandbox.close());
    const send = (numbers: string) =>
      fetch(`${sandbox.urls.ubill}/sms/send?key=${sandbox.token}&brandID=1&numbers=${numbers}&text=x`);
    const tally = async () => (await callbackStanding(tools)).accounts[0];
    return { ...service, send, tally };
  }
  const states = (heard: readonly CallbackReport[]) =>
    heard.map(({ providerId, state }) => `${providerId} ${state}`);

  it('reports each number when it is sent and when it is delivered or fails', async () => {
    const { send, heard, tally } = await openUbill('shared-key', 'shared-key');
    await send('995511194242,995511194243');
    await vi.waitFor(() => expect(heard).toHaveLength(4), 5_000);
    expect(states(heard).toSorted()).toEqual([
      '1:995511194242 accepted',
      '1:995511194242 delivered',
      '1:995511194243 accepted',
      '1:995511194243 undelivered',
    ]);
    await vi.waitFor(async () => expect(await tally()).toMatchObject({ heard: 4, refused: 0 }));
  });

  it('reports in each of its five statuses', async () => {
    const troubles = { callbackTroubles: ['pending'], ubillErrorSuffix: '43' };
    const { send, heard } = await openUbill('key', null, troubles);
    await send('995511194242,995511194233,995511194243');
    await vi.waitFor(() => expect(heard).toHaveLength(9), 5_000);
    const ends = heard.flatMap(({ state, detail }) => (state === 'accepted' ? [] : [detail ?? state]));
    expect(ends.toSorted()).toEqual(['delivered', 'uBill: error (status 4)', 'uBill: failed (status 2)']);
  });

  it('is believed with a key that its panel cut, and not with another', async () => {
    const long = 'abcdefghijklmnopqrstuvwxyz0123456789';
    const cut = await openUbill(long, long);
    await cut.send('995511194242');
    await vi.waitFor(() => expect(cut.heard).toHaveLength(2), 5_000);
    expect(await cut.tally()).toMatchObject({ hasCallbackKey: true });

    const forged = await openUbill('another', long);
    await forged.send('995511194242');
    await vi.waitFor(async () => expect(await forged.tally()).toMatchObject({ refused: 2, heard: 0 }), 5_000);
    expect(forged.heard).toEqual([]);
  });

  it('is believed without a key once that is forgotten', async () => {
    const { tools, accountId, kept, send, heard, tally } = await openUbill('another', 'the-key');
    await expect(forgetCallbackKey(tools, 99)).rejects.toMatchObject({ code: 'not-found' });
    expect(await forgetCallbackKey(tools, accountId)).toMatchObject({
      accounts: [{ hasCallbackKey: false }],
    });
    // The keychain forgets it, too.
    expect(kept).toContainEqual([accountId, 'callback-key', null]);
    await send('995511194242');
    await vi.waitFor(() => expect(heard).toHaveLength(2), 5_000);
    expect(await tally()).toMatchObject({ refused: 0 });
  });

  it('may repeat itself, come late and out of order', async () => {
    const callbackTroubles = ['repeated', 'late', 'out-of-order'];
    const { send, heard } = await openUbill('key', null, { callbackTroubles });
    await send('995511194242');
    await vi.waitFor(() => expect(heard).toHaveLength(4), 5_000);
    const [first, second, third, fourth] = states(heard);
    expect([first, second]).toEqual(Array(2).fill('1:995511194242 delivered'));
    expect([third, fourth]).toEqual(Array(2).fill('1:995511194242 accepted'));
  });

  it('makes the window look again, once a second at most', async () => {
    const { send, heard, events } = await openUbill('key', null);
    await send('995511194240,995511194241,995511194242,995511194244');
    await vi.waitFor(() => expect(heard).toHaveLength(8), 5_000);
    const soon = events.length;
    expect(soon).toBeLessThanOrEqual(2);
    await vi.waitFor(() => expect(events.length).toBeGreaterThan(soon), 3_000);
  });
});
