import { expect, test } from 'vitest';
import { openSandbox } from '../providers/accounts.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

test('a limit that leaves too little for the next message is told, too', async () => {
  const sandbox = await openSandbox();
  const engine = await startEngine();
  const { id } = await prepareCampaign(engine, {
    provider: 'mobsms',
    baseUrl: sandbox.urls.mobsms,
    secret: sandbox.token,
    people: 4,
    template: 'x'.repeat(200),
    settings: { partsPerHour: 5 },
  });
  await engine.call('campaigns.start', { id });
  await engine.until(id, ({ states }) => states.delivered === 2);
  await expect
    .poll(async () => (await engine.call('campaigns.progress', { id })).limit, { timeout: 5000 })
    .toMatchObject({ of: 'hour' });
  expect(sandbox.ledger).toHaveLength(2);
});

test('an hourly limit keeps the rest back and says until when', async () => {
  const sandbox = await openSandbox();
  const engine = await startEngine();
  const { id } = await prepareCampaign(engine, {
    provider: 'mobsms',
    baseUrl: sandbox.urls.mobsms,
    secret: sandbox.token,
    people: 10,
    settings: { partsPerHour: 4 },
  });
  await engine.call('campaigns.start', { id });
  await engine.until(id, ({ states }) => states.delivered === 4);
  await expect
    .poll(async () => (await engine.call('campaigns.progress', { id })).limit, { timeout: 5000 })
    .toMatchObject({ of: 'hour' });
  const { limit, states } = await engine.call('campaigns.progress', { id });
  expect(states.queued).toBe(6);
  expect((limit?.until ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
  expect(sandbox.ledger).toHaveLength(4);
});
