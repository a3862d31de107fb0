import { describe, expect, it } from 'vitest';
import { openSandbox } from './accounts.ts';
import { ask, dataOf, expectInvalid, send } from './mobsms-requests.ts';

/** The sandbox's MobSMS is held to the document, endpoint by endpoint: it judges the adapter. Here: the account's pages. */

describe('the account', () => {
  it('shows the overview at both addresses', async () => {
    const sandbox = await openSandbox({ balance: { mobsms: 1000 }, deliveryDelayMs: 0 });
    await send(sandbox);
    sandbox.receive({ sender: '+998907778899', text: 'Reply text' });
    const overview = await ask(sandbox, 'GET /account');
    expect(overview).toEqual({
      status: 200,
      body: {
        success: true,
        data: {
          user: { id: 1, name: 'Ali', email: 'you@example.com' },
          balance: 900,
          sms_rate: 100,
          usage: {
            total_sms: 1,
            total_spent: 100,
            today_sms: 1,
            today_spent: 100,
            month_sms: 1,
            month_spent: 100,
          },
          stats: {
            total_sent: 1,
            total_delivered: 1,
            total_failed: 0,
            total_pending: 0,
            total_received: 1,
            devices: 2,
            active_devices: 1,
          },
          subscription: {
            plan: 'premium',
            is_premium: true,
            premium_expires_at: '2027-06-08T00:00:00.000000Z',
            prices: { monthly: 5, yearly: 50, currency: 'USD' },
            features: ['api', 'webhooks', 'bulk'],
          },
        },
      },
    });
    expect(await ask(sandbox, 'GET /balance')).toEqual(overview);
  });

  it('has two devices, one of them active, and changes the default one', async () => {
    const sandbox = await openSandbox();
    expect((await ask(sandbox, 'GET /devices')).body).toEqual({
      success: true,
      data: [
        {
          id: 5,
          device_id: 'abc123',
          device_name: 'Pixel 7',
          phone_number: '+998901234567',
          is_active: true,
          is_default: true,
          sms_rate: 100,
          send_delay_seconds: 0,
          default_sim_slot: 0,
        },
        expect.objectContaining({ id: 6, is_active: false, is_default: false }),
      ],
    });
    expect(await ask(sandbox, 'POST /devices/default-device', { device_id: 'def456' })).toEqual({
      status: 200,
      body: {
        success: true,
        data: { id: 6, device_name: 'Galaxy A14', is_default: true },
        message: 'Default device updated successfully',
      },
    });
    expect((await ask(sandbox, 'GET /devices')).body['data']).toMatchObject([
      { is_default: false },
      { is_default: true },
    ]);
    await expectInvalid(sandbox, 'POST /devices/default-device', { device_id: 'other' }, 'device_id');
    await expectInvalid(sandbox, 'POST /devices/default-device', { device_id: 5 }, 'device_id');
    await expectInvalid(sandbox, 'POST /devices/default-device', {}, 'device_id');
  });

  it('has a release of the gateway app, or none', async () => {
    const sandbox = await openSandbox();
    expect((await ask(sandbox, 'GET /app/latest', undefined, null)).body).toEqual({
      success: true,
      data: {
        version_name: '1.0.1',
        version_code: 2,
        release_notes: 'Bug fixes and a faster send queue.',
        mandatory: false,
        apk_url: 'https://api.mobsms.cloud/api/app/download/3',
        apk_size: 27418624,
      },
    });
    const bare = await openSandbox({ mobsmsHasRelease: false });
    expect((await ask(bare, 'GET /app/latest')).body).toEqual({ success: true, data: null });
  });

  it('imports contacts, and skips those without a number and those it has', async () => {
    const sandbox = await openSandbox();
    const contacts = [
      { name: 'Ali', phone_number: '+998901112233', email: 'ali@example.com', notes: 'x' },
      { name: 'Vali', phone_number: null },
      { phone_number: '+998901112233' },
    ];
    expect(await ask(sandbox, 'POST /contacts/import', { contacts, group_id: 10 })).toEqual({
      status: 201,
      body: { success: true, data: { imported: 1, skipped: 2 }, message: 'Imported 1 contacts' },
    });
    const row = (fields: object) => ({ contacts: [contacts[0], fields] });
    const path = 'POST /contacts/import';
    await expectInvalid(sandbox, path, row({ name: 'x'.repeat(256) }), 'contacts.1.name');
    await expectInvalid(sandbox, path, row({ phone_number: '1'.repeat(33) }), 'contacts.1.phone_number');
    await expectInvalid(sandbox, path, row({ email: 'x'.repeat(256) }), 'contacts.1.email');
    await expectInvalid(sandbox, path, row({ notes: 'x'.repeat(1001) }), 'contacts.1.notes');
    await expectInvalid(sandbox, path, row({ phone: '1' }), 'contacts.1.phone');
    await expectInvalid(sandbox, path, { contacts, group_id: '10' }, 'group_id');
    await expectInvalid(sandbox, path, { contacts, group_id: 11 }, 'group_id');
    await expectInvalid(sandbox, path, { contacts: [] }, 'contacts');
    await expectInvalid(sandbox, path, {}, 'contacts');
  });

  it('keeps its settings', async () => {
    const sandbox = await openSandbox();
    expect((await ask(sandbox, 'GET /settings')).body).toEqual({
      success: true,
      data: { keep_inbound: true },
    });
    expect((await ask(sandbox, 'PUT /settings', { keep_inbound: false })).body).toEqual({
      success: true,
      data: { keep_inbound: false },
      message: 'Settings updated successfully',
    });
    expect(dataOf(await ask(sandbox, 'PUT /settings', {}))).toEqual({ keep_inbound: false });
    await expectInvalid(sandbox, 'PUT /settings', { keep_inbound: 'no' }, 'keep_inbound');
    await expectInvalid(sandbox, 'PUT /settings', { theme: 'dark' }, 'theme');
  });

  it('keeps two webhook addresses, of which null clears one', async () => {
    const sandbox = await openSandbox();
    const none = { webhook_url_incoming: null, webhook_url_status: null };
    expect((await ask(sandbox, 'GET /webhooks')).body).toEqual({ success: true, data: none });
    const urls = {
      webhook_url_incoming: 'https://example.com/incoming',
      webhook_url_status: 'https://example.com/status',
    };
    expect((await ask(sandbox, 'PUT /webhooks', urls)).body).toEqual({
      success: true,
      data: urls,
      message: 'Webhooks updated successfully',
    });
    const cleared = await ask(sandbox, 'PUT /webhooks', { webhook_url_incoming: null });
    expect(dataOf(cleared)).toEqual({ ...urls, webhook_url_incoming: null });
    await expectInvalid(sandbox, 'PUT /webhooks', { webhook_url_status: 'nowhere' }, 'webhook_url_status');
    await expectInvalid(sandbox, 'PUT /webhooks', { url: 'https://example.com' }, 'url');
  });

  it('refuses bulk sends and webhooks without Premium, which a promo code brings', async () => {
    const sandbox = await openSandbox({ mobsmsIsPremium: false });
    const bulk = { message: 'x', recipients: ['+998901234567'] };
    const pages: [string, unknown?][] = [
      ['POST /sms/bulk', bulk],
      ['GET /webhooks'],
      ['PUT /webhooks', { webhook_url_status: null }],
    ];
    for (const [page, json] of pages) {
      const { status, body } = await ask(sandbox, page, json);
      expect([status, body['upgrade'], body['success']], page).toEqual([403, true, false]);
    }
    expect((await send(sandbox)).status).toBe(201);
    const subscription = dataOf(await ask(sandbox, 'GET /subscription'));
    expect(subscription).toMatchObject({ plan: 'free', is_premium: false, premium_expires_at: null });

    expect(await ask(sandbox, 'POST /subscriptions/redeem-promo', { code: 'WRONG' })).toEqual({
      status: 422,
      body: { success: false, message: 'This promo code is invalid or no longer available.' },
    });
    await expectInvalid(sandbox, 'POST /subscriptions/redeem-promo', {}, 'code');
    expect(await ask(sandbox, 'POST /subscriptions/redeem-promo', { code: 'pDaftar' })).toEqual({
      status: 200,
      body: {
        success: true,
        message: 'Promo code redeemed — Premium activated.',
        data: {
          plan: 'premium',
          is_premium: true,
          premium_expires_at: '2027-06-08T00:00:00.000000Z',
          prices: { monthly: 5, yearly: 50, currency: 'USD' },
          features: ['api', 'webhooks', 'bulk'],
        },
      },
    });
    expect((await ask(sandbox, 'POST /sms/bulk', bulk)).status).toBe(201);
    expect(dataOf(await ask(sandbox, 'GET /subscription'))).toMatchObject({
      plan: 'premium',
      payment: {
        wallet_address: 'UQCGj7fXHlxD5H_uwbrJSE9N6NPMQ62pz_eoxViCdNYCF5Gh',
        asset: 'USDT (TON)',
        network: 'TON',
        admin_telegram: '@dev_murod',
      },
    });
  });
});
