import { describe, expect, it } from 'vitest';
import { parseTime } from '../../src/main/engine/providers/mobsms/fields.ts';
import { connect, message, never, openSandbox } from './accounts.ts';
import { openClient } from './mobsms-requests.ts';
import { openStub } from './servers.ts';

/** Answers differ in shape from the document's own rule (field notes): what is loose is understood all the same. */

const answering = async (status: number, body: unknown) => {
  const stub = await openStub(() => ({ status, body }));
  return openClient(stub.url);
};

describe('trouble', () => {
  it.each([
    ['a bad key', 401, { message: 'Unauthenticated.' }, 'auth', 'Unauthenticated.'],
    ['a forbidden page', 403, { message: 'Forbidden' }, 'auth', 'Forbidden'],
    ['a plan', 403, { upgrade: true }, 'upgrade', 'MobSMS Premium is needed for the user.'],
    [
      'a plan, with a flag as a number',
      403,
      { upgrade: 1, message: 'Upgrade!' },
      'upgrade',
      'Upgrade! MobSMS Premium is needed for the user.',
    ],
    ['something unknown', 404, { message: 'No query results.' }, 'not-found', 'No query results.'],
    [
      'an address that does not exist',
      404,
      { message: 'The route api/x could not be found.' },
      'account',
      'The route api/x could not be found. Is the base address right?',
    ],
    [
      'a page of another server',
      404,
      '<html>',
      'account',
      'The provider answered 404. Is the base address right?',
    ],
    [
      'fields',
      422,
      { message: 'Bad.', errors: { a: ['A is bad.'], b: ['B is bad.', 'Very.'] } },
      'refused',
      'Bad. A is bad. B is bad. Very.',
    ],
    ['a refusal without words', 422, {}, 'refused', 'MobSMS refused it (422).'],
    ['a refusal with 200', 200, { success: false, message: 'No.' }, 'refused', 'No.'],
    ['too many requests', 429, { message: 'Too Many Attempts.' }, 'provider', 'Too Many Attempts.'],
    ['a broken server', 500, '<html>', 'provider', 'The provider answered 500.'],
    ['no JSON', 200, 'OK', 'unreadable', 'The provider answered with something unreadable.'],
    ['another shape', 200, { data: [] }, 'unreadable', 'The provider answered with something unreadable.'],
  ])('has a kind and words of its own: %s', async (_name, status, body, kind, words) => {
    const client = await answering(status, body);
    await expect(client.readUser(never())).rejects.toMatchObject({
      name: 'AccountTrouble',
      kind,
      message: words,
    });
  });

  it('never shows the key that a server writes back', async () => {
    const stub = await openStub(() => ({ status: 422, body: { message: 'Bad key the-secret-key' } }));
    const client = openClient(stub.url, 'the-secret-key');
    await expect(client.readUser(never())).rejects.toThrow('Bad key •••');
  });

  it('is taken for a wrong base address by the check of an account', async () => {
    const sandbox = await openSandbox();
    const connection = connect('mobsms', `${sandbox.urls.mobsms}/nothing`);
    await expect(connection.check(never())).rejects.toMatchObject({ kind: 'account' });
  });
});

describe('an answer', () => {
  it('may write numbers as text and text as numbers', async () => {
    const client = await answering(200, {
      data: {
        user: { id: '1', name: 5, email: null },
        balance: '12.50',
        sms_rate: '100',
        usage: { total_sms: '1200', total_spent: 'many' },
        stats: null,
        subscription: { plan: 'premium', is_premium: 1, premium_expires_at: '2027-06-08' },
      },
    });
    expect(await client.readAccount(never())).toEqual({
      user: { id: '1', name: '5', email: null },
      balance: 12.5,
      smsRate: 100,
      usage: {
        totalSms: 1200,
        totalSpent: null,
        todaySms: null,
        todaySpent: null,
        monthSms: null,
        monthSpent: null,
      },
      stats: {
        sent: null,
        delivered: null,
        failed: null,
        pending: null,
        received: null,
        devices: null,
        activeDevices: null,
      },
      subscription: {
        plan: 'premium',
        isPremium: true,
        premiumUntil: Date.parse('2027-06-08T00:00:00Z'),
        prices: { monthly: null, yearly: null, currency: null },
        features: [],
      },
    });
  });

  it('may lack everything but its data', async () => {
    const client = await answering(200, { data: {} });
    const nobody = { id: null, name: null, email: null, plan: null, premiumUntil: null };
    expect(await client.readUser(never())).toEqual(nobody);
    expect(await client.readWebhooks(never())).toEqual({ incoming: null, status: null });
    expect(await client.readSubscription(never())).toMatchObject({ isPremium: null, payment: null });
    const silent = { sent: null, delivered: null, failed: null, deliveryRate: null };
    expect(await client.readDeliveryStats(never())).toEqual({
      today: silent,
      thisWeek: silent,
      thisMonth: silent,
    });
    expect(await client.importContacts([], null, never())).toEqual({ imported: 0, skipped: 0 });
    await expect(client.readSettings(never())).rejects.toMatchObject({ kind: 'unreadable' });
    await expect(client.findRelease(never())).rejects.toMatchObject({ kind: 'unreadable' });
  });

  it('may show an empty webhook address or reference, which is none', async () => {
    const client = await answering(200, {
      data: { id: 1, webhook_url_incoming: '', webhook_url_status: null, my_id: '' },
    });
    expect(await client.readWebhooks(never())).toEqual({ incoming: null, status: null });
    expect(await client.getMessage('1', never())).toMatchObject({ reference: null, status: '' });
  });

  it('may be a list without pages, or with rows that cannot be read', async () => {
    const rows = [{ id: 5, status: 'sent' }, { status: 'sent' }, 'row'];
    const bare = await answering(200, { data: rows });
    const query = { box: 'all', page: 3 } as const;
    expect(await bare.readMessages(query, never())).toMatchObject({
      messages: [{ id: '5', status: 'sent' }],
      unreadable: 2,
      page: 1,
      total: 3,
      perPage: null,
    });
    const paged = await answering(200, { data: { data: rows, current_page: '2', total: '3' } });
    expect(await paged.readMessages(query, never())).toMatchObject({ page: 2, total: 3, unreadable: 2 });
  });

  it('may give devices and keys with flags as numbers or none, and rows that cannot be read', async () => {
    const client = await answering(200, {
      data: [{ id: 5, is_active: 1, is_default: '0', sms_rate: '100', abilities: null }, { id: null }, 'row'],
    });
    expect(await client.listDevices(never())).toEqual([
      {
        id: '5',
        deviceId: null,
        name: null,
        phone: null,
        isActive: true,
        isDefault: false,
        smsRate: 100,
        sendDelaySeconds: null,
        simSlot: null,
      },
    ]);
    expect(await client.listKeys(never())).toEqual([
      { id: '5', name: '', abilities: [], lastUsedAt: null, createdAt: null },
    ]);
  });

  it('may give a session without its user, and no session without a token', async () => {
    const bare = await answering(200, { success: true, data: { token: ' 9|abc ' } });
    const login = { email: 'a@b.uz', password: 'secret123' };
    expect(await bare.logIn(login, never())).toMatchObject({ token: '9|abc', user: { name: null } });
    const none = await answering(200, { success: true, data: { token: '', user: {} } });
    await expect(none.logIn(login, never())).rejects.toMatchObject({ kind: 'unreadable' });
  });

  it('to a promo code may be its success alone', async () => {
    const client = await answering(200, { success: true, message: 'Promo code redeemed.' });
    expect(await client.redeemPromo('PDAFTAR', never())).toMatchObject({ plan: null, payment: null });
    const page = await answering(200, '<html>');
    await expect(page.redeemPromo('PDAFTAR', never())).rejects.toMatchObject({ kind: 'stranger' });
  });

  it('never leads to a download that is no web address', async () => {
    const client = await answering(200, { data: { version_name: '1', apk_url: 'javascript:alert(1)' } });
    await expect(client.findRelease(never())).rejects.toMatchObject({ kind: 'unreadable' });
  });

  it.each([
    ['2026-06-08T10:00:00.000000Z', '2026-06-08T10:00:00Z'],
    ['2026-06-08T15:00:00+05:00', '2026-06-08T10:00:00Z'],
    ['2026-06-08T10:00:00', '2026-06-08T10:00:00Z'],
    ['2026-06-08 10:00:00', '2026-06-08T10:00:00Z'],
    [1_780_912_800, '2026-06-08T10:00:00Z'],
    ['1780912800000', '2026-06-08T10:00:00Z'],
  ])('may write a time as %j', (written, meant) => {
    expect(parseTime(written)).toBe(Date.parse(meant));
  });

  it.each(['', 'soon', '2026-13-01', null, undefined, {}, 5, '20'])('has no time in %j', (written) => {
    expect(parseTime(written)).toBeNull();
  });
});

describe('reports', () => {
  it('go on where MobSMS does not know a message, or does not take its id for one', async () => {
    const stub = await openStub((url) => {
      if (url.pathname === '/sms/1') return { status: 404, body: { message: 'No query results.' } };
      if (url.pathname === '/sms/2') return { status: 422, body: { message: 'The id is invalid.' } };
      if (url.pathname === '/sms/3') return { body: { data: { id: 3, status: 'delivered' } } };
      return { body: { data: { data: [] } } };
    });
    const tracked = [1, 2, 3].map((id) => ({ ...message(id), providerId: String(id) }));
    expect(await connect('mobsms', stub.url).reports?.(tracked, never())).toEqual([
      { reference: 'ref-1-', state: 'accepted' },
      { reference: 'ref-2-', state: 'accepted' },
      { reference: 'ref-3-', state: 'delivered' },
    ]);
  });
});

describe('a look-up', () => {
  it('is not complete where a row hides its number or its id', async () => {
    const row = { id: 5, message: 'Salom!', created_at: new Date().toISOString() };
    for (const hidden of [row, { ...row, id: null, recipient_number: '+998901234567' }]) {
      const stub = await openStub((url) => ({
        body: { data: { data: url.searchParams.get('page') === '1' ? [hidden] : [] } },
      }));
      const now = Date.now();
      const sought = { ...message(1), attemptedAt: now, attemptedUntil: now };
      expect(await connect('mobsms', stub.url).lookup?.([sought], never())).toEqual([
        { candidates: [], complete: false },
      ]);
    }
  });
});
