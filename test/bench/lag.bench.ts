import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UNNAMED_COLUMN } from '../../src/shared/csv-import.ts';
import { startBareServer } from './support/bare-server.ts';
import { startBenchEngine } from './support/engine-process.ts';
import { tellFigure } from './support/figure.ts';
import { newFolder, shared } from './support/folder.ts';
import { writePeople } from './support/people-csv.ts';
import { prepareSending } from './support/sending.ts';

/**
 * Row 10, the engine's side: how late its event loop is while it imports a million rows and sends a campaign as fast as an
 * account may. In a process of its own, as the window has it; whatever else the window asks comes on top.
 */
const ROWS = 1_000_000;
/** More than are sent while the file is imported. */
const PEOPLE = 100_000;
const SECRET = 'a-key-of-no-account';

const server = await startBareServer();
const dataDir = newFolder();
const { id } = await prepareSending({
  dataDir,
  provider: 'devsms',
  baseUrl: server.url,
  people: PEOPLE,
  template: 'Hurmatli <name>',
  settings: { concurrency: 50 },
});
const file = shared(`people-${ROWS}.csv`);
if (!existsSync(file)) writePeople(file, ROWS);

const lagFile = join(dataDir, 'lag');
process.env['KAPTAR_LAG_FILE'] = lagFile;
const engine = await startBenchEngine(
  dataDir,
  SECRET,
  join(import.meta.dirname, 'support', 'measure-lag.ts'),
);

/** How late the loop was in 99 of 100 looks since the last time, ms. */
async function readLag(): Promise<number> {
  rmSync(lagFile, { force: true });
  while (!existsSync(lagFile)) await sleep(20);
  return Number(readFileSync(lagFile, 'utf8'));
}

const choices = { file, country: 'UZ', unnamed: UNNAMED_COLUMN };
const { mapping } = await engine.call('import.inspect', choices);
if (!mapping) throw new Error('No mapping was guessed.');
await readLag();
const { created } = await engine.call('import.run', { ...choices, mapping, list: 'Million' });
const lag = await readLag();
const { states } = await engine.call('campaigns.get', { id });
await engine.stop();
server.stop();
if (created < ROWS / 2 || states.accepted === 0 || states.queued === 0)
  throw new Error(`Not all of it went on: ${created} contacts came, ${JSON.stringify(states)}`);

tellFigure({
  row: 10,
  name: "the lag of the engine's event loop meanwhile, p99",
  against: 'the limit',
  measured: lag,
  reference: 50,
  unit: 'ms',
  goal: { of: 'measured', atMost: 50 },
});
