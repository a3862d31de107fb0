import { describe, expect, it } from 'vitest';
import { SANDBOX_GOOGLE_TOKEN } from '../../src/main/sandbox/mobsms-sign-in.ts';
import { openSandbox } from './accounts.ts';
import { ANY_TIME, ask, dataOf, expectInvalid, UNAUTHENTICATED } from './mobsms-requests.ts';

/** The sandbox's MobSMS is held to the document, endpoint by endpoint: it judges the adapter. Here: who may ask. */

const ANY_TOKEN = expect.stringMatching(/^\d+\|[\w-]{40}$/) as string;

describe('the key', () => {
  it('is wanted by every page but the four that need none', async () => {
    const sandbox = await openSandbox();
    const pages = [
      'POST /logout',
      'GET /user',
      'GET /tokens',
      'POST /tokens',
      'DELETE /tokens/1',
      'GET /account',
      'GET /balance',
      'POST /contacts/import',
      'GET /devices',
      'POST /devices/default-device',
      'POST /sms',
      'POST /sms/bulk',
      'GET /sms',
      'GET /sms/outbox',
      'GET /sms/inbox',
      'GET /sms/delivery-stats',
      'GET /sms/1',
      'PUT /sms/1',
      'PATCH /sms/1',
      'DELETE /sms/1',
      'POST /sms/1/cancel',
      'GET /settings',
      'PUT /settings',
      'GET /subscription',
      'POST /subscriptions/redeem-promo',
      'GET /webhooks',
      'PUT /webhooks',
    ];
    for (const page of pages) {
      expect(await ask(sandbox, page, undefined, null), page).toEqual(UNAUTHENTICATED);
      expect(await ask(sandbox, page, undefined, 'wrong'), page).toEqual(UNAUTHENTICATED);
    }
    for (const page of ['POST /login', 'POST /register', 'POST /auth/google', 'GET /app/latest']) {
      expect((await ask(sandbox, page, undefined, null)).status, page).not.toBe(401);
    }
    expect((await ask(sandbox, 'GET /nowhere')).status).toBe(404);
  });
});

describe('signing in', () => {
  it('logs the documented user in, and nobody with another password', async () => {
    const sandbox = await openSandbox();
    const right = { email: 'you@example.com', password: 'secret123' };
    expect(await ask(sandbox, 'POST /login', right, null)).toEqual({
      status: 200,
      body: {
        success: true,
        data: {
          token: ANY_TOKEN,
          user: { id: 1, name: 'Ali', email: 'you@example.com' },
          token_type: 'Bearer',
        },
        message: 'Login successful',
      },
    });
    for (const wrong of [
      { ...right, password: 'other' },
      { ...right, email: 'nobody@example.com' },
    ]) {
      expect(await ask(sandbox, 'POST /login', wrong, null)).toEqual({
        status: 401,
        body: { success: false, message: 'Invalid credentials' },
      });
    }
    await expectInvalid(sandbox, 'POST /login', {}, 'email', 'password');
    await expectInvalid(sandbox, 'POST /login', { ...right, remember: true }, 'remember');
  });

  it('registers a user whose e-mail is new and whose passwords agree', async () => {
    const sandbox = await openSandbox();
    const fields = {
      name: 'Ali Valiyev',
      email: 'ali@example.com',
      password: 'secret123',
      password_confirmation: 'secret123',
    };
    expect(await ask(sandbox, 'POST /register', fields, null)).toEqual({
      status: 201,
      body: {
        success: true,
        data: {
          token: ANY_TOKEN,
          user: { id: 2, name: 'Ali Valiyev', email: 'ali@example.com' },
          token_type: 'Bearer',
        },
        message: 'Registration successful',
      },
    });
    const other = { ...fields, email: 'other@example.com' };
    await expectInvalid(sandbox, 'POST /register', fields, 'email');
    await expectInvalid(sandbox, 'POST /register', { ...other, email: 'nobody' }, 'email');
    await expectInvalid(sandbox, 'POST /register', { ...other, password_confirmation: 'x' }, 'password');
    await expectInvalid(
      sandbox,
      'POST /register',
      { ...other, password: 'short', password_confirmation: 'short' },
      'password',
    );
    await expectInvalid(sandbox, 'POST /register', { ...other, name: 'x'.repeat(256) }, 'name');
    await expectInvalid(sandbox, 'POST /register', {}, 'name', 'email', 'password', 'password_confirmation');
    const { email, password } = fields;
    expect((await ask(sandbox, 'POST /login', { email, password }, null)).status).toBe(200);
  });

  it('takes one token of Google’s, and links it by its e-mail', async () => {
    const sandbox = await openSandbox();
    const google = () => ask(sandbox, 'POST /auth/google', { id_token: SANDBOX_GOOGLE_TOKEN }, null);
    const [first, second] = [await google(), await google()];
    expect(first).toMatchObject({
      status: 200,
      body: {
        success: true,
        data: {
          token: ANY_TOKEN,
          user: { id: 2, name: 'Ali', email: 'ali@gmail.com' },
          token_type: 'Bearer',
        },
        message: 'Login successful',
      },
    });
    expect(dataOf(second)['user']).toEqual(dataOf(first)['user']);
    expect(await ask(sandbox, 'POST /auth/google', { id_token: 'forged' }, null)).toEqual({
      status: 401,
      body: { success: false, message: 'Invalid Google token' },
    });
    await expectInvalid(sandbox, 'POST /auth/google', {}, 'id_token');
    // Who came through Google has no password to guess.
    const guess = { email: 'ali@gmail.com', password: ' ' };
    expect((await ask(sandbox, 'POST /login', guess, null)).status).toBe(401);
  });

  it('ends a session at the logout, and never the sandbox’s own key', async () => {
    const sandbox = await openSandbox();
    const login = await ask(sandbox, 'POST /login', { email: 'you@example.com', password: 'secret123' });
    const token = String(dataOf(login)['token']);
    expect((await ask(sandbox, 'GET /user', undefined, token)).status).toBe(200);
    const goodbye = { status: 200, body: { success: true, message: 'Logout successful' } };
    expect(await ask(sandbox, 'POST /logout', undefined, token)).toEqual(goodbye);
    expect(await ask(sandbox, 'GET /user', undefined, token)).toEqual(UNAUTHENTICATED);
    expect(await ask(sandbox, 'POST /logout')).toEqual(goodbye);
    expect(await ask(sandbox, 'GET /user')).toEqual({
      status: 200,
      body: {
        success: true,
        data: {
          id: 1,
          name: 'Ali',
          email: 'you@example.com',
          plan: 'premium',
          premium_expires_at: '2027-06-08T00:00:00.000000Z',
        },
      },
    });
  });

  it('makes keys that work until they are revoked, and shows each only once', async () => {
    const sandbox = await openSandbox();
    const made = await ask(sandbox, 'POST /tokens', { name: 'Production server', abilities: ['send'] });
    expect(made).toEqual({
      status: 201,
      body: {
        success: true,
        message: 'API key created. Copy it now — it will not be shown again.',
        data: { id: 1, name: 'Production server', token: ANY_TOKEN, created_at: ANY_TIME },
      },
    });
    const token = String(dataOf(made)['token']);
    const key = { id: 1, name: 'Production server', abilities: ['send'], created_at: ANY_TIME };
    const listed = (lastUsed: unknown) => ({
      status: 200,
      body: { success: true, data: [{ ...key, last_used_at: lastUsed }] },
    });
    expect(await ask(sandbox, 'GET /tokens')).toEqual(listed(null));
    expect(await ask(sandbox, 'GET /tokens', undefined, token)).toEqual(listed(ANY_TIME));
    expect(await ask(sandbox, 'DELETE /tokens/1', undefined, token)).toEqual({
      status: 200,
      body: { success: true, message: 'API key revoked' },
    });
    expect(await ask(sandbox, 'GET /tokens', undefined, token)).toEqual(UNAUTHENTICATED);
    expect(await ask(sandbox, 'DELETE /tokens/1')).toEqual({
      status: 404,
      body: { message: 'No query results for model [PersonalAccessToken].' },
    });
    await expectInvalid(sandbox, 'POST /tokens', {}, 'name');
    await expectInvalid(sandbox, 'POST /tokens', { name: 'x'.repeat(256) }, 'name');
    await expectInvalid(sandbox, 'POST /tokens', { name: 'x', abilities: 'all' }, 'abilities');
    const unnamed = await ask(sandbox, 'POST /tokens', { name: 'x' });
    expect(dataOf(unnamed)).toMatchObject({ id: 2 });
    expect((await ask(sandbox, 'GET /tokens')).body['data']).toMatchObject([{ abilities: ['*'] }]);
  });
});
