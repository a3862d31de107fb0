import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/main/engine/lib/clock.ts';
import { startSandbox } from '../../src/main/sandbox/server.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

const MINUTE = 60_000;

/** A draft to five people, on a wall clock that the test moves on; `undoSeconds` is 30. */
async function setUp() {
  const sandbox = await startSandbox({ deliveryDelayMs: 50 });
  onTestFinished(() => sandbox.close());
  let passed = 0;
  const clock = { ...systemClock, now: () => Date.now() + passed };
  const engine = await startEngine(undefined, true, clock);
  const account = { baseUrl: sandbox.urls.devsms, secret: sandbox.token };
  const { id, accountId, listId } = await prepareCampaign(engine, { ...account, people: 5 });
  await engine.call('settings.set', { undoSeconds: 30 });
  const pass = (ms: number) => {
    passed += ms;
  };
  return { ...engine, sandbox, clock, id, accountId, listId, pass };
}

describe('a campaign that was started with an undo', () => {
  test('taken back: not one request is made, and the list of campaigns does not know it', async () => {
    const { call, sandbox, clock, id, accountId, listId, until, pass } = await setUp();
    const waiting = await call('campaigns.start', { id, undo: true });
    expect(waiting).toMatchObject({ state: 'scheduled', scheduledAt: null, startedAt: null });
    expect(waiting.undoUntil).toBeGreaterThan(clock.now() + 25_000);

    const back = await call('campaigns.takeBack', { id });
    expect(back).toMatchObject({ state: 'cancelled', states: { cancelled: 5, queued: 0 } });
    expect(await call('campaigns.takeBack', { id })).toEqual(back);
    expect(await call('campaigns.list', {})).toEqual([]);
    pass(2 * MINUTE);
    // Another campaign goes out meanwhile, so the lane had its turns.
    const other = { name: 'Next', accountId, listId, template: 'Ertaga' };
    const next = await call('campaigns.create', other);
    await call('campaigns.start', { id: next.id });
    await until(next.id, ({ states }) => states.delivered === 5);
    expect(sandbox.ledger.map(({ text }) => text)).toEqual(Array.from({ length: 5 }, () => 'Ertaga'));
    expect(await call('store.verify', {})).toEqual({ violations: [] });
  });

  test('not taken back: it goes by itself once the time is over, and cannot be taken back any more', async () => {
    const { call, sandbox, id, until, pass } = await setUp();
    await call('campaigns.start', { id, undo: true });
    pass(31_000);
    await until(id, ({ states }) => states.delivered === 5);
    expect(sandbox.ledger).toHaveLength(5);
    expect((await call('campaigns.get', { id })).undoUntil).toBeNull();
    await expect(call('campaigns.takeBack', { id })).rejects.toThrow('It has begun already');
  });

  test('Kaptar stops in the meantime: after its next start it goes once', async () => {
    const { app, dataDir, call, sandbox, clock, id, accountId, pass } = await setUp();
    await call('campaigns.start', { id, undo: true });
    await app.stop();
    expect(sandbox.ledger).toHaveLength(0);
    pass(MINUTE);
    const again = await startEngine(dataDir, false, clock);
    await again.app.setSecret(accountId, sandbox.token);
    await again.app.start('all');
    await again.until(id, ({ states }) => states.delivered === 5);
    expect(sandbox.ledger).toHaveLength(5);
  });

  test('Kaptar comes back hours later: it asks, as with any time that was missed', async () => {
    const { app, dataDir, call, sandbox, clock, id, accountId, pass } = await setUp();
    await call('campaigns.start', { id, undo: true });
    await app.stop();
    pass(180 * MINUTE);
    const again = await startEngine(dataDir, false, clock);
    await again.app.setSecret(accountId, sandbox.token);
    await again.app.start('all');
    const paused = await again.until(id, ({ state }) => state === 'paused');
    expect(paused).toMatchObject({ pauseReason: 'missed-schedule', states: { queued: 5 } });
    expect(sandbox.ledger).toHaveLength(0);
  });

  test('with no time for it in the settings it goes at once', async () => {
    const { call, id } = await setUp();
    await call('settings.set', { undoSeconds: 0 });
    expect((await call('campaigns.start', { id, undo: true })).state).toBe('running');
  });

  test('one that the provider is to hold is not handed over before', async () => {
    const { app, call, sandbox, clock, listId, until, pass } = await setUp();
    const settings = { baseUrl: sandbox.urls.ubill, brandID: 1 };
    const account = await call('accounts.create', { name: 'Tbilisi', provider: 'ubill', settings });
    await app.setSecret(account.id, sandbox.token);
    const held = { scheduledAt: clock.now() + 120 * MINUTE, providerHolds: true };
    const draft = { name: 'Held', accountId: account.id, listId, template: 'Salom', ...held };
    const { id } = await call('campaigns.create', draft);
    const waiting = await call('campaigns.start', { id, undo: true });
    expect(waiting).toMatchObject({ state: 'scheduled', states: { queued: 5 } });
    pass(31_000);
    await until(id, ({ states }) => states.accepted === 5);
    expect(sandbox.ledger).toHaveLength(5);
  });
});
