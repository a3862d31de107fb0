import { describe, expect, it } from 'vitest';
import { openSandbox } from './accounts.ts';
import { ANY_TIME, ask, dataOf, expectInvalid, send } from './mobsms-requests.ts';

/** The sandbox's MobSMS is held to the document, endpoint by endpoint: it judges the adapter. Here: its messages. */

const NO_MESSAGE = { status: 404, body: { message: 'No query results for model [SmsMessage].' } };

describe('sends', () => {
  it('names the bad recipients of a bulk by their place, and takes nobody', async () => {
    const sandbox = await openSandbox();
    const bulk = (...recipients: unknown[]) => ({ message: 'Hi {name}', recipients });
    const good = '+998901234567';
    const path = 'POST /sms/bulk';
    await expectInvalid(sandbox, path, bulk(good, '998901234568', 'x'), 'recipients.1', 'recipients.2');
    await expectInvalid(sandbox, path, bulk(good, { number: 'x', name: 'A' }), 'recipients.1.number');
    await expectInvalid(sandbox, path, bulk({ number: good, name: 5 }), 'recipients.0.name');
    await expectInvalid(sandbox, path, bulk(), 'recipients');
    await expectInvalid(sandbox, path, { recipients: [good] }, 'message');
    await expectInvalid(sandbox, path, { ...bulk(good), message: 'x'.repeat(1601) }, 'message');
    await expectInvalid(sandbox, path, { ...bulk(good), device_id: 'other' }, 'device_id');
    await expectInvalid(sandbox, path, { ...bulk(good), price: -1 }, 'price');
    await expectInvalid(sandbox, path, { ...bulk(good), my_id: 7 }, 'my_id');
    await expectInvalid(
      sandbox,
      path,
      { ...bulk(good), callback_url: 'https://example.com' },
      'callback_url',
    );
    expect(sandbox.ledger).toEqual([]);
  });

  it('refuses numbers in words only where it is asked to, a bulk as a whole', async () => {
    const sandbox = await openSandbox({ mobsmsRefusedSuffix: '99' });
    const message = 'Invalid phone number: +998901234599';
    const refused = { status: 422, body: { success: false, message } };
    const recipients = ['+998901234567', '+998901234599'];
    expect(await send(sandbox, { recipient_number: '+998901234599' })).toEqual(refused);
    expect(await ask(sandbox, 'POST /sms/bulk', { message: 'Hi', recipients })).toEqual(refused);
    expect(sandbox.ledger).toEqual([]);
    expect((await send(sandbox)).status).toBe(201);
  });

  it('answers a bulk as the document shows', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 60_000 });
    const fields = { device_id: 'active', price: 27, my_id: 'campaign-7' };
    const recipients = ['+998901112233', { number: '+998901112244', name: 'Ali' }];
    const row = { message_id: expect.any(String), status: 'pending', price: 27, is_charged: false };
    expect(await ask(sandbox, 'POST /sms/bulk', { message: 'Hi {name}', recipients, ...fields })).toEqual({
      status: 201,
      body: {
        success: true,
        data: [
          { id: 1, recipient_number: '+998901112233', direction: 'outbound', ...row },
          { id: 2, recipient_number: '+998901112244', direction: 'outbound', ...row },
        ],
        message: 'Bulk SMS queued for sending',
      },
    });
    expect(sandbox.ledger.map(({ text, reference }) => [text, reference])).toEqual([
      ['Hi ', 'campaign-7'],
      ['Hi Ali', 'campaign-7'],
    ]);
  });

  it('goes through the default device if that is active, through the named one, or not at all', async () => {
    const sandbox = await openSandbox();
    const noDevice = { status: 422, body: { success: false, message: 'No active device available' } };
    for (const device of ['5', 'abc123', 'active', null]) {
      expect((await send(sandbox, { device_id: device })).status, String(device)).toBe(201);
    }
    expect(await send(sandbox, { device_id: 'def456' })).toEqual(noDevice);
    await ask(sandbox, 'POST /devices/default-device', { device_id: '6' });
    expect((await send(sandbox)).status).toBe(201);
    const idle = await openSandbox({ mobsmsHasDevice: false });
    expect(await send(idle)).toEqual(noDevice);
    const bulk = { message: 'x', recipients: ['+998901234567'] };
    expect(await ask(idle, 'POST /sms/bulk', bulk)).toEqual(noDevice);
  });
});

describe('messages', () => {
  it('shows each list and the single message with the fields of its example', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0, mobsmsEchoesReference: false });
    await send(sandbox, { callback_url: 'http://127.0.0.1:9/c' });
    sandbox.receive({ sender: '+998907778899', text: 'Reply text' });
    const rows = async (path: string) => {
      const page = dataOf(await ask(sandbox, `GET ${path}`));
      expect(page).toMatchObject({ current_page: 1, per_page: 50 });
      return page['data'] as Record<string, unknown>[];
    };
    const common = { status: 'delivered', price: 100, is_charged: false };
    const [row] = await rows('/sms?direction=outbound');
    expect(row).toEqual({
      id: 1,
      message_id: expect.any(String),
      recipient_number: '+998901234567',
      sender_number: '+998901234567',
      message: 'Hello',
      direction: 'outbound',
      sent_at: ANY_TIME,
      delivered_at: ANY_TIME,
      created_at: ANY_TIME,
      ...common,
    });
    expect(await rows('/sms/outbox')).toEqual([
      { id: 1, recipient_number: '+998901234567', message: 'Hello', created_at: ANY_TIME, ...common },
    ]);
    const [inbound] = await rows('/sms/inbox');
    expect(inbound).toEqual({
      id: expect.any(Number),
      sender_number: '+998907778899',
      message: 'Reply text',
      status: 'received',
      direction: 'inbound',
      created_at: ANY_TIME,
    });
    const { message: _text, direction: _direction, sender_number: _sender, ...shown } = row ?? {};
    const { created_at: _created, ...single } = shown;
    for (const id of [1, row?.['message_id']]) {
      expect(await ask(sandbox, `GET /sms/${String(id)}`)).toEqual({
        status: 200,
        body: {
          success: true,
          data: { ...single, error_message: null, callback_url: 'http://127.0.0.1:9/c' },
        },
      });
    }
    // Both directions together, newest first.
    const both = await rows('/sms');
    expect(new Set(both.map((one) => one['direction']))).toEqual(new Set(['inbound', 'outbound']));
    expect((await rows('/sms?direction=inbound')).map(({ id }) => id)).toEqual([inbound?.['id']]);
    const byId = await ask(sandbox, `GET /sms/${String(inbound?.['id'])}`);
    expect(dataOf(byId)).toMatchObject({ status: 'received' });
  });

  it('refuses filters that the document does not name', async () => {
    const sandbox = await openSandbox();
    const path = 'GET /sms';
    await expectInvalid(sandbox, `${path}?direction=sideways`, undefined, 'direction');
    await expectInvalid(sandbox, `${path}?status=received`, undefined, 'status');
    await expectInvalid(sandbox, `${path}?device_id=abc123`, undefined, 'device_id');
    await expectInvalid(sandbox, `${path}?page=0`, undefined, 'page');
    await expectInvalid(sandbox, `${path}?search=x`, undefined, 'search');
    await expectInvalid(sandbox, `${path}/outbox?status=sent`, undefined, 'status');
    await expectInvalid(sandbox, `${path}/inbox?direction=inbound`, undefined, 'direction');
  });

  it('updates by PUT and PATCH, and deletes', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 60_000 });
    await send(sandbox);
    for (const method of ['PUT', 'PATCH']) {
      const change = { status: 'failed', error_message: `No service (${method})` };
      expect(await ask(sandbox, `${method} /sms/1`, change)).toEqual({
        status: 200,
        body: { success: true, data: { id: 1, status: 'failed' }, message: 'SMS updated successfully' },
      });
      expect(dataOf(await ask(sandbox, 'GET /sms/1'))).toMatchObject(change);
    }
    await expectInvalid(sandbox, 'PUT /sms/1', { status: 'cancelled' }, 'status');
    await expectInvalid(sandbox, 'PUT /sms/1', { error_message: 5 }, 'error_message');
    await expectInvalid(sandbox, 'PUT /sms/1', { price: 5 }, 'price');
    // Failed is pending no more.
    expect((await ask(sandbox, 'POST /sms/1/cancel')).status).toBe(422);
    expect(await ask(sandbox, 'DELETE /sms/1')).toEqual({
      status: 200,
      body: { success: true, message: 'SMS deleted successfully' },
    });
    for (const request of ['GET /sms/1', 'DELETE /sms/1', 'PUT /sms/1', 'POST /sms/1/cancel']) {
      expect(await ask(sandbox, request), request).toEqual(NO_MESSAGE);
    }
    for (const list of ['/sms', '/sms/outbox']) {
      expect(dataOf(await ask(sandbox, `GET ${list}`)), list).toMatchObject({ data: [], total: 0 });
    }
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('cancels as the document shows', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 60_000 });
    await send(sandbox);
    expect(await ask(sandbox, 'POST /sms/1/cancel')).toEqual({
      status: 200,
      body: { success: true, data: { id: 1, status: 'cancelled' }, message: 'SMS cancelled successfully' },
    });
    expect(await ask(sandbox, 'POST /sms/1/cancel')).toEqual({
      status: 422,
      body: { success: false, message: 'Only pending messages can be cancelled' },
    });
  });

  it('counts what was delivered', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0, failSuffix: '0' });
    for (let i = 0; i < 8; i++) await send(sandbox, { recipient_number: `+99890123456${i}` });
    expect((await ask(sandbox, 'GET /sms/delivery-stats')).body).toEqual({
      success: true,
      data: {
        today: { sent: 8, delivered: 7, failed: 1, delivery_rate: 87.5 },
        this_week: { sent: 8, delivered: 7, delivery_rate: 87.5 },
        this_month: { sent: 8, delivered: 7, delivery_rate: 87.5 },
      },
      message: 'Delivery statistics retrieved successfully',
    });
  });

  it('lists a sender that hides as none', async () => {
    const sandbox = await openSandbox();
    sandbox.receive({ sender: '', text: 'Guess who' });
    const inbox = dataOf(await ask(sandbox, 'GET /sms/inbox'));
    expect(inbox).toMatchObject({ data: [{ sender_number: null, message: 'Guess who' }] });
  });

  it('does not keep what comes in where `keep_inbound` is off', async () => {
    const sandbox = await openSandbox();
    sandbox.receive({ sender: '+998907778899', text: 'kept' });
    await ask(sandbox, 'PUT /settings', { keep_inbound: false });
    sandbox.receive({ sender: '+998907778899', text: 'lost' });
    const inbox = dataOf(await ask(sandbox, 'GET /sms/inbox'));
    expect(inbox).toMatchObject({ data: [{ message: 'kept' }], total: 1 });
    const [row] = inbox['data'] as { id: number }[];
    expect((await ask(sandbox, `PUT /sms/${row?.id}`, { status: 'received' })).status).toBe(200);
    expect((await ask(sandbox, `POST /sms/${row?.id}/cancel`)).status).toBe(422);
    expect((await ask(sandbox, `DELETE /sms/${row?.id}`)).status).toBe(200);
    expect(dataOf(await ask(sandbox, 'GET /sms/inbox'))).toMatchObject({ data: [], total: 0 });
  });
});
