import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openSandbox } from './accounts.ts';
import { openStub } from './servers.ts';

/** The sandbox's DevSMS, held to the document: what sandbox.test.ts does not ask. */

interface Reply {
  readonly status: number;
  readonly body: { readonly success: boolean; readonly error?: string; readonly data?: unknown };
}

async function ask(sandbox: Sandbox, path: string, json?: object): Promise<Reply> {
  const response = await fetch(sandbox.urls.devsms + path, {
    method: json ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
    ...(json ? { body: JSON.stringify(json) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Reply['body'] };
}

const send = (sandbox: Sandbox, fields: object) => ask(sandbox, '/send_sms.php', fields);
const good = { phone: '998901234567', message: 'Salom' };
const otp = {
  phone: '998901234567',
  type: 'universal_otp',
  template_type: 1,
  service_name: 'TechShop',
  otp_code: '5678',
};

describe('the sandbox', () => {
  it('refuses parameters that nobody documented', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    for (const path of [
      '/get_history.php?page=2',
      '/get_history.php?limit=10&phone=998901234567',
      '/get_balance.php?limit=1',
      '/get_status.php?id=1',
      '/get_status.php?sms_id=1&limit=1',
    ]) {
      const reply = await ask(sandbox, path);
      expect(reply).toMatchObject({ status: 400, body: { success: false } });
      expect(reply.body.error).toContain("Noma'lum maydon");
    }
    expect(await ask(sandbox, '/get_status.php')).toMatchObject({ status: 400 });
  });

  it('refuses a code with a field that section 1.1 does not name', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    for (const field of [
      { message: 'x' },
      { from: '4546' },
      { callback_url: 'https://a.uz/c' },
      { template_type: '1' },
      { template_type: 0 },
      { service_name: 'x'.repeat(51) },
      { otp_code: '123456789' },
      { phone: '+998901234567' },
    ]) {
      expect((await send(sandbox, { ...otp, ...field })).status).toBe(400);
    }
    expect(sandbox.ledger).toHaveLength(0);
  });

  it('shows a code by the text of its template', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    await send(sandbox, otp);
    const { body } = await ask(sandbox, '/get_history.php');
    expect(body.data).toMatchObject({
      history: [
        {
          message: 'MyService tizimi: TechShop xizmatida amaliyotni tasdiqlash kodi: 5678',
          from_number: '4546',
        },
      ],
      count: 1,
      limit: 50,
      offset: 0,
    });
  });

  it('charges for a blocked name only what is there', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'], balance: { devsms: 4 } });
    const { body } = await send(sandbox, { ...otp, service_name: 'Casino' });
    expect(body.error).toContain('yetarli emas');
    expect((await ask(sandbox, '/get_balance.php')).body.data).toMatchObject({ balance: '$0.004' });
  });

  it('counts a charge for a blocked name as spent', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    await send(sandbox, good);
    await send(sandbox, { ...otp, service_name: 'Casino' });
    const { body } = await ask(sandbox, '/get_balance.php');
    expect(body.data).toMatchObject({
      statistics: {
        total_sms: 1,
        total_spent: '$0.010',
        today_sms: 1,
        today_spent: '$0.010',
        month_sms: 1,
        month_spent: '$0.010',
      },
    });
  });

  it('has a message pending, then sent, then delivered or failed, each with its time', async () => {
    const sandbox = await openSandbox({
      providers: ['devsms'],
      deliveryDelayMs: 60_000,
      failSuffix: '8',
    });
    const start = Date.parse('2026-03-09T05:29:58Z');
    const clock = vi.spyOn(Date, 'now').mockReturnValue(start);
    onTestFinished(() => clock.mockRestore());
    const { body } = await send(sandbox, good);
    expect(body.data).toMatchObject({ status: 'sent' });
    await send(sandbox, { ...good, phone: '998901234568' });
    const statusOf = async (id: number) => (await ask(sandbox, `/get_status.php?sms_id=${id}`)).body.data;
    const created = '2026-03-09 10:29:58';
    const pending = { created_at: created, sent_at: null, delivered_at: null, failed_at: null };
    expect(await statusOf(1)).toMatchObject({ ...pending, status: 'pending', updated_at: created });

    clock.mockReturnValue(start + 30_000);
    const sent = { ...pending, sent_at: '2026-03-09 10:30:28' };
    expect(await statusOf(1)).toMatchObject({ ...sent, status: 'sent', updated_at: sent.sent_at });

    clock.mockReturnValue(start + 60_000);
    const end = '2026-03-09 10:30:58';
    const last = { ...sent, updated_at: end };
    expect(await statusOf(1)).toMatchObject({ ...last, status: 'delivered', delivered_at: end });
    expect(await statusOf(2)).toMatchObject({ ...last, status: 'failed', failed_at: end });
  });

  it('counts today and this month by the times of what was sent', async () => {
    const file = join(temporaryFolder(), 'ledger.jsonl');
    // Noon of the 15th in Tashkent: yesterday is of this month.
    const now = Date.parse('2026-03-15T07:00:00Z');
    const day = 86_400_000;
    const lines = [now, now - 3_600_000, now - day, now - 40 * day].map((at, index) =>
      JSON.stringify({
        provider: 'devsms',
        providerId: String(index + 1),
        recipient: '+998901234567',
        text: 'Salom',
        reference: null,
        acceptedAt: at,
        sentAt: at,
        settledAt: at,
        alias: `request-${index}`,
        callbackUrl: null,
        details: { parts: 1, cost: 5 * 10 ** index, from: '4546' },
      }),
    );
    writeFileSync(file, lines.join('\n'));
    const sandbox = await openSandbox({ providers: ['devsms'], ledgerFile: file });
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now);
    onTestFinished(() => clock.mockRestore());
    const { body } = await ask(sandbox, '/get_balance.php');
    expect(body.data).toMatchObject({
      statistics: {
        total_sms: 4,
        total_spent: '$5.555',
        today_sms: 2,
        today_spent: '$0.055',
        month_sms: 3,
        month_spent: '$0.555',
      },
    });
  });

  it('calls with exactly the documented fields', async () => {
    const listener = await openStub(() => ({ body: 'OK' }));
    const sandbox = await openSandbox({ providers: ['devsms'], deliveryDelayMs: 60 });
    const { body } = await send(sandbox, { ...good, callback_url: `${listener.url}/calls?x=1` });
    const { request_id: requestId } = body.data as { request_id: string };
    await vi.waitFor(() => expect(listener.seen).toHaveLength(2));
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    const sent = {
      sms_id: 1,
      request_id: requestId,
      phone: '998901234567',
      status: 'sent',
      sent_at: time,
      delivered_at: null,
      failed_at: null,
      timestamp: time,
    };
    expect(listener.seen.map((call) => JSON.parse(call.body) as object)).toEqual([
      sent,
      { ...sent, status: 'delivered', delivered_at: time },
    ]);
    for (const call of listener.seen) {
      expect(call).toMatchObject({ method: 'POST', url: '/calls?x=1' });
      expect(call.headers['content-type']).toBe('application/json');
    }
  });

  it('tells a failure, and takes no callback address that is none', async () => {
    const listener = await openStub(() => ({ body: 'OK' }));
    const sandbox = await openSandbox({ providers: ['devsms'], deliveryDelayMs: 0, failSuffix: '7' });
    for (const callbackUrl of ['a.uz/c', 'ftp://a.uz/c', 'http://', '', 5, null]) {
      expect((await send(sandbox, { ...good, callback_url: callbackUrl })).status).toBe(400);
    }
    await send(sandbox, { ...good, callback_url: listener.url });
    await vi.waitFor(() => expect(listener.seen).toHaveLength(1));
    expect(JSON.parse(listener.seen[0]?.body ?? '')).toMatchObject({
      status: 'failed',
      failed_at: expect.any(String),
      delivered_at: null,
    });
  });
});
