import { describe, expect, it } from 'vitest';
import { message, never, openSandbox } from './accounts.ts';
import { ask, dataOf, openClient } from './mobsms-requests.ts';

/** MobSMS's pages of messages through the client, against the sandbox. */

describe('messages', () => {
  it('lists them by pages, with every filter', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0, failSuffix: '0' });
    const client = openClient(sandbox.urls.mobsms);
    for (let i = 0; i < 60; i++) await client.send(message(i), undefined, never());
    sandbox.receive({ sender: '+998907778899', text: 'Reply' });
    const read = async (query: object) => {
      const list = await client.readMessages({ box: 'all', page: 1, ...query }, never());
      expect(list).toMatchObject({ perPage: 50, unreadable: 0 });
      return [list.messages.length, list.total, list.page];
    };
    expect(await read({})).toEqual([50, 61, 1]);
    expect(await read({ page: 2 })).toEqual([11, 61, 2]);
    expect(await read({ page: 3 })).toEqual([0, 61, 3]);
    expect(await read({ direction: 'outbound' })).toEqual([50, 60, 1]);
    expect(await read({ direction: 'inbound' })).toEqual([1, 1, 1]);
    expect(await read({ status: 'failed' })).toEqual([6, 6, 1]);
    expect(await read({ status: 'delivered', direction: 'outbound', page: 2 })).toEqual([4, 54, 2]);
    // The filter has no such word; it is what inbound messages are.
    expect(await read({ status: 'received' })).toEqual([1, 1, 1]);
    expect(await read({ deviceId: '5' })).toEqual([50, 60, 1]);
    expect(await read({ deviceId: '6' })).toEqual([0, 0, 1]);
    expect(await read({ box: 'outbox', page: 2 })).toEqual([10, 60, 2]);
    expect(await read({ box: 'inbox', status: 'failed' })).toEqual([1, 1, 1]);
  });

  it('reads every field that a list, the outbox or the inbox shows', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0 });
    const client = openClient(sandbox.urls.mobsms, sandbox.token, { price: 39 });
    await client.send(message(1), undefined, never());
    sandbox.receive({ sender: '+998907778899', text: 'Reply' });
    const [entry] = sandbox.ledger;
    const first = async (box: 'all' | 'outbox' | 'inbox') => {
      const list = await client.readMessages({ box, page: 1, direction: 'outbound' }, never());
      return list.messages[0];
    };
    const outbound = {
      id: '1',
      messageId: entry?.alias,
      recipient: '+998901200001',
      sender: '+998901234567',
      message: 'Salom!',
      direction: 'outbound',
      status: 'delivered',
      price: 39,
      isCharged: false,
      reference: 'ref-1-',
      errorMessage: null,
      callbackUrl: null,
      sentAt: entry?.sentAt,
      deliveredAt: entry?.settledAt,
      createdAt: entry?.acceptedAt,
    };
    expect(await first('all')).toEqual(outbound);
    const unsaid = { messageId: null, sender: null, direction: null, sentAt: null, deliveredAt: null };
    expect(await first('outbox')).toEqual({ ...outbound, ...unsaid });
    expect(await first('inbox')).toMatchObject({
      id: expect.any(String),
      recipient: null,
      sender: '+998907778899',
      message: 'Reply',
      direction: 'inbound',
      status: 'received',
      createdAt: expect.any(Number),
    });
  });

  it('gets one by its number or its UUID, and knows that there is none', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0 });
    const client = openClient(sandbox.urls.mobsms);
    await client.send(message(1), 'http://127.0.0.1:9/callback', never());
    const uuid = String(sandbox.ledger[0]?.alias);
    const shown = await client.getMessage('1', never());
    expect(shown).toMatchObject({
      id: '1',
      messageId: uuid,
      recipient: '+998901200001',
      status: 'delivered',
      price: 100,
      isCharged: false,
      callbackUrl: 'http://127.0.0.1:9/callback',
      errorMessage: null,
    });
    expect(await client.getMessage(uuid, never())).toEqual(shown);
    const nothing = { kind: 'not-found', message: 'No query results for model [SmsMessage].' };
    await expect(client.getMessage('77', never())).rejects.toMatchObject(nothing);
    for (const id of ['', ' ', '.', '..']) {
      await expect(client.getMessage(id, never())).rejects.toMatchObject({ kind: 'not-found' });
    }
    await expect(client.getMessage('../account', never())).rejects.toBeInstanceOf(Error);
  });

  it('updates status and error message, alone and together', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 60_000 });
    const client = openClient(sandbox.urls.mobsms);
    await client.send(message(1), undefined, never());
    await client.updateMessage('1', { status: 'failed' }, never());
    await client.updateMessage('1', { errorMessage: 'No service' }, never());
    const shown = { status: 'failed', errorMessage: 'No service' };
    expect(await client.getMessage('1', never())).toMatchObject(shown);
    await client.updateMessage('1', { status: 'sent', errorMessage: 'x' }, never());
    expect(await client.getMessage('1', never())).toMatchObject({ status: 'sent', errorMessage: 'x' });
    await expect(client.updateMessage('1', { status: 'lost' }, never())).rejects.toMatchObject({
      kind: 'refused',
      message: 'The selected status is invalid.',
    });
    await expect(client.updateMessage('7', shown, never())).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('deletes one', async () => {
    const sandbox = await openSandbox();
    const client = openClient(sandbox.urls.mobsms);
    await client.send(message(1), undefined, never());
    await client.deleteMessage('1', never());
    await expect(client.getMessage('1', never())).rejects.toMatchObject({ kind: 'not-found' });
    await expect(client.deleteMessage('1', never())).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('cancels one that is pending, and says when it is too late', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 60_000 });
    const client = openClient(sandbox.urls.mobsms);
    await client.send(message(1), undefined, never());
    await client.cancelMessage('1', never());
    expect(await client.getMessage('1', never())).toMatchObject({ status: 'cancelled' });
    await expect(client.cancelMessage('1', never())).rejects.toMatchObject({
      kind: 'refused',
      message: 'Only pending messages can be cancelled',
    });
  });

  it('reads the delivery statistics, and null for what a period does not show', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0, failSuffix: '0' });
    const client = openClient(sandbox.urls.mobsms);
    for (let i = 0; i < 8; i++) await client.send(message(i), undefined, never());
    const period = { sent: 8, delivered: 7, failed: null, deliveryRate: 87.5 };
    expect(await client.readDeliveryStats(never())).toEqual({
      today: { ...period, failed: 1 },
      thisWeek: period,
      thisMonth: period,
    });
  });

  it('never asks another page than the one that an id belongs to', async () => {
    const sandbox = await openSandbox();
    const client = openClient(sandbox.urls.mobsms);
    await expect(client.deleteMessage('..', never())).rejects.toMatchObject({ kind: 'not-found' });
    await expect(client.revokeKey('', never())).rejects.toMatchObject({ kind: 'not-found' });
    expect(sandbox.requests.mobsms).toEqual({ sends: 0, others: 0 });
    expect(dataOf(await ask(sandbox, 'GET /user'))).toMatchObject({ id: 1 });
  });
});
