import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/main/engine/lib/clock.ts';
import { openSteadyTime } from '../../src/main/engine/queue/steady-time.ts';
import type { ClockReading, ClockStore } from '../../src/main/engine/store/clock-store.ts';

const HOUR = 3_600_000;
const MORNING = Date.UTC(2026, 4, 12, 8);

/** A computer's clocks as they stand; they move only where a test moves them. */
interface Clocks {
  wall: number;
  up: number;
  boot: string | null;
}

/** A computer with what Kaptar keeps on its disk. */
function computer(boot: string | null = 'first') {
  const clocks: Clocks = { wall: MORNING, up: 10 * HOUR, boot };
  let kept: ClockReading | undefined;
  const store: ClockStore = {
    findClockReading: async () => kept,
    keepClockReading: async (reading) => void (kept = reading),
  };
  const clock: Clock = {
    now: () => clocks.wall,
    monotonic: () => clocks.up,
    uptime: () => clocks.up,
    bootId: () => clocks.boot,
  };
  return {
    clocks,
    open: () => openSteadyTime(store, clock),
    pass(ms: number) {
      clocks.wall += ms;
      clocks.up += ms;
    },
  };
}

test('it begins as the wall clock and goes on with it, asleep or awake', async () => {
  const { open, pass } = computer();
  const steady = await open();
  expect(steady.now()).toBe(MORNING);
  pass(HOUR);
  expect([steady.now(), steady.latest()]).toEqual([MORNING + HOUR, MORNING + HOUR]);
});

test('a clock that is set changes nothing, and is never behind the latest time', async () => {
  const { clocks, open, pass } = computer();
  const steady = await open();
  clocks.wall += 5 * HOUR;
  expect([steady.now(), steady.latest()]).toEqual([MORNING, MORNING + 5 * HOUR]);
  clocks.wall -= 7 * HOUR;
  pass(1000);
  expect([steady.now(), steady.latest()]).toEqual([MORNING + 1000, MORNING + 5 * HOUR + 1000]);
});

describe('the next run', () => {
  test.each(['first', null])(
    'of the same start (%s) goes on by the uptime when the clock was set back',
    async (boot) => {
      const { clocks, open, pass } = computer(boot);
      await (await open()).keep();
      pass(HOUR);
      clocks.wall -= 3 * HOUR;
      const again = await open();
      expect([again.now(), again.latest()]).toEqual([MORNING + HOUR, MORNING + HOUR]);
    },
  );

  test('of the same start goes on by the uptime when the clock was set forward', async () => {
    const { clocks, open, pass } = computer();
    await (await open()).keep();
    pass(HOUR);
    clocks.wall += 24 * HOUR;
    expect((await open()).now()).toBe(MORNING + HOUR);
  });

  test.each([
    ['with a shorter uptime', 'first', 600_000],
    ['with a shorter uptime, where starts have no name', null, 600_000],
    ['with a longer uptime', 'second', 20 * HOUR],
    ['with a longer uptime, where starts have no name', null, 20 * HOUR],
  ])('of another start, %s, goes on by the wall clock', async (_, boot, up) => {
    const { clocks, open } = computer(boot === 'second' ? 'first' : boot);
    await (await open()).keep();
    Object.assign(clocks, { up, boot, wall: MORNING + 30 * HOUR });
    expect((await open()).now()).toBe(MORNING + 30 * HOUR);
  });

  test('of another start with the clock set back lets the time since that start pass', async () => {
    const { clocks, open } = computer();
    const steady = await open();
    await steady.keep();
    Object.assign(clocks, { up: 600_000, boot: 'second', wall: 0 });
    const again = await open();
    expect(again.now()).toBe(MORNING + 600_000);
    expect(again.latest()).toBe(MORNING + 600_000);
  });

  test('knows how far ahead the clock once was', async () => {
    const { clocks, open } = computer();
    const steady = await open();
    clocks.wall += 5 * HOUR;
    await steady.keep();
    clocks.wall -= 5 * HOUR;
    expect((await open()).latest()).toBe(MORNING + 5 * HOUR);
  });
});
