import { describe, expect, it } from 'vitest';
import { ubillHandlers } from '../../src/main/engine/ipc/ubill-handlers.ts';
import { createSecrets } from '../../src/main/engine/services/secrets.ts';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { openTestStore } from '../support/store.ts';
import { connect, message, never, openSandbox } from './accounts.ts';
import { openStub, type StubAnswer } from './servers.ts';

/** The calls named after uBill, over a real store, for one account at `baseUrl`. */
async function callsOf(baseUrl: string, secret: string | null = 'sandbox-token', settings = {}) {
  const store = openTestStore();
  const account = await store.createAccount(
    { name: 'Shop', provider: 'ubill', settings: { baseUrl, brandID: 1, ...settings }, demo: false },
    1,
  );
  const secrets = createSecrets(
    () => undefined,
    () => undefined,
  );
  if (secret !== null) secrets.set(account.id, 'key', secret);
  const handlers = ubillHandlers({ store, secrets });
  const accountId = account.id;
  return {
    store,
    secrets,
    balance: () => handlers['ubill.balance']({ accountId }),
    brands: () => handlers['ubill.brands']({ accountId }),
    createBrand: (name: string) => handlers['ubill.createBrand']({ accountId, name }),
    report: (smsId: string) => handlers['ubill.report']({ accountId, smsId }),
    balanceOf: (id: number) => handlers['ubill.balance']({ accountId: id }),
  };
}

const answering = async (answer: StubAnswer) => callsOf((await openStub(() => answer)).url);

async function send(sandbox: Sandbox, count: number): Promise<void> {
  const group = Array.from({ length: count }, (_, index) => message(index));
  await connect('ubill', sandbox.urls.ubill).send(group, never());
}

describe('the balance', () => {
  it('is a number of SMS', async () => {
    const sandbox = await openSandbox({ balance: { ubill: 77 } });
    expect(await (await callsOf(sandbox.urls.ubill)).balance()).toEqual({ sms: 77 });
    expect(await (await answering({ body: { statusID: 0, sms: '12' } })).balance()).toEqual({ sms: 12 });
  });

  it('is null where the account does not have the page', async () => {
    const sandbox = await openSandbox({ ubillExtras: false });
    expect(await (await callsOf(sandbox.urls.ubill)).balance()).toBeNull();
  });

  it('is asked for with the key in the query where the account has it there', async () => {
    const sandbox = await openSandbox({ balance: { ubill: 77 } });
    const calls = await callsOf(sandbox.urls.ubill, sandbox.token, { keyIn: 'query' });
    expect(await calls.balance()).toEqual({ sms: 77 });
    expect(await calls.brands()).toHaveLength(2);
  });

  it('needs the key, an account of uBill and a provider that answers', async () => {
    const sandbox = await openSandbox();
    const { ubill } = sandbox.urls;
    await expect((await callsOf(ubill, null)).balance()).rejects.toMatchObject({
      code: 'account',
      details: { reason: 'no-secret' },
    });
    await expect((await callsOf(ubill, 'wrong')).balance()).rejects.toMatchObject({
      code: 'account',
      details: { reason: 'account-auth' },
    });
    const calls = await callsOf(ubill);
    const other = { name: 'Other', provider: 'devsms' as const, settings: {}, demo: false };
    const { id } = await calls.store.createAccount(other, 1);
    await expect(calls.balanceOf(id)).rejects.toMatchObject({ code: 'invalid-input' });
    await sandbox.close();
    await expect(calls.balance()).rejects.toMatchObject({ details: { reason: 'account-offline' } });
  });

  it('with a code other than 0 is refused in words', async () => {
    const calls = await answering({ body: { statusID: 99 } });
    await expect(calls.balance()).rejects.toMatchObject({
      code: 'account',
      message: expect.stringContaining('general error'),
    });
  });
});

describe('brands', () => {
  it('are listed with their id, name, authorization and time of creation', async () => {
    const sandbox = await openSandbox();
    expect(await (await callsOf(sandbox.urls.ubill)).brands()).toEqual([
      { id: '1', name: 'Kaptar', authorized: true, createdAt: '2026-01-01 00:00:00' },
      { id: '2', name: 'Waiting', authorized: false, createdAt: '2026-01-01 00:00:00' },
    ]);
  });

  it('are understood as data, with ids in numbers and fields missing', async () => {
    const data = [{ id: 7, name: 'Shop', authorized: 1 }, { id: '8' }];
    const calls = await answering({ body: { statusID: 0, data } });
    expect(await calls.brands()).toEqual([
      { id: '7', name: 'Shop', authorized: true, createdAt: null },
      { id: '8', name: '', authorized: false, createdAt: null },
    ]);
  });

  it('with a code other than 0 are the account’s trouble, in words', async () => {
    const calls = await answering({ body: { statusID: 10, brands: [] } });
    await expect(calls.brands()).rejects.toMatchObject({
      code: 'account',
      message: expect.stringContaining('brand'),
      details: { reason: 'account-account' },
    });
  });

  it('are null where the account does not have the page', async () => {
    const sandbox = await openSandbox({ ubillExtras: false });
    expect(await (await callsOf(sandbox.urls.ubill)).brands()).toBeNull();
  });

  it('can be asked for, and wait for approval then', async () => {
    const sandbox = await openSandbox();
    const calls = await callsOf(sandbox.urls.ubill);
    expect(await calls.createBrand('My Shop')).toEqual({ words: 'Brand name was created' });
    expect(await calls.brands()).toContainEqual({
      id: '3',
      name: 'My Shop',
      authorized: false,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    });
    const wordless = await answering({ body: { statusID: 0 } });
    expect((await wordless.createBrand('My Shop')).words).toContain('approved');
  });

  it('are asked for by POST with brandName in JSON', async () => {
    const stub = await openStub(() => ({ body: { statusID: 0, message: 'ok' } }));
    await (await callsOf(stub.url)).createBrand('My Shop');
    expect(stub.seen).toMatchObject([
      { method: 'POST', url: '/sms/brandNameCreate', body: '{"brandName":"My Shop"}' },
    ]);
    expect(stub.seen[0]?.headers.key).toBe('sandbox-token');
  });

  it('of a wrong length, or that exist, are refused by the sandbox and told in words', async () => {
    const sandbox = await openSandbox();
    const calls = await callsOf(sandbox.urls.ubill);
    for (const [name, words] of [
      ['', 'no brand name'],
      ['A', '2 to 11 characters'],
      ['ABCDEFGHIJKL', '2 to 11 characters'],
      ['Kaptar', 'exists already'],
    ] as const) {
      await expect(calls.createBrand(name)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(words),
      });
    }
    expect(await calls.brands()).toHaveLength(2);
  });

  it('that are refused for other reasons say which', async () => {
    const refused = async (status: number, statusID: number) => {
      const calls = await answering({ status, body: { statusID, message: 'Theirs' } });
      return calls.createBrand('Shop').catch((error: unknown) => error);
    };
    expect(await refused(200, 30)).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Theirs, code 30'),
    });
    expect(await refused(400, 50)).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('waits for its approval'),
    });
    expect(await refused(200, 90)).toMatchObject({ code: 'account' });
    expect(await refused(200, 99)).toMatchObject({ code: 'account' });
    expect(await refused(401, 99)).toMatchObject({ details: { reason: 'account-auth' } });
  });

  it('cannot be asked for where the account does not have the page', async () => {
    const sandbox = await openSandbox({ ubillExtras: false });
    const creating = (await callsOf(sandbox.urls.ubill)).createBrand('Shop');
    await expect(creating).rejects.toMatchObject({
      code: 'not-found',
      details: { reason: 'no-brand-page' },
    });
  });
});

describe('a report', () => {
  it('tells the status of each number of a request', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 0, failSuffix: '1' });
    await send(sandbox, 2);
    expect(await (await callsOf(sandbox.urls.ubill)).report('1')).toEqual([
      { number: '998901200000', statusId: 1 },
      { number: '998901200001', statusId: 2 },
    ]);
    const slow = await openSandbox({ deliveryDelayMs: 60_000 });
    await send(slow, 1);
    expect(await (await callsOf(slow.urls.ubill)).report('1')).toMatchObject([{ statusId: 3 }]);
  });

  it('is null where uBill does not know the request, and where the page is missing', async () => {
    const sandbox = await openSandbox();
    expect(await (await callsOf(sandbox.urls.ubill)).report('99')).toBeNull();
    const plain = await openSandbox({ ubillExtras: false });
    expect(await (await callsOf(plain.urls.ubill)).report('1')).toBeNull();
  });

  it('with a code other than 0 is the account’s trouble, in words', async () => {
    const calls = await answering({ body: { statusID: 99, result: [] } });
    await expect(calls.report('1')).rejects.toMatchObject({
      code: 'account',
      message: expect.stringContaining('general error'),
      details: { reason: 'account-account' },
    });
    expect(await (await answering({ body: { statusID: 0, result: [] } })).report('1')).toEqual([]);
  });

  it('cannot be made to ask for another page', async () => {
    const stub = await openStub(() => ({ status: 404, body: {} }));
    await (await callsOf(stub.url)).report('../balance?x=1');
    expect(stub.seen[0]?.url).toBe('/sms/report/..%2Fbalance%3Fx%3D1');
  });
});
