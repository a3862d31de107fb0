import { describe, expect, it, vi } from 'vitest';
import { devsms } from '../../src/main/engine/providers/devsms/index.ts';
import type {
  CallbackNews,
  CallbackReport,
  CallbackRequest,
} from '../../src/main/engine/providers/provider.ts';
import { DevsmsSettings } from '../../src/shared/account.ts';
import { SANDBOX_TOKEN } from '../../src/main/sandbox/server.ts';
import { connect, message, never, openSandbox } from './accounts.ts';
import { openStub } from './servers.ts';

/** DevSMS, section "Callback URL". */

const settings = DevsmsSettings.parse({});

/** The document's example. */
const example = {
  sms_id: 123,
  request_id: 'uuid-here',
  phone: '998901234567',
  status: 'delivered',
  sent_at: '2026-03-09 10:30:00',
  delivered_at: '2026-03-09 10:30:05',
  failed_at: null,
  timestamp: '2026-03-09 10:30:05',
};

function read(body: unknown, changes: Partial<CallbackRequest> = {}): CallbackNews | undefined {
  const request: CallbackRequest = {
    topic: 'status',
    method: 'POST',
    query: new URLSearchParams(),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    contentType: 'application/json',
    callbackKey: undefined,
    ...changes,
  };
  return devsms.readCallback?.(request, settings);
}

function reportOf(body: unknown): CallbackReport | undefined {
  const news = read(body);
  return news?.kind === 'reports' ? news.reports[0] : undefined;
}

describe('a call', () => {
  it('tells what became of a message, by its sms_id', () => {
    expect(read(example)).toEqual({
      kind: 'reports',
      reports: [
        {
          providerId: '123',
          reference: null,
          recipient: '+998901234567',
          state: 'delivered',
          at: Date.parse('2026-03-09T05:30:05Z'),
          detail: null,
        },
      ],
    });
  });

  it('that a message was sent is no news of its delivery', () => {
    const sent = { ...example, status: 'sent', delivered_at: null };
    expect(reportOf(sent)).toMatchObject({
      state: 'accepted',
      at: Date.parse('2026-03-09T05:30:00Z'),
      detail: null,
    });
    expect(reportOf({ ...example, status: 'pending', sent_at: null })).toMatchObject({
      state: 'accepted',
      at: null,
    });
  });

  it('that a message failed has the time and the word', () => {
    const failed = { ...example, status: 'failed', delivered_at: null, failed_at: '2026-03-09 10:31:00' };
    expect(reportOf(failed)).toMatchObject({
      state: 'undelivered',
      at: Date.parse('2026-03-09T05:31:00Z'),
      detail: 'failed',
    });
  });

  it('is believed in its status, not in its times', () => {
    // The example's timestamp is the time of delivery, though it is called that of creation.
    expect(reportOf({ ...example, status: 'sent' })?.state).toBe('accepted');
    expect(reportOf({ ...example, delivered_at: null })).toMatchObject({ state: 'delivered', at: null });
    expect(reportOf({ ...example, timestamp: 'x' })).toEqual(reportOf(example));
  });

  it('may use the words of Eskiz', () => {
    expect(reportOf({ ...example, status: 'DELIVRD' })?.state).toBe('delivered');
    expect(reportOf({ ...example, status: 'EXPIRED' })).toMatchObject({
      state: 'undelivered',
      detail: 'EXPIRED',
    });
    expect(reportOf({ ...example, status: 'waiting' })?.state).toBe('accepted');
  });

  it('may be a form, whatever type it names', () => {
    const { failed_at: _none, ...fields } = example;
    const form = new URLSearchParams({ ...fields, sms_id: '123', failed_at: '' }).toString();
    const expected = read(example);
    expect(read(form, { contentType: 'application/x-www-form-urlencoded' })).toEqual(expected);
    expect(read(form)).toEqual(expected);
    expect(read(example, { contentType: '' })).toEqual(expected);
  });

  it('may lack all but its id and status', () => {
    expect(reportOf({ sms_id: '123', status: 'delivered' })).toEqual({
      providerId: '123',
      reference: null,
      recipient: null,
      state: 'delivered',
      at: null,
      detail: null,
    });
  });

  it('that is garbage is unreadable', () => {
    for (const body of [
      '',
      'null',
      '5',
      '[]',
      '"sms_id"',
      '<html>',
      '{"sms_id":',
      {},
      { ...example, sms_id: undefined },
      { ...example, sms_id: {} },
      { ...example, sms_id: 1.5 },
      { ...example, sms_id: 'x'.repeat(101) },
      { ...example, status: ' ' },
      { ...example, status: 5 },
    ]) {
      expect(read(body)).toEqual({ kind: 'unreadable' });
    }
    expect(read(example, { method: 'GET' })).toEqual({ kind: 'unreadable' });
    expect(read(example, { topic: 'incoming' })).toEqual({ kind: 'unreadable' });
    expect(reportOf({ ...example, phone: 'x', delivered_at: '0000-00-00 00:00:00' })).toMatchObject({
      recipient: null,
      at: null,
    });
  });
});

it('the sandbox calls when a message is sent, delivered or fails, and each call is understood', async () => {
  const listener = await openStub(() => ({ body: 'OK' }));
  const sandbox = await openSandbox({ providers: ['devsms'], deliveryDelayMs: 100, failSuffix: '2' });
  const callbackUrl = `${listener.url}/callbacks/1/status/token`;
  const connection = devsms.connect(DevsmsSettings.parse({ baseUrl: sandbox.urls.devsms }), SANDBOX_TOKEN, {
    callbackUrl,
  });
  const accepted = [
    ...(await connection.send([message(1)], never())),
    ...(await connection.send([message(2)], never())),
  ];
  await connection.close();
  await vi.waitFor(() => expect(listener.seen).toHaveLength(4));

  expect(
    listener.seen.every(({ method, url }) => method === 'POST' && url === '/callbacks/1/status/token'),
  ).toBe(true);
  const reports = listener.seen.map(({ body }) => reportOf(body));
  const ids = accepted.map((outcome) => (outcome.kind === 'accepted' ? outcome.providerId : ''));
  const statesOf = (id: string | undefined) =>
    reports.filter((report) => report?.providerId === id).map((report) => report?.state);
  expect(statesOf(ids[0])).toEqual(['accepted', 'delivered']);
  expect(statesOf(ids[1])).toEqual(['accepted', 'undelivered']);
  const recipients = new Set(reports.map((report) => report?.recipient));
  expect(recipients).toEqual(new Set([message(1).recipient, message(2).recipient]));
  for (const report of reports) expect(Math.abs((report?.at ?? 0) - Date.now())).toBeLessThan(10_000);
});

it('a call that fails is not made again, and the report tells its news all the same', async () => {
  const listener = await openStub(() => ({ status: 500, body: 'Error' }));
  const sandbox = await openSandbox({ providers: ['devsms'], deliveryDelayMs: 50 });
  const options = { callbackUrl: `${listener.url}/status` };
  const connection = connect('devsms', sandbox.urls.devsms, {}, SANDBOX_TOKEN, options);
  const [outcome] = await connection.send([message(1)], never());
  const providerId = outcome?.kind === 'accepted' ? outcome.providerId : '';
  await vi.waitFor(async () => {
    expect(await connection.reports?.([{ ...message(1), providerId }], never())).toMatchObject([
      { reference: message(1).reference, state: 'delivered' },
    ]);
  });
  await vi.waitFor(() => expect(listener.seen).toHaveLength(2));
  // Long enough for a second try that followed at once.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(listener.seen).toHaveLength(2);
});

it('the sandbox has nobody to call where the send named no address', async () => {
  const sandbox = await openSandbox({ providers: ['devsms'] });
  await connect('devsms', sandbox.urls.devsms).send([message(1)], never());
  expect(sandbox.ledger.map(({ callbackUrl }) => callbackUrl)).toEqual([null]);
});
