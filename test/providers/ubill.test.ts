import { describe, expect, it } from 'vitest';
import { UbillSettings } from '../../src/shared/account.ts';
import { connectUbill } from '../../src/main/engine/providers/ubill/index.ts';
import { ubillOutcome, ubillState } from '../../src/main/engine/providers/ubill/outcome.ts';
import { connect, message, never, openSandbox } from './accounts.ts';
import { openStub } from './servers.ts';

const outcomeOf = (status: number, body: unknown) =>
  ubillOutcome(
    {
      kind: 'answer',
      status,
      text: typeof body === 'string' ? body : JSON.stringify(body),
      retryAfterMs: null,
      clockSkewMs: null,
    },
    '995511194242',
  );

describe('the answer to a send', () => {
  it.each([
    ['in text', { statusID: 0, smsID: '12345', message: 'ok' }],
    ['in numbers', { statusID: 0, smsID: 12345 }],
    ['in mixed types', { statusID: '0', smsID: 12345 }],
  ])('is accepted %s, and the number is part of the id', (_name, body) => {
    expect(outcomeOf(200, body)).toEqual({ kind: 'accepted', providerId: '12345:995511194242' });
  });

  it.each([
    [10, 'account'],
    [20, 'permanent'],
    [30, 'account'],
    [40, 'balance'],
    [50, 'permanent'],
    [60, 'account'],
    [90, 'account'],
    [99, 'account'],
    [77, 'account'],
  ])('code %i is %s', (statusID, kind) => {
    const outcome = outcomeOf(200, { statusID, message: 'words of theirs' });
    expect(outcome.kind).toBe(kind);
    expect(outcome).toHaveProperty(
      'detail',
      expect.stringMatching(new RegExp(`words of theirs, code ${statusID}`)),
    );
    if (kind === 'permanent') expect(outcome).toHaveProperty('code', 'bad-number');
    expect(outcomeOf(400, { statusID }).kind).toBe(kind);
  });

  it.each([
    ['no id', 200, { statusID: 0 }],
    ['an empty id', 200, { statusID: 0, smsID: '' }],
    ['no code', 200, { smsID: 5 }],
    ['an empty code', 200, { statusID: '', smsID: 5 }],
    ['null for a code', 200, { statusID: null, smsID: 5 }],
    ['success and an error status', 400, { statusID: 0, smsID: 5 }],
    ['HTML', 200, '<html>'],
  ])('is ambiguous with %s', (_name, status, body) => {
    expect(outcomeOf(status, body)).toMatchObject({ kind: 'ambiguous', code: 'unreadable-answer' });
  });
});

describe('a request', () => {
  it('is the documented GET, fully encoded, with the key in a header and not in the URL', async () => {
    const stub = await openStub(() => ({ body: { statusID: 0, smsID: 1 } }));
    const connection = connect('ubill', stub.url, { brandID: 7, stopList: false });
    await connection.send([message(1, "a+b & c=d#é '(*)!")], never());
    expect(stub.seen).toHaveLength(1);
    expect(stub.seen[0]).toMatchObject({
      method: 'GET',
      url: '/sms/send?brandID=7&text=a%2Bb%20%26%20c%3Dd%23%C3%A9%20%27%28%2A%29%21&stopList=false&numbers=998901200001',
    });
    expect(stub.seen[0]?.headers.key).toBe('sandbox-token');
  });

  it('can carry half of a surrogate pair', async () => {
    const sandbox = await openSandbox();
    const [outcome] = await connect('ubill', sandbox.urls.ubill).send([message(1, 'x\ud83d')], never());
    expect(outcome?.kind).toBe('accepted');
  });

  it('carries a group of one text, with an outcome for each number', async () => {
    const sandbox = await openSandbox();
    const connection = connect('ubill', sandbox.urls.ubill, { groupSize: 5 });
    expect(connection.messagesPerRequest).toBe(5);
    const group = [1, 2, 3, 4, 5].map((i) => message(i));
    const outcomes = await connection.send(group, never());
    expect(outcomes).toEqual(
      group.map(({ recipient }) => ({ kind: 'accepted', providerId: `1:${recipient.slice(1)}` })),
    );
    expect(sandbox.requests.ubill.sends).toBe(1);
  });

  it('is uncertain for the whole group where its answer is lost', async () => {
    const sandbox = await openSandbox();
    sandbox.fault('ubill', 'cut-after');
    const outcomes = await connect('ubill', sandbox.urls.ubill).send([message(1), message(2)], never());
    expect(outcomes.map(({ kind }) => kind)).toEqual(['ambiguous', 'ambiguous']);
    expect(sandbox.ledger).toHaveLength(2);
  });

  it('leaves a second message to the same number for the next request', async () => {
    const sandbox = await openSandbox();
    const twin = { ...message(1), reference: 'twin' };
    const outcomes = await connect('ubill', sandbox.urls.ubill).send([message(1), twin, message(2)], never());
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'transient', 'accepted']);
    expect(sandbox.ledger.map(({ recipient }) => recipient)).toEqual([
      message(1).recipient,
      message(2).recipient,
    ]);
  });
});

describe('the length of a URL', () => {
  it('bounds the group so that ten parts of Georgian fit with all its numbers', async () => {
    const sandbox = await openSandbox();
    const connection = connect('ubill', sandbox.urls.ubill, { groupSize: 500 });
    expect(connection.messagesPerRequest).toBeGreaterThan(50);
    expect(connection.messagesPerRequest).toBeLessThan(120);
    const group = Array.from({ length: connection.messagesPerRequest }, (_, i) =>
      message(i, 'გ'.repeat(670)),
    );
    const outcomes = await connection.send(group, never());
    expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
    expect(sandbox.ledger).toHaveLength(group.length);
  });

  it('leaves the tail of a group for later where a longer text has no room for it', async () => {
    const stub = await openStub(() => ({ body: { statusID: 0, smsID: 1 } }));
    const connection = connect('ubill', stub.url, { groupSize: 50 });
    const group = Array.from({ length: 50 }, (_, i) => message(i, 'გ'.repeat(860)));
    const outcomes = await connection.send(group, never());
    const taken = outcomes.filter(({ kind }) => kind === 'accepted').length;
    expect(taken).toBeGreaterThan(1);
    expect(outcomes.slice(taken).every((one) => one.kind === 'transient' && !one.throttled)).toBe(true);
    expect(taken + outcomes.slice(taken).length).toBe(50);
    expect(stub.seen).toHaveLength(1);
    const length = stub.url.length + (stub.seen[0]?.url.length ?? 0);
    expect(length).toBeLessThanOrEqual(8_000);
    expect(length + 13).toBeGreaterThan(8_000);
  });

  it('refuses a text that no request can carry, without one', async () => {
    const stub = await openStub(() => ({ body: {} }));
    const outcomes = await connect('ubill', stub.url).send(
      [message(1, 'გ'.repeat(900)), message(2, 'გ'.repeat(900))],
      never(),
    );
    expect(outcomes).toEqual(Array(2).fill(expect.objectContaining({ kind: 'permanent', code: 'too-long' })));
    expect(stub.seen).toHaveLength(0);
  });
});

describe('reports', () => {
  it.each([
    [[0], 'accepted'],
    [[1], 'delivered'],
    [[2], 'undelivered'],
    [[3], 'accepted'],
    [[4], 'undelivered'],
    [[9], 'accepted'],
    [[1, 1], 'delivered'],
    [[1, 3], 'accepted'],
    [[1, 4, 1], 'undelivered'],
  ])('codes %j of a number: %s', (codes, state) => {
    expect(ubillState(codes)).toBe(state);
  });

  it('costs one request for each send, and tells its numbers apart', async () => {
    const stub = await openStub((url) => ({
      body: {
        statusID: '0',
        result: [
          { number: '+998901200001', statusID: '1' },
          { number: 998901200002, statusID: url.pathname.endsWith('8') ? 2 : 0 },
        ],
      },
    }));
    const tracked = ['7', '8'].flatMap((smsId) =>
      [1, 2, 3].map((i) => ({
        ...message(i),
        reference: `${smsId}-${i}`,
        providerId: `${smsId}:${message(i).recipient.slice(1)}`,
      })),
    );
    const reports = (await connect('ubill', stub.url).reports?.(tracked, never())) ?? [];
    expect(reports.map(({ reference, state }) => [reference, state])).toEqual([
      ['7-1', 'delivered'],
      ['7-2', 'accepted'],
      ['8-1', 'delivered'],
      ['8-2', 'undelivered'],
    ]);
    expect(stub.seen.map(({ url }) => url)).toEqual(['/sms/report/7', '/sms/report/8']);
  });

  it('are not asked for again for a while where the account has no such page', async () => {
    const sandbox = await openSandbox({ ubillExtras: false });
    let now = 1_000_000;
    const settings = UbillSettings.parse({ baseUrl: sandbox.urls.ubill, brandID: 1 });
    const connection = connectUbill(settings, sandbox.token, () => now);
    const tracked = [{ ...message(1), providerId: '1:998901200001' }];
    for (let i = 0; i < 3; i++) expect(await connection.reports?.(tracked, never())).toEqual([]);
    expect(sandbox.requests.ubill.others).toBe(1);
    now += 10 * 60_000;
    expect(await connection.reports?.(tracked, never())).toEqual([]);
    expect(sandbox.requests.ubill.others).toBe(2);
    await connection.close();
  });

  it('go on for others where one request is unknown', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0 });
    const connection = connect('ubill', sandbox.urls.ubill);
    await connection.send([message(1)], never());
    const known = { ...message(1), providerId: `1:${message(1).recipient.slice(1)}` };
    expect(await connection.reports?.([known], never())).toHaveLength(1);
    const unknown = { ...message(2), providerId: '99:1' };
    expect(await connection.reports?.([unknown, known], never())).toHaveLength(1);
  });
});

describe('the check', () => {
  it('passes without the undocumented pages, and says what it could not see', async () => {
    const sandbox = await openSandbox({ ubillExtras: false });
    const check = await connect('ubill', sandbox.urls.ubill).check(never());
    expect(check.balance).toBeNull();
    expect(check.notes.join(' ')).toContain('first send');
  });

  it.each([
    [2, 'not authorized'],
    [3, 'does not know'],
  ])('refuses brand %i', async (brandID, words) => {
    const sandbox = await openSandbox();
    const checking = connect('ubill', sandbox.urls.ubill, { brandID }).check(never());
    await expect(checking).rejects.toMatchObject({
      kind: 'account',
      message: expect.stringContaining(words),
    });
  });

  it('understands brands that come as `data`, and a refusal by code', async () => {
    const brands = [{ id: '7', name: 'Shop', authorized: '1' }];
    const stub = await openStub((url) => ({
      body: url.pathname.endsWith('balance') ? { statusID: 0, sms: '12' } : { statusID: 0, data: brands },
    }));
    const check = await connect('ubill', stub.url, { brandID: 7 }).check(never());
    expect(check).toMatchObject({ balance: { unit: 'messages', messages: 12 }, notes: ['Brand: Shop'] });
    const refusing = await openStub(() => ({ body: { statusID: 99 } }));
    await expect(connect('ubill', refusing.url).check(never())).rejects.toMatchObject({ kind: 'account' });
  });

  it('takes a web page for a wrong address', async () => {
    const stub = await openStub(() => ({ body: '<html>Welcome</html>' }));
    await expect(connect('ubill', stub.url).check(never())).rejects.toMatchObject({ kind: 'provider' });
  });
});
