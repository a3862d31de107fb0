import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import { openSandbox } from '../providers/accounts.ts';
import { openStub } from '../providers/servers.ts';
import { prepareCampaign, startEngine, type TestEngine } from '../support/engine.ts';

const PHONE = '+998907654321';
const own = { kind: 'text', text: 'Kod: <code>. Hech kimga aytmang.' } as const;
const shop = (serviceName: string) => ({ kind: 'devsms', templateType: 4, serviceName }) as const;

async function openAccount(
  engine: TestEngine,
  provider: ProviderId = 'devsms',
  settings: Record<string, string | number | boolean> = {},
) {
  const sandbox = await openSandbox();
  const { call, app } = engine;
  const vendor = provider === 'ubill' ? { brandID: 1 } : {};
  const account = await call('accounts.create', {
    name: 'Shop',
    provider,
    settings: {
      baseUrl: sandbox.urls[provider],
      rate: 200,
      pollSeconds: 0.2,
      timeoutSeconds: 2,
      lookupGraceSeconds: 1,
      ...vendor,
      ...settings,
    },
  });
  await app.setSecret(account.id, sandbox.token);
  return { sandbox, accountId: account.id };
}

const until = async (engine: TestEngine, id: number, state: string) => {
  await expect
    .poll(async () => (await engine.call('otp.get', { id })).state, { timeout: 10_000 })
    .toBe(state);
  return engine.call('otp.get', { id });
};

describe('a one-time code', () => {
  test('is made, sent in DevSMS’s approved text, followed to the phone and checked', async () => {
    const engine = await startEngine();
    const { sandbox, accountId } = await openAccount(engine);
    const content = shop('TechShop');
    const sent = await engine.call('otp.send', { accountId, phone: PHONE, content, codeLength: 5 });
    expect(sent.text).toBe('MyService tizimi: TechShop xizmatiga kirish uchun tasdiqlash kodi: •••••');
    await until(engine, sent.id, 'delivered');
    const text = sandbox.ledger[0]?.text ?? '';
    expect(text).toMatch(/^MyService tizimi: TechShop xizmatiga kirish uchun tasdiqlash kodi: \d{5}$/);
    const code = text.slice(-5);
    const wrong = code === '00000' ? '00001' : '00000';
    const check = (tried: string) => engine.call('otp.check', { id: sent.id, code: tried });
    expect(await check(wrong)).toEqual({ verdict: 'wrong', triesLeft: 4 });
    expect(await check(code)).toEqual({ verdict: 'right', triesLeft: 3 });
    expect((await check(code)).verdict).toBe('already-confirmed');
    expect(await engine.call('otp.serviceNames', { accountId })).toMatchObject([
      { name: 'TechShop', verdict: 'safe' },
    ]);
    expect(await engine.call('store.verify', {})).toEqual({ violations: [] });
  });

  test('given by hand goes out as it is, and stands nowhere on the disk', async () => {
    const engine = await startEngine();
    const { sandbox, accountId } = await openAccount(engine);
    const sent = await engine.call('otp.send', { accountId, phone: PHONE, content: own, code: '73915502' });
    await until(engine, sent.id, 'delivered');
    expect(sandbox.ledger[0]?.text).toBe('Kod: 73915502. Hech kimga aytmang.');
    for (const file of ['kaptar.db', 'kaptar.db-wal']) {
      expect(readFileSync(join(engine.dataDir, file)).includes('73915502')).toBe(false);
    }
    expect(sent.text).toBe('Kod: ••••••••. Hech kimga aytmang.');
  });

  test('can be guessed five times, no more', async () => {
    const engine = await startEngine();
    const { accountId } = await openAccount(engine);
    const sent = await engine.call('otp.send', { accountId, phone: PHONE, content: own, code: '1234' });
    await until(engine, sent.id, 'delivered');
    const verdicts: string[] = [];
    for (const code of ['0000', '0001', '0002', '0003', '0004', '1234']) {
      verdicts.push((await engine.call('otp.check', { id: sent.id, code })).verdict);
    }
    expect(verdicts).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'no-tries-left']);
  });

  test('goes abroad in an approved text though the account’s own texts do not', async () => {
    const engine = await startEngine();
    const { sandbox, accountId } = await openAccount(engine, 'devsms', { type: 'simple' });
    const abroad = { accountId, phone: '+12025551234' };
    const sent = await engine.call('otp.send', { ...abroad, content: shop('TechShop') });
    await until(engine, sent.id, 'delivered');
    expect(sandbox.ledger.map(({ recipient }) => recipient)).toEqual(['+12025551234']);
    await expect(engine.call('otp.send', { ...abroad, content: own })).rejects.toThrow(/cannot send to/);
  });

  test.each(['ubill', 'mobsms'] as const)('goes through %s in a text of one’s own', async (provider) => {
    const engine = await startEngine();
    const { sandbox, accountId } = await openAccount(engine, provider);
    const sent = await engine.call('otp.send', { accountId, phone: PHONE, content: own });
    await until(engine, sent.id, 'delivered');
    expect(sandbox.ledger.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Kod: \d{6}\. Hech kimga aytmang\.$/),
    ]);
    await expect(
      engine.call('otp.send', { accountId, phone: PHONE, content: shop('TechShop') }),
    ).rejects.toThrow(/Only DevSMS/);
  });

  test('goes ahead of a campaign that is being sent', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const { accountId, id } = await prepareCampaign(engine, {
      baseUrl: sandbox.urls.devsms,
      secret: sandbox.token,
      people: 300,
      settings: { rate: 20, concurrency: 1 },
    });
    await engine.call('campaigns.start', { id });
    await expect.poll(() => sandbox.ledger.length, { timeout: 10_000 }).toBeGreaterThan(5);
    const sent = await engine.call('otp.send', { accountId, phone: PHONE, content: own });
    await until(engine, sent.id, 'delivered');
    const place = sandbox.ledger.findIndex(({ recipient }) => recipient === PHONE);
    expect((await engine.call('campaigns.get', { id })).states.queued).toBeGreaterThan(200);
    expect(place).toBeLessThan(60);
    await engine.call('campaigns.cancel', { id });
  });

  test('refused and charged is shown so, with its cost, and the name is not tried again by itself', async () => {
    const engine = await startEngine();
    const { sandbox, accountId } = await openAccount(engine);
    // What a part costs is asked for by itself: a refusal does not say it.
    await expect.poll(async () => (await engine.call('accounts.list', {}))[0]?.balance).toBeTruthy();
    const content = shop('Best Casino');
    const sent = await engine.call('otp.send', { accountId, phone: PHONE, content });
    const failed = await until(engine, sent.id, 'failed');
    expect(failed).toMatchObject({ errorCode: 'refused-charged', cost: { micros: 5000, currency: 'USD' } });
    expect(failed.error).toMatch(/to'lov yechildi/);
    expect(sandbox.ledger).toHaveLength(0);
    const again = { accountId, phone: PHONE, content: shop('best  casino') };
    await expect(engine.call('otp.send', again)).rejects.toThrow(/refused the name "Best Casino" before/);
    const insisted = await engine.call('otp.send', { ...again, evenIfDangerous: true });
    await until(engine, insisted.id, 'failed');
    expect(await engine.call('otp.serviceNames', { accountId })).toMatchObject([
      { name: 'Best Casino', verdict: 'dangerous' },
    ]);
  });

  test('whose answer is lost is found by phone and code, and not sent twice', async () => {
    const engine = await startEngine();
    const { sandbox, accountId } = await openAccount(engine);
    sandbox.fault('devsms', 'cut-after');
    const sent = await engine.call('otp.send', { accountId, phone: PHONE, content: shop('TechShop') });
    await until(engine, sent.id, 'delivered');
    expect(sandbox.ledger).toHaveLength(1);
    expect(sandbox.requests.devsms.sends).toBe(1);
  });

  test('whose refusal was charged and whose answer was lost is not sent, and charged, again', async () => {
    const engine = await startEngine();
    const { sandbox, accountId } = await openAccount(engine);
    sandbox.fault('devsms', 'cut-after');
    const { id } = await engine.call('otp.send', { accountId, phone: PHONE, content: shop('Best Casino') });
    await until(engine, id, 'unknown');
    // Three look-ups find nothing, since nothing was sent; then a person is asked.
    await expect
      .poll(async () => (await engine.call('campaigns.progress', { id })).lookupsPending, { timeout: 10_000 })
      .toBe(0);
    expect((await engine.call('otp.get', { id })).state).toBe('unknown');
    expect(sandbox.requests.devsms.sends).toBe(1);
  });

  test('whose answer is lost is delivered once the customer reads it back, and not sent again', async () => {
    const engine = await startEngine();
    // Taken, though the answer is 500 and the history never shows it: look-ups would prove that it was never taken.
    const stub = await openStub((url) =>
      url.pathname.endsWith('send_sms.php')
        ? { status: 500, body: '' }
        : { body: { success: true, data: { history: [] } } },
    );
    const { accountId } = await openAccount(engine, 'devsms', {
      baseUrl: stub.url,
      lookupGraceSeconds: 3600,
    });
    const { id } = await engine.call('otp.send', { accountId, phone: PHONE, content: own });
    await until(engine, id, 'unknown');
    const send = stub.seen.find(({ url }) => url.endsWith('send_sms.php'));
    const { message } = JSON.parse(send?.body ?? '') as { message: string };
    const code = /\d{6}/.exec(message)?.[0] ?? '';
    expect((await engine.call('otp.check', { id, code })).verdict).toBe('right');
    expect((await engine.call('otp.get', { id })).state).toBe('delivered');
    expect(await engine.call('store.verify', {})).toEqual({ violations: [] });
  });

  test('given to a process that ends before it was sent is lost, not sent as another', async () => {
    const engine = await startEngine();
    const { sandbox, accountId } = await openAccount(engine, 'devsms', { rate: 200 });
    sandbox.fault('devsms', 'auth');
    const sent = await engine.call('otp.send', { accountId, phone: PHONE, content: own, code: '4711' });
    await engine.until(sent.id, ({ state }) => state === 'paused');
    await engine.app.stop();
    const next = await startEngine(engine.dataDir);
    await next.app.setSecret(accountId, sandbox.token);
    await next.call('campaigns.resume', { id: sent.id });
    expect(await until(next, sent.id, 'failed')).toMatchObject({ errorCode: 'code-lost' });
    expect(sandbox.ledger).toHaveLength(0);
  });

  test('that stands still with its account says why, and goes on with the right key', async () => {
    const engine = await startEngine();
    const { sandbox, accountId } = await openAccount(engine);
    await engine.app.setSecret(accountId, 'wrong-key');
    const sent = await engine.call('otp.send', { accountId, phone: PHONE, content: own });
    await engine.until(sent.id, ({ state }) => state === 'paused');
    expect(await engine.call('otp.get', { id: sent.id })).toMatchObject({
      state: 'queued',
      pauseReason: 'auth',
    });
    await engine.app.setSecret(accountId, sandbox.token);
    await until(engine, sent.id, 'delivered');
    expect(sandbox.ledger).toHaveLength(1);
  });

  test('given by hand outlasts an answer that was lost before it was taken', async () => {
    const engine = await startEngine();
    const { sandbox, accountId } = await openAccount(engine);
    sandbox.fault('devsms', 'error-before');
    const sent = await engine.call('otp.send', { accountId, phone: PHONE, content: own, code: '4711' });
    await until(engine, sent.id, 'delivered');
    expect(sandbox.ledger.map(({ text }) => text)).toEqual(['Kod: 4711. Hech kimga aytmang.']);
  });

  test('stands in clear neither in a refusal that repeats it nor in the books', async () => {
    const stub = await openStub(() => ({
      status: 400,
      body: { success: false, error: "Xabar noto'g'ri: Kod: 73915502. Hech kimga aytmang." },
    }));
    const engine = await startEngine();
    const settings = { baseUrl: stub.url, rate: 200, pollSeconds: 0.2 };
    const account = await engine.call('accounts.create', { name: 'Shop', provider: 'devsms', settings });
    await engine.app.setSecret(account.id, 'some-token');
    const order = { accountId: account.id, phone: PHONE, content: own, code: '73915502' };
    const sent = await engine.call('otp.send', order);
    const failed = await until(engine, sent.id, 'failed');
    expect(failed.error).toContain('Kod: ••••••••.');
    for (const file of ['kaptar.db', 'kaptar.db-wal']) {
      expect(readFileSync(join(engine.dataDir, file)).includes('73915502')).toBe(false);
    }
  });

  test('needs a place in its text, by the grammar of templates, and takes any number of minutes', async () => {
    const engine = await startEngine();
    const { accountId } = await openAccount(engine);
    const none = { kind: 'text', text: 'Kod <<code>' } as const;
    await expect(engine.call('otp.send', { accountId, phone: PHONE, content: none })).rejects.toThrow(
      /<code>/,
    );
    const order = { accountId, phone: PHONE, content: own, validMinutes: 1.123456 };
    await until(engine, (await engine.call('otp.send', order)).id, 'delivered');
  });

  test('is one of its own for each person of a list', async () => {
    const sandbox = await openSandbox();
    const engine = await startEngine();
    const { accountId, listId } = await prepareCampaign(engine, {
      baseUrl: sandbox.urls.devsms,
      secret: sandbox.token,
      people: 20,
    });
    const content = { kind: 'text', text: '<name>: <code>' } as const;
    const campaign = await engine.call('otp.createCampaign', { name: 'Codes', accountId, listId, content });
    expect(campaign).toMatchObject({ kind: 'otp', encoding: { gsm7: 20, ucs2: 0 } });
    await engine.call('campaigns.start', { id: campaign.id });
    await engine.until(campaign.id, ({ states }) => states.delivered === 20);
    const texts = sandbox.ledger.map(({ text }) => text);
    expect(texts.every((text) => /^N\d+: \d{6}$/.test(text))).toBe(true);
    expect(new Set(texts.map((text) => text.slice(-6))).size).toBeGreaterThan(18);
    const [entry] = sandbox.ledger;
    const answer = { id: campaign.id, code: entry?.text.slice(-6) ?? '', phone: entry?.recipient ?? '' };
    expect((await engine.call('otp.check', answer)).verdict).toBe('right');
    expect((await engine.call('campaigns.list', {})).map(({ id }) => id)).toContain(campaign.id);
  });
});
