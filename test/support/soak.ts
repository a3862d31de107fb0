import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import { isOver } from '../../src/main/cli/wait.ts';
import { openSandbox } from '../providers/accounts.ts';
import { startEngineProcess } from './engine-process.ts';
import { prepareCampaign, startEngine } from './engine.ts';
import { judge, type Judgement } from './ledger-judge.ts';

const MB = 1024 * 1024;

/**
 * How much more memory than in its second quarter a run may take in its last one, of the process as the system sees it.
 * SQLite's page cache (64 MB) may still fill up meanwhile, and V8 gives back late what it has freed: what leaks would
 * go on growing with every message, as the first quarter does while the code is compiled.
 */
const GROWTH = 1.1;
const STILL_FILLING = 64 * MB;
/** SQLite moves the WAL into the file every 1,000 pages (4 MB); one transaction of ours writes some pages more. */
const LARGEST_WAL = 16 * MB;

export interface SoakPlan {
  readonly provider: ProviderId;
  readonly people: number;
  /** Beside the highest rate and concurrency that an account may have. */
  readonly settings?: Record<string, number>;
}

export interface SoakResult extends Judgement {
  /** From the start of the engine to the last answer. */
  readonly seconds: number;
  /** Medians over the second and the last quarter of the time, bytes. */
  readonly rss: { readonly second: number; readonly last: number };
  readonly heap: { readonly second: number; readonly last: number };
  /** At its largest, bytes. */
  readonly wal: number;
  /** At the end, bytes. */
  readonly database: number;
}

interface Sample {
  readonly rss: number;
  readonly heapUsed: number;
  readonly wal: number;
}

/**
 * Sends one campaign through an engine in a process of its own as fast as an account may, and measures it meanwhile: the
 * sandbox, which remembers every message, stays in this process. Fails where memory or the WAL grow.
 */
export async function soak({ provider, people, settings = {} }: SoakPlan): Promise<SoakResult> {
  const sandbox = await openSandbox();
  const prepared = await startEngine(undefined, false);
  const { dataDir } = prepared;
  const { id } = await prepareCampaign(prepared, {
    provider,
    baseUrl: sandbox.urls[provider],
    secret: sandbox.token,
    people,
    // Minutes of a stalled machine must not look like trouble of the provider's; questions as rare as they are by default.
    settings: { rate: 1000, concurrency: 64, timeoutSeconds: 120, pollSeconds: 10, ...settings },
    template: 'Salom, ertaga 9:00 da kutamiz!',
  });
  await prepared.call('campaigns.start', { id });
  await prepared.app.stop();

  const file = join(dataDir, 'kaptar.db');
  const samples: Sample[] = [];
  const engine = startEngineProcess(dataDir, sandbox.token, (memory) =>
    samples.push({ ...memory, wal: sizeOf(`${file}-wal`) }),
  );
  const startedAt = performance.now();
  await engine.open();
  while (!isOver(await engine.call('campaigns.progress', { id }), 'accepted')) await sleep(500);
  const seconds = (performance.now() - startedAt) / 1000;
  expect(await engine.call('store.verify', {})).toEqual({ violations: [] });
  await engine.stop();

  const rss = quarters(samples.map((sample) => sample.rss));
  const heap = quarters(samples.map((sample) => sample.heapUsed));
  const wal = Math.max(...samples.map((sample) => sample.wal));
  expect(rss.last, 'memory is flat').toBeLessThan(rss.second * GROWTH + STILL_FILLING);
  expect(heap.last, 'the heap is flat').toBeLessThan(heap.second * GROWTH + STILL_FILLING);
  expect(wal, 'the WAL is bounded').toBeLessThan(LARGEST_WAL);
  return { ...judge(sandbox, dataDir, id), seconds, rss, heap, wal, database: sizeOf(file) };
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

/** Medians over the second and the last quarter. */
function quarters(values: readonly number[]): { second: number; last: number } {
  const quarter = Math.floor(values.length / 4);
  return {
    second: medianOf(values.slice(quarter, 2 * quarter)),
    last: medianOf(values.slice(3 * quarter)),
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
