import { userInfo } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/main/sandbox/server.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

async function sandboxFor(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ deliveryDelayMs: 100, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function setUp(
  people: number,
  options: { provider?: ProviderId; sandbox?: SandboxOptions; settings?: Record<string, number> } = {},
) {
  const sandbox = await sandboxFor(options.sandbox);
  const engine = await startEngine();
  const { provider = 'devsms', settings = {} } = options;
  const account = { provider, settings, baseUrl: sandbox.urls[provider], secret: sandbox.token };
  const { id, accountId, listId } = await prepareCampaign(engine, { ...account, people });
  return { ...engine, sandbox, id, accountId, listId };
}

const recipients = (sandbox: Sandbox): string[] =>
  sandbox.ledger.map(({ recipient }) => recipient).toSorted();

test('thousands who opted out since are passed over without keeping the rest waiting', async () => {
  const { call, until, sandbox, id } = await setUp(3000);
  const phones = Array.from({ length: 2990 }, (_, index) => `+99890${1_000_000 + index}`);
  while (phones.length > 0) await call('optOuts.add', { phones: phones.splice(0, 500), reason: 'asked' });
  await call('campaigns.start', { id });
  const done = await until(id, ({ state }) => state === 'finished', 5);
  expect(done.states).toMatchObject({ skipped: 2990, failed: 0 });
  expect(sandbox.ledger).toHaveLength(10);
});

test('the balance that the last answers told is kept, though Kaptar stops at once', async () => {
  const { app, dataDir, call, until, sandbox, id } = await setUp(3, {
    sandbox: { balance: { devsms: 100 } },
  });
  await call('campaigns.start', { id });
  await until(id, ({ states }) => states.queued + states.sending === 0);
  await app.stop();
  const again = await startEngine(dataDir, false);
  const [account] = await again.call('accounts.list', {});
  expect(sandbox.ledger).toHaveLength(3);
  // A part costs 0.005 USD in the sandbox.
  expect(account?.balance).toEqual({ unit: 'money', money: { micros: 85_000, currency: 'USD' } });
});

describe.each(['devsms', 'ubill', 'mobsms'] as const)('%s', (provider) => {
  test('a campaign goes out as rendered, once to each, and is followed to delivered', async () => {
    const { call, until, sandbox, id } = await setUp(30, { provider });
    await call('campaigns.start', { id });
    await until(id, ({ state, states }) => state === 'finished' && states.delivered === 30);
    expect(new Set(recipients(sandbox)).size).toBe(30);
    expect(sandbox.ledger).toHaveLength(30);
    expect(sandbox.ledger.map(({ text }) => text)).toContain('Salom N7');
    expect(await call('store.verify', {})).toEqual({ violations: [] });
  });

  test('a wrong key pauses with its reason, nothing is lost, and it goes on with the right one', async () => {
    const { app, call, until, sandbox, id, accountId } = await setUp(10, { provider });
    await app.setSecret(accountId, 'wrong-key');
    await call('campaigns.start', { id });
    const paused = await until(id, ({ state, states }) => state === 'paused' && states.sending === 0);
    expect(paused).toMatchObject({ pauseReason: 'auth', states: { queued: 10 } });
    expect(sandbox.ledger).toHaveLength(0);
    await app.setSecret(accountId, sandbox.token);
    await call('campaigns.resume', { id });
    await until(id, ({ states }) => states.delivered === 10);
    expect(sandbox.ledger).toHaveLength(10);
  });

  test('no money pauses with its reason and goes on after resume', async () => {
    const { call, until, sandbox, id } = await setUp(5, { provider });
    sandbox.fault(provider, 'balance', 5);
    await call('campaigns.start', { id });
    const paused = await until(id, ({ state }) => state === 'paused');
    expect(paused.pauseReason).toBe('balance');
    expect(paused.pauseDetail).toBeTruthy();
    expect(sandbox.ledger).toHaveLength(0);
    // What was on the wire at the pause has used up the fault's other turns, or does so now.
    for (let turn = 0; turn < 5; turn += 1) {
      await call('campaigns.resume', { id });
      const { state } = await until(id, (campaign) => campaign.state !== 'running');
      if (state === 'finished') break;
    }
    await until(id, ({ states }) => states.delivered === 5);
    expect(sandbox.ledger).toHaveLength(5);
  });

  test('a 429 slows down, uses up no attempt and loses nothing', async () => {
    const { call, until, sandbox, id } = await setUp(6, { provider });
    sandbox.fault(provider, 'throttle', 3);
    await call('campaigns.start', { id });
    await until(id, ({ states }) => states.delivered === 6);
    expect(sandbox.ledger).toHaveLength(6);
    const { messages } = await call('campaigns.messages', { id });
    expect(messages.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

test('parts that the provider counts otherwise are told', async () => {
  const { call, until, id } = await setUp(3, { sandbox: { devsmsExtraParts: 1 } });
  await call('campaigns.start', { id });
  const campaign = await until(id, ({ states }) => states.delivered === 3);
  expect(campaign).toMatchObject({ parts: 3, partsDiffer: 3, cost: { micros: 30_000, currency: 'USD' } });
});

describe('lost answers', () => {
  const lost = ['error-after', 'cut-after', 'truncate-after', 'hang-after'] as const;

  test.each(lost)('devsms, %s: found by the look-up, sent once', async (fault) => {
    const { call, until, sandbox, id } = await setUp(6);
    sandbox.fault('devsms', fault, 2);
    await call('campaigns.start', { id });
    await until(id, ({ states }) => states.delivered === 6);
    expect(sandbox.ledger).toHaveLength(6);
  });

  test.each(['devsms', 'mobsms'] as const)('%s: never taken is proved and sent again', async (provider) => {
    const alone: Record<string, number> = provider === 'mobsms' ? { groupSize: 1 } : {};
    const { call, until, sandbox, id } = await setUp(6, { provider, settings: alone });
    sandbox.fault(provider, 'error-before', 2);
    await call('campaigns.start', { id });
    await until(id, ({ states }) => states.delivered === 6);
    expect(recipients(sandbox)).toEqual([...new Set(recipients(sandbox))]);
    const { messages } = await call('campaigns.messages', { id });
    expect(messages.filter(({ attempts }) => attempts === 2)).toHaveLength(2);
    expect(await call('store.verify', {})).toEqual({ violations: [] });
  });

  test.each(['cut-after', 'error-before'] as const)(
    'mobsms, a whole bulk request, %s: each message is found, or proved never taken and sent again, once',
    async (fault) => {
      const { call, until, sandbox, id } = await setUp(6, { provider: 'mobsms' });
      sandbox.fault('mobsms', fault, 1);
      await call('campaigns.start', { id });
      await until(id, ({ states }) => states.delivered === 6);
      expect(new Set(recipients(sandbox)).size).toBe(6);
      expect(sandbox.ledger).toHaveLength(6);
      // One request carried all six; after `error-before` one goes first by itself, then the rest.
      expect(sandbox.requests.mobsms.sends).toBe(fault === 'cut-after' ? 1 : 3);
      expect(await call('store.verify', {})).toEqual({ violations: [] });
    },
  );

  test.each(['key', 'address'] as const)(
    'with another %s meanwhile nothing is looked up there, and nothing sent again',
    async (what) => {
      const { app, call, until, sandbox, id, accountId } = await setUp(1, {
        settings: { timeoutSeconds: 1 },
      });
      const elsewhere = await sandboxFor({ token: 'other-key' });
      sandbox.fault('devsms', 'hang-after');
      await call('campaigns.start', { id });
      await until(id, ({ states }) => states.sending === 1);
      const [account] = await call('accounts.list', {});
      if (!account) throw new Error('There should be an account.');
      // While the request is still on the wire: it becomes uncertain as the lane drains.
      if (what === 'address') {
        const settings = { ...account.settings, baseUrl: elsewhere.urls.devsms };
        await call('accounts.update', { id: accountId, name: account.name, settings });
      } else {
        await app.setSecret(accountId, 'other-key');
      }
      await until(id, ({ states }) => states.unknown === 1);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect((await call('campaigns.get', { id })).states.unknown).toBe(1);
      expect(sandbox.ledger).toHaveLength(1);
      expect(elsewhere.ledger).toHaveLength(0);
    },
  );

  test('ubill: what is uncertain stays unknown until a person decides', async () => {
    const { call, until, sandbox, id } = await setUp(6, { provider: 'ubill' });
    sandbox.fault('ubill', 'cut-after', 1);
    await call('campaigns.start', { id });
    const stuck = await until(id, ({ states }) => states.delivered === 5);
    expect(stuck).toMatchObject({ state: 'running', states: { unknown: 1, queued: 0 } });
    expect((await call('campaigns.progress', { id })).lookupsPending).toBe(0);
    const { messages } = await call('campaigns.messages', { id, state: 'unknown' });
    expect(messages[0]?.error).toBeTruthy();
    const { price, ...facts } = await call('campaigns.atStake', { id, messageIds: [] });
    expect({ price, ...facts }).toEqual({
      messages: 1,
      parts: 1,
      price: null,
      cost: null,
      lookupsPending: 0,
    });
    const shown = { ...facts, language: 'ka' } as const;
    await call('campaigns.decideUnknown', { id, messageIds: [], decision: 'treat-as-sent', shown });
    await until(id, ({ state }) => state === 'finished');
    expect(sandbox.ledger).toHaveLength(6);
    const { username } = userInfo();
    expect(await call('campaigns.decisions', { messageId: messages[0]?.id ?? 0 })).toMatchObject([
      { decision: 'treat-as-sent', decidedBy: username, decidedIn: 'window', shown },
    ]);
  });

  test('many in a row pause the campaign before they cost more', async () => {
    const { call, until, sandbox, id } = await setUp(40, {
      provider: 'ubill',
      settings: { groupSize: 1, concurrency: 1 },
    });
    sandbox.fault('ubill', 'cut-after', 40);
    await call('campaigns.start', { id });
    const paused = await until(id, ({ state }) => state === 'paused', 30);
    expect(paused.pauseReason).toBe('unknowns');
    expect(sandbox.ledger.length).toBeLessThanOrEqual(6);
  });
});

describe('an account that cannot be reached', () => {
  test('a closed port pauses as offline with everything still queued, and goes on after resume', async () => {
    const closed = await startSandbox();
    await closed.close();
    const engine = await startEngine();
    const options = { baseUrl: closed.urls.devsms, secret: closed.token, people: 5 };
    const { id } = await prepareCampaign(engine, options);
    await engine.call('campaigns.start', { id });
    const paused = await engine.until(
      id,
      ({ state, states }) => state === 'paused' && states.sending === 0,
      30,
    );
    expect(paused).toMatchObject({ pauseReason: 'offline', states: { queued: 5, unknown: 0 } });

    const port = Number(new URL(closed.urls.devsms).port);
    const sandbox = await sandboxFor({ port });
    await engine.call('campaigns.resume', { id });
    await engine.until(id, ({ states }) => states.delivered === 5);
    expect(sandbox.ledger).toHaveLength(5);
  });

  test('an account without its key pauses instead of waiting for ever', async () => {
    const sandbox = await sandboxFor();
    const first = await startEngine();
    const options = { baseUrl: sandbox.urls.devsms, secret: sandbox.token, people: 2 };
    const { id } = await prepareCampaign(first, options);
    await first.app.stop();
    const second = await startEngine(first.dataDir);
    await second.call('campaigns.start', { id });
    const paused = await second.until(id, ({ state }) => state === 'paused');
    expect(paused.pauseReason).toBe('auth');
  });
});

describe('what the operator does', () => {
  test('pause holds, resume goes on, nobody is left out or sent to twice', async () => {
    const { call, until, sandbox, id } = await setUp(60, { settings: { rate: 60 } });
    await call('campaigns.start', { id });
    await until(id, ({ states }) => states.queued < 50);
    await call('campaigns.pause', { id });
    await until(id, ({ states }) => states.sending === 0);
    const taken = sandbox.ledger.length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(sandbox.ledger).toHaveLength(taken);
    expect(taken).toBeLessThan(60);
    await call('campaigns.resume', { id });
    await until(id, ({ states }) => states.delivered === 60);
    expect(new Set(recipients(sandbox)).size).toBe(60);
    expect(sandbox.ledger).toHaveLength(60);
  });

  test('cancel withdraws what was not sent', async () => {
    const { call, until, sandbox, id } = await setUp(60, { settings: { rate: 40 } });
    await call('campaigns.start', { id });
    await until(id, ({ states }) => states.queued < 50);
    await call('campaigns.cancel', { id });
    const { states } = await until(
      id,
      (campaign) => campaign.states.sending + campaign.states.accepted === 0,
    );
    expect(states.queued).toBe(0);
    expect(states.cancelled).toBeGreaterThan(0);
    expect(states.delivered + states.cancelled).toBe(60);
    expect(sandbox.ledger).toHaveLength(states.delivered);
  });

  test('who opts out while the campaign runs gets nothing', async () => {
    const { call, until, sandbox, id } = await setUp(5);
    await call('contacts.optOut', { phone: '+998901000003', reason: 'asked on the phone' });
    await call('campaigns.start', { id });
    await until(id, ({ states }) => states.delivered === 4 && states.skipped === 1);
    expect(recipients(sandbox)).not.toContain('+998901000003');
  });

  test('a schedule starts by itself, once', async () => {
    const { call, until, sandbox, accountId, listId } = await setUp(3);
    const campaign = { name: 'Later', accountId, listId, template: 'Salom' };
    const { id } = await call('campaigns.create', { ...campaign, scheduledAt: Date.now() + 700 });
    expect((await call('campaigns.get', { id })).state).toBe('scheduled');
    expect(sandbox.ledger).toHaveLength(0);
    await until(id, ({ states }) => states.delivered === 3);
    expect(sandbox.ledger).toHaveLength(3);
  });

  test('the rate is kept, as the provider sees it', async () => {
    const { call, until, sandbox, id } = await setUp(60, { settings: { rate: 20 } });
    await call('campaigns.start', { id });
    await until(id, ({ states }) => states.queued === 0);
    const times = sandbox.ledger.map(({ acceptedAt }) => acceptedAt);
    const busiest = Math.max(
      ...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length),
    );
    // The network may push two messages a few milliseconds together: one over the rate at its two ends.
    expect(busiest).toBeLessThanOrEqual(22);
  });

  test('progress is told while it runs, at most four times a second', async () => {
    const { app, call, until, id } = await setUp(40, { settings: { rate: 40 } });
    const heard: { at: number; rate: number }[] = [];
    app.onEvent((name, payload) => {
      if (name === 'campaign.progress')
        heard.push({ at: Date.now(), rate: (payload as { rate: number }).rate });
    });
    await call('campaigns.start', { id });
    await until(id, ({ states }) => states.delivered === 40);
    expect(heard.length).toBeGreaterThan(2);
    expect(heard.some(({ rate }) => rate > 0)).toBe(true);
    const gaps = heard.slice(1).map(({ at }, index) => at - (heard[index]?.at ?? 0));
    expect(gaps.filter((gap) => gap < 150)).toEqual([]);
  });
});

describe('one engine a data folder', () => {
  test('a second one is refused kindly, may read, and may send once the first has stopped', async () => {
    const first = await startEngine();
    const second = await startEngine(first.dataDir, false);
    await expect(second.app.start('all')).rejects.toThrow(/Another Kaptar/);
    expect(await second.call('campaigns.list', {})).toEqual([]);
    await first.app.stop();
    await second.app.start('all');
  });
});

describe('an engine that serves some accounts', () => {
  test('leaves the others’ campaigns alone, key or no key', async () => {
    const sandbox = await sandboxFor();
    const engine = await startEngine(undefined, false);
    const options = { baseUrl: sandbox.urls.devsms, secret: sandbox.token, people: 3 };
    const { id, accountId, listId } = await prepareCampaign(engine, options);
    const settings = { baseUrl: sandbox.urls.devsms };
    const other = await engine.call('accounts.create', { name: 'Other', provider: 'devsms', settings });
    const theirs = await engine.call('campaigns.create', {
      name: 'x',
      accountId: other.id,
      listId,
      template: 'Hi',
    });
    await engine.call('campaigns.start', { id: theirs.id });
    await engine.call('campaigns.start', { id });
    await engine.app.start([]);
    await engine.app.serve(accountId);
    await engine.until(id, ({ state }) => state === 'finished');
    expect(await engine.call('campaigns.get', { id: theirs.id })).toMatchObject({
      state: 'running',
      states: { queued: 3 },
    });
  });
});

describe('what a template may ask for', () => {
  test('a typo is refused with the fields that there are; a missing value skips its recipient', async () => {
    const { call, accountId, listId } = await setUp(2);
    const draft = { name: 'Debt', accountId, listId };
    await expect(call('campaigns.create', { ...draft, template: 'Salom <nmae>' })).rejects.toThrow(
      /<nmae>.*<name>, <phone>, <Qarz>/,
    );
    const { states, total } = await call('campaigns.create', { ...draft, template: '<QARZ> so‘m' });
    expect({ queued: states.queued, total }).toEqual({ queued: 2, total: 2 });
    expect(await call('campaigns.list', {})).toHaveLength(2);
  });

  test('the preview and the estimate say what the campaign then is', async () => {
    const { call, accountId, listId } = await setUp(3);
    const draft = { accountId, listId, template: 'Qarzingiz <qarz> so‘m' };
    const { recipients: shown, total } = await call('campaigns.preview', { ...draft, offset: 1, limit: 2 });
    expect(total).toBe(3);
    expect(shown[0]).toMatchObject({
      text: 'Qarzingiz 1000 so‘m',
      encoding: 'ucs2',
      unicodeCharacters: ['‘'],
    });
    const estimate = await call('campaigns.estimate', draft);
    const { parts, encoding, total: made } = await call('campaigns.create', { ...draft, name: 'Debt' });
    expect({ parts, encoding, messages: made }).toEqual({
      parts: estimate.parts,
      encoding: estimate.encoding,
      messages: estimate.messages,
    });
  });
});

test('a key that is entered twice at once leaves one lane, which the stop drains', async () => {
  const { app, call, until, sandbox, id, accountId } = await setUp(30, { settings: { rate: 30 } });
  await call('campaigns.start', { id });
  await Promise.all([app.setSecret(accountId, sandbox.token), app.setSecret(accountId, sandbox.token)]);
  await until(id, ({ states }) => states.queued < 25);
  await app.stop();
  const taken = sandbox.ledger.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(sandbox.ledger).toHaveLength(taken);
  expect(taken).toBeLessThan(30);
});

test('a key for an account that is not there is no trouble for the others', async () => {
  const { app, call, until, sandbox, id } = await setUp(3);
  await app.setSecret(999, 'whatever');
  await call('campaigns.start', { id });
  const { states } = await until(id, ({ state }) => state === 'finished');
  expect(states).toMatchObject({ failed: 0, unknown: 0, skipped: 0 });
  expect(sandbox.ledger).toHaveLength(3);
});

test('what goes back in line is no progress', async () => {
  const { call, until, sandbox, id } = await setUp(20, { settings: { rate: 20 } });
  sandbox.fault('devsms', 'throttle', 20);
  await call('campaigns.start', { id });
  await until(id, () => sandbox.requests.devsms.sends >= 2);
  expect((await call('campaigns.progress', { id })).rate).toBe(0);
});

test('the rate that is told never exceeds the one that is set, and falls when nothing is answered', async () => {
  const { app, call, until, sandbox, id } = await setUp(60, { settings: { rate: 20, concurrency: 1 } });
  const told: number[] = [];
  app.onEvent((name, payload) => {
    if (name === 'campaign.progress') told.push((payload as { rate: number }).rate);
  });
  await call('campaigns.start', { id });
  await until(id, ({ states }) => states.queued < 30);
  sandbox.fault('devsms', 'hang-after');
  await until(id, ({ states }) => states.unknown > 0 || states.queued === 0);
  expect(Math.max(...told)).toBeLessThanOrEqual(20.5);
  expect(told.at(-1)).toBeLessThan(Math.max(...told));
});

test('a lane that starts anew does not start with a burst', async () => {
  const { app, call, until, sandbox, id, accountId } = await setUp(30, { settings: { rate: 10 } });
  await call('campaigns.start', { id });
  for (let turn = 0; turn < 6; turn += 1) await app.setSecret(accountId, sandbox.token);
  await until(id, ({ states }) => states.queued === 0);
  const times = sandbox.ledger.map(({ acceptedAt }) => acceptedAt);
  const busiest = Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length),
  );
  expect(busiest).toBeLessThanOrEqual(12);
});

test('one lost answer to a whole group is one piece of evidence', async () => {
  const sandbox = await sandboxFor();
  const engine = await startEngine();
  const options = { provider: 'ubill', baseUrl: sandbox.urls.ubill, secret: sandbox.token } as const;
  const { id } = await prepareCampaign(engine, { ...options, people: 60, template: 'Salom' });
  sandbox.fault('ubill', 'cut-after');
  await engine.call('campaigns.start', { id });
  const { state } = await engine.until(id, ({ states }) => states.unknown === 20 && states.delivered === 40);
  expect(state).toBe('running');
});

test('an opt-out in another spelling is refused, not lost', async () => {
  const { call } = await startEngine();
  await expect(call('contacts.optOut', { phone: '998901000000', reason: 'x' })).rejects.toThrow(
    /\+998901234567/,
  );
});

test('a new address of the provider ends the look-ups that would ask it about the old one', async () => {
  const { call, until, sandbox, id, accountId } = await setUp(1, { settings: { lookupGraceSeconds: 60 } });
  sandbox.fault('devsms', 'error-before');
  await call('campaigns.start', { id });
  await until(id, ({ states }) => states.unknown === 1);
  const other = await sandboxFor();
  const [account] = await call('accounts.list', {});
  const settings = { ...account?.settings, baseUrl: other.urls.devsms };
  await call('accounts.update', { id: accountId, name: 'Shop', settings });
  // Once the lane has drained: what becomes uncertain until then was sent to the old address, too.
  const pending = async () => (await call('campaigns.progress', { id })).lookupsPending;
  await expect.poll(pending, { timeout: 5000 }).toBe(0);
});

test('an engine that is closed while it starts ends in order, with nothing on the wire', async () => {
  const { app, call, sandbox, dataDir, id, accountId } = await setUp(400, { settings: { rate: 200 } });
  await call('campaigns.start', { id });
  await app.stop();
  const { app: again } = await startEngine(dataDir, false);
  await again.setSecret(accountId, sandbox.token);
  const starting = again.start('all');
  await again.stop();
  await starting;
  const last = await startEngine(dataDir, false);
  const { states } = await last.call('campaigns.get', { id });
  expect(states).toMatchObject({ sending: 0, unknown: 0 });
  expect(states.queued).toBeGreaterThan(0);
});
