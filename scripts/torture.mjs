import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runVitest } from './checks.mjs';

/**
 * Runs the long tests of reliability, or those whose files begin with one of `names`, and prints what they counted as
 * the table of docs/reliability.md.
 *
 * @param {import('./setup.mjs').Environment} env
 * @param {readonly string[]} names
 */
export async function runTorture(env, names) {
  const dir = mkdtempSync(join(tmpdir(), 'kaptar-figures-'));
  const file = join(dir, 'figures.jsonl');
  const files = names.map((name) => `/${name}`);
  const result = await runVitest({ ...env, KAPTAR_FIGURES: file }, [
    '--config',
    'vitest.torture.config.ts',
    ...files,
  ]);
  if (existsSync(file)) console.log(`\n${tableOf(readFileSync(file, 'utf8'))}\n`);
  rmSync(dir, { recursive: true });
  return result;
}

/** A Markdown table of the figures that the tests wrote, a line of JSON each (test/support/figures.ts). */
function tableOf(/** @type {string} */ lines) {
  const rows = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ test, survived, messages, twice, lost, seconds, again }) => [
      test,
      survived,
      messages.toLocaleString('en'),
      twice,
      lost,
      Math.round(seconds),
      `\`npm run torture -- ${again}\``,
    ]);
  const heading = ['test', 'survived', 'messages', 'twice', 'lost', 'seconds', 'again'];
  return [heading, heading.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
