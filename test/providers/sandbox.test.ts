import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import { findDevsmsPrice } from '../../src/main/sandbox/devsms-prices.ts';
import { startSandbox, type Sandbox } from '../../src/main/sandbox/server.ts';
import { openSandbox } from './accounts.ts';

/** The sandbox is the judge of the other tests, so it is held to the documents itself. */

interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function ask(
  sandbox: Sandbox,
  provider: ProviderId,
  request: string,
  json?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const [method = 'GET', path = '/'] = request.split(' ');
  const key: Record<string, string> =
    provider === 'ubill' ? { key: sandbox.token } : { authorization: `Bearer ${sandbox.token}` };
  const response = await fetch(sandbox.urls[provider] + path, {
    method,
    headers: { 'content-type': 'application/json', ...key, ...headers },
    ...(json === undefined ? {} : { body: typeof json === 'string' ? json : JSON.stringify(json) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const data = (reply: Reply): Record<string, unknown> => reply.body.data as Record<string, unknown>;

const sendDevsms = (sandbox: Sandbox, fields: unknown, headers = {}) =>
  ask(sandbox, 'devsms', 'POST /send_sms.php', fields, headers);
const ubillSend = (fields: Record<string, string>) =>
  `GET /sms/send?${new URLSearchParams(fields).toString()}`;
const sendMobsms = (sandbox: Sandbox, fields: unknown) => ask(sandbox, 'mobsms', 'POST /sms', fields);

describe('DevSMS', () => {
  const good = { phone: '998901234567', message: 'Salom' };

  it('answers as the document shows', async () => {
    const sandbox = await openSandbox({ balance: { devsms: 84 }, deliveryDelayMs: 0 });
    expect(
      await sendDevsms(sandbox, { ...good, from: '4546', type: 'simple', callback_url: 'https://a.uz/c' }),
    ).toEqual({
      status: 200,
      body: {
        success: true,
        message: 'SMS muvaffaqiyatli yuborildi',
        data: {
          sms_id: 1,
          request_id: expect.any(String),
          status: 'sent',
          parts_count: 1,
          total_cost: '$0.005',
          balance: '$0.079',
          type: 'simple',
        },
      },
    });
    const abroad = await sendDevsms(sandbox, { phone: '12025551234', message: 'Hello' });
    expect(data(abroad)).toMatchObject({
      total_cost: '$0.012',
      country: 'United States',
      country_code: 'us',
    });
    const [row] = data(await ask(sandbox, 'devsms', 'GET /get_history.php?limit=1&offset=1'))
      .history as object[];
    expect(row).toMatchObject({ id: 1, phone_number: '998901234567', message: 'Salom', from_number: '4546' });
    expect(row).toHaveProperty('created_at', expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/));
    const status = await ask(sandbox, 'devsms', 'GET /get_status.php?sms_id=1');
    expect(data(status)).toMatchObject({ id: 1, status: 'delivered', total_cost: '$0.005' });
    const requestId = String((row as Record<string, unknown>).eskiz_request_id);
    const same = await ask(sandbox, 'devsms', `GET /get_status.php?request_id=${requestId}`);
    expect(data(same).id).toBe(1);
    const balance = data(await ask(sandbox, 'devsms', 'GET /get_balance.php'));
    expect(balance).toMatchObject({ balance: '$0.067', sms_price: '$0.005', statistics: { total_sms: 2 } });
  });

  it.each([
    ['a plus', { ...good, phone: '+998901234567' }],
    ['a number', { ...good, phone: 998901234567 }],
    ['a short number', { ...good, phone: '99890123456' }],
    ['a country it does not serve', { ...good, phone: '84901234567' }],
    ['no phone', { message: 'Salom' }],
    ['no message', { phone: good.phone }],
    ['an empty message', { ...good, message: '' }],
    ['a message that is a number', { ...good, message: 5 }],
    ['a sender that is a number', { ...good, from: 4546 }],
    ['an unknown type', { ...good, type: 'bulk' }],
    ['simple abroad', { ...good, phone: '12025551234', type: 'simple' }],
    ['a callback that is no address', { ...good, callback_url: 'a.uz/c' }],
    ['a field nobody documented', { ...good, sender: 'x' }],
    ['no object', [good]],
    ['torn JSON', '{"phone":'],
  ])('refuses %s', async (_name, fields) => {
    const sandbox = await openSandbox();
    const reply = await sendDevsms(sandbox, fields);
    expect(reply).toMatchObject({ status: 400, body: { success: false, error: expect.any(String) } });
    expect(sandbox.ledger).toHaveLength(0);
  });

  it('refuses a form, a wrong key and a GET', async () => {
    const sandbox = await openSandbox();
    expect((await sendDevsms(sandbox, good, { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await sendDevsms(sandbox, good, { authorization: sandbox.token })).status).toBe(401);
    expect((await ask(sandbox, 'devsms', 'GET /send_sms.php')).status).toBe(404);
    expect(sandbox.ledger).toHaveLength(0);
  });

  it('knows the OTP templates, their limits, and charges for an indecent name', async () => {
    const sandbox = await openSandbox({ balance: { devsms: 100 } });
    const otp = {
      phone: '998901234567',
      type: 'universal_otp',
      template_type: 4,
      service_name: 'TechShop',
      otp_code: '5678',
    };
    expect(data(await sendDevsms(sandbox, otp))).toMatchObject({ type: 'universal_otp' });
    expect(sandbox.ledger[0]?.text).toBe(
      'MyService tizimi: TechShop xizmatiga kirish uchun tasdiqlash kodi: 5678',
    );
    for (const bad of [
      { template_type: 5 },
      { service_name: 'A' },
      { service_name: 'a@b' },
      { otp_code: '123' },
      { otp_code: 5678 },
    ]) {
      expect((await sendDevsms(sandbox, { ...otp, ...bad })).status).toBe(400);
    }
    const blocked = await sendDevsms(sandbox, { ...otp, service_name: 'Best Casino' });
    expect(blocked.body).toMatchObject({ success: false, error: expect.stringContaining("to'lov yechildi") });
    expect(sandbox.ledger).toHaveLength(1);
    const balance = data(await ask(sandbox, 'devsms', 'GET /get_balance.php')).balance;
    expect(balance).toBe('$0.090');
  });

  it('pages and filters its history', async () => {
    const sandbox = await openSandbox({ failSuffix: '0', deliveryDelayMs: 0 });
    for (let i = 0; i < 25; i++) await sendDevsms(sandbox, { ...good, phone: `9989012345${10 + i}` });
    const ids = async (query: string) =>
      (data(await ask(sandbox, 'devsms', `GET /get_history.php?${query}`)).history as { id: number }[]).map(
        ({ id }) => id,
      );
    expect(await ids('limit=3')).toEqual([25, 24, 23]);
    expect(await ids('limit=3&offset=20')).toEqual([5, 4, 3]);
    expect(await ids('limit=3&offset=25')).toEqual([]);
    expect(await ids('status=failed')).toEqual([21, 11, 1]);
    expect(await ids('status=failed&limit=1&offset=1')).toEqual([11]);
    for (const bad of ['limit=201', 'limit=0', 'limit=x', 'offset=-1', 'status=pending']) {
      expect((await ask(sandbox, 'devsms', `GET /get_history.php?${bad}`)).status).toBe(400);
    }
    expect((await ask(sandbox, 'devsms', 'GET /get_status.php?sms_id=99')).status).toBe(404);
  });

  it.each([
    ['358181234567', 'Aland Islands', 127],
    ['358401234567', 'Finland', 131],
    ['77011234567', 'Kazakhstan', 860],
    ['79161234567', 'Russia', 860],
    ['12421234567', 'Bahamas', 12],
    ['12025551234', 'United States', 12],
    ['441481123456', 'Guernsey', 75],
    ['998901234567', 'Uzbekistan', 5],
  ])('prices %s by its longest prefix: %s', (phone, country, price) => {
    expect(findDevsmsPrice(phone)).toMatchObject({ country, price });
  });
});

describe('uBill', () => {
  const good = { brandID: '1', numbers: '995511194242', text: 'gamarjoba', stopList: 'true' };

  it('takes the key in the query as the document has it, and in a header', async () => {
    const sandbox = await openSandbox();
    const without = { key: '' };
    const documented = ubillSend({ key: sandbox.token, ...good });
    expect((await ask(sandbox, 'ubill', documented, undefined, { key: sandbox.token })).body).toMatchObject({
      statusID: 0,
      smsID: 1,
    });
    expect((await fetch(sandbox.urls.ubill + documented.slice(4))).status).toBe(200);
    expect((await ask(sandbox, 'ubill', ubillSend(good), undefined, without)).status).toBe(401);
    expect((await fetch(`${sandbox.urls.ubill}/sms/send?key=wrong`)).status).toBe(401);
  });

  it('takes JSON by POST, and one id covers all numbers', async () => {
    const sandbox = await openSandbox();
    const fields = {
      brandID: 1,
      numbers: '995511194242,995511194243,995511194242',
      text: 'x',
      stopList: true,
    };
    expect((await ask(sandbox, 'ubill', 'POST /sms/send', fields)).body).toMatchObject({
      statusID: 0,
      smsID: 1,
    });
    const list = { ...fields, numbers: [995511194242, 995511194243], otp: true };
    await ask(sandbox, 'ubill', 'POST /sms/send', list);
    expect(sandbox.ledger.map(({ providerId }) => providerId)).toEqual([
      '1:995511194242',
      '1:995511194243',
      '2:995511194242',
      '2:995511194243',
    ]);
  });

  it.each([
    [10, { ...good, brandID: '9' }],
    [10, { ...good, brandID: '2' }],
    [20, { ...good, numbers: '' }],
    [30, { ...good, text: '' }],
    [50, { ...good, numbers: '+995511194242,00995511194242' }],
    [60, { ...good, sendTime: '2026-02-01 23:30:00' }],
    [60, { ...good, sendTime: '2099-02-01T23:30' }],
    [60, { ...good, sendTime: '2001-02-01 23:30' }],
    [99, { ...good, stopList: '1' }],
    [99, { ...good, otp: 'false' }],
    [99, { ...good, otp: '1' }],
    [99, { ...good, sender: 'x' }],
  ])('refuses with code %i: %o', async (statusID, fields) => {
    const sandbox = await openSandbox();
    expect((await ask(sandbox, 'ubill', ubillSend(fields))).body).toMatchObject({ statusID });
    expect(sandbox.ledger).toHaveLength(0);
  });

  it('refuses torn JSON, and a send beyond the balance', async () => {
    const sandbox = await openSandbox({ balance: { ubill: 1 } });
    expect((await ask(sandbox, 'ubill', 'POST /sms/send', '{')).body).toMatchObject({ statusID: 90 });
    const two = ubillSend({ ...good, numbers: '995511194242,995511194243' });
    expect((await ask(sandbox, 'ubill', two)).body).toMatchObject({ statusID: 40 });
    expect(sandbox.ledger).toHaveLength(0);
  });

  it('drops the numbers that are none', async () => {
    const sandbox = await openSandbox();
    await ask(sandbox, 'ubill', ubillSend({ ...good, numbers: 'x,995511194242' }));
    expect(sandbox.ledger.map(({ recipient }) => recipient)).toEqual(['+995511194242']);
  });

  it('keeps a scheduled message until its time', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0 });
    await ask(sandbox, 'ubill', ubillSend({ ...good, sendTime: '2099-02-01 23:30' }));
    expect(sandbox.ledger[0]).toMatchObject({
      state: 'accepted',
      sentAt: Date.parse('2099-02-01T19:30:00Z'),
    });
    const pending = { body: { result: [{ statusID: 3 }] } };
    expect(await ask(sandbox, 'ubill', 'GET /sms/report/1')).toMatchObject(pending);
  });

  it('reports by request, and hides its undocumented pages if told so', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0, failSuffix: '3' });
    await ask(sandbox, 'ubill', ubillSend({ ...good, numbers: '995511194242,995511194243' }));
    expect((await ask(sandbox, 'ubill', 'GET /sms/report/1')).body).toEqual({
      statusID: 0,
      result: [
        { number: '995511194242', statusID: 1 },
        { number: '995511194243', statusID: 2 },
      ],
    });
    const plain = await openSandbox({ ubillExtras: false });
    for (const page of ['GET balance', 'GET brandNames', 'GET report/1', 'POST brandNameCreate']) {
      const [method, path] = page.split(' ');
      const body = method === 'POST' ? { brandName: 'Shop' } : undefined;
      expect((await ask(plain, 'ubill', `${method} /sms/${path}`, body)).status).toBe(404);
    }
  });

  it('takes new brands, which cannot send before somebody approves them', async () => {
    const sandbox = await openSandbox();
    const create = async (body: unknown) =>
      (await ask(sandbox, 'ubill', 'POST /sms/brandNameCreate', body)).body;
    expect(await create({ brandName: 'Shop' })).toMatchObject({ statusID: 0, brandID: 3 });
    expect(await create({ brandName: 'Shop' })).toMatchObject({ statusID: 40 });
    expect(await create({})).toMatchObject({ statusID: 10 });
    expect(await create({ brandName: 'A' })).toMatchObject({ statusID: 20 });
    expect(await create({ brandName: 'ABCDEFGHIJKL' })).toMatchObject({ statusID: 20 });
    expect(await create('{')).toMatchObject({ statusID: 90 });
    expect((await ask(sandbox, 'ubill', 'GET /sms/brandNames')).body).toMatchObject({
      brands: [{ id: '1', authorized: '1' }, { id: '2' }, { id: '3', name: 'Shop', authorized: '2' }],
    });
    const sending = await ask(sandbox, 'ubill', ubillSend({ ...good, brandID: '3' }));
    expect(sending.body).toMatchObject({ statusID: 10 });
  });
});

describe('MobSMS', () => {
  const good = { recipient_number: '+998901234567', message: 'Hello' };

  it('answers a single send as the document shows', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 60_000 });
    const fields = {
      ...good,
      device_id: 'active',
      price: 39,
      my_id: 'order-42',
      callback_url: 'https://example.com/c',
    };
    expect(await sendMobsms(sandbox, fields)).toEqual({
      status: 201,
      body: {
        success: true,
        message: 'SMS queued for sending',
        data: {
          id: 1,
          message_id: expect.any(String),
          recipient_number: '+998901234567',
          status: 'pending',
          price: 39,
          is_charged: false,
          direction: 'outbound',
          callback_url: 'https://example.com/c',
        },
      },
    });
    const list = data(await ask(sandbox, 'mobsms', 'GET /sms?direction=outbound&page=1'));
    expect(list).toMatchObject({
      current_page: 1,
      per_page: 50,
      total: 1,
      data: [{ id: 1, message: 'Hello', my_id: 'order-42', delivered_at: null }],
    });
    const [row] = list.data as Record<string, unknown>[];
    expect(row?.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    const single = data(await ask(sandbox, 'mobsms', 'GET /sms/1'));
    expect(single).not.toHaveProperty('message');
    expect(data(await ask(sandbox, 'mobsms', `GET /sms/${String(single.message_id)}`))).toEqual(single);
    expect(await ask(sandbox, 'mobsms', 'GET /sms/77')).toEqual({
      status: 404,
      body: { message: 'No query results for model [SmsMessage].' },
    });
    expect(sandbox.ledger[0]?.reference).toBe('order-42');
  });

  it('knows phone as another name for the number', async () => {
    const sandbox = await openSandbox();
    expect((await sendMobsms(sandbox, { phone: '+998901234567', message: 'x' })).status).toBe(201);
  });

  it.each([
    ['message', { recipient_number: '+998901234567' }],
    ['message', { ...good, message: 'x'.repeat(1601) }],
    ['recipient_number', { message: 'x' }],
    ['recipient_number', { ...good, recipient_number: '998901234567' }],
    ['device_id', { ...good, device_id: 5 }],
    ['device_id', { ...good, device_id: 'unknown' }],
    ['price', { ...good, price: -1 }],
    ['my_id', { ...good, my_id: 42 }],
    ['callback_url', { ...good, callback_url: 'nowhere' }],
    ['sender', { ...good, sender: 'x' }],
  ])('refuses a bad %s: %o', async (field, fields) => {
    const sandbox = await openSandbox();
    const reply = await sendMobsms(sandbox, fields);
    expect(reply.status).toBe(422);
    expect(reply.body).not.toHaveProperty('success');
    expect(reply.body.errors).toHaveProperty(field);
    expect(sandbox.ledger).toHaveLength(0);
  });

  it('sends in bulk, to strings and to names', async () => {
    const sandbox = await openSandbox({ balance: { mobsms: 250 } });
    const recipients = ['+998901112233', { number: '+998901112234', name: 'Ali' }];
    const bulk = { message: 'Hi {name}!', recipients };
    const reply = await ask(sandbox, 'mobsms', 'POST /sms/bulk', bulk);
    expect(reply).toMatchObject({ status: 201, body: { data: [{ id: 1 }, { id: 2 }] } });
    expect(sandbox.ledger.map(({ text }) => text)).toEqual(['Hi !', 'Hi Ali!']);
    expect((await ask(sandbox, 'mobsms', 'POST /sms/bulk', bulk)).body).toMatchObject({ success: false });
    expect((await ask(sandbox, 'mobsms', 'POST /sms/bulk', { ...bulk, recipients: ['x'] })).status).toBe(422);
    expect(sandbox.ledger).toHaveLength(2);
  });

  it('cancels only what is pending', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 60_000 });
    await sendMobsms(sandbox, good);
    expect(await ask(sandbox, 'mobsms', 'POST /sms/1/cancel')).toMatchObject({
      status: 200,
      body: { data: { status: 'cancelled' } },
    });
    expect(sandbox.ledger[0]?.state).toBe('cancelled');
    expect(await ask(sandbox, 'mobsms', 'POST /sms/1/cancel')).toMatchObject({
      status: 422,
      body: { message: 'Only pending messages can be cancelled' },
    });
    expect((await ask(sandbox, 'mobsms', 'POST /sms/9/cancel')).status).toBe(404);
  });

  it('pages by fifty, and filters', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0, failSuffix: '0' });
    for (let i = 0; i < 60; i++)
      await sendMobsms(sandbox, { ...good, recipient_number: `+9989012345${10 + i}` });
    const page = async (query: string) => {
      const { data: rows, total } = data(await ask(sandbox, 'mobsms', `GET ${query}`));
      return [(rows as { id: number }[]).map(({ id }) => id), total] as const;
    };
    const [first, total] = await page('/sms?direction=outbound');
    expect([first.length, first[0], total]).toEqual([50, 60, 60]);
    expect((await page('/sms?page=2'))[0]).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await page('/sms?page=3')).toEqual([[], 60]);
    expect(await page('/sms?status=failed')).toEqual([[51, 41, 31, 21, 11, 1], 6]);
    expect(await page('/sms?direction=inbound')).toEqual([[], 0]);
    expect(await page('/sms/inbox')).toEqual([[], 0]);
    expect((await page('/sms?device_id=5'))[1]).toBe(60);
    expect(await page('/sms?device_id=6')).toEqual([[], 0]);
    const account = data(await ask(sandbox, 'mobsms', 'GET /account'));
    expect(account).toMatchObject({ user: { name: 'Ali' }, stats: { total_delivered: 54, total_failed: 6 } });
    expect(data(await ask(sandbox, 'mobsms', 'GET /balance'))).toEqual(account);
    expect(data(await ask(sandbox, 'mobsms', 'GET /sms/delivery-stats'))).toMatchObject({
      today: { sent: 60, failed: 6, delivery_rate: 90 },
    });
    expect((await ask(sandbox, 'mobsms', 'GET /devices')).body.data).toMatchObject([
      { device_id: 'abc123' },
      {},
    ]);
    expect(data(await ask(sandbox, 'mobsms', 'GET /user'))).toMatchObject({ plan: 'premium' });
  });
});

describe('the server', () => {
  it('answers only for the providers it was asked to', async () => {
    const sandbox = await openSandbox({ providers: ['ubill'] });
    expect((await ask(sandbox, 'devsms', 'GET /get_balance.php')).status).toBe(404);
    expect((await ask(sandbox, 'ubill', 'GET /sms/balance')).status).toBe(200);
  });

  it('moves messages on with time', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 80 });
    await ask(sandbox, 'mobsms', 'POST /sms', { phone: '+998901234567', message: 'x' });
    expect(sandbox.ledger[0]?.state).toBe('accepted');
    await vi.waitFor(() => expect(sandbox.ledger[0]?.state).toBe('delivered'));
  });

  it('closes with a request still hanging', async () => {
    const sandbox = await openSandbox();
    sandbox.fault('mobsms', 'hang-after');
    const hanging = ask(sandbox, 'mobsms', 'POST /sms', { phone: '+998901234567', message: 'x' });
    hanging.catch(() => undefined);
    await vi.waitFor(() => expect(sandbox.ledger).toHaveLength(1));
    const restarted = await startSandbox();
    await restarted.close();
    await sandbox.close();
    await expect(hanging).rejects.toThrow();
  });

  it('uses up a fault for each send, and none for other requests', async () => {
    const sandbox = await openSandbox();
    sandbox.fault('ubill', 'auth', 2);
    sandbox.fault('ubill', 'error-before');
    const send = async () =>
      (await ask(sandbox, 'ubill', 'GET /sms/send?brandID=1&numbers=995511194242&text=x')).status;
    expect((await ask(sandbox, 'ubill', 'GET /sms/balance')).status).toBe(200);
    expect([await send(), await send(), await send(), await send()]).toEqual([401, 401, 500, 200]);
  });

  it('has every request go wrong until it is mended, where the fault is of all', async () => {
    const sandbox = await openSandbox();
    sandbox.fault('mobsms', 'error-before');
    sandbox.fault('mobsms', 'down', 4);
    sandbox.fault('mobsms', 'portal', Infinity);
    const sms = { phone: '+998901234567', message: 'x' };
    const statusOf = async (path: string, request: RequestInit = {}) =>
      (await fetch(`${sandbox.urls.mobsms}${path}`, request)).status;
    const post = { method: 'POST', body: JSON.stringify(sms) };
    const answers = async () => [
      await statusOf('/sms', post),
      await statusOf('/sms/1/cancel', post),
      await statusOf('/devices'),
    ];
    expect(await answers()).toEqual([500, 502, 502]);
    expect(await answers()).toEqual([502, 502, 200]);
    expect(await answers()).toEqual([200, 200, 200]);
    expect(sandbox.ledger).toHaveLength(0);
    expect((await ask(sandbox, 'ubill', 'GET /sms/balance')).status).toBe(200);
    sandbox.mend('mobsms');
    expect((await ask(sandbox, 'mobsms', 'POST /sms', sms)).status).toBe(201);
  });

  it('remembers across a restart what it took, a torn last line apart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kaptar-sandbox-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const ledgerFile = join(folder, 'ledger.jsonl');
    const options = { ledgerFile, deliveryDelayMs: 60_000 };
    const first = await startSandbox(options);
    const sms = { phone: '+998901234567', message: 'Hello', my_id: 'a' };
    await ask(first, 'mobsms', 'POST /sms', sms);
    await ask(first, 'mobsms', 'POST /sms', sms);
    await ask(first, 'mobsms', 'POST /sms/2/cancel');
    await first.close();
    await appendFile(ledgerFile, '{"provider":"mob');

    const second = await openSandbox(options);
    await ask(second, 'mobsms', 'POST /sms', sms);
    expect(second.ledger.map(({ providerId, state }) => [providerId, state])).toEqual([
      ['1', 'accepted'],
      ['2', 'cancelled'],
      ['3', 'accepted'],
    ]);
    expect(second.ledger[0]).toMatchObject({ ...first.ledger[0] });
    expect((await readFile(ledgerFile, 'utf8')).split('\n').filter((line) => line !== '')).toHaveLength(5);
  });
});
