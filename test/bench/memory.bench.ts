import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startBareServer } from './support/bare-server.ts';
import { tellFigure } from './support/figure.ts';
import { newFolder } from './support/folder.ts';
import { median } from './support/percentile.ts';
import { prepareSending, sendAll } from './support/sending.ts';

/** Row 11: the memory of the engine while it sends a campaign of a million. */
const MESSAGES = 1_000_000;
/** Over so many messages a median is taken, or over the second half of fewer. */
const STRETCH = 50_000;
/** At how many messages sent the chart has a point. */
const POINTS = [10_000, 100_000, MESSAGES];

/** What the process took, as the system sees it, bytes. */
interface Sample {
  readonly sent: number;
  readonly rss: number;
}

/** The engine in a process of its own, so that nothing but its memory is measured. */
async function measure(): Promise<readonly Sample[]> {
  const server = await startBareServer();
  const dataDir = newFolder();
  const template = 'Hurmatli <name>, ertaga 9:00 da kutamiz.';
  const { id } = await prepareSending({
    provider: 'devsms',
    dataDir,
    baseUrl: server.url,
    people: MESSAGES,
    template,
    settings: { concurrency: 50 },
  });
  const child = fork(fileURLToPath(import.meta.url), ['send', dataDir, String(id)]);
  const exited = once(child, 'exit');
  const [samples] = (await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error('The engine has ended.'))),
  ])) as [readonly Sample[]];
  await exited;
  server.stop();
  rmSync(dataDir, { recursive: true });
  return samples;
}

async function send(dataDir: string, campaignId: number): Promise<void> {
  const samples: Sample[] = [];
  await sendAll(dataDir, campaignId, (sent) => samples.push({ sent, rss: process.memoryUsage.rss() }));
  process.send?.(samples, () => process.exit());
}

/** MB, over the messages before that many were sent. */
function memoryAt(samples: readonly Sample[], sent: number): number {
  const from = sent - Math.min(STRETCH, sent / 2);
  const within = samples.filter((sample) => sample.sent > from && sample.sent <= sent);
  return median(within.map(({ rss }) => rss)) / 1024 ** 2;
}

async function main(): Promise<void> {
  const samples = await measure();
  for (const size of POINTS) {
    tellFigure({
      row: 11,
      name: `memory of the engine when so many messages of a campaign of ${MESSAGES.toLocaleString('en')} are sent`,
      against: `the ${STRETCH.toLocaleString('en')} after its first ${STRETCH.toLocaleString('en')}`,
      measured: memoryAt(samples, size),
      reference: memoryAt(samples, 2 * STRETCH),
      unit: 'MB',
      goal: { of: 'ratio', atMost: 1.2 },
      size,
    });
  }
}

const [, , task, dataDir = '', campaignId] = process.argv;
await (task === 'send' ? send(dataDir, Number(campaignId)) : main());
