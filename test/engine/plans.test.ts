import { join } from 'node:path';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { CallInput } from '../../src/shared/contract.ts';
import type { PlanSchedule } from '../../src/shared/plan.ts';
import { openSandbox } from '../providers/accounts.ts';
import { createTestClock } from '../support/clock.ts';
import { startEngine } from '../support/engine.ts';
import { newCampaign, newMessage } from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const inTashkent = (iso: string) => DateTime.fromISO(iso, { zone: 'Asia/Tashkent' }).toMillis();
const always = { zone: 'Asia/Tashkent', end: { kind: 'never' } } as const;
const mondays: PlanSchedule = {
  kind: 'repeat',
  rhythm: { every: 'week', weekdays: [1] },
  minute: 600,
  ...always,
};
const daily: PlanSchedule = { ...mondays, rhythm: { every: 'day' } };
const birthdays: PlanSchedule = {
  kind: 'dates',
  field: 'born',
  order: 'day-first',
  daysBefore: 0,
  minute: 600,
  ...always,
};
/** A Friday morning. */
const FRIDAY = inTashkent('2026-11-27T08:00');
const AZIZA = '+998901000001';
const BOBUR = '+998901000002';
const NINO = '+998901000003';

function openStore(dataDir: string) {
  return openSqliteStore(join(dataDir, 'kaptar.db'), () => Date.now());
}

async function addPeople(dataDir: string, people: Readonly<Record<string, string>>): Promise<number> {
  const store = openStore(dataDir);
  await store.beginImport();
  await store.stageContacts(
    Object.entries(people).map(([phone, born]) => ({ phone, name: 'N', fields: { Born: born } })),
  );
  const { listId } = await store.commitImport('Customers', {}, false);
  await store.close();
  return listId;
}

const everybody = { [AZIZA]: '28.11.1990', [BOBUR]: '1985-11-29', [NINO]: 'spring' };

/** An engine on a Friday morning with three customers, and what makes a plan for them. */
async function onFriday(people: Readonly<Record<string, string>> = everybody) {
  const sandbox = await openSandbox();
  const clock = createTestClock(FRIDAY);
  const engine = await startEngine(temporaryFolder(), true, clock);
  const { call } = engine;
  const listId = await addPeople(engine.dataDir, people);
  const account = await call('accounts.create', {
    name: 'Shop',
    provider: 'devsms',
    settings: { baseUrl: sandbox.urls.devsms, rate: 200, pollSeconds: 0.2 },
  });
  await engine.app.setSecret(account.id, sandbox.token);
  const wish = { name: 'News', accountId: account.id, listId, template: 'Salom' };
  const plan = (schedule: PlanSchedule, special: Partial<CallInput<'plans.create'>> = {}) =>
    call('plans.create', { ...wish, schedule, ...special });
  const runs = async (id: number) =>
    (await call('plans.runs', { id })).map(({ occurrenceAt, outcome, campaign }) => ({
      at: DateTime.fromMillis(occurrenceAt, { zone: 'Asia/Tashkent' }).toFormat('MM-dd HH:mm'),
      outcome,
      ...(campaign ? { state: campaign.state } : {}),
    }));
  const sent = () => sandbox.ledger.map(({ recipient }) => recipient).toSorted();
  /** Until as many runs are noted, whatever became of them. */
  const untilRuns = (id: number, count: number) =>
    expect.poll(async () => (await runs(id)).length, { timeout: 10_000 }).toBe(count);
  const untilSent = (phones: readonly string[]) => expect.poll(sent, { timeout: 10_000 }).toEqual(phones);
  return { ...engine, clock, sandbox, wish, plan, runs, sent, untilRuns, untilSent };
}

describe('a plan that repeats', () => {
  test('makes a campaign at its time, to the list as it is then, and comes again', async () => {
    const { app, call, clock, dataDir, plan, runs, sent, untilRuns } = await onFriday();
    const told: string[] = [];
    app.onEvent((name) => void told.push(name));
    const made = await plan(mondays);
    expect(made).toMatchObject({ state: 'active', nextAt: inTashkent('2026-11-30T10:00'), times: 0 });
    await addPeople(dataDir, { '+998901000009': '' });
    clock.set(inTashkent('2026-11-30T10:00:01'));
    await untilRuns(made.id, 1);
    await expect.poll(sent, { timeout: 10_000 }).toHaveLength(4);
    await expect
      .poll(() => runs(made.id))
      .toEqual([{ at: '11-30 10:00', outcome: 'made', state: 'finished' }]);
    expect(await call('campaigns.list', {})).toMatchObject([{ name: 'News · 2026-11-30' }]);
    // The bar of a campaign that an operator is making meanwhile is not about this one.
    expect(told).toContain('campaign.progress');
    expect(told).not.toContain('task.progress');
    expect(await call('plans.get', { id: made.id })).toMatchObject({
      nextAt: inTashkent('2026-12-07T10:00'),
      times: 1,
    });
    expect(await call('store.verify', {})).toEqual({ violations: [] });
  });

  test('of times missed by more than an hour the last one is made, paused, and asks', async () => {
    const { call, clock, plan, runs, sent, untilRuns } = await onFriday();
    const { id } = await plan(daily);
    clock.set(inTashkent('2026-11-30T09:00'));
    await untilRuns(id, 3);
    await expect
      .poll(() => runs(id))
      .toEqual([
        { at: '11-29 10:00', outcome: 'made', state: 'paused' },
        { at: '11-28 10:00', outcome: 'missed' },
        { at: '11-27 10:00', outcome: 'missed' },
      ]);
    const [campaign] = await call('campaigns.list', {});
    expect(campaign?.pauseReason).toBe('missed-schedule');
    expect(sent()).toEqual([]);
    expect((await call('plans.get', { id })).nextAt).toBe(inTashkent('2026-11-30T10:00'));
  });

  test('ends after its number of times', async () => {
    const { call, clock, plan, untilRuns } = await onFriday();
    const { id } = await plan({ ...daily, end: { kind: 'after', times: 2 } });
    clock.set(inTashkent('2026-11-27T10:00:01'));
    await untilRuns(id, 1);
    clock.set(inTashkent('2026-11-28T10:00:01'));
    await untilRuns(id, 2);
    await expect
      .poll(() => call('plans.get', { id }))
      .toMatchObject({ state: 'ended', nextAt: null, times: 2 });
    await expect(call('plans.resume', { id })).rejects.toThrow(/never come/);
  });

  test('one time left out, and taken back; the next one comes', async () => {
    const { call, clock, plan, runs, untilRuns, wish } = await onFriday();
    const { id, nextAt } = await plan(daily);
    const occurrenceAt = nextAt ?? 0;
    const skipped = await call('plans.skip', { id, occurrenceAt });
    expect(skipped.nextAt).toBe(inTashkent('2026-11-28T10:00'));
    await expect(call('plans.skip', { id, occurrenceAt })).rejects.toThrow(/over/);
    expect((await call('plans.unskip', { id, occurrenceAt })).nextAt).toBe(occurrenceAt);
    await call('plans.skip', { id, occurrenceAt });
    // Paused and resumed, or changed, before its time, it stays left out, and is not told to come.
    await call('plans.pause', { id });
    expect((await call('plans.resume', { id })).nextAt).toBe(skipped.nextAt);
    const changed = await call('plans.update', { ...wish, id, schedule: daily });
    expect(changed.nextAt).toBe(skipped.nextAt);
    clock.set(inTashkent('2026-11-28T10:00:01'));
    await untilRuns(id, 2);
    expect((await runs(id)).map(({ outcome }) => outcome)).toEqual(['made', 'skipped']);
  });

  test('a time that has come is made, though the plan is changed before that', async () => {
    const { call, clock, plan, runs, untilRuns, untilSent, wish } = await onFriday();
    const { id } = await plan(daily);
    clock.set(inTashkent('2026-11-27T10:00:01'));
    // Its time is looked at every second, so this comes before.
    const fridays: PlanSchedule = { ...mondays, rhythm: { every: 'week', weekdays: [5] } };
    await call('plans.update', { ...wish, id, template: 'Xayr', schedule: fridays });
    await untilRuns(id, 1);
    await untilSent([AZIZA, BOBUR, NINO]);
    expect(await runs(id)).toMatchObject([{ at: '11-27 10:00', outcome: 'made' }]);
    expect((await call('plans.get', { id })).nextAt).toBe(inTashkent('2026-12-04T10:00'));
  });

  test('while it is paused, or removed, nothing is made; what passed meanwhile does not come', async () => {
    const { call, clock, plan, runs } = await onFriday();
    const { id } = await plan(daily);
    const other = await plan(daily);
    await call('plans.pause', { id });
    await call('plans.remove', { id: other.id });
    expect((await call('plans.list', {})).map((one) => one.id)).toEqual([id]);
    clock.set(inTashkent('2026-11-28T09:00'));
    const resumed = await call('plans.resume', { id });
    expect(resumed.nextAt).toBe(inTashkent('2026-11-28T10:00'));
    expect(await runs(id)).toEqual([]);
    expect((await call('plans.restore', { id: other.id })).id).toBe(other.id);
    expect(await call('plans.list', {})).toHaveLength(2);
  });

  test('what cannot be made pauses the plan and says why', async () => {
    const { call, clock, plan, wish, untilRuns } = await onFriday();
    const { id } = await plan(daily);
    await call('accounts.remove', { id: wish.accountId });
    clock.set(inTashkent('2026-11-27T10:00:01'));
    await untilRuns(id, 1);
    await expect
      .poll(() => call('plans.get', { id }), { timeout: 10_000 })
      .toMatchObject({ state: 'paused', nextAt: null });
    const problem = { code: 'not-found', details: { reason: 'no-account' } };
    expect(await call('plans.get', { id })).toMatchObject({
      problem,
      lastRun: { outcome: 'failed', problem },
    });
  });

  test('whose list is gone says so, makes nothing, and goes on when the list is back', async () => {
    const { call, clock, plan, wish, untilRuns } = await onFriday();
    const { id, listName } = await plan(daily);
    await call('lists.remove', { id: wish.listId });
    expect(await call('plans.get', { id })).toMatchObject({ listId: null, listName: null, state: 'active' });
    clock.set(inTashkent('2026-11-27T10:00:01'));
    await untilRuns(id, 1);
    await expect
      .poll(() => call('plans.get', { id }), { timeout: 10_000 })
      .toMatchObject({ state: 'paused', problem: { details: { reason: 'no-list' } } });
    await expect(call('plans.resume', { id })).rejects.toThrow(/list of this plan is gone/);
    await call('lists.restore', { id: wish.listId });
    expect(await call('plans.resume', { id })).toMatchObject({
      listId: wish.listId,
      listName,
      state: 'active',
    });
  });

  test('Kaptar is quit while a long one is made: it does not wait, and makes it after its next start', async () => {
    const many = Array.from({ length: 8000 }, (_, index) => [`+99890${2_000_000 + index}`, ''] as const);
    const { app, call, dataDir, clock, plan, sandbox, wish } = await onFriday(Object.fromEntries(many));
    const { id, nextAt } = await plan(daily);
    clock.set(inTashkent('2026-11-27T10:00:01'));
    // Noted, and not to be seen yet.
    const isBeingMade = expect.objectContaining({ outcome: 'made', campaign: null });
    await expect
      .poll(() => call('plans.runs', { id }), { timeout: 10_000, interval: 20 })
      .toEqual([isBeingMade]);
    await app.stop();
    const store = openStore(dataDir);
    expect(await store.findRun(id, nextAt ?? 0)).toBeUndefined();
    expect((await store.getPlan(id)).nextAt).toBe(nextAt);
    await store.close();

    const again = await startEngine(dataDir, false, clock);
    await again.app.setSecret(wish.accountId, sandbox.token);
    await again.app.start('all');
    await expect
      .poll(() => again.call('plans.runs', { id }), { timeout: 20_000 })
      .toMatchObject([{ outcome: 'made', campaign: { name: 'News · 2026-11-27' } }]);
    const [campaign] = await again.call('campaigns.list', {});
    expect(campaign?.total).toBe(8000);
    await again.call('campaigns.cancel', { id: campaign?.id ?? 0 });
  });

  test.each([
    ['minutes', '2026-11-30T10:05', 'finished'],
    ['hours', '2026-11-30T13:00', 'paused'],
  ])('a time that is being made when Kaptar dies is made again %s later, once', async (_, back, state) => {
    const { app, dataDir, clock, plan, sandbox, wish } = await onFriday();
    const { id, nextAt } = await plan(mondays);
    await app.stop();
    // What a crash leaves: a campaign that is still being filled, noted for that time.
    clock.set(inTashkent('2026-11-30T10:00:01'));
    const store = openStore(dataDir);
    const run = { planId: id, occurrenceAt: nextAt ?? 0 };
    const half = await store.createCampaign(newCampaign(wish.accountId, wish.listId, { run }), clock.now());
    await store.addMessages(half, [newMessage(wish.accountId, AZIZA)], clock.now());
    await expect(
      store.createCampaign(newCampaign(wish.accountId, wish.listId, { run }), clock.now()),
    ).rejects.toThrow(/UNIQUE/);
    expect(await store.keepDates(id, half, [{ recipient: AZIZA, year: 2026 }])).toEqual(new Set([AZIZA]));
    expect(await store.keepDates(id, half, [{ recipient: AZIZA, year: 2026 }])).toEqual(new Set());
    await store.close();

    clock.set(inTashkent(back));
    const again = await startEngine(dataDir, false, clock);
    await again.app.setSecret(wish.accountId, sandbox.token);
    await again.app.start('all');
    await expect
      .poll(() => again.call('plans.runs', { id }), { timeout: 10_000 })
      .toMatchObject([{ outcome: 'made', campaign: { state } }]);
    const [campaign, ...others] = await again.call('campaigns.list', {});
    expect(campaign).toMatchObject({ state, total: 3 });
    expect(campaign?.id).not.toBe(half);
    expect(others).toEqual([]);
    expect(sandbox.ledger).toHaveLength(state === 'paused' ? 0 : 3);
    const after = openStore(dataDir);
    // The dates that the half campaign had kept are free again.
    expect(await after.keepDates(id, campaign?.id ?? 0, [{ recipient: AZIZA, year: 2026 }])).toEqual(
      new Set([AZIZA]),
    );
    await after.close();
  });
});

describe('a plan that keeps dates', () => {
  test('writes to those whose day it is, each once a year, though the date is mended', async () => {
    const { clock, dataDir, plan, runs, untilRuns, untilSent } = await onFriday();
    const { id } = await plan(birthdays);
    clock.set(inTashkent('2026-11-27T10:00:01'));
    await untilRuns(id, 1);
    expect(await runs(id)).toEqual([{ at: '11-27 10:00', outcome: 'nobody' }]);
    clock.set(inTashkent('2026-11-28T10:00:01'));
    await untilRuns(id, 2);
    await untilSent([AZIZA]);
    await addPeople(dataDir, { [AZIZA]: '29.11.1990' });
    clock.set(inTashkent('2026-11-29T10:00:01'));
    await untilRuns(id, 3);
    await untilSent([AZIZA, BOBUR]);
  });

  test('ahead of the day, over the turn of the year, and on 28 February for who was born on the 29th', async () => {
    const { clock, plan, untilRuns, untilSent } = await onFriday({
      [AZIZA]: '02.01.1990',
      [BOBUR]: '29.02.2000',
    });
    const ahead = await plan({ ...birthdays, daysBefore: 3 });
    clock.set(inTashkent('2026-12-30T08:00'));
    await untilRuns(ahead.id, 33);
    clock.set(inTashkent('2026-12-30T10:00:01'));
    await untilSent([AZIZA]);
    clock.set(inTashkent('2027-02-25T08:00'));
    await untilRuns(ahead.id, 34 + 56);
    clock.set(inTashkent('2027-02-25T10:00:01'));
    await untilSent([AZIZA, BOBUR]);
  });

  test('days that were missed come together, paused; those of more than a week ago are let go', async () => {
    const { call, clock, plan, sent, untilRuns } = await onFriday({
      [AZIZA]: '27.11.1990',
      [BOBUR]: '10.12.1985',
      [NINO]: '12.12.1999',
    });
    const { id } = await plan(birthdays);
    clock.set(inTashkent('2026-12-14T09:00'));
    await untilRuns(id, 17);
    await expect
      .poll(() => call('campaigns.list', {}))
      .toMatchObject([{ state: 'paused', pauseReason: 'missed-schedule', total: 2 }]);
    expect(sent()).toEqual([]);
  });

  test('the survey tells what can be read, and who is first', async () => {
    const { call, wish } = await onFriday();
    const survey = await call('plans.dates', {
      listId: wish.listId,
      field: 'born',
      minute: 10 * 60,
      zone: 'Asia/Tashkent',
    });
    expect(survey).toEqual({
      people: 3,
      readable: 2,
      unreadable: 1,
      order: 'day-first',
      doubtful: null,
      samples: ['spring'],
      next: [
        { name: 'N', phone: AZIZA, date: '2026-11-28', sendOn: '2026-11-28' },
        { name: 'N', phone: BOBUR, date: '2026-11-29', sendOn: '2026-11-29' },
      ],
    });
  });

  test('a day whose time has passed is not promised any more', async () => {
    const { call, clock, wish } = await onFriday();
    const next = async (daysBefore: number) => {
      const question = {
        listId: wish.listId,
        field: 'born',
        minute: 10 * 60,
        zone: 'Asia/Tashkent',
        daysBefore,
      };
      return (await call('plans.dates', question)).next.map(({ date }) => date);
    };
    clock.set(inTashkent('2026-11-28T09:59'));
    expect(await next(0)).toEqual(['2026-11-28', '2026-11-29']);
    expect(await next(1)).toEqual(['2026-11-29', '2027-11-28']);
    clock.set(inTashkent('2026-11-28T10:00'));
    expect(await next(0)).toEqual(['2026-11-29', '2027-11-28']);
    expect(await next(1)).toEqual(['2027-11-28', '2027-11-29']);
  });

  test('whose column is gone pauses and says so: nobody would get anything any more', async () => {
    const { call, clock, dataDir, plan, untilRuns } = await onFriday({});
    const store = openStore(dataDir);
    await store.beginImport();
    await store.stageContacts([{ phone: AZIZA, name: 'N', fields: {} }]);
    const { listId } = await store.commitImport('Friends', {}, false);
    await store.beginImport();
    await store.stageContacts([{ phone: AZIZA, name: 'N', fields: { Born: '28.11.1990' } }]);
    await store.commitImport('Friends', {}, false);
    await store.close();
    const { id } = await plan(birthdays, { listId });
    await call('import.undo', {});
    clock.set(inTashkent('2026-11-27T10:00:01'));
    await untilRuns(id, 1);
    await expect
      .poll(() => call('plans.get', { id }), { timeout: 10_000 })
      .toMatchObject({ state: 'paused', problem: { details: { reason: 'no-date-field', field: 'born' } } });
  });

  test('a column that the list does not have is refused', async () => {
    const { plan } = await onFriday();
    await expect(plan({ ...birthdays, field: 'Wedding' })).rejects.toThrow(/no column "Wedding"/);
  });
});
