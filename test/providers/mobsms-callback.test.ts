import { describe, expect, it, vi } from 'vitest';
import { readMobsmsCallback } from '../../src/main/engine/providers/mobsms/callback.ts';
import { toSender } from '../../src/main/engine/providers/mobsms/fields.ts';
import { mobsms } from '../../src/main/engine/providers/mobsms/index.ts';
import type { CallbackNews, CallbackRequest } from '../../src/main/engine/providers/provider.ts';
import { MobsmsSettings } from '../../src/shared/account.ts';
import { connect, message, never, openSandbox } from './accounts.ts';
import { ask, openClient } from './mobsms-requests.ts';
import { openStub } from './servers.ts';

/** What MobSMS calls about: delivery, and messages that came in. */

const NOW = Date.parse('2026-06-08T12:00:00Z');
const AT = '2026-06-08T10:00:05.000000Z';

function read(
  topic: CallbackRequest['topic'],
  body: unknown,
  extra: Partial<CallbackRequest> = {},
): CallbackNews {
  const request: CallbackRequest = {
    topic,
    method: 'POST',
    query: new URLSearchParams(),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    contentType: 'application/json',
    callbackKey: undefined,
    ...extra,
  };
  return readMobsmsCallback(request, 'UZ', () => NOW);
}

const status = (data: object) => ({ event: 'status', data, timestamp: '2026-06-08T10:00:06.000000Z' });

describe('a status', () => {
  it('is read from the documented body', () => {
    const data = {
      id: 101,
      message_id: '9f1c-uuid',
      recipient_number: '+998901234567',
      status: 'delivered',
      my_id: 'Ab-dEfGhIjKl-00f',
      price: 100,
      delivered_at: AT,
    };
    expect(read('status', status(data))).toEqual({
      kind: 'reports',
      reports: [
        {
          providerId: '101',
          reference: 'Ab-dEfGhIjKl-00f',
          recipient: '+998901234567',
          state: 'delivered',
          at: Date.parse(AT),
          detail: null,
        },
      ],
    });
  });

  it.each([
    ['sent', 'accepted', null],
    ['pending', 'accepted', null],
    ['FAILED', 'undelivered', 'FAILED'],
    ['cancelled', 'cancelled', null],
    ['a word nobody knows', 'accepted', null],
  ])('the word %s is %s', (word, state, detail) => {
    expect(read('status', status({ id: 1, status: word }))).toMatchObject({
      reports: [{ state, at: null, detail, recipient: null, reference: null }],
    });
  });

  it('gives the phone’s reason for a failure', () => {
    const data = { id: 1, status: 'failed', error_message: 'No service', delivered_at: AT };
    expect(read('status', status(data))).toMatchObject({ reports: [{ detail: 'No service', at: null }] });
  });

  it('takes the reference of a bulk, which is that of many, for none', () => {
    const data = { id: 1, status: 'delivered', my_id: 'Ab-dEfGhIjKl-' };
    expect(read('status', status(data))).toMatchObject({ reports: [{ reference: null }] });
  });

  it('is understood without an envelope, as form fields and for several at once', () => {
    const data = { id: '7', status: 'delivered', recipient_number: '998901234567' };
    const report = { providerId: '7', state: 'delivered', recipient: '+998901234567' };
    const form = { contentType: 'application/x-www-form-urlencoded; charset=UTF-8' };
    const news = { kind: 'reports', reports: [report] };
    expect(read('status', data)).toMatchObject(news);
    expect(read('status', new URLSearchParams(data).toString(), form)).toMatchObject(news);
    const nested = 'event=status&data%5Bid%5D=7&data[status]=delivered&data[recipient_number]=998901234567';
    expect(read('status', nested, form)).toMatchObject(news);
    const several = { data: [data, { ...data, id: 8 }, { id: 9 }] };
    expect(read('status', several)).toMatchObject({ reports: [{ providerId: '7' }, { providerId: '8' }] });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'status=delivered'],
    ['null', 'null'],
    ['a number', '5'],
    ['no id', status({ status: 'delivered' })],
    ['no status', status({ id: 1 })],
    ['an id that is none', status({ id: { $gt: 0 }, status: 'delivered' })],
    ['an empty list', { data: [] }],
  ])('is unreadable: %s', (_name, body) => {
    expect(read('status', body)).toEqual({ kind: 'unreadable' });
    expect(read('incoming', body)).toEqual({ kind: 'unreadable' });
  });

  it('is unreadable where it is no POST', () => {
    const body = status({ id: 1, status: 'delivered' });
    expect(read('status', body, { method: 'GET' })).toEqual({ kind: 'unreadable' });
  });
});

describe('an incoming message', () => {
  it('is read from a body like the inbox’s rows', () => {
    const data = { id: 55, sender_number: '+998907778899', message: 'Reply text', created_at: AT };
    expect(read('incoming', { event: 'incoming', data, timestamp: AT })).toEqual({
      kind: 'incoming',
      messages: [
        { providerId: '55', sender: '+998907778899', text: 'Reply text', receivedAt: Date.parse(AT) },
      ],
    });
  });

  it.each([
    [{ id: 5, from: '998907778899', text: 'x', received_at: AT }],
    [{ message_id: '5', phone: '+998 90 777-88-99', body: 'x', timestamp: AT }],
    [{ id: '5', sender: '00998907778899', message: 'x', created_at: Date.parse(AT) / 1000 }],
    [{ id: 5, from: 998907778899, text: 'x', received_at: String(Date.parse(AT)) }],
    [{ id: 5, phone_number: '+998907778899', content: 'x', created_at: AT }],
    [{ id: 5, number: '907778899', message: 'x', created_at: AT }],
    [
      {
        id: 5,
        message_id: '0b6a6f6e-4d6e-4a55-9d3c-8c2f2d0f6a10',
        from: '+998907778899',
        text: 'x',
        timestamp: AT,
      },
    ],
  ])('is understood with other names of its fields: %j', (data) => {
    const meant = { providerId: '5', sender: '+998907778899', text: 'x', receivedAt: Date.parse(AT) };
    expect(read('incoming', { data })).toEqual({ kind: 'incoming', messages: [meant] });
    expect(read('incoming', data)).toEqual({ kind: 'incoming', messages: [meant] });
  });

  it('keeps a sender that is a name or a short code as it is', () => {
    for (const sender of ['Beeline', '3700', 'UZ-CARD 24']) {
      const data = { id: 1, sender_number: sender, message: 'x', created_at: AT };
      expect(read('incoming', { data })).toMatchObject({ messages: [{ sender }] });
    }
  });

  it('of a blank sender is of nobody, and a blank name of a field hides no other', () => {
    const data = { id: 1, sender_number: ' ', message: 'STOP', created_at: AT };
    expect(read('incoming', { data })).toEqual({ kind: 'unreadable' });
    const named = { ...data, from: '+998907778899' };
    expect(read('incoming', { data: named })).toMatchObject({ messages: [{ sender: '+998907778899' }] });
  });

  it('has the same id in every call about it where MobSMS gives none', () => {
    const idOf = (data: object, timestamp?: string): string => {
      const news = read('incoming', { data, timestamp });
      return news.kind === 'incoming' ? (news.messages[0]?.providerId ?? '') : news.kind;
    };
    const data = { sender_number: '+998907778899', message: 'STOP', created_at: AT };
    const id = idOf(data);
    expect(id).toMatch(/^made-up-[\da-f]{32}$/);
    // A repeated call has another time of its own, and spells the number as it likes.
    expect(idOf({ ...data, sender_number: '998907778899' }, '2026-06-08T11:00:00Z')).toBe(id);
    expect(idOf({ ...data, message: 'STOP!' })).not.toBe(id);
    expect(idOf({ ...data, created_at: '2026-06-08T10:00:06Z' })).not.toBe(id);
    expect(idOf({ ...data, sender_number: '+998907778898' })).not.toBe(id);
  });

  it('has an id that the inbox does not list where only its UUID is told', () => {
    const data = { message_id: '0b6a6f6e-4d6e-4a55', from: '+998907778899', text: 'x', timestamp: AT };
    const providerId = 'made-up-0b6a6f6e-4d6e-4a55';
    expect(read('incoming', { data })).toMatchObject({ messages: [{ providerId }] });
    expect(read('incoming', { data: { ...data, id: data.message_id } })).toMatchObject({
      messages: [{ providerId }],
    });
  });

  it('can be said again later where nobody says when', () => {
    const body = JSON.stringify({ from: '+998907778899', text: 'STOP' });
    const request = { topic: 'incoming', method: 'POST', query: new URLSearchParams(), body } as const;
    const call = { ...request, contentType: 'application/json', callbackKey: undefined };
    const idAt = (now: number) => {
      const news = readMobsmsCallback(call, 'UZ', () => now);
      return news.kind === 'incoming' ? news.messages[0]?.providerId : news.kind;
    };
    expect(idAt(NOW)).toBe(idAt(NOW));
    expect(idAt(NOW + 300_000)).not.toBe(idAt(NOW));
  });

  it.each([
    ['UZ', '901234567', '+998901234567'],
    ['UZ', '90 123-45-67', '+998901234567'],
    ['UZ', '998901234567', '+998901234567'],
    ['UZ', '+901234567', '+901234567'],
    ['UZ', '00995555123456', '+995555123456'],
    ['UZ', '79161234567', '+79161234567'],
    ['UZ', '99800000000', '99800000000'],
    ['UZ', '1234567', '1234567'],
    ['GE', '555123456', '+995555123456'],
    ['GE', '0555123456', '+995555123456'],
    ['GE', '998901234567', '+998901234567'],
    ['GE', '998111234567', '+998111234567'],
    ['DE', '998901234567', '+998901234567'],
    ['CN', '13912345678', '+8613912345678'],
  ])('to a phone in %s from %s is from %s', (country, written, sender) => {
    expect(toSender(written, country)).toBe(sender);
  });

  it('came when it was told, where nobody says when', () => {
    const data = { id: 1, from: '+998907778899', text: '' };
    const told = { data, timestamp: AT };
    expect(read('incoming', told)).toMatchObject({ messages: [{ receivedAt: Date.parse(AT), text: '' }] });
    expect(read('incoming', { data })).toMatchObject({ messages: [{ receivedAt: NOW }] });
  });
});

describe('the sandbox’s calls', () => {
  /** A place for MobSMS's calls, and what the adapter reads from them. */
  async function openListener() {
    const stub = await openStub(() => ({ body: {} }));
    const settings = MobsmsSettings.parse({});
    const news = (topic: CallbackRequest['topic']) =>
      stub.seen
        .filter(({ url }) => url.startsWith(`/${topic}`))
        .map(({ method, body, headers }) =>
          mobsms.readCallback?.(
            {
              topic,
              method,
              body,
              query: new URLSearchParams(),
              contentType: headers['content-type'] ?? '',
              callbackKey: undefined,
            },
            settings,
          ),
        );
    return { url: stub.url, seen: stub.seen, news };
  }

  it('tell the end of a message at its own address', async () => {
    const listener = await openListener();
    const sandbox = await openSandbox({ failSuffix: '2', deliveryDelayMs: 40 });
    const options = { callbackUrl: `${listener.url}/status/secret` };
    const connection = connect('mobsms', sandbox.urls.mobsms, {}, sandbox.token, options);
    for (const index of [1, 2]) {
      await connection.send([message(index)], never());
      await vi.waitFor(() => expect(listener.seen).toHaveLength(index));
    }
    expect(listener.news('status')).toMatchObject([
      {
        kind: 'reports',
        reports: [
          {
            providerId: '1',
            reference: null,
            recipient: message(1).recipient,
            state: 'delivered',
            at: sandbox.ledger[0]?.settledAt,
          },
        ],
      },
      { kind: 'reports', reports: [{ providerId: '2', state: 'undelivered', detail: 'Not delivered' }] },
    ]);
    const body = JSON.parse(listener.seen[0]?.body ?? '') as object;
    expect(body).toMatchObject({ event: 'status', data: { my_id: 'ref-1-' } });
    expect(body).toHaveProperty('timestamp');
  });

  it('tell every change at the account’s webhook, and the end at both addresses', async () => {
    const listener = await openListener();
    const sandbox = await openSandbox({ deliveryDelayMs: 40 });
    const urls = { incoming: null, status: `${listener.url}/status/webhook` };
    await openClient(sandbox.urls.mobsms).writeWebhooks(urls, never());
    const options = { callbackUrl: `${listener.url}/status/own` };
    const connection = connect('mobsms', sandbox.urls.mobsms, {}, sandbox.token, options);
    await connection.send([{ ...message(1), reference: 'batch-000' }], never());
    await vi.waitFor(() => expect(listener.seen).toHaveLength(3));
    expect(listener.seen.map(({ url }) => url)).toEqual([
      '/status/webhook',
      '/status/own',
      '/status/webhook',
    ]);
    const delivered = { reports: [{ state: 'delivered', reference: 'batch-000' }] };
    expect(listener.news('status')).toMatchObject([
      { reports: [{ state: 'accepted', reference: 'batch-000' }] },
      delivered,
      delivered,
    ]);
  });

  it('tell a message that came in, also one that is not kept', async () => {
    const listener = await openListener();
    const sandbox = await openSandbox();
    const client = openClient(sandbox.urls.mobsms);
    await client.writeWebhooks({ incoming: `${listener.url}/incoming`, status: null }, never());
    sandbox.receive({ sender: '+998907778899', text: 'kept' });
    await vi.waitFor(() => expect(listener.seen).toHaveLength(1));
    await client.writeSettings({ keepInbound: false }, never());
    sandbox.receive({ sender: '+998907778899', text: 'not kept' });
    await vi.waitFor(() => expect(listener.seen).toHaveLength(2));

    const inbox = (await connect('mobsms', sandbox.urls.mobsms).readInbox?.(1, never()))?.messages;
    expect(inbox).toMatchObject([{ sender: '+998907778899', text: 'kept' }]);
    const [kept, unkept] = listener.news('incoming');
    expect(kept).toEqual({ kind: 'incoming', messages: inbox });
    expect(unkept).toMatchObject({
      messages: [{ text: 'not kept', providerId: expect.stringContaining('made-up-') }],
    });
  });

  it('end with the webhook’s address', async () => {
    const listener = await openListener();
    const sandbox = await openSandbox();
    const client = openClient(sandbox.urls.mobsms);
    await client.writeWebhooks({ incoming: `${listener.url}/incoming`, status: null }, never());
    await client.writeWebhooks({ incoming: null, status: null }, never());
    sandbox.receive({ sender: '+998907778899', text: 'x' });
    expect((await ask(sandbox, 'GET /sms/inbox')).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(listener.seen).toEqual([]);
  });
});

describe('the inbox', () => {
  it('is read by pages, newest first, until an empty one', async () => {
    const sandbox = await openSandbox();
    for (let i = 0; i < 55; i++) sandbox.receive({ sender: '+998907778899', text: `Reply ${i}` });
    const connection = connect('mobsms', sandbox.urls.mobsms);
    const pages = await Promise.all([1, 2, 3].map(async (page) => connection.readInbox?.(page, never())));
    expect(pages.map((page) => page?.messages.length)).toEqual([50, 5, 0]);
    expect(pages.map((page) => page?.isEnd)).toEqual([false, false, true]);
    expect(pages[0]?.messages[0]).toEqual({
      providerId: expect.any(String),
      sender: '+998907778899',
      text: 'Reply 54',
      receivedAt: expect.any(Number),
    });
    expect(new Set(pages.flatMap((page) => page?.messages.map((one) => one.providerId))).size).toBe(55);
  });

  it('leaves out a row that cannot be read or hides its sender, and throws where none can be read', async () => {
    const rows = [
      { id: '55', sender_number: 998907778899, message: null, created_at: AT },
      { id: 57, message: 'from nobody' },
      { id: 58, sender_number: '', message: 'from nobody' },
      { sender_number: '+998907778899', message: 'no id' },
    ];
    const stub = await openStub((url) => {
      const page = Number(url.searchParams.get('page'));
      return { body: { data: { data: rows.slice(page - 1), current_page: page } } };
    });
    const connection = connect('mobsms', stub.url);
    const messages = [{ providerId: '55', sender: '+998907778899', text: '', receivedAt: Date.parse(AT) }];
    expect(await connection.readInbox?.(1, never())).toEqual({ messages, isEnd: false });
    expect(await connection.readInbox?.(2, never())).toEqual({ messages: [], isEnd: false });
    await expect(connection.readInbox?.(4, never())).rejects.toMatchObject({ kind: 'provider' });
    expect(await connection.readInbox?.(5, never())).toEqual({ messages: [], isEnd: true });
    expect(stub.seen[0]).toMatchObject({ method: 'GET', url: '/sms/inbox?page=1' });
  });
});
