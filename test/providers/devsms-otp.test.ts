import { describe, expect, it, onTestFinished } from 'vitest';
import { devsms } from '../../src/main/engine/providers/devsms/index.ts';
import type { OutgoingMessage } from '../../src/main/engine/providers/provider.ts';
import { SANDBOX_TOKEN } from '../../src/main/sandbox/server.ts';
import { DevsmsSettings } from '../../src/shared/account.ts';
import { devsmsOtpText, type DevsmsTemplateType } from '../../src/shared/otp.ts';
import { connect, message, never, openSandbox, sought } from './accounts.ts';
import { openStub } from './servers.ts';

/** DevSMS, section 1.1. */

/** A message with a code in an approved text. */
function otpMessage(
  index: number,
  changes: { type?: DevsmsTemplateType; serviceName?: string; code?: string } = {},
): OutgoingMessage {
  const { type = 1, serviceName = 'TechShop', code = '5678' } = changes;
  const text = devsmsOtpText(type, serviceName, code);
  return { ...message(index, text), otp: { code, template: { type, serviceName } } };
}

describe('a code in an approved text', () => {
  it('goes out with exactly the documented fields', async () => {
    const stub = await openStub(() => ({ body: { success: true, data: { sms_id: 1 } } }));
    const settings = DevsmsSettings.parse({ baseUrl: stub.url, from: 'Kaptar' });
    const callbackUrl = 'https://shop.example/callbacks/1/status/token';
    const connection = devsms.connect(settings, SANDBOX_TOKEN, { callbackUrl });
    onTestFinished(() => connection.close());
    await connection.send([otpMessage(1)], never());
    expect(stub.seen[0]).toMatchObject({ method: 'POST', url: '/send_sms.php' });
    expect(JSON.parse(stub.seen[0]?.body ?? '')).toEqual({
      phone: '998901200001',
      type: 'universal_otp',
      template_type: 1,
      service_name: 'TechShop',
      otp_code: '5678',
    });
  });

  it('arrives in the text that was shown, for each of the four purposes', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    const connection = connect('devsms', sandbox.urls.devsms);
    const types: DevsmsTemplateType[] = [1, 2, 3, 4];
    for (const type of types) {
      const [outcome] = await connection.send([otpMessage(type, { type })], never());
      expect(outcome).toMatchObject({ kind: 'accepted', parts: 1, cost: { micros: 5_000 } });
    }
    expect(sandbox.ledger.map(({ text }) => text)).toEqual(
      types.map((type) => devsmsOtpText(type, 'TechShop', '5678')),
    );
    expect(new Set(sandbox.ledger.map(({ text }) => text)).size).toBe(4);
  });

  it('is accepted with its id, parts, cost and balance', async () => {
    const data = {
      sms_id: 456,
      request_id: 'uuid-here',
      status: 'sent',
      parts_count: 1,
      total_cost: '$0.005',
      balance: '$0.079',
      type: 'universal_otp',
    };
    const stub = await openStub(() => ({ body: { success: true, message: 'yuborildi', data } }));
    expect(await connect('devsms', stub.url).send([otpMessage(1)], never())).toEqual([
      {
        kind: 'accepted',
        providerId: '456',
        parts: 1,
        cost: { micros: 5_000, currency: 'USD' },
        balance: { unit: 'money', money: { micros: 79_000, currency: 'USD' } },
      },
    ]);
  });

  it('goes out for a service name of 2 to 50 letters, digits, spaces, dots and hyphens', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    const connection = connect('devsms', sandbox.urls.devsms);
    const names = ['AB', 'A.b-c 9', 'x'.repeat(50), 'Дўкон'];
    for (const [index, serviceName] of names.entries()) {
      const [outcome] = await connection.send([otpMessage(index, { serviceName })], never());
      expect(outcome?.kind).toBe('accepted');
    }
  });

  it('is not even tried for another service name, since a refused one is charged', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    const connection = connect('devsms', sandbox.urls.devsms);
    for (const serviceName of ['A', '', 'x'.repeat(51), 'Shop & Co', 'a_b', "O'zbek", 'a\nb']) {
      const [outcome] = await connection.send([otpMessage(1, { serviceName })], never());
      expect(outcome).toMatchObject({
        kind: 'permanent',
        code: 'refused',
        detail: expect.stringContaining('2 to 50'),
      });
    }
    expect(sandbox.requests.devsms.sends).toBe(0);
  });

  it('goes out for a code of 4 to 8 digits', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    const connection = connect('devsms', sandbox.urls.devsms);
    for (const [index, code] of ['0000', '12345678'].entries()) {
      const [outcome] = await connection.send([otpMessage(index, { code })], never());
      expect(outcome?.kind).toBe('accepted');
    }
    const codes = sandbox.ledger.map(({ text }) => text.split(': ').at(-1));
    expect(codes).toEqual(['0000', '12345678']);
  });

  it('is not even tried for another code', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    const connection = connect('devsms', sandbox.urls.devsms);
    for (const code of ['123', '123456789', '12a4', '', '١٢٣٤']) {
      const [outcome] = await connection.send([otpMessage(1, { code })], never());
      expect(outcome).toMatchObject({
        kind: 'permanent',
        code: 'refused',
        detail: expect.stringContaining('4 to 8 digits'),
      });
    }
    expect(sandbox.requests.devsms.sends).toBe(0);
  });

  it('that is blocked is refused for good, and known to be charged', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'], balance: { devsms: 10 } });
    const connection = connect('devsms', sandbox.urls.devsms);
    const [outcome] = await connection.send([otpMessage(1, { serviceName: 'Best Casino' })], never());
    expect(outcome).toEqual({
      kind: 'permanent',
      code: 'refused-charged',
      detail: "Korxona nomi nomaqbul deb topildi. SMS yuborilmadi, lekin to'lov yechildi.",
    });
    expect(sandbox.ledger).toHaveLength(0);
    const { balance } = await connection.check(never());
    expect(balance).toMatchObject({ money: { micros: 5_000 } });
  });

  it('is found in the history by its phone and code, whatever text it stands in', async () => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    const connection = connect('devsms', sandbox.urls.devsms);
    sandbox.fault('devsms', 'cut-after');
    const [lost] = await connection.send([otpMessage(1, { code: '4711' })], never());
    expect(lost?.kind).toBe('ambiguous');
    await connection.send([otpMessage(2, { code: '4711' })], never());
    // What is kept of a code is its mask.
    const kept = sought(message(1, 'Kod: ••••'));
    const isText = (shown: string) => shown.includes('4711');
    const [found, unfound] =
      (await connection.lookup?.(
        [
          { ...kept, isText },
          { ...kept, isText: (shown) => shown.includes('4712') },
        ],
        never(),
      )) ?? [];
    expect(found).toEqual({
      candidates: [{ providerId: '1', cost: { micros: 5_000, currency: 'USD' } }],
      complete: true,
    });
    expect(unfound).toEqual({ candidates: [], complete: false, doubtful: ['1'] });
  });
});
