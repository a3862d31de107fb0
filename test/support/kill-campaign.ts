import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import { isOver } from '../../src/main/cli/wait.ts';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { openSandbox } from '../providers/accounts.ts';
import { startEngineProcess, type EngineProcess } from './engine-process.ts';
import { prepareCampaign, startEngine } from './engine.ts';
import { judge, type Judgement } from './ledger-judge.ts';
import { sequence } from './random.ts';

/** A campaign and how often its engine is killed. */
export interface KillPlan {
  readonly provider: ProviderId;
  readonly messages: number;
  readonly kills: number;
  /** Of the moments of the kills: the same seed kills in the same order of ways. */
  readonly seed: number;
}

export interface KillResult extends Judgement {
  /** How many kills came in each way. */
  readonly ways: Readonly<Record<Way, number>>;
}

/**
 * When a kill comes:
 * - `sending`: some messages later, wherever the engine is then;
 * - `starting`: while it opens its books and recovers;
 * - `asking`: with a look-up, or a question about delivery, on the wire;
 * - `waiting`: with requests on the wire that were taken and not answered.
 */
const ways = ['sending', 'sending', 'starting', 'asking', 'waiting'] as const;
type Way = (typeof ways)[number];

/** Longer than an engine takes to open, recover and send on an idle machine, and some less often. */
const STARTING_MS = 120;
/** A kill does not wait longer for its moment: some moments never come, as a look-up where nothing is uncertain. */
const MOMENT_MS = 1500;
/** For those that will come: an engine on a busy machine takes its time to open. */
const SENDING_MS = 30_000;
/** Messages on the wire at once. */
const CONCURRENCY = 8;

const vendorSettings: Readonly<Record<ProviderId, Record<string, number>>> = {
  devsms: {},
  // A whole second's worth in one request would leave nothing to kill.
  ubill: { groupSize: 5 },
  mobsms: { groupSize: 5 },
};

/**
 * Runs a campaign through engines that are killed with SIGKILL, one after the other, and through a last one to its end,
 * judges, and lets a person treat as sent what is still uncertain then.
 */
export async function killThroughCampaign(plan: KillPlan): Promise<KillResult> {
  const { provider, kills } = plan;
  const random = sequence(plan.seed);
  const sandbox = await openSandbox({ deliveryDelayMs: 100, slowMs: 300 });
  const { dataDir, id } = await prepare(plan, sandbox);
  const counts = { sending: 0, starting: 0, asking: 0, waiting: 0 };
  const start = () => startEngineProcess(dataDir, sandbox.token);
  let next = start();
  for (let kill = 0; kill < kills; kill += 1) {
    const engine = next;
    // It loads while the one before it works.
    next = start();
    const way = ways[Math.floor(random() * ways.length)] ?? 'sending';
    // Spread over all of them, with a rest for the last engine.
    const most = Math.ceil((1.6 * (plan.messages - sandbox.ledger.length)) / (kills - kill + 1));
    await killAt(way, engine, sandbox, provider, id, random, most);
    counts[way] += 1;
    expect(inLine(dataDir, id), `kill ${kill} of seed ${plan.seed} came in mid-campaign`).toBeGreaterThan(0);
  }
  await runToTheEnd(next, id);
  const judgement = judge(sandbox, dataDir, id);
  await decideTheRest(dataDir, sandbox, id);
  return { ...judgement, ways: counts };
}

async function prepare({ provider, messages }: KillPlan, sandbox: Sandbox) {
  const engine = await startEngine(undefined, false);
  const { id } = await prepareCampaign(engine, {
    provider,
    baseUrl: sandbox.urls[provider],
    secret: sandbox.token,
    people: messages,
    // A request that a killed engine has written may reach the sandbox late on a busy machine: hence 3 s of grace.
    settings: {
      rate: 200,
      concurrency: CONCURRENCY,
      lookupGraceSeconds: 3,
      timeoutSeconds: 5,
      pollSeconds: 1,
      ...vendorSettings[provider],
    },
    ...(provider === 'mobsms' ? {} : { template: 'Salom, ertaga 9:00 da kutamiz!' }),
  });
  await engine.call('campaigns.start', { id });
  await engine.app.stop();
  return { dataDir: engine.dataDir, id };
}

/** @param most messages that it may send at the most before it is killed */
async function killAt(
  way: Way,
  engine: EngineProcess,
  sandbox: Sandbox,
  provider: ProviderId,
  id: number,
  random: () => number,
  most: number,
): Promise<void> {
  const { requests, ledger } = sandbox;
  const before = { ...requests[provider], taken: ledger.length };
  // It is killed while it does so: that it does not come to an end is no failure.
  const opening = engine.open().then(() => resumeIfPaused(engine, id));
  opening.catch(() => {});
  const until = async (isMoment: () => boolean, atMostMs: number) => {
    const deadline = performance.now() + atMostMs;
    while (!isMoment() && performance.now() < deadline) await sleep(1);
  };
  switch (way) {
    case 'starting':
      await sleep(random() * STARTING_MS);
      break;
    case 'asking':
      await until(
        () => requests[provider].others > before.others || ledger.length >= before.taken + most,
        MOMENT_MS,
      );
      break;
    case 'waiting': {
      const hanging = 1 + Math.floor(random() * 4);
      sandbox.fault(provider, 'hang-after', hanging);
      await until(() => requests[provider].sends >= before.sends + hanging, MOMENT_MS);
      break;
    }
    case 'sending': {
      const goal = before.taken + 1 + Math.floor(random() * most);
      await until(() => ledger.length >= goal, SENDING_MS);
      await sleep(random() * 15);
    }
  }
  expect(await engine.kill(), `killed while ${way}`).toBe(true);
}

/** Many uncertain ones in a row pause a campaign: a person has it go on. */
async function resumeIfPaused(engine: EngineProcess, id: number): Promise<void> {
  const { state } = await engine.call('campaigns.progress', { id });
  if (state === 'paused') await engine.call('campaigns.resume', { id });
}

async function runToTheEnd(engine: EngineProcess, id: number): Promise<void> {
  await engine.open();
  for (;;) {
    const progress = await engine.call('campaigns.progress', { id });
    if (progress.state === 'paused') await engine.call('campaigns.resume', { id });
    else if (isOver(progress, 'accepted')) break;
    await sleep(100);
  }
  expect(await engine.call('store.verify', {})).toEqual({ violations: [] });
  await engine.stop();
}

/** A person treats as sent what nobody can tell: the campaign is finished, and nothing more was sent. */
async function decideTheRest(dataDir: string, { ledger }: Sandbox, id: number): Promise<void> {
  const taken = ledger.length;
  const { call, until } = await startEngine(dataDir);
  const { states } = await call('campaigns.get', { id });
  if (states.unknown > 0) {
    const shown = { ...(await call('campaigns.atStake', { id, messageIds: [] })), language: 'en' } as const;
    await call('campaigns.decideUnknown', { id, messageIds: [], decision: 'treat-as-sent', shown });
  }
  await until(id, ({ state }) => state === 'finished');
  expect(ledger).toHaveLength(taken);
  expect(await call('store.verify', {})).toEqual({ violations: [] });
}

/** Messages that have still to be sent, read beside the engine. */
function inLine(dataDir: string, id: number): number {
  const database = new Sqlite(join(dataDir, 'kaptar.db'), { readonly: true });
  try {
    return database
      .prepare<[number], number>("SELECT count(*) FROM messages WHERE campaignId = ? AND state = 'queued'")
      .pluck()
      .get(id) as number;
  } finally {
    database.close();
  }
}
