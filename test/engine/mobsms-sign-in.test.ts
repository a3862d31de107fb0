import { readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SecretKind } from '../../src/shared/secret.ts';
import { SANDBOX_GOOGLE_TOKEN } from '../../src/main/sandbox/mobsms-sign-in.ts';
import { openSandbox } from '../providers/accounts.ts';
import { ask } from '../providers/mobsms-requests.ts';
import { openStub, type StubAnswer, type StubServer } from '../providers/servers.ts';
import { prepareCampaign, startEngine, type TestEngine } from '../support/engine.ts';

/** How an account of MobSMS gets its key and loses it, through the whole engine. */

/** An engine with a MobSMS account that has no key yet, and all that it wants kept. */
async function openAccount(baseUrl: string) {
  const engine = await startEngine();
  const kept: [number, SecretKind, string | null][] = [];
  onTestFinished(engine.app.onSecret((...secret) => void kept.push(secret)));
  const { id: accountId } = await engine.call('accounts.create', {
    name: 'Phone',
    provider: 'mobsms',
    settings: { baseUrl, timeoutSeconds: 3 },
  });
  const hasSecret = async () =>
    (await engine.call('accounts.list', {})).find(({ id }) => id === accountId)?.hasSecret;
  return { ...engine, accountId, kept, hasSecret };
}

const PASSWORD = 'secret123';
const LOGIN = { email: 'you@example.com', password: PASSWORD };

/** Every byte of the data folder, as text. */
function allOf(dataDir: string): string {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

const errorOf = async ({ app }: TestEngine, ...call: Parameters<TestEngine['app']['dispatch']>) => {
  const reply = await app.dispatch(...call);
  return reply.ok ? null : reply.error;
};

describe('sign-in', () => {
  it('leaves a key of Kaptar’s own, and the password and the session nowhere', async () => {
    const sandbox = await openSandbox();
    const { call, dataDir, accountId, kept, hasSecret } = await openAccount(sandbox.urls.mobsms);
    expect(await hasSecret()).toBe(false);
    expect(await call('mobsms.signIn', { accountId, ...LOGIN })).toEqual({
      id: '1',
      name: 'Ali',
      email: 'you@example.com',
      plan: 'premium',
      premiumUntil: Date.parse('2027-06-08T00:00:00Z'),
    });
    expect(await hasSecret()).toBe(true);
    const key = kept[0]?.[2] ?? '';
    expect(kept).toEqual([[accountId, 'key', key]]);
    // The session was the first token, and this one lives.
    expect(key).toMatch(/^2\|/);
    expect((await ask(sandbox, 'GET /user', undefined, key)).status).toBe(200);
    expect(await call('mobsms.keys', { accountId })).toMatchObject([
      { id: '2', name: `Kaptar on ${hostname()}`, abilities: ['*'] },
    ]);
    const written = allOf(dataDir);
    expect(written).toContain('Phone');
    expect(written).not.toContain(PASSWORD);
    expect(written).not.toContain(key);
  });

  it('ends its session, though the key goes on working', async () => {
    const tokens: string[] = [];
    const stub = await openMobsms({
      'POST /logout': (key) => {
        tokens.push(key);
        return { body: { success: true, message: 'Logout successful' } };
      },
    });
    const { call, accountId, kept } = await openAccount(stub.url);
    await call('mobsms.signIn', { accountId, ...LOGIN });
    expect(tokens).toEqual(['the-session']);
    expect(kept).toEqual([[accountId, 'key', 'the-key']]);
    const bodies = stub.seen.map(({ method, url, body }) => `${method} ${url} ${body}`);
    expect(bodies.slice(0, 4)).toEqual([
      `POST /login {"email":"you@example.com","password":"${PASSWORD}"}`,
      `POST /tokens {"name":"Kaptar on ${hostname()}"}`,
      'POST /logout ',
      'GET /user ',
    ]);
  });

  it('wakes the account up: what waited for a key goes out', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const { id, accountId } = await prepareCampaign(engine, {
      provider: 'mobsms',
      baseUrl: sandbox.urls.mobsms,
      secret: 'a-wrong-key',
      people: 3,
    });
    await engine.call('campaigns.start', { id });
    await engine.until(id, ({ state }) => state === 'paused');
    await engine.call('mobsms.signIn', { accountId, ...LOGIN });
    await engine.call('campaigns.resume', { id });
    await engine.until(id, ({ state }) => state === 'finished');
    expect(sandbox.ledger).toHaveLength(3);
  });

  it('says that MobSMS refused it, and keeps nothing', async () => {
    const sandbox = await openSandbox();
    const account = await openAccount(sandbox.urls.mobsms);
    const { accountId, kept, hasSecret } = account;
    const wrong = { accountId, ...LOGIN, password: 'another-password' };
    expect(await errorOf(account, 'mobsms.signIn', wrong)).toEqual({
      code: 'account',
      message: 'MobSMS refused the sign-in: Invalid credentials.',
      details: { reason: 'sign-in-refused' },
    });
    const google = { accountId, idToken: 'forged' };
    expect(await errorOf(account, 'mobsms.signInWithGoogle', google)).toMatchObject({
      message: 'MobSMS refused the sign-in: Invalid Google token.',
    });
    expect(kept).toEqual([]);
    expect(await hasSecret()).toBe(false);
  });

  it('says that no key was made, ends the session and keeps nothing', async () => {
    const stub = await openMobsms({
      'POST /tokens': () => ({ status: 422, body: { message: 'Too many keys.' } }),
    });
    const account = await openAccount(stub.url);
    const error = await errorOf(account, 'mobsms.signIn', { accountId: account.accountId, ...LOGIN });
    expect(error).toMatchObject({ code: 'account', details: { reason: 'no-key-made' } });
    expect(error?.message).toContain('(Too many keys.). Nothing was kept.');
    expect(stub.seen.map(({ url }) => url)).toEqual(['/login', '/tokens', '/logout']);
    expect(account.kept).toEqual([]);
  });

  it('keeps no key that does not work', async () => {
    const stub = await openMobsms({
      'GET /user': () => ({ status: 401, body: { message: 'Unauthenticated.' } }),
    });
    const account = await openAccount(stub.url);
    const error = await errorOf(account, 'mobsms.signIn', { accountId: account.accountId, ...LOGIN });
    expect(error).toMatchObject({ code: 'account', details: { reason: 'no-key-made' } });
    expect(account.kept).toEqual([]);
  });

  it('is not harmed where the session does not end or the user is not told', async () => {
    const broken = () => ({ status: 500, body: 'broken' });
    const stub = await openMobsms({ 'POST /logout': broken, 'GET /user': broken });
    const { call, accountId, kept } = await openAccount(stub.url);
    const user = await call('mobsms.signIn', { accountId, ...LOGIN });
    expect(user).toEqual({ id: '1', name: 'Ali', email: null, plan: null, premiumUntil: null });
    expect(kept).toEqual([[accountId, 'key', 'the-key']]);
  });

  it('registers a new user, and says what is wrong with one', async () => {
    const sandbox = await openSandbox();
    const account = await openAccount(sandbox.urls.mobsms);
    const { call, accountId, kept } = account;
    const user = { accountId, name: 'Vali', email: 'vali@example.com', password: PASSWORD };
    expect(await call('mobsms.register', user)).toMatchObject({ id: '2', name: 'Vali' });
    expect(kept).toHaveLength(1);
    expect(await errorOf(account, 'mobsms.register', user)).toEqual({
      code: 'conflict',
      message: 'The email field has already been taken.',
      details: { reason: 'account-refused' },
    });
    const short = { ...user, password: 'short' };
    expect(await errorOf(account, 'mobsms.register', short)).toMatchObject({ code: 'invalid-input' });
    expect(kept).toHaveLength(1);
  });

  it('takes the token of Google, too', async () => {
    const sandbox = await openSandbox();
    const { call, accountId, hasSecret } = await openAccount(sandbox.urls.mobsms);
    const idToken = SANDBOX_GOOGLE_TOKEN;
    expect(await call('mobsms.signInWithGoogle', { accountId, idToken })).toMatchObject({
      email: 'ali@gmail.com',
      plan: 'premium',
    });
    expect(await hasSecret()).toBe(true);
  });

  it('is for accounts of MobSMS only', async () => {
    const engine = await startEngine();
    const { id } = await engine.call('accounts.create', { name: 'D', provider: 'devsms', settings: {} });
    expect(await errorOf(engine, 'mobsms.signIn', { accountId: id, ...LOGIN })).toMatchObject({
      code: 'invalid-input',
      details: { reason: 'other-provider' },
    });
  });
});

describe('logging out', () => {
  it('ends the key at MobSMS and forgets it', async () => {
    const sandbox = await openSandbox();
    const { call, accountId, kept, hasSecret } = await openAccount(sandbox.urls.mobsms);
    await call('mobsms.signIn', { accountId, ...LOGIN });
    const key = kept[0]?.[2] ?? '';
    await call('mobsms.logOut', { accountId });
    expect(kept.slice(1)).toEqual([[accountId, 'key', null]]);
    expect(await hasSecret()).toBe(false);
    expect((await ask(sandbox, 'GET /user', undefined, key)).status).toBe(401);
  });

  it('forgets a key that works no longer, and keeps one while MobSMS cannot be asked', async () => {
    const sandbox = await openSandbox();
    const account = await openAccount(sandbox.urls.mobsms);
    const { app, call, accountId, kept, hasSecret } = account;
    await app.setSecret(accountId, 'revoked-key');
    await call('mobsms.logOut', { accountId });
    expect(kept).toEqual([[accountId, 'key', null]]);

    await app.setSecret(accountId, 'another-key');
    await sandbox.close();
    expect(await errorOf(account, 'mobsms.logOut', { accountId })).toMatchObject({ code: 'account' });
    expect(await hasSecret()).toBe(true);
  });
});

describe('API keys', () => {
  it('are made for other programs, listed and revoked', async () => {
    const sandbox = await openSandbox();
    const account = await openAccount(sandbox.urls.mobsms);
    const { app, call, accountId, kept } = account;
    await app.setSecret(accountId, sandbox.token);
    const made = await call('mobsms.createKey', { accountId, name: 'Server', abilities: ['send'] });
    expect(made).toMatchObject({ key: { id: '1', name: 'Server', abilities: ['send'] } });
    expect((await ask(sandbox, 'GET /user', undefined, made.token)).status).toBe(200);
    expect(await call('mobsms.keys', { accountId })).toMatchObject([{ id: '1', name: 'Server' }]);
    await call('mobsms.revokeKey', { accountId, id: '1' });
    expect(await call('mobsms.keys', { accountId })).toEqual([]);
    expect((await ask(sandbox, 'GET /user', undefined, made.token)).status).toBe(401);
    expect(await errorOf(account, 'mobsms.revokeKey', { accountId, id: '1' })).toMatchObject({
      code: 'not-found',
    });
    // The account goes on with its own.
    expect(kept).toEqual([]);
  });
});

/** A MobSMS that signs in, but for what the test wants otherwise. */
async function openMobsms(
  others: Readonly<Record<string, (key: string) => StubAnswer>>,
): Promise<StubServer> {
  const usual: typeof others = {
    'POST /login': () => ({ body: { data: { token: 'the-session', user: { id: 1, name: 'Ali' } } } }),
    'POST /tokens': () => ({ status: 201, body: { data: { id: 6, token: 'the-key' } } }),
    'POST /logout': () => ({ body: { success: true } }),
    'GET /user': () => ({ body: { data: { id: 1, name: 'Ali', plan: 'premium' } } }),
  };
  const stub: StubServer = await openStub((url, count) => {
    const seen = stub.seen[count - 1];
    const answer = { ...usual, ...others }[`${seen?.method} ${url.pathname}`];
    const key = String(seen?.headers.authorization).replace('Bearer ', '');
    return answer?.(key) ?? { body: { data: { data: [] } } };
  });
  return stub;
}
