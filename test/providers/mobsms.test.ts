import { describe, expect, it } from 'vitest';
import { mobsmsOutcome, mobsmsState } from '../../src/main/engine/providers/mobsms/outcome.ts';
import { connect, message, never, openSandbox, sought } from './accounts.ts';
import { openStub } from './servers.ts';

const outcomeOf = (status: number, body: unknown) =>
  mobsmsOutcome({
    kind: 'answer',
    status,
    text: typeof body === 'string' ? body : JSON.stringify(body),
    retryAfterMs: null,
    clockSkewMs: null,
  });

/** Laravel's answer to a bad field. */
const errors = (field: string, words: string) => ({ message: words, errors: { [field]: [words] } });

describe('the answer to a send', () => {
  it.each([
    [201, { success: true, data: { id: 101, message_id: 'uuid', status: 'pending' } }],
    [201, { data: { id: '101' } }],
    [200, { success: true, data: { id: 101 } }],
  ])('%i is accepted with its id', (status, body) => {
    expect(outcomeOf(status, body)).toEqual({ kind: 'accepted', providerId: '101' });
  });

  it.each([
    ['201 without an id', 201, { success: true, data: {} }],
    ['201 that is no JSON', 201, 'OK'],
    ['a list', 201, { success: true, data: [{ id: 1 }] }],
    ['422 without words', 422, ''],
    ['an id under a refusal’s status', 422, { success: true, data: { id: 1 } }],
  ])('is ambiguous: %s', (_name, status, body) => {
    expect(outcomeOf(status, body)).toMatchObject({ kind: 'ambiguous', code: 'unreadable-answer' });
  });

  it.each([
    ['no phone', 422, { success: false, message: 'No active device available' }, 'account'],
    ['an unknown device', 422, errors('device_id', 'The selected id is invalid.'), 'account'],
    ['the price', 422, errors('price', 'Must be at least 0.'), 'account'],
    ['the callback address', 422, errors('callback_url', 'Must be a URL.'), 'account'],
    ['the reference', 422, errors('my_id', 'Too long.'), 'account'],
    ['no money', 422, { success: false, message: 'Insufficient balance' }, 'balance'],
    ['no credit', 422, { message: 'You have no SMS credits left' }, 'balance'],
    ['a refusal with 200', 200, { success: false, message: 'Insufficient balance' }, 'balance'],
    ['the plan', 403, { success: false, upgrade: true, message: 'Premium only' }, 'account'],
    ['the key', 403, { message: 'Forbidden' }, 'auth'],
    ['a bad key', 401, { message: 'Unauthenticated.' }, 'auth'],
    ['the number', 422, errors('recipient_number', 'The format is invalid.'), 'permanent'],
    ['the text', 422, errors('message', 'The message field is required.'), 'permanent'],
  ])('is about %s', (_name, status, body, kind) => {
    const outcome = outcomeOf(status, body);
    expect(outcome.kind).toBe(kind);
    expect(outcome).toHaveProperty('detail', body.message);
  });

  it('says whether the number or the text was refused', () => {
    expect(outcomeOf(422, errors('recipient_number', 'x'))).toMatchObject({ code: 'bad-number' });
    expect(outcomeOf(422, errors('message', 'x'))).toMatchObject({ code: 'refused' });
  });
});

it.each([
  ['pending', 'accepted'],
  ['sent', 'accepted'],
  ['Delivered', 'delivered'],
  ['failed', 'undelivered'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
  ['received', 'accepted'],
  ['queued', 'accepted'],
])('the status word %s is %s', (word, state) => {
  expect(mobsmsState(word)).toBe(state);
});

describe('a request', () => {
  it.each([
    ['', {}],
    ['active', { device_id: 'active' }],
    ['abc123', { device_id: 'abc123' }],
  ])('names the device %j only where the settings do', async (deviceId, expected) => {
    const stub = await openStub(() => ({ status: 201, body: { success: true, data: { id: 1 } } }));
    await connect('mobsms', stub.url, { deviceId }).send([message(1)], never());
    expect(stub.seen[0]).toMatchObject({ method: 'POST', url: '/sms' });
    expect(JSON.parse(stub.seen[0]?.body ?? '')).toEqual({
      recipient_number: '+998901200001',
      message: 'Salom!',
      my_id: 'ref-1-',
      ...expected,
    });
  });

  it('names the price only where the settings do, and the callback address where there is one', async () => {
    const stub = await openStub(() => ({ status: 201, body: { success: true, data: { id: 1 } } }));
    const callbackUrl = 'https://kaptar.example/callbacks/1/status/token';
    await connect('mobsms', stub.url, { price: '0' }, 'key', { callbackUrl }).send([message(1)], never());
    await connect('mobsms', stub.url, { price: 39.5 }).send([message(1)], never());
    const common = { recipient_number: '+998901200001', message: 'Salom!', my_id: 'ref-1-' };
    expect(stub.seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { ...common, price: 0, callback_url: callbackUrl },
      { ...common, price: 39.5 },
    ]);
  });

  it('has price, reference, device and callback address taken by the sandbox', async () => {
    const sandbox = await openSandbox();
    const callbackUrl = 'http://127.0.0.1:9/callbacks/1/status/token';
    const settings = { price: 39, deviceId: 'abc123' };
    const connection = connect('mobsms', sandbox.urls.mobsms, settings, sandbox.token, { callbackUrl });
    expect(await connection.send([message(1)], never())).toEqual([{ kind: 'accepted', providerId: '1' }]);
    expect(sandbox.ledger).toMatchObject([
      { callbackUrl, reference: 'ref-1-', details: { price: 39, device: 5 } },
    ]);
  });

  it('keeps the secret of its callback address out of what the answer says', async () => {
    const callbackUrl = 'https://kaptar.example/callbacks/1/status/token';
    const words = `The callback ${callbackUrl} is no URL.`;
    const stub = await openStub(() => ({ status: 422, body: errors('callback_url', words) }));
    const outcomes = await connect('mobsms', stub.url, {}, 'key', { callbackUrl }).send(
      [message(1)],
      never(),
    );
    expect(outcomes).toEqual([{ kind: 'account', detail: 'The callback ••• is no URL.' }]);
  });

  it('sends a one-time code as plain text by itself', async () => {
    const sandbox = await openSandbox();
    const otp = { ...message(1, 'Code: 1234'), otp: { code: '1234', template: null } };
    const outcomes = await connect('mobsms', sandbox.urls.mobsms).send([otp], never());
    expect(outcomes).toEqual([{ kind: 'accepted', providerId: '1' }]);
    expect(sandbox.ledger.map(({ text }) => text)).toEqual(['Code: 1234']);
  });

  it('stops for the account where it has no phone or does not know it', async () => {
    const idle = await openSandbox({ mobsmsHasDevice: false });
    const [none] = await connect('mobsms', idle.urls.mobsms).send([message(1)], never());
    expect(none).toEqual({ kind: 'account', detail: 'No active device available' });
    const sandbox = await openSandbox();
    const [wrong] = await connect('mobsms', sandbox.urls.mobsms, { deviceId: 'other' }).send(
      [message(1)],
      never(),
    );
    expect(wrong?.kind).toBe('account');
  });
});

describe('withdrawing', () => {
  it('cancels what is pending, and says of the rest that it is too late', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 60_000 });
    const connection = connect('mobsms', sandbox.urls.mobsms);
    await connection.send([message(1)], never());
    expect(await connection.cancel?.('1', never())).toBe('cancelled');
    expect(sandbox.ledger[0]?.state).toBe('cancelled');
    expect(await connection.cancel?.('1', never())).toBe('too-late');
    expect(await connection.cancel?.('77', never())).toBe('too-late');
    const tracked = [{ ...message(1), providerId: '1' }];
    expect(await connection.reports?.(tracked, never())).toEqual([
      { reference: 'ref-1-', state: 'cancelled' },
    ]);
  });

  it('throws where it cannot ask', async () => {
    const sandbox = await openSandbox();
    const stranger = connect('mobsms', sandbox.urls.mobsms, {}, 'wrong');
    await expect(stranger.cancel?.('1', never())).rejects.toMatchObject({ kind: 'auth' });
    const connection = connect('mobsms', sandbox.urls.mobsms);
    await sandbox.close();
    await expect(connection.cancel?.('1', never())).rejects.toMatchObject({ kind: 'offline' });
  });
});

describe('look-up', () => {
  it.each([true, false])('finds what was lost, whether or not the list echoes my_id: %s', async (echoes) => {
    const sandbox = await openSandbox({ mobsmsEchoesReference: echoes });
    const connection = connect('mobsms', sandbox.urls.mobsms);
    sandbox.fault('mobsms', 'cut-after');
    await connection.send([message(0)], never());
    for (let i = 1; i <= 120; i++) await connection.send([message(i)], never());
    const findings = await connection.lookup?.([sought(message(0)), sought(message(500))], never());
    expect(findings).toEqual([
      { candidates: [{ providerId: '1' }], complete: true },
      { candidates: [], complete: true },
    ]);
  });

  it('tells two campaigns with the same text apart where the list echoes my_id', async () => {
    const sandbox = await openSandbox();
    const connection = connect('mobsms', sandbox.urls.mobsms);
    await connection.send([message(1)], never());
    const twin = { ...message(1), reference: 'other-' };
    const [finding] = (await connection.lookup?.([sought(twin)], never())) ?? [];
    expect(finding).toEqual({ candidates: [], complete: true });
  });
});

describe('reports', () => {
  it('reads many from the list, and one by itself', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0 });
    const connection = connect('mobsms', sandbox.urls.mobsms);
    const tracked: { reference: string; recipient: string; providerId: string }[] = [];
    for (let i = 0; i < 90; i++) {
      const [outcome] = await connection.send([message(i)], never());
      if (outcome?.kind === 'accepted') tracked.push({ ...message(i), providerId: outcome.providerId });
    }
    expect(await connection.reports?.(tracked, never())).toHaveLength(90);
    expect(sandbox.requests.mobsms.others).toBe(2);
    const reports = (await connection.reports?.(tracked.slice(0, 1), never())) ?? [];
    expect(sandbox.requests.mobsms.others).toBe(3);
    expect(reports).toEqual([{ reference: 'ref-0-', state: 'delivered', at: sandbox.ledger[0]?.settledAt }]);
  });

  it('gives the phone’s reason', async () => {
    const data = { id: 5, status: 'failed', error_message: 'No service' };
    const stub = await openStub(() => ({ body: { success: true, data } }));
    const reports = await connect('mobsms', stub.url).reports?.(
      [{ ...message(1), providerId: '5' }],
      never(),
    );
    expect(reports).toEqual([{ reference: 'ref-1-', state: 'undelivered', detail: 'No service' }]);
  });

  it('reads a time without a zone as UTC, which all the document’s times are in', async () => {
    const data = { id: '5', status: 'delivered', delivered_at: '2026-06-08T10:00:05' };
    const stub = await openStub(() => ({ body: { success: true, data } }));
    const reports = await connect('mobsms', stub.url).reports?.(
      [{ ...message(1), providerId: '5' }],
      never(),
    );
    expect(reports).toEqual([
      { reference: 'ref-1-', state: 'delivered', at: Date.parse('2026-06-08T10:00:05Z') },
    ]);
  });
});
