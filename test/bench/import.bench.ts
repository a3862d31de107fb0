import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UNNAMED_COLUMN } from '../../src/shared/csv-import.ts';
import { startBenchEngine } from './support/engine-process.ts';
import { tellFigure } from './support/figure.ts';
import { newFolder, shared } from './support/folder.ts';
import { writePeople } from './support/people-csv.ts';
import { median } from './support/percentile.ts';

/**
 * Row 3: a file of five columns is imported as the window does it, by `import.run` of a whole engine in a process of its
 * own, beside the shell of SQLite, which puts the cells of the same file as they are into a table without an index.
 *
 * Each run has a new data folder and a new engine, as each run of the reference has a new file and a new shell. The engine
 * has looked at a file before, as it always has when a person starts an import.
 */
const SIZES = [
  { rows: 10_000, runs: 5 },
  { rows: 100_000, runs: 3 },
  { rows: 1_000_000, runs: 3 },
];
/** What the look before the import is at: the same file for all sizes. */
const LOOKED_AT_ROWS = 10_000;

const SHELL = 'sqlite3';

function importByShell(folder: string, file: string): number {
  const database = join(folder, 'bare.db');
  rmSync(database, { force: true });
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(SHELL, [database, '.mode csv', `.import ${file} bare`], {
    encoding: 'utf8',
  });
  const tookMs = performance.now() - startedAt;
  if (status !== 0) throw new Error(`${SHELL} has failed: ${stderr}`);
  rmSync(database);
  return tookMs;
}

async function importByEngine(folder: string, file: string, rows: number) {
  const dataDir = join(folder, 'data');
  const engine = await startBenchEngine(dataDir);
  const choices = { country: 'UZ', unnamed: UNNAMED_COLUMN };
  const before = peopleFile(LOOKED_AT_ROWS);
  const { mapping } = await engine.call('import.inspect', { file: before, ...choices });
  if (!mapping) throw new Error('No mapping was guessed.');
  await engine.call('import.check', { file: before, ...choices, mapping, list: 'Customers' });

  const startedAt = performance.now();
  const report = await engine.call('import.run', { file, ...choices, mapping, list: 'Customers' });
  const tookMs = performance.now() - startedAt;

  const { total } = await engine.call('contacts.count', {});
  if (report.rows !== rows || report.created !== total || total < rows * 0.9) {
    throw new Error(`Not all was imported: ${JSON.stringify({ ...report, rejected: [], total })}`);
  }
  const peakMb = engine.peakMb();
  await engine.stop();
  rmSync(dataDir, { recursive: true });
  return { tookMs, peakMb };
}

/** Made once for all runs. */
function peopleFile(rows: number): string {
  const file = shared(`people-${rows}.csv`);
  if (!existsSync(file)) writePeople(file, rows);
  return file;
}

if (spawnSync(SHELL, ['--version']).status !== 0) {
  throw new Error(`The reference is the shell of SQLite. Run: sudo apt-get install -y sqlite3`);
}
const folder = newFolder();
const peaks: number[] = [];
for (const { rows, runs } of SIZES) {
  const file = peopleFile(rows);
  importByShell(folder, file); // so that both find the file in the system's cache
  const shell: number[] = [];
  const engine: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    shell.push(importByShell(folder, file));
    const { tookMs, peakMb } = await importByEngine(folder, file, rows);
    engine.push(tookMs);
    if (rows === SIZES.at(-1)?.rows) peaks.push(peakMb);
  }
  tellFigure({
    row: 3,
    name: 'import of a CSV',
    against: "the sqlite3 shell's .import into a bare table",
    measured: median(engine),
    reference: median(shell),
    unit: 'ms',
    goal: { of: 'ratio', atMost: 5 },
    size: rows,
  });
}
tellFigure({
  row: 3,
  name: "the engine's peak memory in the import of a million rows",
  against: 'the limit',
  measured: Math.max(...peaks),
  reference: 450,
  unit: 'MB',
  goal: { of: 'measured', atMost: 450 },
});
