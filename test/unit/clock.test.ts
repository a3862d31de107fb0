import { expect, test } from 'vitest';
import { createUptime } from '../../src/main/engine/lib/clock.ts';

/** An uptime over clocks that are moved by hand; `asked` counts how often the system was asked. */
function openUptime() {
  const clocks = { now: 1_000_000, monotonic: 500, uptime: 7000, asked: 0 };
  const uptime = createUptime({
    now: () => clocks.now,
    monotonic: () => clocks.monotonic,
    ask() {
      clocks.asked += 1;
      return clocks.uptime;
    },
  });
  const pass = (ms: number): void => {
    clocks.now += ms;
    clocks.monotonic += ms;
    clocks.uptime += ms;
  };
  return { clocks, uptime, pass };
}

test('an uptime goes on by the monotonic clock, and is asked for once a second', () => {
  const { clocks, uptime, pass } = openUptime();
  expect(uptime()).toBe(7000);
  pass(400);
  expect(uptime()).toBe(7400);
  expect(clocks.asked).toBe(1);
  pass(600);
  expect(uptime()).toBe(8000);
  expect(clocks.asked).toBe(2);
});

test('a sleep is seen at once, though the monotonic clock stood still', () => {
  const { clocks, uptime, pass } = openUptime();
  uptime();
  pass(10);
  clocks.now += 3_600_000;
  clocks.uptime += 3_600_000;
  expect(uptime()).toBe(7010 + 3_600_000);
});

test('a clock that is set, either way, changes nothing', () => {
  const { clocks, uptime, pass } = openUptime();
  uptime();
  for (const set of [3_600_000, -7_200_000]) {
    clocks.now += set;
    pass(10);
    expect(uptime()).toBe(clocks.uptime);
  }
});

test('an uptime never goes back, though the system tells whole seconds only', () => {
  const { clocks, uptime, pass } = openUptime();
  uptime();
  pass(900);
  expect(uptime()).toBe(7900);
  pass(900);
  clocks.uptime = 8000;
  expect(uptime()).toBe(8000);
  clocks.uptime = 7000;
  pass(1000);
  expect(uptime()).toBe(8000);
});
