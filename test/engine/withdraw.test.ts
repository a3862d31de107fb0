import { expect, test } from 'vitest';
import { openSandbox } from '../providers/accounts.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

/** An engine with a campaign through a phone that takes its time; not started yet. */
async function slowPhone(people: number, settings: Record<string, number> = {}) {
  const sandbox = await openSandbox({ deliveryDelayMs: 20_000 });
  const engine = await startEngine();
  const provider = 'mobsms';
  const { urls, token: secret } = sandbox;
  const campaign = { provider, baseUrl: urls.mobsms, secret, people, settings } as const;
  const { id } = await prepareCampaign(engine, campaign);
  return { sandbox, engine, id };
}

test('a cancelled campaign is withdrawn at the phone as well, as far as it has not left it', async () => {
  const { sandbox, engine, id } = await slowPhone(50, { rate: 10 });
  await engine.call('campaigns.start', { id });
  await engine.until(id, ({ states }) => states.accepted >= 5);
  await engine.call('campaigns.cancel', { id });
  const done = await engine.until(id, ({ states }) => states.cancelled === 50);
  expect(done.state).toBe('cancelled');
  expect(sandbox.ledger.length).toBeGreaterThanOrEqual(5);
  expect(sandbox.ledger.every(({ state }) => state === 'cancelled')).toBe(true);
  expect(await engine.call('store.verify', {})).toEqual({ violations: [] });
});

test('a campaign that another process cancels is withdrawn at the phone by the one that sends', async () => {
  const { sandbox, engine, id } = await slowPhone(40, { rate: 10, groupSize: 1 });
  await engine.call('campaigns.start', { id });
  await engine.until(id, ({ states }) => states.accepted >= 3);
  const other = await startEngine(engine.dataDir, false);
  await other.call('campaigns.cancel', { id });
  await engine.until(id, ({ states }) => states.cancelled === 40);
  expect(sandbox.ledger.every(({ state }) => state === 'cancelled')).toBe(true);
});

test('a finished campaign is asked back from the phone, which keeps what it has not sent', async () => {
  const { sandbox, engine, id } = await slowPhone(20);
  await expect(engine.call('campaigns.withdraw', { id })).rejects.toThrow(/draft: it cannot be withdrawn/);
  await engine.call('campaigns.start', { id });
  await engine.until(id, ({ state, states }) => state === 'finished' && states.accepted === 20);
  await engine.call('campaigns.withdraw', { id });
  const done = await engine.until(id, ({ states }) => states.cancelled === 20);
  expect(done.state).toBe('finished');
  expect(sandbox.ledger.every(({ state }) => state === 'cancelled')).toBe(true);
  expect(await engine.call('store.verify', {})).toEqual({ violations: [] });
});

test('nothing is asked back from a provider that cannot give it back', async () => {
  const sandbox = await openSandbox();
  const engine = await startEngine();
  const { id } = await prepareCampaign(engine, {
    baseUrl: sandbox.urls.devsms,
    secret: sandbox.token,
    people: 1,
  });
  await expect(engine.call('campaigns.withdraw', { id })).rejects.toThrow(/takes nothing back/);
});
