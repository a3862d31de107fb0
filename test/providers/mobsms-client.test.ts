import { describe, expect, it } from 'vitest';
import { SANDBOX_GOOGLE_TOKEN } from '../../src/main/sandbox/mobsms-sign-in.ts';
import { message, never, openSandbox } from './accounts.ts';
import { openClient } from './mobsms-requests.ts';
import { openStub } from './servers.ts';

/** MobSMS's own pages through the client, against the sandbox, which refuses what the document refuses. */

const PREMIUM_UNTIL = Date.parse('2027-06-08T00:00:00Z');
const PLAN = {
  plan: 'premium',
  isPremium: true,
  premiumUntil: PREMIUM_UNTIL,
  prices: { monthly: 5, yearly: 50, currency: 'USD' },
  features: ['api', 'webhooks', 'bulk'],
};
const NEW_USER = { name: 'Ali Valiyev', email: 'ali@example.com', password: 'secret123' };

it('names the key, the content type and what it accepts with every request', async () => {
  const stub = await openStub(() => ({ body: { success: true, data: { keep_inbound: true } } }));
  const client = openClient(stub.url, ' the-key\n');
  await client.readSettings(never());
  await client.writeSettings({ keepInbound: true }, never());
  const open = openClient(stub.url, null);
  await open.findRelease(never()).catch(() => undefined);
  const headers = stub.seen.map((seen) => seen.headers);
  const common = { accept: 'application/json', 'content-type': 'application/json' };
  expect(headers[0]).toMatchObject({ ...common, authorization: 'Bearer the-key' });
  expect(headers[1]).toMatchObject({ ...common, authorization: 'Bearer the-key' });
  expect(headers[2]).toMatchObject(common);
  expect(headers[2]).not.toHaveProperty('authorization');
});

describe('sign-in', () => {
  it('logs in with e-mail and password, and needs no key for it', async () => {
    const { urls } = await openSandbox();
    const client = openClient(urls.mobsms, null);
    const session = await client.logIn({ email: 'you@example.com', password: 'secret123' }, never());
    expect(session.user).toEqual({
      id: '1',
      name: 'Ali',
      email: 'you@example.com',
      plan: null,
      premiumUntil: null,
    });
    expect(await openClient(urls.mobsms, session.token).readUser(never())).toMatchObject({ id: '1' });
  });

  it('knows a wrong password from other trouble', async () => {
    const sandbox = await openSandbox();
    const client = openClient(sandbox.urls.mobsms, null);
    const wrong = client.logIn({ email: 'you@example.com', password: 'other' }, never());
    await expect(wrong).rejects.toMatchObject({ kind: 'auth', message: 'Invalid credentials' });
    await sandbox.close();
    const offline = client.logIn({ email: 'you@example.com', password: 'secret123' }, never());
    await expect(offline).rejects.toMatchObject({ kind: 'offline' });
  });

  it('hands on which fields of a login are refused', async () => {
    const { urls } = await openSandbox();
    const attempt = openClient(urls.mobsms, null).logIn({ email: '', password: '' }, never());
    await expect(attempt).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/email.*password/),
    });
  });

  it('never has a password or a Google token in the words of an error', async () => {
    const stub = await openStub(() => ({
      status: 422,
      body: { message: 'Bad password my-pass-word', errors: { id_token: ['eyJhbGciOi is bad'] } },
    }));
    const client = openClient(stub.url, null);
    for (const attempt of [
      client.logIn({ email: 'a@b.uz', password: 'my-pass-word' }, never()),
      client.register({ name: 'A', email: 'a@b.uz', password: 'my-pass-word' }, never()),
    ]) {
      await expect(attempt).rejects.toThrow('Bad password ••• eyJhbGciOi is bad');
    }
    const google = client.signInWithGoogle('eyJhbGciOi', never());
    await expect(google).rejects.toThrow('Bad password my-pass-word ••• is bad');
  });

  it('registers a new user, with the password twice', async () => {
    const { urls } = await openSandbox();
    const client = openClient(urls.mobsms, null);
    const session = await client.register(NEW_USER, never());
    expect(session.user).toMatchObject({ id: '2', name: 'Ali Valiyev', email: 'ali@example.com' });
    expect(await openClient(urls.mobsms, session.token).readUser(never())).toMatchObject({ id: '2' });
    const again = client.register(NEW_USER, never());
    await expect(again).rejects.toMatchObject({
      kind: 'refused',
      message: 'The email field has already been taken.',
    });
    const short = client.register({ ...NEW_USER, email: 'b@b.uz', password: 'short' }, never());
    await expect(short).rejects.toMatchObject({ kind: 'refused' });
  });

  it('signs in with the token of Google, and knows a bad one', async () => {
    const { urls } = await openSandbox();
    const client = openClient(urls.mobsms, null);
    const session = await client.signInWithGoogle(SANDBOX_GOOGLE_TOKEN, never());
    expect(session.user).toMatchObject({ name: 'Ali', email: 'ali@gmail.com' });
    expect(await openClient(urls.mobsms, session.token).readUser(never())).toMatchObject({ id: '2' });
    const bad = client.signInWithGoogle('another', never());
    await expect(bad).rejects.toMatchObject({ kind: 'auth', message: 'Invalid Google token' });
  });

  it('logs out: the token works no longer', async () => {
    const { urls } = await openSandbox();
    const { token } = await openClient(urls.mobsms, null).register(NEW_USER, never());
    const client = openClient(urls.mobsms, token);
    await client.logOut(never());
    await expect(client.readUser(never())).rejects.toMatchObject({
      kind: 'auth',
      message: 'Unauthenticated.',
    });
    await expect(client.logOut(never())).rejects.toMatchObject({ kind: 'auth' });
  });

  it('reads the user with plan and expiry', async () => {
    const { urls } = await openSandbox();
    expect(await openClient(urls.mobsms).readUser(never())).toEqual({
      id: '1',
      name: 'Ali',
      email: 'you@example.com',
      plan: 'premium',
      premiumUntil: PREMIUM_UNTIL,
    });
  });
});

describe('API keys', () => {
  it('makes a key that works, lists it without its secret and revokes it', async () => {
    const { urls } = await openSandbox();
    const client = openClient(urls.mobsms);
    const { key, token } = await client.createKey('Production server', ['send'], never());
    expect(key).toEqual({
      id: '1',
      name: 'Production server',
      abilities: ['send'],
      lastUsedAt: null,
      createdAt: expect.any(Number),
    });
    expect(await openClient(urls.mobsms, token).readUser(never())).toMatchObject({ id: '1' });
    const listed = await client.listKeys(never());
    expect(listed).toEqual([{ ...key, lastUsedAt: expect.any(Number) }]);
    expect(JSON.stringify(listed)).not.toContain(token);
    await client.revokeKey(key.id, never());
    expect(await client.listKeys(never())).toEqual([]);
    await expect(openClient(urls.mobsms, token).readUser(never())).rejects.toMatchObject({ kind: 'auth' });
    await expect(client.revokeKey(key.id, never())).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('leaves abilities out where none are asked for, and hands on why a name is refused', async () => {
    const { urls } = await openSandbox();
    const client = openClient(urls.mobsms);
    const { key } = await client.createKey('x', undefined, never());
    expect(key.abilities).toEqual([]);
    expect(await client.listKeys(never())).toMatchObject([{ abilities: ['*'] }]);
    await expect(client.createKey('x'.repeat(256), undefined, never())).rejects.toMatchObject({
      kind: 'refused',
      message: 'The name field must not be greater than 255 characters.',
    });
  });
});

describe('account', () => {
  it('reads the whole overview, and the same at the address for the balance', async () => {
    const sandbox = await openSandbox({ balance: { mobsms: 1000 }, deliveryDelayMs: 0, failSuffix: '7' });
    const client = openClient(sandbox.urls.mobsms);
    await client.send(message(1), undefined, never());
    await client.send(message(7), undefined, never());
    sandbox.receive({ sender: '+998907778899', text: 'Reply' });
    const overview = await client.readAccount(never());
    expect(overview).toEqual({
      user: { id: '1', name: 'Ali', email: 'you@example.com' },
      balance: 800,
      smsRate: 100,
      usage: {
        totalSms: 2,
        totalSpent: 200,
        todaySms: 2,
        todaySpent: 200,
        monthSms: 2,
        monthSpent: 200,
      },
      stats: {
        sent: 1,
        delivered: 1,
        failed: 1,
        pending: 0,
        received: 1,
        devices: 2,
        activeDevices: 1,
      },
      subscription: PLAN,
    });
    expect(await client.readBalance(never())).toEqual(overview);
  });

  it('reads and writes whether incoming messages are kept', async () => {
    const { urls } = await openSandbox();
    const client = openClient(urls.mobsms);
    expect(await client.readSettings(never())).toEqual({ keepInbound: true });
    expect(await client.writeSettings({ keepInbound: false }, never())).toEqual({ keepInbound: false });
    expect(await client.readSettings(never())).toEqual({ keepInbound: false });
  });

  it('reads, sets and clears both webhook addresses', async () => {
    const { urls } = await openSandbox();
    const client = openClient(urls.mobsms);
    expect(await client.readWebhooks(never())).toEqual({ incoming: null, status: null });
    const both = { incoming: 'https://example.com/incoming', status: 'https://example.com/status' };
    expect(await client.writeWebhooks(both, never())).toEqual(both);
    const one = { ...both, incoming: null };
    expect(await client.writeWebhooks(one, never())).toEqual(one);
    expect(await client.readWebhooks(never())).toEqual(one);
  });

  it('says what needs Premium where the plan lacks it', async () => {
    const { urls } = await openSandbox({ mobsmsIsPremium: false });
    const trouble = {
      kind: 'upgrade',
      message: 'Webhooks is a Premium feature. MobSMS Premium is needed for webhooks.',
    };
    const client = openClient(urls.mobsms);
    await expect(client.readWebhooks(never())).rejects.toMatchObject(trouble);
    await expect(client.writeWebhooks({ incoming: null, status: null }, never())).rejects.toMatchObject(
      trouble,
    );
  });

  it('reads the subscription with its payment details', async () => {
    const { urls } = await openSandbox();
    expect(await openClient(urls.mobsms).readSubscription(never())).toEqual({
      ...PLAN,
      payment: {
        walletAddress: 'UQCGj7fXHlxD5H_uwbrJSE9N6NPMQ62pz_eoxViCdNYCF5Gh',
        asset: 'USDT (TON)',
        network: 'TON',
        adminTelegram: '@dev_murod',
      },
    });
  });

  it('redeems a promo code, and hands on why one is refused', async () => {
    const { urls } = await openSandbox({ mobsmsIsPremium: false });
    const client = openClient(urls.mobsms);
    expect(await client.readSubscription(never())).toMatchObject({ plan: 'free', isPremium: false });
    await expect(client.redeemPromo('WRONG', never())).rejects.toMatchObject({
      kind: 'refused',
      message: 'This promo code is invalid or no longer available.',
    });
    expect(await client.redeemPromo('pdaftar', never())).toEqual({ ...PLAN, payment: null });
    expect(await client.readWebhooks(never())).toEqual({ incoming: null, status: null });
  });

  it('imports contacts into a group, with what is too long cut or left out', async () => {
    const { urls } = await openSandbox();
    const client = openClient(urls.mobsms);
    const long = (length: number) => '😀'.repeat(length);
    const rows = [
      { phone: '+998901112233', name: 'Ali', email: 'ali@example.com', notes: 'regular' },
      { phone: '+998901112234', name: long(300), email: 'x'.repeat(256), notes: long(1001) },
      { phone: '+998901112235', name: '', email: '', notes: '' },
    ];
    expect(await client.importContacts(rows, 10, never())).toEqual({ imported: 3, skipped: 0 });
    expect(await client.importContacts(rows, null, never())).toEqual({ imported: 0, skipped: 3 });
    await expect(client.importContacts(rows, 11, never())).rejects.toMatchObject({ kind: 'refused' });

    const stub = await openStub(() => ({ status: 201, body: { data: { imported: 3 } } }));
    await openClient(stub.url).importContacts(rows, 10, never());
    expect(JSON.parse(stub.seen[0]?.body ?? '')).toEqual({
      contacts: [
        { phone_number: '+998901112233', name: 'Ali', email: 'ali@example.com', notes: 'regular' },
        { phone_number: '+998901112234', name: long(255), notes: long(1000) },
        { phone_number: '+998901112235' },
      ],
      group_id: 10,
    });
  });
});

describe('devices', () => {
  it('lists them with SIM slot, rate, delay and marks', async () => {
    const { urls } = await openSandbox();
    const [first, second] = await openClient(urls.mobsms).listDevices(never());
    expect(first).toEqual({
      id: '5',
      deviceId: 'abc123',
      name: 'Pixel 7',
      phone: '+998901234567',
      isActive: true,
      isDefault: true,
      smsRate: 100,
      sendDelaySeconds: 0,
      simSlot: 0,
    });
    expect(second).toMatchObject({ id: '6', isActive: false, isDefault: false });
  });

  it('sets the default device, and hands on why one is refused', async () => {
    const { urls } = await openSandbox();
    const client = openClient(urls.mobsms);
    await client.setDefaultDevice('6', never());
    expect(await client.listDevices(never())).toMatchObject([{ isDefault: false }, { isDefault: true }]);
    await expect(client.setDefaultDevice('7', never())).rejects.toMatchObject({
      kind: 'refused',
      message: 'The selected device id is invalid.',
    });
  });

  it('finds the gateway app without a key, and null where none is published', async () => {
    const { urls } = await openSandbox();
    expect(await openClient(urls.mobsms, null).findRelease(never())).toEqual({
      versionName: '1.0.1',
      versionCode: 2,
      notes: 'Bug fixes and a faster send queue.',
      mandatory: false,
      url: 'https://api.mobsms.cloud/api/app/download/3',
      size: 27418624,
    });
    const bare = await openSandbox({ mobsmsHasRelease: false });
    expect(await openClient(bare.urls.mobsms, null).findRelease(never())).toBeNull();
  });
});
