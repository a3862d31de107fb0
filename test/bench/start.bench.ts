import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { filledFolder } from './support/filled-folder.ts';
import { newFolder } from './support/folder.ts';
import { tellFigure } from './support/figure.ts';
import { median } from './support/percentile.ts';

/**
 * From starting the program to a usable window, of Kaptar with much data and of an Electron that opens an empty one. It
 * is usable once what is waited for has been painted and the page has then heard a key that went the way of real ones.
 */
const CONTACTS = 1_000_000;
const CAMPAIGNS = Array.from({ length: 5 }, () => ({ messages: 1_000_000, sent: 1 }));
/** Starts of each, in turn; odd, so that the median is one of them. */
const STARTS = 9;
/** Starts before these, which bring the programs and the data into the disk's cache. */
const WARM_UPS = 2;

const projectDir = join(import.meta.dirname, '..', '..');
const { KAPTAR_ELECTRON: electron = '', KAPTAR_ELECTRON_ARGUMENTS: flags = '' } = process.env;
const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;

/** Milliseconds until the window shows what `shows` selects and answers. */
async function start(app: string, userData: string, shows: string): Promise<number> {
  const file = join(userData, 'usable-at');
  const startedAt = Date.now();
  const child = spawn(
    electron,
    [
      '--require',
      join(import.meta.dirname, 'support', 'watch-start.ts'),
      ...flags.split(' ').filter(Boolean),
      app,
      `--data-dir=${userData}`,
      `--user-data-dir=${userData}`,
    ],
    { env: { ...env, KAPTAR_SHOWS: shows, KAPTAR_USABLE_FILE: file }, stdio: 'ignore' },
  );
  await once(child, 'exit');
  return Number(readFileSync(file, 'utf8')) - startedAt;
}

const empty = newFolder();
const kaptar = newFolder();
symlinkSync(
  await filledFolder({ contacts: CONTACTS, campaigns: CAMPAIGNS, received: 0 }),
  join(kaptar, 'data'),
);

const appFolder = (name: string): string => join(import.meta.dirname, 'support', name);
const times = { kaptar: [] as number[], empty: [] as number[], floor: [] as number[] };
for (let run = -WARM_UPS; run < STARTS; run += 1) {
  // The newest campaigns, with their counts.
  const ours = await start(projectDir, kaptar, 'main article a[href="#/campaigns/5"]');
  const theirs = await start(appFolder('empty-app'), empty, 'body');
  const least = await start(appFolder('floor-app'), empty, 'article');
  if (run < 0) continue;
  times.kaptar.push(ours);
  times.empty.push(theirs);
  times.floor.push(least);
}

tellFigure({
  row: 8,
  name: 'Start to a usable window with 1,000,000 contacts and 5,000,000 messages',
  against: 'start of an empty Electron window',
  measured: median(times.kaptar),
  reference: median(times.empty),
  unit: 'ms',
  goal: { of: 'ratio', atMost: 1.6 },
});
tellFigure({
  row: 8,
  name: 'the floor: the same processes without any code, one answer of the engine is shown',
  against: 'start of an empty Electron window',
  measured: median(times.floor),
  reference: median(times.empty),
  unit: 'ms',
  goal: { of: 'ratio', atMost: 1.6 },
});
