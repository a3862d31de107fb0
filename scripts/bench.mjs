import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFigures } from './bench-docs.mjs';
import { build } from './build.mjs';
import { projectDir, SetupError } from './project.mjs';
import { runProgram } from './run-program.mjs';

const benchDir = join(projectDir, 'test', 'bench');
const ENDING = '.bench.ts';

/**
 * Measures how fast Kaptar is, each figure beside what it is compared with, and prints a line of JSON for each. Every
 * benchmark is a program of its own on Electron's Node, so that none warms up another; they run one after another.
 *
 * @param {import('./setup.mjs').Environment} env
 * @param {readonly string[]} args the names of some of them; `docs` also writes the figures into docs/performance.md
 * @returns {Promise<import('./checks.mjs').Result>} a figure that misses its goal does not count as failed: it is told
 */
export async function runBench(env, args) {
  const all = readdirSync(benchDir)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length));
  const names = args.filter((name) => name !== 'docs');
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined)
    throw new SetupError(`There is no benchmark ${unknown}. There are: ${all.join(', ')}.`);
  if (!(await build())) throw new SetupError('The build failed.');
  const dir = mkdtempSync(join(tmpdir(), 'kaptar-bench-'));
  const figures = join(dir, 'figures.jsonl');
  const result = { passed: 0, failed: 0, notes: /** @type {string[]} */ ([]) };
  for (const name of names.length > 0 ? names : all) {
    const code = await runProgram(env.KAPTAR_ELECTRON, ['--expose-gc', join(benchDir, `${name}${ENDING}`)], {
      env: {
        ...env,
        ELECTRON_RUN_AS_NODE: '1',
        KAPTAR_FIGURES: figures,
        KAPTAR_BENCH_DIR: join(dir, 'data'),
      },
    });
    if (code === 0) result.passed += 1;
    else {
      result.failed += 1;
      result.notes.push(`${name} failed`);
    }
  }
  const lines = existsSync(figures) ? readFileSync(figures, 'utf8').trim() : '';
  console.log(`\n${lines}`);
  if (args.includes('docs') && lines !== '')
    await writeFigures(lines.split('\n').map((line) => JSON.parse(line)));
  rmSync(dir, { recursive: true });
  return result;
}
