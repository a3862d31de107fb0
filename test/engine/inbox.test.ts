import { expect, test } from 'vitest';
import { openSandbox } from '../providers/accounts.ts';
import { openStub } from '../providers/servers.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

const CUSTOMER = '+998901000003';

async function phone(people: number) {
  const sandbox = await openSandbox();
  const engine = await startEngine();
  const prepared = await prepareCampaign(engine, {
    provider: 'mobsms',
    baseUrl: sandbox.urls.mobsms,
    secret: sandbox.token,
    people,
    settings: { inboxSeconds: 0.2 },
  });
  const read = () => engine.call('inbox.thread', { accountId: prepared.accountId, phone: CUSTOMER });
  return { sandbox, engine, ...prepared, read };
}

test('what people answer comes in by itself and stands in the thread beside what they were sent', async () => {
  const { sandbox, engine, accountId, id, read } = await phone(5);
  await engine.call('campaigns.start', { id });
  await engine.until(id, ({ states }) => states.delivered === 5);
  sandbox.receive({ sender: CUSTOMER, text: 'Rahmat!' });
  await expect.poll(async () => (await read()).length, { timeout: 5000 }).toBe(2);
  expect((await read()).map(({ direction, text }) => [direction, text])).toEqual([
    ['out', 'Salom N3'],
    ['in', 'Rahmat!'],
  ]);
  const { threads, unread } = await engine.call('inbox.threads', {});
  expect(threads).toMatchObject([{ accountId, phone: CUSTOMER, name: 'N3', lastText: 'Rahmat!', unread: 1 }]);
  expect(unread).toBe(1);
  await engine.call('inbox.markRead', { accountId, phone: CUSTOMER });
  expect((await engine.call('inbox.threads', {})).unread).toBe(0);
});

test('a reply goes out ahead of the campaigns and joins the thread', async () => {
  const { sandbox, engine, accountId, read } = await phone(1);
  const line = await engine.call('inbox.reply', { accountId, phone: CUSTOMER, text: 'Marhamat!' });
  expect(line).toMatchObject({ direction: 'out', text: 'Marhamat!', state: 'queued' });
  await expect.poll(async () => (await read())[0]?.state, { timeout: 5000 }).toBe('delivered');
  expect(sandbox.ledger).toMatchObject([{ recipient: CUSTOMER, text: 'Marhamat!' }]);
  // A reply is no campaign to anybody who looks at the list of them.
  expect(await engine.call('campaigns.list', {})).toHaveLength(1);
});

test('STOP opts its sender out of what is still in line, until it is undone', async () => {
  const { sandbox, engine, accountId, id, read } = await phone(5);
  sandbox.receive({ sender: CUSTOMER, text: 'Тохта!' });
  await expect.poll(async () => (await read())[0]?.optedOut, { timeout: 5000 }).toBe(true);
  await expect(engine.call('inbox.reply', { accountId, phone: CUSTOMER, text: 'Nega?' })).rejects.toThrow(
    /asked for no more messages/,
  );
  await engine.call('campaigns.start', { id });
  const done = await engine.until(id, ({ state }) => state === 'finished');
  expect(done.states.skipped).toBe(1);
  expect(sandbox.ledger.map(({ recipient }) => recipient)).not.toContain(CUSTOMER);
  await engine.call('contacts.optIn', { phone: CUSTOMER });
  await engine.call('inbox.reply', { accountId, phone: CUSTOMER, text: 'Xush kelibsiz' });
  await expect.poll(() => sandbox.ledger.map(({ recipient }) => recipient)).toContain(CUSTOMER);
});

test('a page that fails once is read the next time, with the STOP that stands on it', async () => {
  let isBroken = true;
  const row = (id: number, message: string) => ({
    id,
    sender_number: CUSTOMER,
    message,
    status: 'received',
    direction: 'inbound',
    created_at: `2026-06-08T09:00:0${id}.000000Z`,
  });
  const stub = await openStub((url) => {
    const page = Number(url.searchParams.get('page') ?? 1);
    if (url.pathname !== '/sms/inbox') return { body: { success: true, data: { data: [] } } };
    if (page === 2 && isBroken) {
      isBroken = false;
      return { status: 500, body: { message: 'Server Error' } };
    }
    const rows = page === 1 ? [row(3, 'Salom')] : page === 2 ? [row(2, 'STOP')] : [];
    return { body: { success: true, data: { current_page: page, data: rows, per_page: 1, total: 2 } } };
  });
  const engine = await startEngine();
  const settings = { baseUrl: stub.url, inboxSeconds: 0.2 };
  const account = await engine.call('accounts.create', { name: 'Phone', provider: 'mobsms', settings });
  await engine.app.setSecret(account.id, 'some-token');
  const texts = async () =>
    (await engine.call('inbox.thread', { accountId: account.id, phone: CUSTOMER })).map(({ text }) => text);
  await expect.poll(texts, { timeout: 8000 }).toEqual(['STOP', 'Salom']);
  expect((await engine.call('inbox.threads', {})).threads[0]?.optedOut).toBe(true);
});

test('the inbox of a provider that receives nothing is refused in words', async () => {
  const sandbox = await openSandbox();
  const engine = await startEngine();
  const { accountId } = await prepareCampaign(engine, {
    baseUrl: sandbox.urls.devsms,
    secret: sandbox.token,
    people: 1,
  });
  await expect(engine.call('inbox.refresh', { accountId })).rejects.toThrow(/receives no messages/);
});
