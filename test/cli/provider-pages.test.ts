import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLines, writeContacts } from './kaptar.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

/** The commands that only one provider has, each against the sandbox. */

/** Sends to so many people through the account "shop" and answers when all is delivered. */
async function sendTo({ folder, tell }: Workplace, people: number): Promise<void> {
  const csv = await writeContacts(join(folder, 'people.csv'), people);
  await tell('send', '--account', 'shop', '--csv', csv, '--template', 'Salom <name>', '--wait', 'final');
}

it("DevSMS: history, one message, balance and statistics are DevSMS's own", async () => {
  const place = await openWorkplace();
  const { sandbox, json, tell, addAccount } = place;
  await addAccount('devsms', 'shop');
  await sendTo(place, 3);
  const history = await tell('devsms', 'history', 'shop', '--limit', '2');
  expect(history).toHaveLength(2);
  expect(history[0]).toMatchObject({
    id: sandbox.ledger[2]?.providerId,
    message: 'Salom Ism 2',
    status: 'delivered',
    parts: 1,
    cost: { amount: expect.any(Number), currency: 'USD' },
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  });
  expect(await tell('devsms', 'history', 'shop', '--offset', '2', '--status', 'delivered')).toHaveLength(1);
  expect(await tell('devsms', 'history', 'shop', '--status', 'failed')).toEqual([]);
  expect(await tell('devsms', 'status', 'shop', String(history[0]?.['id']))).toMatchObject([
    { message: 'Salom Ism 2' },
  ]);
  const unknown = await json('devsms', 'status', 'shop', '99');
  expect(unknown.code).toBe(1);
  expect(jsonLines(unknown)).toMatchObject([{ error: { code: 'not-found' } }]);
  expect(await tell('devsms', 'balance', 'shop')).toMatchObject([
    { balance: { currency: 'USD' }, statistics: { totalSms: 3, totalSpent: { currency: 'USD' } } },
  ]);
});

it('DevSMS is given one callback address by every command that sends, the one that `callbacks url` prints', async () => {
  const { folder, sandbox, jsonWith, tell, addAccount } = await openWorkplace();
  await addAccount('devsms', 'shop');
  await tell('callbacks', 'set', '--enable', '--port', '0', '--public-url', 'http://127.0.0.1:9');
  const own = { env: { KAPTAR_CALLBACK_TOKEN_SHOP: '0123456789abcdef0123456789abcdef' } };
  const csv = await writeContacts(join(folder, 'people.csv'), 1);
  const send = ['send', '--account', 'shop', '--csv', csv, '--template', 'Salom', '--wait', 'accepted'];
  const first = await jsonWith(own, ...send);
  const second = await jsonWith(own, ...send);
  expect([first.code, second.code]).toEqual([0, 0]);
  const [printed] = jsonLines(await jsonWith(own, 'callbacks', 'url', 'shop', 'status'));
  expect(printed?.['url']).toMatch(/^http:\/\/127\.0\.0\.1:9\/callbacks\/1\/status\//);
  expect(sandbox.ledger.map(({ callbackUrl }) => callbackUrl)).toEqual([printed?.['url'], printed?.['url']]);
});

describe('uBill', () => {
  it('tells balance, brands and reports, and makes brands', async () => {
    const place = await openWorkplace();
    const { sandbox, tell, addAccount } = place;
    await addAccount('ubill', 'shop', 'brandID=1');
    await sendTo(place, 3);
    expect(await tell('ubill', 'balance', 'shop')).toEqual([{ sms: expect.any(Number) }]);
    const brands = await tell('ubill', 'brands', 'shop');
    expect(brands[0]).toMatchObject({ id: '1', authorized: true });
    await tell('ubill', 'brand-create', 'shop', 'Pigeon');
    expect(await tell('ubill', 'brands', 'shop')).toHaveLength(brands.length + 1);
    const report = await tell('ubill', 'report', 'shop', sandbox.ledger[0]?.alias ?? '');
    expect(report).toContainEqual({ number: '998901000000', statusId: 1 });
  });

  it('may lack these pages, which is said', async () => {
    const { json, addAccount } = await openWorkplace({ ubillExtras: false });
    await addAccount('ubill', 'shop', 'brandID=1');
    for (const args of [
      ['balance', 'shop'],
      ['brands', 'shop'],
      ['report', 'shop', '1'],
    ]) {
      const run = await json('ubill', ...args);
      expect(run.code).toBe(1);
      expect(jsonLines(run)).toMatchObject([
        { error: { code: 'not-found', message: expect.stringContaining('no such page') } },
      ]);
    }
  });
});

describe('MobSMS', () => {
  const EMAIL = 'you@example.com';
  const PASSWORD = 'secret123';

  it('signs in with a password from the environment or stdin, and prints the new key once', async () => {
    const { jsonWith, addAccount } = await openWorkplace();
    await addAccount('mobsms', 'shop');
    const signIn = ['mobsms', 'sign-in', 'shop', EMAIL];
    const keys = new Set<unknown>();
    for (const given of [{ env: { KAPTAR_PASSWORD: PASSWORD } }, { stdin: `${PASSWORD}\n` }]) {
      const run = await jsonWith({ ...given, env: { KAPTAR_SECRET: '', ...given.env } }, ...signIn);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout).not.toContain(PASSWORD);
      const [signedIn] = jsonLines(run);
      expect(signedIn).toMatchObject({ account: 1, email: EMAIL, variable: 'KAPTAR_SECRET_SHOP' });
      keys.add(signedIn?.['key']);
    }
    expect(keys.size).toBe(2);
    for (const key of keys) {
      const check = await jsonWith({ env: { KAPTAR_SECRET: String(key) } }, 'account', 'check', 'shop');
      expect(check.code).toBe(0);
    }
    const wrong = await jsonWith({ stdin: 'wr0ng-pass\n' }, ...signIn);
    expect(wrong.code).toBe(1);
    expect(jsonLines(wrong)).toMatchObject([{ error: { code: 'account' } }]);
    expect(wrong.stdout + wrong.stderr).not.toContain('wr0ng-pass');
  });

  it('opens accounts, makes and revokes keys, and logs out', async () => {
    const { jsonWith, addAccount } = await openWorkplace();
    await addAccount('mobsms', 'shop');
    const register = ['mobsms', 'register', 'shop', 'vali@example.com', '--name', 'Vali'];
    const registered = await jsonWith({ stdin: 'longer-pass\n', env: { KAPTAR_SECRET: '' } }, ...register);
    const [user] = jsonLines(registered);
    expect(user).toMatchObject({ name: 'Vali', email: 'vali@example.com', key: expect.any(String) });
    const own = { env: { KAPTAR_SECRET: String(user?.['key']) } };
    const as = async (...args: string[]) => {
      const run = await jsonWith(own, 'mobsms', ...args);
      expect(run.code).toBe(0);
      return jsonLines(run);
    };
    expect(await as('user', 'shop')).toMatchObject([{ name: 'Vali' }]);

    const [made] = await as('key-create', 'shop', 'Till');
    expect(made).toMatchObject({ name: 'Till', key: expect.any(String) });
    const [narrow] = await as('key-create', 'shop', 'Desk', '--ability', 'sms:send', '--ability', 'sms:read');
    expect(narrow).toMatchObject({ name: 'Desk', abilities: ['sms:send', 'sms:read'] });
    expect(await as('keys', 'shop')).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Till', abilities: ['*'] }),
        expect.objectContaining({ name: 'Desk', abilities: ['sms:send', 'sms:read'] }),
      ]),
    );
    const check = ['account', 'check', 'shop'];
    const till = { env: { KAPTAR_SECRET: String(made?.['key']) } };
    expect((await jsonWith(till, ...check)).code).toBe(0);
    const listed = await as('keys', 'shop');
    expect(listed).toContainEqual(expect.objectContaining({ id: made?.['id'], name: 'Till' }));
    expect(JSON.stringify(listed)).not.toContain(String(made?.['key']));
    expect(await as('key-revoke', 'shop', String(made?.['id']))).toEqual([{ done: true }]);
    expect((await jsonWith(till, ...check)).code).toBe(1);

    await as('log-out', 'shop');
    expect((await jsonWith(own, ...check)).code).toBe(1);
  });

  it('shows account, phones, app, statistics, settings and subscription', async () => {
    const place = await openWorkplace();
    const { tell, jsonWith, addAccount } = place;
    await addAccount('mobsms', 'shop', 'rate=500');
    await sendTo(place, 2);
    expect(await tell('mobsms', 'account', 'shop')).toMatchObject([{ usage: { totalSms: 2 } }]);
    const devices = await tell('mobsms', 'devices', 'shop');
    expect(devices).toMatchObject([{ isDefault: true }, { isDefault: false }]);
    await tell('mobsms', 'device-default', 'shop', String(devices[1]?.['id']));
    expect(await tell('mobsms', 'devices', 'shop')).toMatchObject([
      { isDefault: false },
      { isDefault: true },
    ]);
    // Whoever has no key yet wants it most.
    const release = await jsonWith({ env: { KAPTAR_SECRET: '' } }, 'mobsms', 'release', 'shop');
    expect(jsonLines(release)).toMatchObject([{ url: expect.stringMatching(/^https?:/) }]);
    expect(await tell('mobsms', 'delivery-stats', 'shop')).toMatchObject([{ today: { delivered: 2 } }]);
    expect(await tell('mobsms', 'settings', 'shop', '--keep-inbound', 'off')).toEqual([
      { keepInbound: false },
    ]);
    expect(await tell('mobsms', 'settings', 'shop')).toEqual([{ keepInbound: false }]);
    expect(await tell('mobsms', 'subscription', 'shop')).toMatchObject([{ features: expect.any(Array) }]);
  });

  it('lists, shows, changes, deletes and withdraws messages', async () => {
    const place = await openWorkplace({ deliveryDelayMs: 60_000 });
    const { folder, json, tell, addAccount } = place;
    await addAccount('mobsms', 'shop', 'rate=500');
    const csv = await writeContacts(join(folder, 'people.csv'), 3);
    await tell('send', '--account', 'shop', '--csv', csv, '--template', 'Salom <name>', '--wait', 'accepted');
    const run = await json('mobsms', 'messages', 'shop', '--direction', 'outbound');
    expect(run.stderr).toMatch(/^Page 1: 3 messages/);
    const ids = jsonLines(run).map(({ id }) => String(id));
    expect(ids).toHaveLength(3);
    expect(await tell('mobsms', 'messages', 'shop', '--box', 'inbox')).toEqual([]);

    const [first = '', second = '', third = ''] = ids;
    expect(await tell('mobsms', 'message', 'shop', first)).toMatchObject([{ id: first }]);
    await tell('mobsms', 'message-update', 'shop', first, '--status', 'failed', '--error', 'no signal');
    expect(await tell('mobsms', 'message', 'shop', first)).toMatchObject([
      { status: 'failed', errorMessage: 'no signal' },
    ]);
    await tell('mobsms', 'message-delete', 'shop', second);
    expect((await json('mobsms', 'message', 'shop', second)).code).toBe(1);
    const cancelled = await json('mobsms', 'message-cancel', 'shop', third);
    const again = await json('mobsms', 'message-cancel', 'shop', third);
    expect([cancelled.code, again.code]).toEqual([0, 1]);
    expect(jsonLines(again)).toMatchObject([{ error: { code: 'conflict' } }]);
  });

  it('takes contacts, webhooks and promo codes', async () => {
    const { folder, json, tell, addAccount } = await openWorkplace();
    await addAccount('mobsms', 'shop');
    await tell('import', await writeContacts(join(folder, 'people.csv'), 3), '--list', 'People');
    expect(await tell('mobsms', 'push-contacts', 'shop', '--list', 'People')).toEqual([
      { imported: 3, skipped: 0 },
    ]);
    expect(await tell('mobsms', 'push-contacts', 'shop', '--list', 'People')).toMatchObject([
      { imported: 0, skipped: 3 },
    ]);

    const webhooks = (...args: string[]) => tell('mobsms', 'webhooks', 'shop', ...args);
    expect(await webhooks()).toEqual([{ incoming: null, status: null }]);
    const url = 'https://sms.example/hook';
    expect(await webhooks('--status', url)).toEqual([{ incoming: null, status: url }]);
    expect(await webhooks('--incoming', url)).toEqual([{ incoming: url, status: url }]);
    expect(await webhooks('--status', 'none')).toEqual([{ incoming: url, status: null }]);
    const ours = await json('mobsms', 'webhooks', 'shop', '--ours');
    expect(ours.code).toBe(1);
    expect(ours.stdout).toContain('KAPTAR_CALLBACK_TOKEN_SHOP');

    const wrong = await json('mobsms', 'redeem-promo', 'shop', 'NOTHING');
    expect(wrong.code).toBe(1);
    expect(jsonLines(wrong)).toMatchObject([{ error: { code: 'conflict' } }]);
  });

  it('receives: messages are fetched, threads shown, and an answer goes out', async () => {
    const { sandbox, json, tell, addAccount } = await openWorkplace();
    await addAccount('mobsms', 'shop');
    sandbox.receive({ sender: '+998901234567', text: 'Is it open today?' });
    sandbox.receive({ sender: '+998901234568', text: 'STOP' });
    expect(await tell('inbox', 'refresh', 'shop')).toEqual([{ received: 2 }]);
    expect(await tell('inbox', 'refresh', 'shop')).toEqual([{ received: 0 }]);
    const threads = await tell('inbox', 'list');
    expect(threads).toHaveLength(2);
    expect(threads).toContainEqual(
      expect.objectContaining({ phone: '+998901234568', lastText: 'STOP', optedOut: true, unread: 1 }),
    );
    expect(await tell('inbox', 'list', '--account', 'shop', '--limit', '1')).toHaveLength(1);

    const reply = ['inbox', 'reply', 'shop', '+998901234567', '--text', 'Until six.'];
    expect(await tell(...reply, '--wait', 'final')).toMatchObject([{ direction: 'out', state: 'delivered' }]);
    expect(sandbox.ledger).toMatchObject([{ recipient: '+998901234567', text: 'Until six.' }]);
    expect(await tell('inbox', 'thread', 'shop', '+998901234567')).toMatchObject([
      { direction: 'in', text: 'Is it open today?', at: expect.stringMatching(/Z$/) },
      { direction: 'out', text: 'Until six.' },
    ]);

    sandbox.fault('mobsms', 'balance');
    const paused = await json(...reply, '--wait', 'final');
    expect(paused.code).toBe(3);
    expect(jsonLines(paused)).toMatchObject([{ state: 'queued', pauseReason: 'balance' }]);
    expect(sandbox.ledger).toHaveLength(1);

    const handedOver = await json(...reply);
    expect(handedOver).toMatchObject({ code: 0, stderr: expect.stringContaining('while Kaptar is open') });
    expect(jsonLines(handedOver)).toMatchObject([{ state: 'queued' }]);
    const optedOut = await json('inbox', 'reply', 'shop', '+998901234568', '--text', 'Sorry');
    expect(optedOut.code).toBe(1);
    expect(jsonLines(optedOut)).toMatchObject([{ error: { code: 'conflict' } }]);
    await tell('contacts', 'opt-in', '+998901234568');
    expect(await tell('inbox', 'reply', 'shop', '+998901234568', '--text', 'Sorry')).toMatchObject([
      { state: 'queued' },
    ]);
  });
});
