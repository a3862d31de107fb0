import { describe, expect, it } from 'vitest';
import type { EngineCall } from '../../src/shared/contract.ts';
import type { ErrorData } from '../../src/shared/errors.ts';
import { openSandbox } from '../providers/accounts.ts';
import { openStub } from '../providers/servers.ts';
import { prepareCampaign, startEngine, type TestEngine } from '../support/engine.ts';

/** The calls named after DevSMS, through the whole engine. */

/** An engine with an account whose three messages have been delivered, but for the second. */
async function withMessages() {
  const sandbox = await openSandbox({ deliveryDelayMs: 0, failSuffix: '1', balance: { devsms: 100 } });
  const engine = await startEngine();
  const account = { baseUrl: sandbox.urls.devsms, secret: sandbox.token, people: 3 };
  const { accountId, id } = await prepareCampaign(engine, { ...account, settings: { concurrency: 1 } });
  await engine.call('campaigns.start', { id });
  await engine.until(id, (campaign) => campaign.state === 'finished');
  return { sandbox, engine, accountId };
}

/** An engine with an account that has sent nothing. */
async function withAccount(secret?: string) {
  const sandbox = await openSandbox();
  const engine = await startEngine(undefined, false);
  const account = { baseUrl: sandbox.urls.devsms, secret: secret ?? sandbox.token, people: 1 };
  return { sandbox, engine, ...(await prepareCampaign(engine, account)) };
}

async function refusal({ app }: TestEngine, name: EngineCall, input: unknown): Promise<ErrorData> {
  const reply = await app.dispatch(name, input);
  if (reply.ok) throw new Error(`${name} was not refused.`);
  return reply.error;
}

describe('devsms.history', () => {
  it('shows what was sent, by limit, offset and status', async () => {
    const { engine, accountId } = await withMessages();
    const { rows: all, more } = await engine.call('devsms.history', { accountId });
    expect(more).toBe(false);
    expect(all.map(({ id, status }) => [id, status])).toEqual([
      ['3', 'delivered'],
      ['2', 'failed'],
      ['1', 'delivered'],
    ]);
    expect(all[0]).toMatchObject({ phone: '+998901000002', message: 'Salom N2', parts: 1, from: '4546' });
    const failed = await engine.call('devsms.history', { accountId, status: 'failed' });
    expect(failed.rows.map(({ id }) => id)).toEqual(['2']);
    const one = await engine.call('devsms.history', { accountId, limit: 1, offset: 2 });
    expect(one.rows.map(({ id }) => id)).toEqual(['1']);
    expect(one.more).toBe(true);
  });

  it('tells of older pages behind one whose rows cannot all be read', async () => {
    const history = [{ id: 3, phone_number: null }, { phone_number: '998901000000' }];
    const stub = await openStub(() => ({ body: { success: true, data: { history } } }));
    const engine = await startEngine(undefined, false);
    const account = { baseUrl: stub.url, secret: 'token', people: 1 };
    const { accountId } = await prepareCampaign(engine, account);
    expect(await engine.call('devsms.history', { accountId, limit: 2 })).toMatchObject({
      rows: [{ id: '3', phone: '' }],
      more: true,
    });
  });

  it('refuses what section 2 does not allow, without a request', async () => {
    const { engine, sandbox, accountId } = await withAccount();
    for (const wrong of [{ limit: 201 }, { limit: 0 }, { offset: -1 }, { status: 'pending' }]) {
      const error = await refusal(engine, 'devsms.history', { accountId, ...wrong });
      expect(error.code).toBe('invalid-input');
    }
    expect(sandbox.requests.devsms.others).toBe(0);
  });

  it('is of DevSMS’s accounts only', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine(undefined, false);
    const ubill = {
      provider: 'ubill',
      baseUrl: sandbox.urls.ubill,
      secret: sandbox.token,
      people: 1,
    } as const;
    const { accountId } = await prepareCampaign(engine, ubill);
    const error = await refusal(engine, 'devsms.history', { accountId });
    expect(error).toMatchObject({ code: 'invalid-input', details: { reason: 'other-provider' } });
  });
});

describe('devsms.balance', () => {
  it('shows balance, price and statistics', async () => {
    const { engine, accountId } = await withMessages();
    const spent = { micros: 15_000, currency: 'USD' };
    expect(await engine.call('devsms.balance', { accountId })).toEqual({
      balance: { micros: 85_000, currency: 'USD' },
      price: { micros: 5_000, currency: 'USD' },
      statistics: {
        totalSms: 3,
        totalSpent: spent,
        todaySms: 3,
        todaySpent: spent,
        monthSms: 3,
        monthSpent: spent,
      },
    });
  });

  it('says in the provider’s words that a key does not work, and never the key', async () => {
    const { engine, accountId } = await withAccount('a-wrong-key');
    const error = await refusal(engine, 'devsms.balance', { accountId });
    expect(error).toEqual({
      code: 'account',
      message: "Token noto'g'ri",
      details: { reason: 'account-auth' },
    });
  });
});

describe('devsms.status', () => {
  it('shows one message by its sms_id and by its request_id', async () => {
    const { engine, accountId } = await withMessages();
    const sms = await engine.call('devsms.status', { accountId, id: '2' });
    expect(sms).toMatchObject({ id: '2', status: 'failed', phone: '+998901000001', deliveredAt: null });
    for (const at of [sms.createdAt, sms.sentAt, sms.failedAt, sms.updatedAt]) {
      expect(Math.abs((at ?? 0) - Date.now())).toBeLessThan(60_000);
    }
    expect(await engine.call('devsms.status', { accountId, id: sms.requestId ?? '' })).toEqual(sms);
  });

  it('says in the provider’s words that it does not know an id', async () => {
    const { engine, accountId } = await withAccount();
    expect(await refusal(engine, 'devsms.status', { accountId, id: '99' })).toEqual({
      code: 'not-found',
      message: 'SMS topilmadi',
      details: { reason: 'account-not-found' },
    });
  });
});

describe('devsms.prices', () => {
  it('shows the whole table without a request', async () => {
    const { engine, sandbox } = await withAccount();
    const prices = await engine.call('devsms.prices', {});
    expect(prices).toHaveLength(100);
    expect(prices.find(({ prefix }) => prefix === '995')).toEqual({
      country: 'Georgia',
      countryCode: 'GE',
      prefix: '995',
      local: { micros: 320_000, currency: 'USD' },
      foreign: { micros: 371_000, currency: 'USD' },
    });
    expect(sandbox.requests.devsms).toEqual({ sends: 0, others: 0 });
  });
});
