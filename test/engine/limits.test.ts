import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { openSandbox } from '../providers/accounts.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A campaign through a phone with limits; not started yet. */
async function limitedPhone(options: {
  people: number;
  template?: string;
  settings: Record<string, number>;
  clock?: TestClock;
}) {
  const sandbox = await openSandbox();
  const engine = await startEngine(temporaryFolder(), true, options.clock);
  const { urls, token: secret } = sandbox;
  const { id } = await prepareCampaign(engine, {
    provider: 'mobsms',
    baseUrl: urls.mobsms,
    secret,
    ...options,
  });
  return { sandbox, engine, id };
}

test('a limit that leaves too little for the next message is told, too', async () => {
  const { sandbox, engine, id } = await limitedPhone({
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
  const { sandbox, engine, id } = await limitedPhone({
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

test('by night the quiet hours keep the rest back, and not the limit of the hour before', async () => {
  const inTashkent = (iso: string) => DateTime.fromISO(iso, { zone: 'Asia/Tashkent' }).toMillis();
  const clock = createTestClock(inTashkent('2026-05-12T20:30'));
  const { engine, id } = await limitedPhone({ people: 10, settings: { partsPerHour: 4 }, clock });
  await engine.call('settings.set', { quietHours: { enabled: true, from: 21 * 60, until: 9 * 60 } });
  await engine.call('campaigns.start', { id });
  const progress = () => engine.call('campaigns.progress', { id });
  await expect.poll(progress, { timeout: 10_000 }).toMatchObject({ limit: { of: 'hour' }, quiet: [] });
  clock.set(inTashkent('2026-05-12T21:00:01'));
  await expect.poll(progress, { timeout: 5000 }).toMatchObject({ limit: null, quiet: [{ messages: 6 }] });
});
