import { expect, test } from 'vitest';
import { readAllowance, UNLIMITED } from '../../src/main/engine/queue/limits.ts';

/** A second longer than by the clock on the wall: what leaves may be a moment on its way. */
const HOUR = 3_601_000;
const DAY = 86_401_000;
const MONTH = 30 * 86_400_000 + 1000;
const NOW = 100 * DAY;
/** The wall clock was set back by a minute. */
const WALL = NOW - 60_000;

/** What the account used within each window, and when the oldest of it went out. */
function usage(used: Partial<Record<'hour' | 'day' | 'month', { parts: number; recipients: number }>>) {
  const windows = { [HOUR]: used.hour, [DAY]: used.day, [MONTH]: used.month };
  return {
    async usageSince(_accountId: number, since: number) {
      const { parts, recipients } = windows[NOW - since] ?? { parts: 0, recipients: 0 };
      return { parts, recipients, oldestAt: since + 1000, oldestRecipientAt: since + 2000 };
    },
  };
}

const allow = (settings: Parameters<typeof readAllowance>[2], used: Parameters<typeof usage>[0] = {}) =>
  readAllowance(usage(used), 7, settings, { now: WALL, steadyNow: NOW });

test('without limits all may go, and nothing is asked', async () => {
  const store = {
    usageSince: () => Promise.reject(new Error('Nobody should ask.')),
  };
  expect(await readAllowance(store, 7, {}, { now: WALL, steadyNow: NOW })).toEqual(UNLIMITED);
});

test('the smaller of what the hour and the day leave', async () => {
  const settings = { partsPerHour: 30, partsPerDay: 100 };
  const used = { hour: { parts: 10, recipients: 10 }, day: { parts: 95, recipients: 90 } };
  expect(await allow(settings, used)).toEqual({
    parts: 5,
    hardParts: 5,
    hardLimit: { of: 'day', until: WALL + 1000 },
    people: null,
    limit: null,
  });
});

test('a message longer than a whole limit goes where nothing else has', async () => {
  expect(await allow({ partsPerHour: 3 })).toEqual({ ...UNLIMITED, parts: 3 });
});

test('a limit that is reached says until when: the oldest of its window leaves then', async () => {
  const full = { parts: 30, recipients: 3 };
  expect((await allow({ partsPerHour: 30 }, { hour: full })).limit).toEqual({
    of: 'hour',
    until: WALL + 1000,
  });
  expect((await allow({ partsPerDay: 30 }, { day: full })).limit).toEqual({ of: 'day', until: WALL + 1000 });
});

test('people of a month bound only whom one never wrote to', async () => {
  const used = (recipients: number) => ({ month: { parts: 900, recipients } });
  const settings = { recipientsPerMonth: 200 };
  expect((await allow(settings, used(198))).people).toEqual({ since: NOW - MONTH, newAtMost: 2 });
  expect(await allow(settings, used(200))).toEqual({
    ...UNLIMITED,
    people: { since: NOW - MONTH, newAtMost: 0 },
    limit: { of: 'month', until: WALL + 2000 },
  });
});
