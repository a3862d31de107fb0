import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { UbillSettings } from '../../src/shared/account.ts';
import type { AccountTrouble, Report } from '../../src/main/engine/providers/provider.ts';
import { openUbill } from '../../src/main/engine/providers/ubill/client.ts';
import { connectUbill } from '../../src/main/engine/providers/ubill/index.ts';
import { ubillOutcome, ubillState } from '../../src/main/engine/providers/ubill/outcome.ts';
import { connect, message, never, openSandbox } from './accounts.ts';
import { openStub, type StubAnswer } from './servers.ts';

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
  it('is accepted with an smsID in text, and the number is part of the id', () => {
    const outcome = { kind: 'accepted', providerId: '12345:995511194242' };
    expect(outcomeOf(200, { statusID: 0, smsID: '12345', message: 'ok' })).toEqual(outcome);
    expect(outcomeOf(201, { statusID: 0, smsID: '12345' })).toEqual(outcome);
  });

  it('is accepted with an smsID in numbers', () => {
    const outcome = { kind: 'accepted', providerId: '12345:995511194242' };
    expect(outcomeOf(200, { statusID: 0, smsID: 12345 })).toEqual(outcome);
    expect(outcomeOf(200, { statusID: '0', smsID: 12345 })).toEqual(outcome);
  });

  const expectCode = (statusID: number, kind: string): void => {
    const outcome = outcomeOf(200, { statusID, message: 'words of theirs' });
    expect(outcome).toMatchObject({
      kind,
      detail: expect.stringContaining(`words of theirs, code ${statusID}`),
    });
    expect(outcomeOf(400, { statusID: String(statusID) }).kind).toBe(kind);
  };
  it('with code 10, an unknown brand, is the account’s trouble', () => expectCode(10, 'account'));
  it('with code 20, no numbers, is the message’s fault', () => {
    expectCode(20, 'permanent');
    expect(outcomeOf(200, { statusID: 20 })).toHaveProperty('code', 'bad-number');
  });
  it('with code 30, no text, is the account’s trouble', () => expectCode(30, 'account'));
  it('with code 40, not enough SMS, is a balance to be filled', () => expectCode(40, 'balance'));
  it('with code 50, no valid number, is the message’s fault', () => {
    expectCode(50, 'permanent');
    expect(outcomeOf(200, { statusID: 50 })).toHaveProperty('code', 'bad-number');
  });
  it('with code 60, an unreadable sendTime, is the account’s trouble', () => expectCode(60, 'account'));
  it('with code 90, bad JSON, is the account’s trouble', () => expectCode(90, 'account'));
  it('with code 99, a general error, is the account’s trouble', () => expectCode(99, 'account'));
  it('with a code that nobody knows is the account’s trouble', () => expectCode(77, 'account'));

  it('with status 401 is a wrong key', async () => {
    const sandbox = await openSandbox();
    for (const settings of [{}, { keyIn: 'query' }, { method: 'POST' }]) {
      const connection = connect('ubill', sandbox.urls.ubill, settings, 'wrong-key');
      expect((await connection.send([message(1)], never()))[0]?.kind).toBe('auth');
    }
    expect(sandbox.ledger).toHaveLength(0);
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
      body: '',
    });
    expect(stub.seen[0]?.headers.key).toBe('sandbox-token');
  });

  it('separates the numbers with commas, and leaves out their plus signs', async () => {
    const stub = await openStub(() => ({ body: { statusID: 0, smsID: 1 } }));
    await connect('ubill', stub.url).send([message(1), message(2), message(3)], never());
    const { searchParams } = new URL(stub.seen[0]?.url ?? '', stub.url);
    expect(searchParams.get('numbers')).toBe('998901200001,998901200002,998901200003');
  });

  it('has the key in the query, as the document shows, where the account says so', async () => {
    const sandbox = await openSandbox();
    const connection = connect('ubill', sandbox.urls.ubill, { keyIn: 'query' });
    expect((await connection.send([message(1)], never()))[0]?.kind).toBe('accepted');
    expect(await connection.check(never())).toMatchObject({ notes: ['Brand: Kaptar'] });

    const stub = await openStub(() => ({ body: { statusID: 0, smsID: 1, sms: 1 } }));
    const strange = connect('ubill', stub.url, { keyIn: 'query' }, 'k+/&=y ключ');
    await strange.send([message(1)], never());
    expect(stub.seen[0]?.url).toContain('/sms/send?key=k%2B%2F%26%3Dy%20%D0%BA%D0%BB%D1%8E%D1%87&brandID=1&');
    expect(stub.seen[0]?.headers).not.toHaveProperty('key');
  });

  it('never shows a key of the query in an error, even where the answer repeats the URL', async () => {
    const stub = await openStub((url) => ({
      status: url.pathname.endsWith('send') ? 400 : 500,
      body: { statusID: 99, message: `No such thing: ${url.search} ${url.searchParams.get('key')}` },
    }));
    const connection = connect('ubill', stub.url, { keyIn: 'query' }, 'geheim/7+x');
    const outcomes = await connection.send([message(1)], never());
    const trouble = await connection.check(never()).catch((error: unknown) => error);
    const shown = `${JSON.stringify(outcomes)} ${String(trouble)}`;
    expect(shown).toContain('No such thing');
    expect(shown).not.toMatch(/geheim/);
  });

  it('can carry half of a surrogate pair, by GET and by POST', async () => {
    const sandbox = await openSandbox();
    for (const method of ['GET', 'POST']) {
      const connection = connect('ubill', sandbox.urls.ubill, { method });
      expect((await connection.send([message(1, 'x\ud83d')], never()))[0]?.kind).toBe('accepted');
    }
    expect(sandbox.ledger.map(({ text }) => text)).toEqual(['x\ufffd', 'x\ufffd']);
  });

  it('is a POST with the JSON of the vendor’s SDK where the account says so', async () => {
    const stub = await openStub(() => ({ body: { statusID: 0, smsID: '1' } }));
    const connection = connect('ubill', stub.url, { method: 'POST', brandID: 7 });
    await connection.send([message(1, 'გ&+'), message(2, 'გ&+')], never());
    expect(stub.seen).toHaveLength(1);
    expect(stub.seen[0]).toMatchObject({ method: 'POST', url: '/sms/send' });
    expect(stub.seen[0]?.headers).toMatchObject({ key: 'sandbox-token', 'content-type': 'application/json' });
    expect(JSON.parse(stub.seen[0]?.body ?? '')).toEqual({
      brandID: 7,
      numbers: [998901200001, 998901200002],
      text: 'გ&+',
      stopList: true,
    });
  });

  it('by POST is what the sandbox takes, with otp and sendTime, its key in the query or not', async () => {
    const sandbox = await openSandbox();
    for (const keyIn of ['header', 'query']) {
      const connection = connect('ubill', sandbox.urls.ubill, { method: 'POST', keyIn });
      const code = { ...message(1), otp: { code: '1234', template: null }, sendAt: Date.now() + 3_600_000 };
      expect((await connection.send([code], never()))[0]?.kind).toBe('accepted');
    }
    expect(sandbox.ledger.map(({ details }) => details)).toEqual(
      Array(2).fill(expect.objectContaining({ otp: 'true', stopList: 'true', sendTime: expect.any(String) })),
    );
  });

  it('says the stop list outright, on and off', async () => {
    const sandbox = await openSandbox();
    for (const stopList of [true, false]) {
      await connect('ubill', sandbox.urls.ubill, { stopList }).send([message(1)], never());
      await connect('ubill', sandbox.urls.ubill, { stopList, method: 'POST' }).send([message(1)], never());
    }
    const said = sandbox.ledger.map(({ details }) => details.stopList);
    expect(said).toEqual(['true', 'true', 'false', 'false']);
  });

  it('says otp=true for one-time codes, and nothing of it for all else', async () => {
    const sandbox = await openSandbox();
    const connection = connect('ubill', sandbox.urls.ubill);
    await connection.send([message(1)], never());
    await connection.send([{ ...message(2), otp: { code: '1234', template: null } }], never());
    expect(sandbox.ledger.map(({ details }) => details.otp)).toEqual([null, 'true']);
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

  it('carries twenty numbers at most, if nobody says otherwise', async () => {
    const sandbox = await openSandbox();
    expect(connect('ubill', sandbox.urls.ubill).messagesPerRequest).toBe(20);
  });

  it('is uncertain for the whole group where its answer is lost, and is not made again', async () => {
    const sandbox = await openSandbox();
    sandbox.fault('ubill', 'cut-after');
    const connection = connect('ubill', sandbox.urls.ubill);
    const outcomes = await connection.send([message(1), message(2)], never());
    expect(outcomes.map(({ kind }) => kind)).toEqual(['ambiguous', 'ambiguous']);
    expect(sandbox.requests.ubill.sends).toBe(1);
    expect(sandbox.ledger).toHaveLength(2);
    expect(connection).not.toHaveProperty('lookup');
  });

  it('leaves a second message to the same number for the next request', async () => {
    const sandbox = await openSandbox();
    const twin = { ...message(1), reference: 'twin' };
    const outcomes = await connect('ubill', sandbox.urls.ubill).send([message(1), twin, message(2)], never());
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'left-out', 'accepted']);
    expect(sandbox.ledger.map(({ recipient }) => recipient)).toEqual([
      message(1).recipient,
      message(2).recipient,
    ]);
  });

  it('leaves messages of another text, kind or time for the next request', async () => {
    const sandbox = await openSandbox();
    const sendAt = Date.now() + 3_600_000;
    const outcomes = await connect('ubill', sandbox.urls.ubill).send(
      [
        { ...message(1), sendAt },
        message(2),
        { ...message(3), sendAt: sendAt + 600_000 },
        { ...message(4), sendAt, otp: { code: '1234', template: null } },
        { ...message(5, 'Another text'), sendAt },
        { ...message(6), sendAt },
      ],
      never(),
    );
    const left = { kind: 'left-out' };
    expect(outcomes).toMatchObject([{ kind: 'accepted' }, left, left, left, left, { kind: 'accepted' }]);
    expect(sandbox.requests.ubill.sends).toBe(1);
  });
});

describe('sendTime', () => {
  /** What a connection whose clock stands at `now` says about the time of a message for `sendAt`. */
  const sendTimeFor = async (now: string, sendAt: string, timeZone?: string) => {
    const stub = await openStub(() => ({ body: { statusID: 0, smsID: 1 } }));
    const settings = UbillSettings.parse({ baseUrl: stub.url, brandID: 1, ...(timeZone && { timeZone }) });
    const connection = connectUbill(settings, 'key', () => Date.parse(now));
    await connection.send([{ ...message(1), sendAt: Date.parse(sendAt) }], never());
    await connection.close();
    return new URL(stub.seen[0]?.url ?? '', stub.url).searchParams.get('sendTime');
  };

  it('is the time in the zone of the account, Tbilisi if nobody says otherwise', async () => {
    expect(await sendTimeFor('2026-02-01T10:00:00Z', '2026-02-01T19:30:00Z')).toBe('2026-02-01 23:30');
    const there = await sendTimeFor('2026-02-01T10:00:00Z', '2026-02-01T19:30:00Z', 'America/New_York');
    expect(there).toBe('2026-02-01 14:30');
  });

  it('is rounded up to the minute, never down', async () => {
    expect(await sendTimeFor('2026-02-01T10:00:00Z', '2026-02-01T19:30:00.001Z')).toBe('2026-02-01 23:31');
    expect(await sendTimeFor('2026-02-01T10:00:00Z', '2026-02-01T19:59:59Z')).toBe('2026-02-02 00:00');
  });

  it('is left out where it is not in the future', async () => {
    expect(await sendTimeFor('2026-02-01T10:00:00Z', '2026-02-01T10:00:00Z')).toBeNull();
    expect(await sendTimeFor('2026-02-01T10:00:00Z', '2026-02-01T09:00:00Z')).toBeNull();
  });

  it('leaves half a minute for the way, so that uBill does not find it past', async () => {
    expect(await sendTimeFor('2026-02-01T10:00:40Z', '2026-02-01T10:01:00Z')).toBe('2026-02-01 14:02');
    expect(await sendTimeFor('2026-02-01T10:00:20Z', '2026-02-01T10:01:00Z')).toBe('2026-02-01 14:01');
  });

  it('leaves out the hour that a clock shows twice, so that nothing leaves early', async () => {
    const berlin = (sendAt: string) => sendTimeFor('2026-10-24T10:00:00Z', sendAt, 'Europe/Berlin');
    expect(await berlin('2026-10-24T23:59:00Z')).toBe('2026-10-25 01:59');
    for (const sendAt of ['2026-10-25T00:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:59:00Z']) {
      expect(await berlin(sendAt)).toBe('2026-10-25 03:00');
    }
    expect(await berlin('2026-10-25T02:00:01Z')).toBe('2026-10-25 03:01');
    expect(await sendTimeFor('2026-03-28T10:00:00Z', '2026-03-29T01:00:00Z', 'Europe/Berlin')).toBe(
      '2026-03-29 03:00',
    );
  });

  it('is taken by uBill in the hour that a clock shows twice', async () => {
    const timeZone = 'Europe/Berlin';
    const sandbox = await openSandbox({ ubillZone: timeZone });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-10-25T00:40:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    const sendAt = Date.parse('2026-10-25T01:30:00Z');
    const connection = connect('ubill', sandbox.urls.ubill, { timeZone });
    const [outcome] = await connection.send([{ ...message(1), sendAt }], never());
    expect(outcome?.kind).toBe('accepted');
    expect(sandbox.ledger[0]?.sentAt).toBeGreaterThanOrEqual(sendAt);
  });

  it('makes uBill keep the message until then', async () => {
    const sandbox = await openSandbox();
    const sendAt = (Math.floor(Date.now() / 60_000) + 60) * 60_000;
    const [outcome] = await connect('ubill', sandbox.urls.ubill).send([{ ...message(1), sendAt }], never());
    expect(outcome?.kind).toBe('accepted');
    expect(sandbox.ledger[0]).toMatchObject({ state: 'accepted', sentAt: sendAt + 25 });
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
    expect(outcomes.slice(taken).every((one) => one.kind === 'left-out')).toBe(true);
    expect(taken + outcomes.slice(taken).length).toBe(50);
    expect(stub.seen).toHaveLength(1);
    const length = stub.url.length + (stub.seen[0]?.url.length ?? 0);
    expect(length).toBeLessThanOrEqual(8_000);
    expect(length + 13).toBeGreaterThan(8_000);
  });

  it('counts the key where that is in the query', async () => {
    const stub = await openStub(() => ({ body: { statusID: 0, smsID: 1 } }));
    const key = 'k'.repeat(500);
    const connection = connect('ubill', stub.url, { groupSize: 500, keyIn: 'query' }, key);
    const group = Array.from({ length: 500 }, (_, i) => message(i, 'გ'.repeat(670)));
    await connection.send(group, never());
    const length = stub.url.length + (stub.seen[0]?.url.length ?? 0);
    expect(length).toBeLessThanOrEqual(8_000);
    expect(connection.messagesPerRequest).toBeLessThan(90);
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

  it('bounds nothing by POST', async () => {
    const sandbox = await openSandbox();
    const connection = connect('ubill', sandbox.urls.ubill, { groupSize: 500, method: 'POST' });
    expect(connection.messagesPerRequest).toBe(500);
    const group = Array.from({ length: 500 }, (_, i) => message(i, 'გ'.repeat(900)));
    const outcomes = await connection.send(group, never());
    expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
    expect(sandbox.requests.ubill.sends).toBe(1);
  });
});

describe('reports', () => {
  const tracked = (index: number, smsId: string) => ({
    ...message(index),
    reference: `${smsId}-${index}`,
    providerId: `${smsId}:${message(index).recipient.slice(1)}`,
  });

  it('read status 0, sent, as no news', () => expect(ubillState([0]).state).toBe('accepted'));
  it('read status 1, delivered', () => expect(ubillState([1]).state).toBe('delivered'));
  it('read status 2, failed, as undelivered', () =>
    expect(ubillState([2])).toEqual({ state: 'undelivered', detail: 'uBill: failed (status 2)' }));
  it('read status 3, pending, as no news', () => expect(ubillState([3]).state).toBe('accepted'));
  it('read status 4, error, as undelivered', () =>
    expect(ubillState([4])).toEqual({ state: 'undelivered', detail: 'uBill: error (status 4)' }));
  it('read a status that nobody knows as no news', () => expect(ubillState([9]).state).toBe('accepted'));

  it('tell what the sandbox says of a message in each of the five statuses', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 1_000, failSuffix: '2', ubillErrorSuffix: '22' });
    const began = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: began });
    onTestFinished(() => void vi.useRealTimers());
    const connection = connect('ubill', sandbox.urls.ubill);
    await connection.send([message(1), message(2), message(22)], never());
    const asked = [1, 2, 22].map((i) => tracked(i, '1'));
    const pages = openUbill(UbillSettings.parse({ baseUrl: sandbox.urls.ubill, brandID: 1 }), sandbox.token);
    onTestFinished(() => pages.close());
    const seen: unknown[] = [];
    for (const passed of [0, 500, 1_000]) {
      vi.setSystemTime(began + passed);
      const codes = (await pages.findReport('1', never()))?.map(({ statusId }) => statusId);
      const reports = await connection.reports?.(asked, never());
      seen.push([codes, reports?.map(({ state }) => state)]);
    }
    expect(seen).toEqual([
      [[3, 3, 3], Array(3).fill('accepted')],
      [[0, 0, 0], Array(3).fill('accepted')],
      [
        [1, 2, 4],
        ['delivered', 'undelivered', 'undelivered'],
      ],
    ]);
  });

  it('let the worst of several for a number win', () => {
    expect(ubillState([1, 1]).state).toBe('delivered');
    expect(ubillState([1, 3]).state).toBe('accepted');
    expect(ubillState([1, 9]).state).toBe('accepted');
    expect(ubillState([1, 4, 1])).toEqual({ state: 'undelivered', detail: 'uBill: error (status 4)' });
  });

  it('cost one request for each send, and tell its numbers apart', async () => {
    const stub = await openStub((url) => ({
      body: {
        statusID: '0',
        result: [
          { number: '+998901200001', statusID: '1' },
          { number: 998901200002, statusID: url.pathname.endsWith('8') ? 2 : 0 },
        ],
      },
    }));
    const asked = ['7', '8'].flatMap((smsId) => [1, 2, 3].map((i) => tracked(i, smsId)));
    const reports = (await connect('ubill', stub.url).reports?.(asked, never())) ?? [];
    expect(reports.map(({ reference, state }) => [reference, state])).toEqual([
      ['7-1', 'delivered'],
      ['7-2', 'accepted'],
      ['7-3', 'accepted'],
      ['8-1', 'delivered'],
      ['8-2', 'undelivered'],
      ['8-3', 'accepted'],
    ]);
    expect(stub.seen.map(({ url }) => url)).toEqual(['/sms/report/7', '/sms/report/8']);
  });

  it('name the key in the query where the account has it there', async () => {
    const stub = await openStub(() => ({ body: { statusID: 0, result: [] } }));
    await connect('ubill', stub.url, { keyIn: 'query' }).reports?.([tracked(1, '7')], never());
    expect(stub.seen.map(({ url }) => url)).toEqual(['/sms/report/7?key=sandbox-token']);
  });

  const statesOf = async (reporting: Promise<readonly Report[]> | undefined) =>
    (await reporting)?.map(({ reference, state }) => `${reference} ${state}`);

  it('are not asked for again for a while where the account has no such page', async () => {
    const sandbox = await openSandbox({ ubillExtras: false });
    let now = 1_000_000;
    const settings = UbillSettings.parse({ baseUrl: sandbox.urls.ubill, brandID: 1 });
    const connection = connectUbill(settings, sandbox.token, () => now);
    const ask = () => statesOf(connection.reports?.([tracked(1, '1')], never()));
    for (let i = 0; i < 3; i++) expect(await ask()).toEqual(['1-1 accepted']);
    expect(sandbox.requests.ubill.others).toBe(1);
    now += 10 * 60_000;
    expect(await ask()).toEqual(['1-1 accepted']);
    expect(sandbox.requests.ubill.others).toBe(2);
    await connection.close();
  });

  it('go on for others where one request is unknown, also where it is the first that is asked about', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0 });
    const connection = connect('ubill', sandbox.urls.ubill);
    await connection.send([message(1)], never());
    const asked = [tracked(2, '99'), tracked(1, '1')];
    for (let i = 0; i < 2; i++) {
      expect(await statesOf(connection.reports?.(asked, never()))).toEqual([
        '99-2 accepted',
        '1-1 delivered',
      ]);
    }
  });

  it.each([
    ['a refusal in a 200', { body: { statusID: 99, message: 'error' } }],
    ['a refusal with its status', { status: 400, body: { message: 'Bad smsID' } }],
    ['an error of the server', { status: 500, body: '<html>' }],
    ['nothing that can be read', { body: 'Warning: Undefined index' }],
  ])('go on for others where one answer is %s', async (_name, answer) => {
    const stub = await openStub((url) =>
      url.pathname.endsWith('/7')
        ? answer
        : { body: { statusID: 0, result: [{ number: '998901200002', statusID: 1 }] } },
    );
    const asked = [tracked(1, '7'), tracked(2, '8'), tracked(2, '9')];
    const states = await statesOf(connect('ubill', stub.url).reports?.(asked, never()));
    expect(states).toEqual(['7-1 accepted', '8-2 delivered', '9-2 delivered']);
  });

  it('leave out a line that cannot be read, and no other', async () => {
    const stub = await openStub(() => ({
      body: {
        statusID: 0,
        result: [{ number: '998901200001', statusID: null }, 'x', { number: '998901200002', statusID: 1 }],
      },
    }));
    const states = await statesOf(
      connect('ubill', stub.url).reports?.([tracked(1, '7'), tracked(2, '7')], never()),
    );
    expect(states).toEqual(['7-1 accepted', '7-2 delivered']);
  });

  it('throw why, where nothing at all was answered', async () => {
    const asked = [tracked(1, '7'), tracked(2, '8')];
    const failing = await openStub(() => ({ status: 500, body: {} }));
    const reports = connect('ubill', failing.url).reports?.(asked, never());
    await expect(reports).rejects.toMatchObject({ kind: 'provider' });
    const sandbox = await openSandbox();
    const strange = connect('ubill', sandbox.urls.ubill, {}, 'wrong-key').reports?.(asked, never());
    await expect(strange).rejects.toMatchObject({ kind: 'auth' });
  });

  it('are of no message that was not asked about', async () => {
    const giveUp = new AbortController();
    const stub = await openStub((url) => {
      if (url.pathname.endsWith('/8')) giveUp.abort();
      return { body: { statusID: 0, result: [] } };
    });
    const asked = ['7', '8', '9'].map((smsId) => tracked(1, smsId));
    const states = await statesOf(connect('ubill', stub.url).reports?.(asked, giveUp.signal));
    expect(states).toEqual(['7-1 accepted']);
  });
});

describe('the check', () => {
  it('passes without the undocumented pages, and says what it could not see', async () => {
    const sandbox = await openSandbox({ ubillExtras: false });
    const check = await connect('ubill', sandbox.urls.ubill).check(never());
    expect(check.balance).toBeNull();
    expect(check.notes.join(' ')).toContain('first send');
  });

  it('refuses a brand that is not authorized', async () => {
    const sandbox = await openSandbox();
    const checking = connect('ubill', sandbox.urls.ubill, { brandID: 2 }).check(never());
    await expect(checking).rejects.toMatchObject({
      kind: 'account',
      message: expect.stringContaining('not authorized'),
    });
  });

  it('refuses a brandID that uBill does not know', async () => {
    const sandbox = await openSandbox();
    const checking = connect('ubill', sandbox.urls.ubill, { brandID: 3 }).check(never());
    await expect(checking).rejects.toMatchObject({
      kind: 'account',
      message: expect.stringContaining('does not know'),
    });
  });

  it('understands a balance in text and brands that come as data', async () => {
    const brands = [{ id: '7', name: 'Shop', authorized: '1' }];
    const stub = await openStub((url) => ({
      body: url.pathname.endsWith('balance') ? { statusID: 0, sms: '12' } : { statusID: 0, data: brands },
    }));
    const check = await connect('ubill', stub.url, { brandID: 7 }).check(never());
    expect(check).toMatchObject({ balance: { unit: 'messages', messages: 12 }, notes: ['Brand: Shop'] });
  });

  it('takes a code other than 0 for the account’s trouble', async () => {
    const refusing = await openStub(() => ({ body: { statusID: 99 } }));
    await expect(connect('ubill', refusing.url).check(never())).rejects.toMatchObject({ kind: 'account' });
  });

  const brands = [{ id: '1', name: 'Shop', authorized: '1' }];
  /** What the check says where the two pages answer so. */
  const checkOf = async (balance: StubAnswer, brandNames: StubAnswer) => {
    const stub = await openStub((url) => (url.pathname.endsWith('balance') ? balance : brandNames));
    const checking = connect('ubill', stub.url).check(never());
    return checking.catch((error: AccountTrouble) => error);
  };
  const broken: readonly [string, StubAnswer][] = [
    ['forbidden', { status: 403, body: { message: 'Forbidden' } }],
    ['missing', { status: 404, body: {} }],
    ['not for a GET', { status: 405, body: {} }],
    ['of another shape', { body: { statusID: 0, sms: null, brands: [{ brandID: 1 }] } }],
  ];

  it.each(broken)('passes where a page is %s', async (_name, answer) => {
    const withoutBalance = await checkOf(answer, { body: { statusID: 0, brands } });
    expect(withoutBalance).toMatchObject({
      balance: null,
      notes: ['Brand: Shop', 'uBill tells no balance.'],
    });
    const withoutBrands = await checkOf({ body: { statusID: 0, sms: 5 } }, answer);
    expect(withoutBrands).toMatchObject({ balance: { messages: 5 }, notes: ['uBill tells no brands.'] });
    const withoutBoth = await checkOf(answer, answer);
    expect(withoutBoth).toMatchObject({
      balance: null,
      notes: ['uBill tells no brands.', 'uBill tells no balance.', expect.stringContaining('first send')],
    });
  });

  const down: StubAnswer = { status: 500, body: '<html>' };

  it('passes where one page is broken; where both are, uBill is', async () => {
    expect(await checkOf(down, { body: { statusID: 0, brands } })).toMatchObject({ balance: null });
    expect(await checkOf({ body: { statusID: 0, sms: 5 } }, down)).toMatchObject({
      balance: { messages: 5 },
    });
    expect(await checkOf(down, down)).toMatchObject({ kind: 'provider' });
  });

  it('does not take a balance that is missing for none', async () => {
    expect(await checkOf({ body: { statusID: 0, sms: null } }, { body: { brands } })).toMatchObject({
      balance: null,
      notes: ['Brand: Shop', 'uBill tells no balance.'],
    });
  });

  it('reads a balance that is no whole number', async () => {
    for (const [sms, messages] of [
      ['12.50', 12],
      [12.9, 12],
      ['-3', -3],
    ] as const) {
      expect(await checkOf({ body: { sms } }, { body: { brands } })).toMatchObject({ balance: { messages } });
    }
  });

  it('reads the brands among which one cannot be read', async () => {
    const answer = { body: { brands: [{ id: null, name: 'x' }, 'x', ...brands] } };
    expect(await checkOf({ body: { sms: 5 } }, answer)).toMatchObject({ notes: ['Brand: Shop'] });
  });

  it('refuses a key that no page takes, and passes with one that a page took', async () => {
    const refused: StubAnswer = { status: 401, body: { message: 'Unauthorized' } };
    expect(await checkOf(refused, refused)).toMatchObject({ kind: 'auth' });
    for (const answer of [down, ...broken.map(([, page]) => page)]) {
      expect(await checkOf(refused, answer)).toMatchObject({ kind: 'auth' });
      expect(await checkOf(answer, refused)).toMatchObject({ kind: 'auth' });
    }
    expect(await checkOf(refused, { body: { brands } })).toMatchObject({ notes: expect.any(Array) });
  });

  it('says that nobody answers', async () => {
    await expect(connect('ubill', 'http://127.0.0.1:9').check(never())).rejects.toMatchObject({
      kind: 'offline',
    });
  });
});
