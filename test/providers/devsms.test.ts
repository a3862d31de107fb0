import { describe, expect, it, onTestFinished } from 'vitest';
import { devsms } from '../../src/main/engine/providers/devsms/index.ts';
import { devsmsOutcome, devsmsState } from '../../src/main/engine/providers/devsms/outcome.ts';
import type { Outcome } from '../../src/main/engine/providers/provider.ts';
import { SANDBOX_TOKEN } from '../../src/main/sandbox/server.ts';
import { DevsmsSettings } from '../../src/shared/account.ts';
import { connect, message, never, openSandbox, sought } from './accounts.ts';
import { openStub } from './servers.ts';

const outcomeOf = (status: number, body: unknown): Outcome => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return devsmsOutcome({ kind: 'answer', status, text, retryAfterMs: null, clockSkewMs: null }, 'text');
};

const accepted = (data: Record<string, unknown>) => outcomeOf(200, { success: true, data });

describe('the answer to a send', () => {
  it('to an Uzbek number is accepted with its id, parts, cost and balance', () => {
    const body = {
      success: true,
      message: 'SMS muvaffaqiyatli yuborildi',
      data: {
        sms_id: 123,
        request_id: 'uuid-here',
        status: 'sent',
        parts_count: 1,
        total_cost: '$0.005',
        balance: '$0.079',
        type: 'eskiz',
      },
    };
    expect(outcomeOf(200, body)).toEqual({
      kind: 'accepted',
      providerId: '123',
      parts: 1,
      cost: { micros: 5_000, currency: 'USD' },
      balance: { unit: 'money', money: { micros: 79_000, currency: 'USD' } },
    });
  });

  it('to a number abroad is accepted with its id, parts, cost and balance', () => {
    const data = {
      sms_id: 124,
      request_id: 'uuid-here',
      status: 'sent',
      parts_count: 2,
      total_cost: '$0.010',
      balance: '$0.070',
      type: 'eskiz',
      country: 'United States',
      country_code: 'us',
    };
    expect(accepted(data)).toEqual({
      kind: 'accepted',
      providerId: '124',
      parts: 2,
      cost: { micros: 10_000, currency: 'USD' },
      balance: { unit: 'money', money: { micros: 70_000, currency: 'USD' } },
    });
  });

  it('means accepted and never delivered, whatever its status says', () => {
    for (const status of ['sent', 'waiting', 'pending', 'delivered', 5, null]) {
      expect(accepted({ sms_id: 7, status })).toEqual({ kind: 'accepted', providerId: '7' });
    }
  });

  it.each([0.005, '0.005', '$0.005'])('reads the cost %j', (cost) => {
    expect(accepted({ sms_id: '7', total_cost: cost })).toMatchObject({ cost: { micros: 5_000 } });
  });

  it.each([400, '400.00', '$400'])('reads the balance %j', (balance) => {
    const money = { micros: 400_000_000, currency: 'USD' };
    expect(accepted({ sms_id: '7', balance })).toMatchObject({ balance: { unit: 'money', money } });
  });

  it.each([null, 'free', undefined, []])(
    'is accepted without money and parts that can be read: %j',
    (value) => {
      const data = { sms_id: 7, total_cost: value, balance: value, parts_count: value };
      expect(accepted(data)).toEqual({ kind: 'accepted', providerId: '7' });
    },
  );

  it.each([
    ['no id', 200, { success: true, data: { status: 'sent' } }],
    ['an empty id', 200, { success: true, data: { sms_id: '' } }],
    ['no success', 200, { data: { sms_id: 5 } }],
    ['a success in words', 200, { success: 'true', data: { sms_id: 5 } }],
    ['an error that is not called a refusal', 200, { error: 'x' }],
    ['success and an error status', 400, { success: true, data: { sms_id: 5 } }],
    ['HTML', 200, '<html>OK</html>'],
    ['nothing', 200, ''],
    ['a list', 200, []],
    ['a warning of PHP before it', 200, 'Warning: x in y on line 3\n{"success":true,"data":{"sms_id":5}}'],
    ['400 without words', 400, '<html>Bad Request</html>'],
  ])('is ambiguous with %s', (_name, status, body) => {
    expect(outcomeOf(status, body)).toMatchObject({ kind: 'ambiguous', code: 'unreadable-answer' });
  });

  it('is permanent without words too, for it was refused', () => {
    expect(outcomeOf(200, { success: false })).toMatchObject({ kind: 'permanent', code: 'refused' });
  });
});

describe('an error of the document, after a send', () => {
  const body = { success: false, error: 'Xatolik xabari' };
  const outcome = async (status: number): Promise<Outcome | undefined> => {
    const stub = await openStub(() => ({ status, body }));
    const [first] = await connect('devsms', stub.url).send([message(1)], never());
    expect(stub.seen).toHaveLength(1);
    return first;
  };

  it('200 with success false refuses the message in the words given', async () => {
    expect(await outcome(200)).toEqual({ kind: 'permanent', code: 'refused', detail: 'Xatolik xabari' });
  });

  it('400 refuses the message in the words given', async () => {
    expect(await outcome(400)).toEqual({ kind: 'permanent', code: 'refused', detail: 'Xatolik xabari' });
  });

  it('401 is about the key', async () => {
    expect(await outcome(401)).toEqual({ kind: 'auth', detail: 'Xatolik xabari' });
  });

  it('403 is about the key', async () => {
    expect(await outcome(403)).toEqual({ kind: 'auth', detail: 'Xatolik xabari' });
  });

  it('404 is about the address, and no message’s fault', async () => {
    const detail = 'Xatolik xabari Is the base address right?';
    expect(await outcome(404)).toEqual({ kind: 'account', detail });
  });

  it('500 is uncertain', async () => {
    expect(await outcome(500)).toEqual({
      kind: 'ambiguous',
      code: 'server-error',
      detail: 'Xatolik xabari',
    });
  });
});

describe('status words', () => {
  it.each([
    ['delivered', ['delivered', 'DELIVERED', 'DELIVRD', ' Delivered ']],
    ['undelivered', ['failed', 'REJECTED', 'UNDELIV', 'UNDELIVERABLE', 'EXPIRED', 'DELETED']],
    ['accepted', ['pending', 'sent', 'waiting', 'NEW', 'STORED', 'ACCEPTED', 'PARTDELIVERED', 'ENROUTE']],
    ['accepted', ['UNKNOWN', '', 'a new word', 'constructor']],
  ])('that mean %s: %j', (state, words) => {
    expect(words.map(devsmsState)).toEqual(words.map(() => state));
  });
});

describe('over HTTP', () => {
  it('sends exactly the documented fields', async () => {
    const stub = await openStub(() => ({ body: { success: true, data: { sms_id: 1 } } }));
    const connection = connect('devsms', stub.url, { from: 'Kaptar' });
    await connection.send([message(1)], never());
    expect(stub.seen).toHaveLength(1);
    expect(stub.seen[0]).toMatchObject({ method: 'POST', url: '/send_sms.php' });
    expect(stub.seen[0]?.headers.authorization).toBe('Bearer sandbox-token');
    expect(JSON.parse(stub.seen[0]?.body ?? '')).toEqual({
      phone: '998901200001',
      message: 'Salom!',
      from: 'Kaptar',
      type: 'eskiz',
    });
  });

  it('sends from 4546 by the type eskiz where the account says nothing else', async () => {
    const stub = await openStub(() => ({ body: { success: true, data: { sms_id: 1 } } }));
    await connect('devsms', stub.url).send([message(1)], never());
    await connect('devsms', stub.url, { type: 'simple' }).send([message(2)], never());
    const sent = stub.seen.map(({ body }) => JSON.parse(body) as object);
    expect(sent).toMatchObject([
      { from: '4546', type: 'eskiz' },
      { from: '4546', type: 'simple' },
    ]);
  });

  it('writes a number abroad in international digits', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    const connection = connect('devsms', sandbox.urls.devsms);
    // The examples of the document.
    const recipients = ['+12025551234', '+79161234567', '+77011234567'];
    for (const recipient of recipients) {
      const [outcome] = await connection.send([{ ...message(1), recipient }], never());
      expect(outcome?.kind).toBe('accepted');
    }
    expect(sandbox.ledger.map(({ recipient }) => recipient)).toEqual(recipients);
  });

  it('asks for calls where the engine listens', async () => {
    const stub = await openStub(() => ({ body: { success: true, data: { sms_id: 1 } } }));
    const callbackUrl = 'https://shop.example/callbacks/1/status/token';
    const settings = DevsmsSettings.parse({ baseUrl: stub.url });
    const connection = devsms.connect(settings, SANDBOX_TOKEN, { callbackUrl });
    onTestFinished(() => connection.close());
    await connection.send([message(1)], never());
    expect(JSON.parse(stub.seen[0]?.body ?? '')).toHaveProperty('callback_url', callbackUrl);
  });

  it('sends a code of a text of one’s own as any other text', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    const own = { ...message(1, 'Kod: 5678'), otp: { code: '5678', template: null } };
    const [outcome] = await connect('devsms', sandbox.urls.devsms).send([own], never());
    expect(outcome?.kind).toBe('accepted');
    expect(sandbox.ledger.map(({ text }) => text)).toEqual(['Kod: 5678']);
  });

  it('sends the type simple to Uzbek numbers, and refuses others without a request', async () => {
    const sandbox = await openSandbox();
    const connection = connect('devsms', sandbox.urls.devsms, { type: 'simple' });
    const abroad = { ...message(2), recipient: '+12025551234' };
    expect((await connection.send([message(1)], never()))[0]?.kind).toBe('accepted');
    expect((await connection.send([abroad], never()))[0]).toMatchObject({
      kind: 'permanent',
      code: 'refused',
    });
    expect(sandbox.requests.devsms.sends).toBe(1);
  });

  it('says beforehand whom an account of the type simple reaches', () => {
    const simple = DevsmsSettings.parse({ type: 'simple' });
    const eskiz = DevsmsSettings.parse({});
    expect(devsms.reaches?.('+998901234567', simple)).toBe(true);
    expect(devsms.reaches?.('+12025551234', simple)).toBe(false);
    expect(devsms.reaches?.('+12025551234', eskiz)).toBe(true);
  });

  it('tells what a message abroad costs', async () => {
    const sandbox = await openSandbox();
    const connection = connect('devsms', sandbox.urls.devsms);
    const [outcome] = await connection.send([{ ...message(1), recipient: '+12025551234' }], never());
    expect(outcome).toMatchObject({ kind: 'accepted', cost: { micros: 12_000, currency: 'USD' } });
  });

  it('notices when the money is gone', async () => {
    const sandbox = await openSandbox({ balance: { devsms: 5 } });
    const connection = connect('devsms', sandbox.urls.devsms);
    expect((await connection.send([message(1)], never()))[0]?.kind).toBe('accepted');
    expect((await connection.send([message(2)], never()))[0]?.kind).toBe('balance');
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('a balance that is not told is not zero', async () => {
    const stub = await openStub(() => ({ body: { success: true, data: {} } }));
    expect(await connect('devsms', stub.url).check(never())).toEqual({
      balance: null,
      price: null,
      notes: [],
    });
  });

  it.each([
    [{ status: 500, body: 'oops' }, 'provider'],
    [{ status: 429, body: {} }, 'provider'],
    [{ body: '<html>' }, 'stranger'],
    [{ body: 'oops' }, 'unreadable'],
    [{ status: 403, body: {} }, 'auth'],
    [{ body: { success: false, error: 'Hisob bloklangan' } }, 'account'],
    [{ status: 302, headers: { location: '/' }, body: '' }, 'stranger'],
  ])('the check says what is wrong: %o → %s', async (answer, kind) => {
    const stub = await openStub(() => answer);
    await expect(connect('devsms', stub.url).check(never())).rejects.toMatchObject({ kind });
  });
});

describe('reports', () => {
  it('shows two hundred messages by one request, the newest first', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'], deliveryDelayMs: 0 });
    const connection = connect('devsms', sandbox.urls.devsms);
    for (let i = 0; i < 203; i++) await connection.send([message(i)], never());
    const first = (await connection.history?.readPage(0, never())) ?? [];
    expect(first).toHaveLength(connection.history?.rowsPerPage ?? 0);
    expect(first[0]).toMatchObject({
      providerId: '203',
      state: 'delivered',
      cost: { micros: 5_000, currency: 'USD' },
    });
    expect(Math.abs((first[0]?.at ?? 0) - Date.now())).toBeLessThan(10_000);
    expect((await connection.history?.readPage(200, never()))?.map(({ providerId }) => providerId)).toEqual([
      '3',
      '2',
      '1',
    ]);
    expect(sandbox.requests.devsms.others).toBe(2);
  });

  it('has no news of a message that is pending or sent', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'], deliveryDelayMs: 60_000 });
    const connection = connect('devsms', sandbox.urls.devsms);
    await connection.send([message(1)], never());
    const reports = await connection.reports?.([{ ...message(1), providerId: '1' }], never());
    expect(reports).toEqual([
      { reference: 'ref-1-', state: 'accepted', cost: { micros: 5_000, currency: 'USD' } },
    ]);
  });

  it('asks a bounded number of single questions', async () => {
    const stub = await openStub(() => ({ body: { success: false, error: 'SMS topilmadi' } }));
    const tracked = Array.from({ length: 100 }, (_, i) => ({ ...message(i), providerId: String(i) }));
    const reports = (await connect('devsms', stub.url).reports?.(tracked, never())) ?? [];
    // The eighty others were not asked about, which is something else than having no news.
    expect(reports).toEqual(tracked.slice(0, 20).map(({ reference }) => ({ reference, state: 'accepted' })));
    expect(stub.seen).toHaveLength(20);
    expect(stub.seen.at(-1)?.url).toBe('/get_status.php?sms_id=19');
  });

  it('keeps what it learned before the provider could not be asked any more', async () => {
    const sms = { id: 1, phone_number: '998900000001', message: 'Salom', status: 'delivered' };
    const stub = await openStub((url) =>
      url.searchParams.get('sms_id') === '1'
        ? { body: { success: true, data: { ...sms, created_at: '2026-03-09 10:00:00' } } }
        : { status: 500, body: '' },
    );
    const tracked = [1, 2, 3].map((id) => ({ ...message(id), providerId: String(id) }));
    const reports = await connect('devsms', stub.url).reports?.(tracked, never());
    expect(reports).toEqual([{ reference: 'ref-1-', state: 'delivered' }]);
    const others = connect('devsms', stub.url).reports?.(tracked.slice(1, 2), never());
    await expect(others).rejects.toMatchObject({ kind: 'provider' });
  });

  it('an id that is no number is a request_id', async () => {
    const stub = await openStub(() => ({
      body: {
        success: true,
        data: {
          id: 'a-b',
          phone_number: '998901200001',
          status: 'UNDELIV',
          failed_at: '2026-03-09 10:30:05',
        },
      },
    }));
    const reports = await connect('devsms', stub.url).reports?.(
      [{ ...message(1), providerId: 'a-b' }],
      never(),
    );
    expect(stub.seen[0]?.url).toBe('/get_status.php?request_id=a-b');
    const at = Date.parse('2026-03-09T05:30:05Z');
    expect(reports).toEqual([{ reference: 'ref-1-', state: 'undelivered', detail: 'UNDELIV', at }]);
  });
});

describe('look-up', () => {
  it('finds a message behind hundreds of newer ones', async () => {
    const sandbox = await openSandbox();
    const connection = connect('devsms', sandbox.urls.devsms);
    const attemptedAt = Date.now();
    sandbox.fault('devsms', 'cut-after');
    await connection.send([message(0)], never());
    for (let i = 1; i <= 450; i++) await connection.send([message(i)], never());
    const [finding] = (await connection.lookup?.([sought(message(0), attemptedAt)], never())) ?? [];
    expect(finding?.candidates).toEqual([{ providerId: '1', cost: { micros: 5_000, currency: 'USD' } }]);
  });

  it('finds a message though the account’s zone is wrong', async () => {
    const sandbox = await openSandbox();
    const connection = connect('devsms', sandbox.urls.devsms, { timeZone: 'America/Los_Angeles' });
    sandbox.fault('devsms', 'cut-after');
    await connection.send([message(0)], never());
    const [finding] = (await connection.lookup?.([sought(message(0))], never())) ?? [];
    expect(finding?.candidates).toHaveLength(1);
  });

  it('claims nothing from a row that it cannot read', async () => {
    const stub = await openStub((url) => ({
      body: { success: true, data: { history: url.searchParams.get('offset') === '0' ? [{ id: 5 }] : [] } },
    }));
    const findings = await connect('devsms', stub.url).lookup?.([sought(message(0))], never());
    expect(findings).toEqual([{ candidates: [], complete: false }]);
  });

  it.each(['99890***0000', '', null, '9,98901E+11', '1200000', undefined])(
    'claims nothing from a row to a number that it cannot read: %j',
    async (number) => {
      const row = { id: 5, phone_number: number, message: 'Salom!', created_at: '2099-01-01 00:00:00' };
      const stub = await openStub((url) => ({
        body: { success: true, data: { history: url.searchParams.get('offset') === '0' ? [row] : [] } },
      }));
      const findings = await connect('devsms', stub.url).lookup?.([sought(message(0))], never());
      expect(findings).toEqual([{ candidates: [], complete: false }]);
    },
  );

  it.each(['901200000', '00998901200000', '+998901200000'])(
    'finds a message in the row to %j',
    async (number) => {
      const created = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
      const row = { id: 5, phone_number: number, message: 'Salom!', created_at: created };
      const stub = await openStub((url) => ({
        body: { success: true, data: { history: url.searchParams.get('offset') === '0' ? [row] : [] } },
      }));
      const findings = await connect('devsms', stub.url).lookup?.([sought(message(0))], never());
      expect(findings).toEqual([{ candidates: [{ providerId: '5' }], complete: true }]);
    },
  );

  it.each([
    { status: 500, body: '' },
    { body: '<html>' },
    { body: { success: true, data: {} } },
    { body: { success: false, error: 'x' } },
    { body: { success: 0, error: 'x', data: { history: [] } } },
    { body: { success: null, data: { history: [] } } },
    { body: { data: { history: [] } } },
  ])('claims nothing from a second page that is %o', async (broken) => {
    const history = Array.from({ length: 200 }, (_, i) => ({
      id: 1000 - i,
      phone_number: '998909999999',
      message: 'x',
      created_at: '2099-01-01 00:00:00',
    }));
    const stub = await openStub((_url, count) =>
      count === 1 ? { body: { success: true, data: { history } } } : broken,
    );
    const looking = connect('devsms', stub.url).lookup?.([sought(message(0))], never());
    await expect(looking).rejects.toMatchObject({ name: 'AccountTrouble' });
    expect(stub.seen[1]?.url).toBe('/get_history.php?limit=200&offset=180');
  });
});
