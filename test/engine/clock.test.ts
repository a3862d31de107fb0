import { setTimeout as sleep } from 'node:timers/promises';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import type { PlanSchedule } from '../../src/shared/plan.ts';
import { openSandbox } from '../providers/accounts.ts';
import { createTestClock } from '../support/clock.ts';
import { prepareCampaign, startEngine, type TestEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Schedules and plans are looked at every second at the latest. */
const NOTHING_COMES_MS = 1500;

/** People of a list and a campaign to them that is not started, behind a clock that can be set. */
async function setUp(
  clock = createTestClock(Date.now()),
  { people = 3, settings = {} }: { people?: number; settings?: Record<string, number> } = {},
) {
  const sandbox = await openSandbox();
  const engine = await startEngine(temporaryFolder(), true, clock);
  const { id, accountId, listId } = await prepareCampaign(engine, {
    baseUrl: sandbox.urls.devsms,
    secret: sandbox.token,
    people,
    settings,
  });
  const wish = { name: 'News', accountId, listId, template: 'Salom' };
  /** Another engine on the same data. */
  const reopen = async (change: () => void = () => {}): Promise<TestEngine> => {
    await engine.app.stop();
    change();
    const again = await startEngine(engine.dataDir, false, clock);
    await again.app.setSecret(accountId, sandbox.token);
    await again.app.start('all');
    return again;
  };
  return { sandbox, engine, clock, id, wish, reopen };
}

/** A campaign for a time in half an hour. */
async function scheduled(clock = createTestClock(Date.now())) {
  const at = await setUp(clock);
  const scheduledAt = clock.now() + HOUR / 2;
  const { id } = await at.engine.call('campaigns.create', { ...at.wish, scheduledAt });
  return { ...at, id, scheduledAt };
}

const isDelivered = ({ states }: { states: { delivered: number } }) => states.delivered === 3;

describe('a campaign for a time', () => {
  test('fires once, though that time comes again', async () => {
    const { engine, clock, sandbox, id, scheduledAt } = await scheduled();
    clock.set(scheduledAt - MINUTE);
    await sleep(NOTHING_COMES_MS);
    expect(sandbox.ledger).toEqual([]);
    clock.set(scheduledAt);
    await engine.until(id, isDelivered);
    clock.set(scheduledAt - 1000);
    await sleep(NOTHING_COMES_MS);
    expect(sandbox.ledger).toHaveLength(3);
    expect((await engine.call('campaigns.get', { id })).state).toBe('finished');
  });

  test('set forward within the hour it goes; past it, it asks, and goes when it is told to', async () => {
    const [late, missed] = await Promise.all([scheduled(), scheduled()]);
    late.clock.set(late.scheduledAt + 59 * MINUTE);
    missed.clock.set(missed.scheduledAt + 61 * MINUTE);
    await late.engine.until(late.id, isDelivered);
    const { pauseReason } = await missed.engine.until(missed.id, ({ state }) => state === 'paused');
    expect(pauseReason).toBe('missed-schedule');
    expect(missed.sandbox.ledger).toEqual([]);
    await missed.engine.call('campaigns.resume', { id: missed.id });
    await missed.engine.until(missed.id, isDelivered);
  });

  test('asleep or closed over it: the same, and nothing twice', async () => {
    const [asleep, closed, missed] = await Promise.all([scheduled(), scheduled(), scheduled()]);
    asleep.clock.sleep(HOUR);
    const [soon, later] = await Promise.all([
      closed.reopen(() => closed.clock.sleep(HOUR)),
      missed.reopen(() => missed.clock.restart(2 * HOUR)),
    ]);
    await asleep.engine.until(asleep.id, isDelivered);
    await soon.until(closed.id, isDelivered);
    await later.until(missed.id, ({ state }) => state === 'paused');
    expect(missed.sandbox.ledger).toEqual([]);
    expect(closed.sandbox.ledger).toHaveLength(3);
  });

  test('closed as it fires and with the clock set back before its time: it goes on where it was', async () => {
    const { engine, clock, sandbox, id, scheduledAt, reopen } = await scheduled();
    clock.set(scheduledAt);
    await engine.until(id, ({ state }) => state !== 'scheduled');
    const again = await reopen(() => clock.set(scheduledAt - HOUR / 2));
    await again.until(id, isDelivered);
    expect(sandbox.ledger).toHaveLength(3);
    // The draft that nobody started, and this one.
    expect(await again.call('campaigns.list', {})).toHaveLength(2);
    expect(await again.call('store.verify', {})).toEqual({ violations: [] });
  });
});

const inBerlin = (iso: string) => DateTime.fromISO(iso, { zone: 'Europe/Berlin' }).toMillis();

/** Every day at half past two, which one night in spring leaves out and one in autumn has twice. */
const atNight: PlanSchedule = {
  kind: 'repeat',
  rhythm: { every: 'day' },
  minute: 150,
  zone: 'Europe/Berlin',
  end: { kind: 'never' },
};

/** A plan in that zone, at a computer wherever it is, made at this moment. */
async function planned(moment: number, schedule: PlanSchedule = atNight) {
  const at = await setUp(createTestClock(moment));
  const plan = await at.engine.call('plans.create', { ...at.wish, schedule });
  const runs = async ({ call }: TestEngine = at.engine) =>
    (await call('plans.runs', { id: plan.id })).map(({ occurrenceAt }) => occurrenceAt);
  const untilRuns = (expected: readonly number[], engine = at.engine) =>
    expect.poll(() => runs(engine), { timeout: 10_000 }).toEqual(expected);
  const untilSent = (count: number) =>
    expect.poll(() => at.sandbox.ledger.length, { timeout: 10_000 }).toBe(count);
  const nextAt = async ({ call }: TestEngine = at.engine) =>
    (await call('plans.get', { id: plan.id })).nextAt;
  return { ...at, plan, runs, untilRuns, untilSent, nextAt };
}

describe('a plan', () => {
  test('in the nights in which the clocks of its place change it comes once', async () => {
    const [spring, autumn] = await Promise.all([
      planned(inBerlin('2026-03-28T12:00')),
      planned(inBerlin('2026-10-24T12:00')),
    ]);
    const leftOut = inBerlin('2026-03-29T03:00');
    expect(spring.plan.nextAt).toBe(leftOut);
    const first = Date.parse('2026-10-25T02:30:00+02:00');
    spring.clock.set(leftOut);
    autumn.clock.set(first);
    await Promise.all([spring.untilSent(3), autumn.untilSent(3)]);
    await expect.poll(() => spring.nextAt(), { timeout: 10_000 }).toBe(inBerlin('2026-03-30T02:30'));
    autumn.clock.set(Date.parse('2026-10-25T02:30:00+01:00'));
    await sleep(NOTHING_COMES_MS);
    expect(await autumn.runs()).toEqual([first]);
    expect(await autumn.nextAt()).toBe(inBerlin('2026-10-26T02:30'));
    expect(await spring.runs()).toEqual([leftOut]);
    expect([spring.sandbox.ledger.length, autumn.sandbox.ledger.length]).toEqual([3, 3]);
  });

  test('does not come again when the clock is set back before its time, nor after a restart then', async () => {
    const { clock, sandbox, untilRuns, untilSent, runs, reopen } = await planned(
      inBerlin('2026-05-12T02:00'),
    );
    const time = inBerlin('2026-05-12T02:30');
    clock.set(time);
    await untilSent(3);
    const again = await reopen(() => clock.set(time - HOUR));
    await sleep(NOTHING_COMES_MS);
    clock.set(time);
    await sleep(NOTHING_COMES_MS);
    expect(await runs(again)).toEqual([time]);
    expect(sandbox.ledger).toHaveLength(3);
    clock.set(inBerlin('2026-05-13T02:30'));
    await untilRuns([inBerlin('2026-05-13T02:30'), time], again);
  });

  test('a clock that is set to where it was is no other day for whoever was born on 29 February', async () => {
    const inTashkent = (iso: string) => DateTime.fromISO(iso, { zone: 'Asia/Tashkent' }).toMillis();
    const sandbox = await openSandbox();
    const clock = createTestClock(inTashkent('2028-02-28T08:00'));
    const engine = await startEngine(temporaryFolder(), true, clock);
    const { call } = engine;
    const { accountId } = await prepareCampaign(engine, {
      baseUrl: sandbox.urls.devsms,
      secret: sandbox.token,
      people: 1,
    });
    const { id: listId } = await call('lists.create', { name: 'Leap' });
    const leap = { phone: '+998901234567', name: 'Aziza', fields: { Born: '29.02.2000' } };
    await call('contacts.create', { ...leap, listIds: [listId] });
    const schedule: PlanSchedule = {
      kind: 'dates',
      field: 'Born',
      order: 'day-first',
      daysBefore: 0,
      minute: 600,
      zone: 'Asia/Tashkent',
      end: { kind: 'never' },
    };
    const plan = await call('plans.create', { name: 'Day', accountId, listId, template: 'Salom', schedule });
    const outcomes = async () => (await call('plans.runs', { id: plan.id })).map(({ outcome }) => outcome);
    clock.set(inTashkent('2028-02-28T10:00'));
    await expect.poll(outcomes, { timeout: 10_000 }).toEqual(['nobody']);
    clock.set(inTashkent('2028-02-29T10:00'));
    await expect.poll(() => sandbox.ledger.length, { timeout: 10_000 }).toBe(1);
    clock.set(inTashkent('2028-02-28T10:00'));
    await sleep(NOTHING_COMES_MS);
    clock.set(inTashkent('2028-03-01T10:00'));
    await expect.poll(outcomes, { timeout: 10_000 }).toEqual(['nobody', 'made', 'nobody']);
    expect(sandbox.ledger).toHaveLength(1);
  });
});

describe('what waits for a length of time', () => {
  test('goes on when the clock is set back: the rest, what goes again, look-ups and reports', async () => {
    const { engine, clock, sandbox, id } = await setUp(undefined, {
      people: 12,
      settings: { rate: 8, lookupGraceSeconds: 1 },
    });
    sandbox.fault('devsms', 'throttle-plain', 1);
    await engine.call('campaigns.start', { id });
    await expect.poll(() => sandbox.ledger.length, { timeout: 10_000 }).toBeGreaterThan(2);
    sandbox.fault('devsms', 'error-before', 1);
    await engine.until(id, ({ states }) => states.unknown > 0);
    clock.set(clock.now() - 3 * HOUR);
    await engine.until(id, ({ states }) => states.delivered === 12);
    expect(sandbox.ledger).toHaveLength(12);
  });

  test('what left by a clock that was wrong is found when it is right, and not sent again', async () => {
    const setRight = async (wrongBy: number) => {
      const at = await setUp(createTestClock(Date.now() + wrongBy), {
        people: 1,
        settings: { lookupGraceSeconds: 1, timeoutSeconds: 2 },
      });
      const { engine, clock, sandbox, id } = at;
      sandbox.fault('devsms', 'hang-after', 1);
      await engine.call('campaigns.start', { id });
      await expect.poll(() => sandbox.ledger.length, { timeout: 10_000 }).toBe(1);
      clock.set(Date.now());
      await engine.until(id, ({ states }) => states.delivered === 1);
      return sandbox.ledger.length;
    };
    expect(await Promise.all([setRight(HOUR), setRight(-HOUR)])).toEqual([1, 1]);
  });

  test('a clock that is set forward does not end the time after which "never taken" is believed', async () => {
    const settings = { lookupGraceSeconds: 12 };
    const { engine, clock, sandbox, id } = await setUp(undefined, { people: 1, settings });
    sandbox.fault('devsms', 'error-before', 1);
    await engine.call('campaigns.start', { id });
    await engine.until(id, ({ states }) => states.unknown === 1);
    clock.set(clock.now() + 10 * MINUTE);
    // A look-up comes every twelfth of the grace, one second: three were made by then.
    await sleep(4000);
    expect(sandbox.requests.devsms.sends).toBe(1);
    clock.sleep(12_000);
    await engine.until(id, ({ states }) => states.delivered === 1);
    expect(sandbox.ledger).toHaveLength(1);
  });

  test('who sleeps by the clock is written to when it is set back to the evening, once', async () => {
    const inTashkent = (iso: string) => DateTime.fromISO(iso, { zone: 'Asia/Tashkent' }).toMillis();
    const { engine, clock, sandbox, id } = await setUp(createTestClock(inTashkent('2026-05-12T21:30')));
    await engine.call('settings.set', { quietHours: { enabled: true, from: 21 * 60, until: 9 * 60 } });
    await engine.call('campaigns.start', { id });
    await sleep(NOTHING_COMES_MS);
    expect(sandbox.ledger).toEqual([]);
    clock.set(inTashkent('2026-05-12T20:30'));
    await engine.until(id, isDelivered);
    clock.set(inTashkent('2026-05-12T21:30'));
    expect(sandbox.ledger).toHaveLength(3);
  });
});
