import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { startKaptar, type Running } from '../cli/kaptar.ts';
import { openSandbox } from '../providers/accounts.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { prepareCampaign, startEngine, type TestEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const HOUR = 3_600_000;
/** An hour's window, and the second that Kaptar lets pass after it. */
const AN_HOUR_LATER = HOUR + 2000;

/** A campaign at a sandbox, whose ledger is the judge; not started yet. */
async function setUp(options: {
  provider?: ProviderId;
  people: number;
  settings: Record<string, number>;
  template?: string;
  clock?: TestClock;
  /** Whether the engine of this process sends; a command of the command line does otherwise. */
  sends?: boolean;
}) {
  const { provider = 'devsms', people, settings, clock, sends = true } = options;
  const { template = 'Salom' } = options;
  const sandbox = await openSandbox();
  const engine = await startEngine(temporaryFolder(), sends, clock);
  const account = { provider, baseUrl: sandbox.urls[provider], secret: sandbox.token };
  const { id, accountId } = await prepareCampaign(engine, { ...account, people, settings, template });
  return { sandbox, engine, id, accountId };
}

type SetUp = Awaited<ReturnType<typeof setUp>>;

/** Another engine on the same data, as after Kaptar was closed. */
async function reopen(
  { app, dataDir }: TestEngine,
  { accountId, sandbox }: Pick<SetUp, 'accountId' | 'sandbox'>,
  clock?: TestClock,
): Promise<TestEngine> {
  await app.stop();
  const again = await startEngine(dataDir, false, clock);
  await again.app.setSecret(accountId, sandbox.token);
  await again.app.start('all');
  return again;
}

const untilTaken = (sandbox: Sandbox, count: number, seconds = 20) =>
  expect
    .poll(() => sandbox.ledger.length, { timeout: seconds * 1000, interval: 5 })
    .toBeGreaterThanOrEqual(count);

/** The most that the provider took within any so many ms, of what it took since then. */
function busiest(sandbox: Sandbox, ms: number, since = 0): number {
  const times = sandbox.ledger.map(({ acceptedAt }) => acceptedAt).filter((at) => at >= since);
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
}

/** Sends the campaign in a process of its own. */
function sendApart({ sandbox, engine, id }: SetUp): Running {
  const args = [
    'campaign',
    'resume',
    String(id),
    '--wait',
    'accepted',
    '--data-dir',
    engine.dataDir,
    '--json',
  ];
  return startKaptar(args, { KAPTAR_SECRET: sandbox.token });
}

describe('a process that starts anew goes on at the pace of the one before', () => {
  test('closed and opened at once: one at a time, in groups, and with the clock set back meanwhile', async () => {
    const restart = async (at: SetUp, group: number, clock?: TestClock) => {
      await at.engine.call('campaigns.start', { id: at.id });
      await untilTaken(at.sandbox, group);
      clock?.set(clock.now() - HOUR);
      const again = await reopen(at.engine, at, clock);
      await untilTaken(at.sandbox, 2 * group);
      await again.app.stop();
    };
    const clock = createTestClock(Date.now());
    const [slow, groups, setBack] = await Promise.all([
      setUp({ people: 2, settings: { rate: 0.25 } }),
      setUp({ provider: 'ubill', people: 20, settings: { rate: 10, groupSize: 10 } }),
      setUp({ people: 2, settings: { rate: 0.25 }, clock }),
    ]);
    await Promise.all([restart(slow, 1), restart(groups, 10), restart(setBack, 1, clock)]);
    // Four seconds, and one, apart; all but a part of it is left to what a machine that has much to do is late by.
    expect([busiest(slow.sandbox, 1500), busiest(setBack.sandbox, 1500)]).toEqual([1, 1]);
    expect(busiest(groups.sandbox, 300)).toBe(10);
  });

  test('killed behind a bulk request: the pause that it asked for is kept', async () => {
    const settings = { rate: 2, jitter: 0, groupSize: 10, timeoutSeconds: 10 };
    const at = await setUp({ provider: 'mobsms', people: 20, settings, sends: false });
    await at.engine.call('campaigns.start', { id: at.id });
    await at.engine.app.stop();
    const first = sendApart(at);
    await untilTaken(at.sandbox, 10);
    first.child.kill('SIGKILL');
    await first.ended;
    expect((await sendApart(at).ended).code).toBe(0);
    expect(at.sandbox.ledger).toHaveLength(20);
    // Five seconds apart, and two of them for what is late.
    expect(busiest(at.sandbox, 3000)).toBe(10);
  });

  test.skipIf(process.platform === 'win32')(
    'stopped for two seconds in mid-campaign: no burst after it',
    async () => {
      const at = await setUp({ people: 40, settings: { rate: 20, timeoutSeconds: 20 }, sends: false });
      await at.engine.call('campaigns.start', { id: at.id });
      await at.engine.app.stop();
      const running = sendApart(at);
      await untilTaken(at.sandbox, 15);
      running.child.kill('SIGSTOP');
      await sleep(2000);
      running.child.kill('SIGCONT');
      expect((await running.ended).code).toBe(0);
      expect(at.sandbox.ledger).toHaveLength(40);
      // The network may push two messages a few milliseconds together: one over the rate at its two ends.
      expect(busiest(at.sandbox, 1000)).toBeLessThanOrEqual(22);
    },
  );
});

describe('while it sends', () => {
  test('another rate holds at once, down and up, and pauses earn nothing', async () => {
    const change = async () => {
      const { engine, sandbox, id, accountId } = await setUp({ people: 60, settings: { rate: 40 } });
      await engine.call('campaigns.start', { id });
      await untilTaken(sandbox, 30);
      await engine.call('accounts.setRate', { id: accountId, rate: 4 });
      // What was on its way then is of the rate before.
      const slowFrom = Date.now() + 1000;
      await sleep(2500);
      const slow = busiest(sandbox, 1000, slowFrom);
      await engine.call('accounts.setRate', { id: accountId, rate: 20 });
      await engine.until(id, ({ states }) => states.queued === 0);
      return { slow, most: busiest(sandbox, 1000) };
    };
    const hurry = async () => {
      const { engine, sandbox, id, accountId } = await setUp({ people: 10, settings: { rate: 0.05 } });
      await engine.call('campaigns.start', { id });
      await untilTaken(sandbox, 1);
      const changedAt = Date.now();
      await engine.call('accounts.setRate', { id: accountId, rate: 10 });
      await untilTaken(sandbox, 10);
      return { tookMs: Date.now() - changedAt, most: busiest(sandbox, 1000) };
    };
    const pause = async () => {
      const { engine, sandbox, id } = await setUp({ people: 30, settings: { rate: 10 } });
      await engine.call('campaigns.start', { id });
      for (let turn = 1; turn <= 4; turn += 1) {
        await untilTaken(sandbox, turn * 5);
        await engine.call('campaigns.pause', { id });
        if (turn === 4) await sleep(1500);
        await engine.call('campaigns.resume', { id });
      }
      await engine.until(id, ({ states }) => states.queued === 0);
      return busiest(sandbox, 1000);
    };
    const [changed, hurried, paused] = await Promise.all([change(), hurry(), pause()]);
    // The network may push two messages a few milliseconds together: one over the rate at its two ends.
    expect(changed.slow).toBeLessThanOrEqual(6);
    expect(changed.most).toBeLessThanOrEqual(42);
    // The pause that had begun was one of twenty seconds.
    expect(hurried.tookMs).toBeLessThan(15_000);
    expect(hurried.most).toBeLessThanOrEqual(12);
    expect(paused).toBeLessThanOrEqual(12);
  });

  test('codes go ahead of the campaign, and neither the rate nor the hour’s limit is broken for them', async () => {
    const content = { kind: 'text', text: 'Kod: <code>' } as const;
    const codeTo = ({ engine, accountId }: SetUp, index: number) =>
      engine.call('otp.send', { accountId, phone: `+99893765432${index}`, content });
    const isCode = ({ text }: { text: string }) => text.startsWith('Kod');

    const atRate = async () => {
      const at = await setUp({ people: 25, settings: { rate: 10 } });
      await at.engine.call('campaigns.start', { id: at.id });
      await untilTaken(at.sandbox, 10);
      const before = at.sandbox.ledger.length;
      await Promise.all(Array.from({ length: 5 }, (_, index) => codeTo(at, index)));
      await at.engine.until(at.id, ({ states }) => states.queued === 0);
      return { before, lastCode: at.sandbox.ledger.findLastIndex(isCode), most: busiest(at.sandbox, 1000) };
    };
    const inTheHour = async () => {
      const settings = { rate: 4, jitter: 0, groupSize: 1, partsPerHour: 6 };
      const at = await setUp({ provider: 'mobsms', people: 10, settings });
      await at.engine.call('campaigns.start', { id: at.id });
      await untilTaken(at.sandbox, 2);
      await codeTo(at, 0);
      const progress = () => at.engine.call('campaigns.progress', { id: at.id });
      await expect.poll(progress, { timeout: 10_000 }).toMatchObject({ limit: { of: 'hour' } });
      return at.sandbox.ledger;
    };
    const [rated, hour] = await Promise.all([atRate(), inTheHour()]);
    // Those that were on the wire already, one of the rate's tenths of a second each, go before.
    expect(rated.lastCode).toBeGreaterThan(0);
    expect(rated.lastCode).toBeLessThanOrEqual(rated.before + 5 + 8);
    expect(rated.most).toBeLessThanOrEqual(12);
    expect(hour).toHaveLength(6);
    expect(hour.filter(isCode)).toHaveLength(1);
  });
});

describe('the limits of an hour and a day, whatever becomes of the clock', () => {
  /** A phone that has used up its limit. */
  async function usedUp(settings: Record<string, number>, clock = createTestClock(Date.now())) {
    const at = await setUp({ provider: 'mobsms', people: 12, settings, clock });
    await at.engine.call('campaigns.start', { id: at.id });
    await untilTaken(at.sandbox, 4);
    return { ...at, clock };
  }

  /** Does `change` to the clock; how many went all the same, and how many in all when the window is over. */
  async function judge(
    { sandbox, engine, id, accountId, clock }: Awaited<ReturnType<typeof usedUp>>,
    change: (clock: TestClock) => void,
    { restart = false, hours = 1 }: { restart?: boolean; hours?: number } = {},
  ) {
    if (restart) await engine.app.stop();
    change(clock);
    const now = restart ? await reopen(engine, { sandbox, accountId }, clock) : engine;
    // A lane looks every second.
    await sleep(2500);
    const held = sandbox.ledger.length;
    const hoursTold = async () => {
      const { limit } = await now.call('campaigns.progress', { id });
      return Math.round(((limit?.until ?? 0) - clock.now()) / HOUR);
    };
    await expect.poll(hoursTold, { timeout: 10_000 }).toBe(hours);
    clock.sleep(hours * AN_HOUR_LATER);
    await untilTaken(sandbox, 8);
    await sleep(1200);
    await now.app.stop();
    return { held, after: sandbox.ledger.length };
  }

  const hour = { partsPerHour: 4 };
  const day = { partsPerDay: 4 };
  test('no clock that is set lets more out, nor keeps it back longer; nor does a restart', async () => {
    const forward = (clock: TestClock) => clock.set(clock.now() + 30 * HOUR);
    const back = (clock: TestClock) => clock.set(clock.now() - 30 * HOUR);
    const judged = await Promise.all([
      usedUp(hour).then((at) => judge(at, forward)),
      usedUp(hour).then((at) => judge(at, back)),
      usedUp(hour).then((at) => judge(at, forward, { restart: true })),
      usedUp(hour).then((at) => judge(at, back, { restart: true })),
      usedUp(day).then((at) => judge(at, forward, { hours: 24 })),
      // The computer itself was off for three hours.
      usedUp(day).then((at) => judge(at, (clock) => clock.restart(3 * HOUR), { restart: true, hours: 21 })),
    ]);
    expect(judged).toEqual(judged.map(() => ({ held: 4, after: 8 })));
  });
});
