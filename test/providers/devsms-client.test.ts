import { describe, expect, it, onTestFinished } from 'vitest';
import { openDevsms, type DevsmsClient } from '../../src/main/engine/providers/devsms/client.ts';
import { DevsmsHistoryQuery } from '../../src/shared/devsms.ts';
import { SANDBOX_TOKEN } from '../../src/main/sandbox/server.ts';
import { DevsmsSettings } from '../../src/shared/account.ts';
import type { DevsmsSms } from '../../src/shared/devsms.ts';
import { never, openSandbox } from './accounts.ts';
import { openStub, type StubAnswer } from './servers.ts';

/** DevSMS's own pages: sections 2 to 4 of its document. */

function open(baseUrl: string, secret = SANDBOX_TOKEN): DevsmsClient {
  const client = openDevsms(DevsmsSettings.parse({ baseUrl }), secret);
  onTestFinished(() => client.close());
  return client;
}

/** A client of a provider that always gives the same answer. */
async function answering(answer: StubAnswer) {
  const stub = await openStub(() => answer);
  return { client: open(stub.url), seen: stub.seen };
}

const dollars = (micros: number) => ({ micros, currency: 'USD' });
const all = { limit: 50, offset: 0, status: null };

/** The row of the document's examples, and how it is understood. */
const row = {
  id: 123,
  phone_number: '998901234567',
  message: 'Salom!',
  status: 'delivered',
  parts_count: 1,
  total_cost: '$0.005',
  from_number: '4546',
  eskiz_request_id: 'uuid-here',
  eskiz_message_id: 'msg-id',
  sent_at: '2026-03-09 10:30:00',
  delivered_at: '2026-03-09 10:30:05',
  failed_at: null,
  created_at: '2026-03-09 10:29:58',
};
const sms: DevsmsSms = {
  id: '123',
  phone: '+998901234567',
  message: 'Salom!',
  status: 'delivered',
  parts: 1,
  cost: dollars(5_000),
  from: '4546',
  requestId: 'uuid-here',
  eskizMessageId: 'msg-id',
  createdAt: Date.parse('2026-03-09T05:29:58Z'),
  sentAt: Date.parse('2026-03-09T05:30:00Z'),
  deliveredAt: Date.parse('2026-03-09T05:30:05Z'),
  failedAt: null,
  updatedAt: null,
};

describe('the history', () => {
  it('is understood with every field of section 2', async () => {
    const data = { history: [row], count: 1, limit: 10, offset: 0 };
    const { client, seen } = await answering({ body: { success: true, data } });
    const page = await client.readHistory(all, never());
    expect(page).toMatchObject({ rows: [sms], unreadable: 0 });
    expect(seen[0]).toMatchObject({ method: 'GET', body: '' });
    expect(seen[0]?.headers.authorization).toBe(`Bearer ${SANDBOX_TOKEN}`);
  });

  it('has the time of a failure too', async () => {
    const failed = { ...row, status: 'failed', delivered_at: null, failed_at: '2026-03-09 10:31:00' };
    const { client } = await answering({ body: { success: true, data: { history: [failed] } } });
    const { rows } = await client.readHistory(all, never());
    const failedAt = Date.parse('2026-03-09T05:31:00Z');
    expect(rows).toEqual([{ ...sms, status: 'failed', deliveredAt: null, failedAt }]);
  });

  it('is asked for by limit, offset and status', async () => {
    const { client, seen } = await answering({ body: { success: true, data: { history: [] } } });
    await client.readHistory({ limit: 10, offset: 0, status: 'delivered' }, never());
    await client.readHistory({ limit: 200, offset: 40, status: null }, never());
    expect(seen.map(({ url }) => url)).toEqual([
      '/get_history.php?limit=10&offset=0&status=delivered',
      '/get_history.php?limit=200&offset=40',
    ]);
  });

  it('is of the first fifty where nobody says otherwise', async () => {
    const { client, seen } = await answering({ body: { success: true, data: { history: [] } } });
    const { accountId: _, ...part } = DevsmsHistoryQuery.parse({ accountId: 1 });
    await client.readHistory(part, never());
    expect(seen.map(({ url }) => url)).toEqual(['/get_history.php?limit=50&offset=0']);

    const sandbox = await openSandbox({ providers: ['devsms'] });
    const history = async (query: string): Promise<unknown> => {
      const headers = { authorization: `Bearer ${sandbox.token}` };
      const answer = await fetch(`${sandbox.urls.devsms}/get_history.php${query}`, { headers });
      return ((await answer.json()) as { data: unknown }).data;
    };
    expect(await history('')).toEqual({ history: [], count: 0, limit: 50, offset: 0 });
    expect(await history('?limit=50&offset=0')).toEqual(await history(''));
  });

  it('is paged and filtered by the sandbox', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'], deliveryDelayMs: 0, failSuffix: '1' });
    const client = open(sandbox.urls.devsms);
    for (let i = 0; i < 5; i++) await client.sendText(`99890123450${i}`, 'Salom', undefined, never());
    const ids = async (part: Parameters<DevsmsClient['readHistory']>[0]) =>
      (await client.readHistory(part, never())).rows.map(({ id }) => id);
    expect(await ids(all)).toEqual(['5', '4', '3', '2', '1']);
    expect(await ids({ limit: 2, offset: 1, status: null })).toEqual(['4', '3']);
    expect(await ids({ limit: 2, offset: 1, status: 'delivered' })).toEqual(['4', '3']);
    expect(await ids({ limit: 50, offset: 0, status: 'failed' })).toEqual(['2']);
    expect(await ids({ limit: 50, offset: 0, status: 'sent' })).toEqual([]);
    await expect(ids({ limit: 201, offset: 0, status: null })).rejects.toMatchObject({
      kind: 'account',
      message: "limit noto'g'ri",
    });
  });

  it('takes what looser answers show', async () => {
    const loose = {
      id: '7',
      phone_number: 12025551234,
      status: 'waiting',
      parts_count: '2',
      total_cost: 0.01,
      from_number: 4546,
      eskiz_message_id: 99,
      created_at: '2026-03-09T10:29:58+05:00',
      delivered_at: '0000-00-00 00:00:00',
    };
    const { client } = await answering({ body: { success: true, data: { history: [loose] } } });
    const { rows } = await client.readHistory(all, never());
    expect(rows).toEqual([
      {
        id: '7',
        phone: '+12025551234',
        message: null,
        status: 'waiting',
        parts: 2,
        cost: dollars(10_000),
        from: '4546',
        requestId: null,
        eskizMessageId: '99',
        createdAt: sms.createdAt,
        sentAt: null,
        deliveredAt: null,
        failedAt: null,
        updatedAt: null,
      },
    ]);
  });

  it('counts rows that cannot be read, and gives the others', async () => {
    const history = [row, {}, 'x', { ...row, id: null }];
    const { client } = await answering({ body: { success: true, data: { history } } });
    expect(await client.readHistory(all, never())).toMatchObject({ rows: [sms], unreadable: 3 });
  });

  it('reads numbers with their country code, without it as Uzbek, and shows all else as it is', async () => {
    const numbers = [
      ['998901200000', '+998901200000'],
      ['+998901200000', '+998901200000'],
      ['00998901200000', '+998901200000'],
      ['901200000', '+998901200000'],
      [901200000, '+998901200000'],
      ['4512345678', '+4512345678'],
      ['99890***0000', '99890***0000'],
      ['9,98901E+11', '9,98901E+11'],
      ['1200000', '1200000'],
      ['4546', '4546'],
      ['', ''],
      [null, ''],
    ];
    const history = numbers.map(([phone_number]) => ({ ...row, phone_number }));
    const { client } = await answering({ body: { success: true, data: { history } } });
    const { rows, unreadable } = await client.readHistory(all, never());
    expect(rows.map(({ phone }) => phone)).toEqual(numbers.map(([, shown]) => shown));
    expect(unreadable).toBe(0);
  });
});

describe('the balance', () => {
  it('is understood with every field of section 3', async () => {
    const data = {
      balance: '$0.083',
      sms_price: '$0.005',
      statistics: {
        total_sms: 100,
        total_spent: '$0.414',
        today_sms: 10,
        today_spent: '$0.042',
        month_sms: 50,
        month_spent: '$0.207',
      },
    };
    const { client, seen } = await answering({ body: { success: true, data } });
    expect(await client.readBalance(never())).toEqual({
      balance: dollars(83_000),
      price: dollars(5_000),
      statistics: {
        totalSms: 100,
        totalSpent: dollars(414_000),
        todaySms: 10,
        todaySpent: dollars(42_000),
        monthSms: 50,
        monthSpent: dollars(207_000),
      },
    });
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/get_balance.php' });
  });

  it('may come as numbers and plain text', async () => {
    const statistics = { total_sms: '100', total_spent: 0.414, today_sms: 0, today_spent: '0.00' };
    const data = { balance: '400.00', sms_price: 0.005, statistics };
    const { client } = await answering({ body: { success: true, data } });
    expect(await client.readBalance(never())).toEqual({
      balance: dollars(400_000_000),
      price: dollars(5_000),
      statistics: {
        totalSms: 100,
        totalSpent: dollars(414_000),
        todaySms: 0,
        todaySpent: dollars(0),
        monthSms: null,
        monthSpent: null,
      },
    });
  });

  it('that is missing is not zero', async () => {
    const unknown = {
      totalSms: null,
      totalSpent: null,
      todaySms: null,
      todaySpent: null,
      monthSms: null,
      monthSpent: null,
    };
    for (const data of [
      {},
      { balance: null, statistics: null },
      { balance: 'x', statistics: { total_sms: '' } },
    ]) {
      const { client } = await answering({ body: { success: true, data } });
      expect(await client.readBalance(never())).toEqual({ balance: null, price: null, statistics: unknown });
    }
  });

  it('of the sandbox counts what was sent and spent', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'], balance: { devsms: 100 } });
    const client = open(sandbox.urls.devsms);
    await client.sendText('998901234567', 'Salom', undefined, never());
    await client.sendText('12025551234', 'Hello', undefined, never());
    const spent = dollars(17_000);
    expect(await client.readBalance(never())).toEqual({
      balance: dollars(83_000),
      price: dollars(5_000),
      statistics: {
        totalSms: 2,
        totalSpent: spent,
        todaySms: 2,
        todaySpent: spent,
        monthSms: 2,
        monthSpent: spent,
      },
    });
  });
});

describe('one message', () => {
  it('is understood with every field of section 4', async () => {
    const data = { ...row, updated_at: '2026-03-09 10:30:05' };
    const { client, seen } = await answering({ body: { success: true, data } });
    expect(await client.getMessage('123', never())).toEqual({ ...sms, updatedAt: sms.deliveredAt });
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/get_status.php?sms_id=123' });
  });

  it('is found by its sms_id and by its request_id', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'], deliveryDelayMs: 0 });
    const client = open(sandbox.urls.devsms);
    await client.sendText('998901234567', 'Salom', undefined, never());
    const byId = await client.getMessage('1', never());
    expect(byId).toMatchObject({ id: '1', status: 'delivered', message: 'Salom', failedAt: null });
    expect(byId.requestId).toMatch(/^[\da-f-]{36}$/);
    expect(await client.getMessage(byId.requestId ?? '', never())).toEqual(byId);
    for (const at of [byId.createdAt, byId.sentAt, byId.deliveredAt, byId.updatedAt]) {
      expect(Math.abs((at ?? 0) - Date.now())).toBeLessThan(10_000);
    }
  });

  it('is asked for in a way that no id can bend', async () => {
    const { client, seen } = await answering({ body: { success: true, data: row } });
    // It answers about another one: whatever it says of that is no news of ours.
    await expect(client.getMessage('a&sms_id=1 #', never())).rejects.toMatchObject({ kind: 'not-found' });
    expect(seen[0]?.url).toBe('/get_status.php?request_id=a%26sms_id%3D1%20%23');
  });

  it('that is unknown is not found, in the provider’s words', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    for (const id of ['99', 'no-such-id']) {
      await expect(open(sandbox.urls.devsms).getMessage(id, never())).rejects.toMatchObject({
        name: 'AccountTrouble',
        kind: 'not-found',
        message: 'SMS topilmadi',
      });
    }
    const { client } = await answering({ body: { success: false, error: 'SMS not found' } });
    await expect(client.getMessage('99', never())).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('an error of the document, after a question', () => {
  const body = { success: false, error: 'Xatolik xabari' };
  const failures = async (status: number) => {
    const { client } = await answering({ status, body });
    const asked = [
      client.readHistory(all, never()),
      client.readBalance(never()),
      client.getMessage('1', never()),
    ];
    return Promise.all(asked.map((one) => one.catch((error: unknown) => error)));
  };
  const three = (kind: string) => Array(3).fill(expect.objectContaining({ kind, message: 'Xatolik xabari' }));

  it('200 with success false is the account’s trouble, in the words given', async () => {
    expect(await failures(200)).toEqual(three('account'));
  });

  it('400 is the account’s trouble, in the words given', async () => {
    expect(await failures(400)).toEqual(three('account'));
  });

  it('401 is about the key', async () => {
    expect(await failures(401)).toEqual(three('auth'));
  });

  it('403 is about the key', async () => {
    expect(await failures(403)).toEqual(three('auth'));
  });

  it('404 is an unknown message, or else a wrong address', async () => {
    const [history, balance, message] = await failures(404);
    expect([history, balance]).toEqual(three('account').slice(0, 2));
    expect(message).toMatchObject({ kind: 'not-found', message: 'Xatolik xabari' });
    // A page that is no API knows nothing about messages.
    const { client } = await answering({ status: 404, body: '<html>Not Found</html>' });
    await expect(client.getMessage('1', never())).rejects.toMatchObject({ kind: 'account' });
  });

  it('500 is the provider’s', async () => {
    expect(await failures(500)).toEqual(three('provider'));
  });

  it('that comes with 200 or 400 may be about the key all the same', async () => {
    for (const status of [200, 400]) {
      const { client } = await answering({ status, body: { success: false, error: "Token noto'g'ri" } });
      await expect(client.readBalance(never())).rejects.toMatchObject({
        kind: 'auth',
        message: "Token noto'g'ri",
      });
    }
  });

  it('that is no JSON, or another, is none that can be read', async () => {
    for (const text of ['', 'Warning: x\n{"success":true}', '{"success":true}', '[]']) {
      const { client } = await answering({ body: text });
      await expect(client.readBalance(never())).rejects.toMatchObject({ kind: 'unreadable' });
      await expect(client.readHistory(all, never())).rejects.toMatchObject({ kind: 'unreadable' });
      await expect(client.getMessage('1', never())).rejects.toMatchObject({ kind: 'unreadable' });
    }
  });

  it('that is about trouble of the server is the provider’s, whatever its status', async () => {
    for (const status of [200, 400]) {
      const { client } = await answering({ status, body: { success: false, error: 'Server xatosi' } });
      await expect(client.readBalance(never())).rejects.toMatchObject({ kind: 'provider' });
    }
  });

  it('is every answer that does not say success: true', async () => {
    for (const success of [0, 1, 'false', 'true', null, [], undefined]) {
      const answer = (data: object) => answering({ body: { success, error: 'Xatolik', data } });
      const [history, balance, one] = [
        (await answer({ history: [] })).client.readHistory(all, never()),
        (await answer({ balance: '$1', sms_price: '$0.005' })).client.readBalance(never()),
        (await answer(row)).client.getMessage('123', never()),
      ];
      for (const asked of [history, balance, one]) {
        await expect(asked).rejects.toMatchObject({ kind: 'unreadable' });
      }
    }
  });

  it('never shows the key', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    const error: unknown = await open(sandbox.urls.devsms, 'a-wrong-key')
      .readBalance(never())
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'auth', message: "Token noto'g'ri" });
    const { client } = await answering({
      status: 401,
      body: { success: false, error: `Bad: ${SANDBOX_TOKEN}` },
    });
    await expect(client.readBalance(never())).rejects.toMatchObject({ message: 'Bad: •••' });
  });
});
