import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/main/sandbox/server.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

async function setUp(people: number, settings: Record<string, number> = {}) {
  const sandbox = await startSandbox({ deliveryDelayMs: 50 });
  onTestFinished(() => sandbox.close());
  const engine = await startEngine();
  const account = { baseUrl: sandbox.urls.devsms, secret: sandbox.token, settings };
  return { ...engine, sandbox, ...(await prepareCampaign(engine, { ...account, people })) };
}

test('an estimate shows the costliest first, with the parts and the cost of each', async () => {
  const { call, accountId, listId } = await setUp(30);
  await call('accounts.check', { id: accountId });
  // N0 to N9 fill one part to its last letter; N10 to N29 are longer by one.
  const template = `${'a'.repeat(158)}<name>`;
  const { costliest, parts } = await call('campaigns.estimate', { listId, template, accountId });
  expect(parts).toBe(10 + 20 * 2);
  expect(costliest).toHaveLength(20);
  expect(costliest[0]).toMatchObject({
    name: 'N10',
    parts: 2,
    units: 161,
    cost: { micros: 10_000, currency: 'USD' },
  });
  expect(costliest.map(({ name }) => name)).not.toContain('N9');
});

test('an estimate tells what replacing would save, in the text and in the fields', async () => {
  const { call, listId } = await setUp(4);
  const draft = { listId, accountId: null };
  const long = 'a'.repeat(90);
  const inText = await call('campaigns.estimate', { ...draft, template: `Toʻlov ${long} <name>` });
  expect(inText).toMatchObject({ parts: 8, encoding: { ucs2: 4 }, saving: { text: 4, everywhere: 4 } });
  // Nobody's field has such a character here, but a fallback stands for what people's data brings.
  const inField = await call('campaigns.estimate', { ...draft, template: `${long} <Laqab|Gʻani>` });
  expect(inField).toMatchObject({ parts: 8, saving: { text: 0, everywhere: 4 } });
  const plain = await call('campaigns.estimate', {
    ...draft,
    template: `Toʻlov ${long} <Laqab|Gʻani>`,
    plainCharacters: true,
  });
  expect(plain).toMatchObject({ parts: 4, encoding: { gsm7: 4 }, saving: { text: 0, everywhere: 0 } });
});

test('a campaign with plain characters sends what its estimate counted', async () => {
  const { call, until, sandbox, accountId, listId } = await setUp(2);
  const draft = { listId, accountId, template: '«Toʻlov» <Laqab|Gʻani>…', plainCharacters: true };
  const { id } = await call('campaigns.create', { name: 'Plain', ...draft });
  await call('campaigns.start', { id });
  const campaign = await until(id, ({ states }) => states.delivered === 2);
  expect(campaign.encoding).toEqual({ gsm7: 2, ucs2: 0 });
  expect(sandbox.ledger.map(({ text }) => text)).toEqual(['"To\'lov" G\'ani...', '"To\'lov" G\'ani...']);
});

test('a test goes ahead of everything, counts to no campaign, and its number is remembered', async () => {
  const { call, until, sandbox, id, accountId } = await setUp(40, { rate: 10 });
  await call('campaigns.start', { id });
  const phone = '+998931112233';
  const sent = await call('campaigns.sendTest', { accountId, phone, text: 'Salom Aziza' });
  expect(sent).toMatchObject({ kind: 'test', listId: null, total: 1 });
  await until(sent.id, ({ states }) => states.delivered === 1);
  expect((await call('campaigns.get', { id })).states.queued).toBeGreaterThan(0);
  expect(sandbox.ledger.filter(({ recipient }) => recipient === phone)).toHaveLength(1);
  expect((await call('campaigns.list', {})).map(({ name }) => name)).toEqual(['Sale']);
  expect((await call('settings.get', {})).testPhone).toBe(phone);
  expect(await call('store.verify', {})).toEqual({ violations: [] });
});

test('a number that opted out gets no test either', async () => {
  const { call, sandbox, accountId } = await setUp(1);
  const phone = '+998931112233';
  await call('contacts.optOut', { phone, reason: 'asked' });
  await expect(call('campaigns.sendTest', { accountId, phone, text: 'Salom' })).rejects.toThrow(
    'asked for no more messages',
  );
  expect(sandbox.ledger).toHaveLength(0);
});
