import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import { startSandbox, type Sandbox } from '../../src/main/sandbox/server.ts';
import {
  jsonLines,
  kaptar,
  lastStatus,
  scratch,
  startKaptar,
  writeContacts,
  type Status,
} from '../cli/kaptar.ts';

const MESSAGES = 500;
const KILLS = 20;
/** A kill comes after this many further sends at the most: 20 kills then fall well within 500 messages. */
const MOST_BETWEEN_KILLS = 24;

/** A fixed sequence of numbers from 0 to 1, so that a failure can be repeated. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function prepare(provider: ProviderId, settings: readonly string[]) {
  const sandbox = await startSandbox({ deliveryDelayMs: 100 });
  onTestFinished(() => sandbox.close());
  const folder = await scratch();
  const dataDir = join(folder, 'data');
  const run = (...args: string[]) =>
    kaptar([...args, '--data-dir', dataDir, '--json'], { KAPTAR_SECRET: sandbox.token });
  const csv = await writeContacts(join(folder, 'people.csv'), MESSAGES);
  const common = ['rate=100', 'concurrency=8', 'lookupGraceSeconds=3', 'timeoutSeconds=5', 'pollSeconds=1'];
  const sets = [...common, ...settings].flatMap((setting) => ['--set', setting]);
  const account = ['--provider', provider, '--name', 'Shop', '--base-url', sandbox.urls[provider]];
  expect((await run('account', 'add', ...account, ...sets)).code).toBe(0);
  expect((await run('import', csv, '--list', 'people')).code).toBe(0);
  const template = provider === 'mobsms' ? 'Salom <name>!' : 'Salom, ertaga 9:00 da kutamiz!';
  const create = ['--name', 'Test', '--account', 'Shop', '--list', 'people', '--template', template];
  const [created] = jsonLines<{ campaign: number; messages: number }>(
    await run('campaign', 'create', ...create),
  );
  if (!created) throw new Error('The campaign was not created.');
  expect(created.messages).toBe(MESSAGES);
  const campaign = String(created.campaign);
  await run('campaign', 'start', campaign);
  return { sandbox, dataDir, run, campaign };
}

/** Lets the campaign run and kills its process with SIGKILL in the middle of sending. */
async function runAndKill(sandbox: Sandbox, dataDir: string, campaign: string, random: () => number) {
  const before = sandbox.ledger.length;
  const goal = before + 1 + Math.floor(random() * MOST_BETWEEN_KILLS);
  const args = ['campaign', 'resume', campaign, '--wait', 'accepted', '--data-dir', dataDir, '--json'];
  const running = startKaptar(args, { KAPTAR_SECRET: sandbox.token });
  let ended = false;
  void running.ended.then(() => (ended = true));
  while (sandbox.ledger.length < goal && !ended) await sleep(1);
  await sleep(random() * 15);
  running.child.kill('SIGKILL');
  const { code } = await running.ended;
  return { wasKilled: code === null, sent: sandbox.ledger.length - before };
}

/** How often the provider took a message for each number. */
function timesTaken(sandbox: Sandbox): number[] {
  const byRecipient = Map.groupBy(sandbox.ledger, ({ recipient }) => recipient.replace(/\D/g, ''));
  return [...byRecipient.values()].map((messages) => messages.length);
}

async function killTwentyTimes(provider: ProviderId, settings: readonly string[]) {
  const { sandbox, dataDir, run, campaign } = await prepare(provider, settings);
  const random = sequence(provider.length * 7919);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { wasKilled, sent } = await runAndKill(sandbox, dataDir, campaign, random);
    expect(wasKilled, `kill ${kill} came in mid-campaign`).toBe(true);
    expect(sent).toBeGreaterThan(0);
  }
  const last = await run('campaign', 'resume', campaign, '--wait', 'accepted');
  const verified = await run('verify');
  expect(verified.code, verified.stdout).toBe(0);
  return { sandbox, last, status: lastStatus(last) };
}

describe(`the engine, killed ${KILLS} times during ${MESSAGES} messages: the provider's ledger is the judge`, () => {
  test.each(['devsms', 'mobsms'] as const)(
    '%s: nobody twice, nobody missing after the look-ups',
    { timeout: 240_000 },
    async (provider) => {
      const { sandbox, last, status } = await killTwentyTimes(
        provider,
        // A whole second's worth in one request would leave nothing to kill.
        provider === 'mobsms' ? ['groupSize=5'] : [],
      );
      expect(timesTaken(sandbox)).toEqual(Array.from({ length: MESSAGES }, () => 1));
      expect(last.code).toBe(0);
      expect(sum(status, ['accepted', 'delivered'])).toBe(MESSAGES);
    },
  );

  test('ubill: nobody twice, and what is uncertain stands as unknown', { timeout: 240_000 }, async () => {
    const { sandbox, status } = await killTwentyTimes('ubill', ['brandID=1', 'groupSize=5']);
    const times = timesTaken(sandbox);
    expect(times.every((count) => count === 1)).toBe(true);
    expect(sum(status, ['queued', 'sending', 'failed'])).toBe(0);
    expect(sum(status, ['accepted', 'delivered', 'unknown'])).toBe(MESSAGES);
    // Whoever has no message is among the uncertain ones: nobody was forgotten as "sent".
    expect(MESSAGES - times.length).toBeLessThanOrEqual(sum(status, ['unknown']));
    expect(sum(status, ['accepted', 'delivered'])).toBeLessThanOrEqual(times.length);
  });
});

function sum(status: Status, states: readonly string[]): number {
  return states.reduce((total, state) => total + (status.states[state] ?? 0), 0);
}
