import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { packageFile } from './project.mjs';
import { runProgram } from './run-program.mjs';

/**
 * What a check found. `notes` name what did not run, so that a skipped test is seen.
 *
 * @typedef {{ passed: number, failed: number, notes: string[] }} Result
 * @typedef {import('./setup.mjs').Environment} Environment
 */

/** Programs of the checks, each run by the Node that runs us. */
const programs = {
  prettier: packageFile('prettier', 'bin', 'prettier.cjs'),
  oxlint: packageFile('oxlint', 'bin', 'oxlint'),
  tsc: packageFile('@typescript', 'native', 'bin', 'tsc'),
  depcruise: packageFile('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
  knip: packageFile('knip', 'bin', 'knip.js'),
  vitest: packageFile('vitest', 'vitest.mjs'),
  playwright: packageFile('@playwright', 'test', 'cli.js'),
};

/**
 * All checks by name, in their order: what others build on comes first.
 *
 * @type {Record<string, (env: Environment) => Promise<Result>>}
 */
export const checks = {
  format: () => check(programs.prettier, ['--check', '--log-level', 'warn', '.']),
  lint: () => check(programs.oxlint, ['--type-aware', '--deny-warnings']),
  'types of the engine and the shell': () => check(programs.tsc, ['-p', 'tsconfig.node.json']),
  'types of the window': () => check(programs.tsc, ['-p', 'tsconfig.web.json']),
  'types of the window tests': () => check(programs.tsc, ['-p', 'tsconfig.e2e.json']),
  'types of the scripts': () => check(programs.tsc, ['-p', 'tsconfig.scripts.json']),
  layers: () => check(programs.depcruise, ['--config', '.dependency-cruiser.cjs', 'src']),
  'unused code': () => check(programs.knip, ['--no-progress']),
  build: async () => asResult(await build()),
  'unit and engine tests': (env) => runVitest(env, []),
  'window tests': (env) => runPlaywright(env, []),
};

/**
 * Runs vitest on Electron's own Node: it is the runtime that ships, and the host's may be too old.
 *
 * @param {Environment} env
 * @param {readonly string[]} args
 */
export function runVitest(env, args) {
  return runTests('vitest', countVitest, (file) =>
    runProgram(
      env.KAPTAR_ELECTRON,
      [programs.vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
      { env: { ...env, ELECTRON_RUN_AS_NODE: '1' } },
    ),
  );
}

/**
 * Runs Playwright, which drives the real Electron.
 *
 * @param {Environment} env
 * @param {readonly string[]} args
 */
export function runPlaywright(env, args) {
  return runTests('playwright', countPlaywright, (file) =>
    runProgram(process.execPath, [programs.playwright, 'test', '--reporter=list,json', ...args], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    }),
  );
}

/**
 * Takes pictures of every screen, into `out/gallery`; with `docs`, those that the docs show.
 *
 * @param {Environment} env
 * @param {readonly string[]} args
 */
export function takePictures(env, args) {
  const which = args.length > 0 ? args : ['gallery.spec'];
  return runPlaywright(env, ['--config', 'playwright.gallery.config.ts', ...which]);
}

/**
 * Runs a program that either passes or fails: it counts as one.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<Result>}
 */
async function check(program, args) {
  return asResult((await runProgram(process.execPath, [program, ...args])) === 0);
}

/** @returns {Result} */
const asResult = (/** @type {boolean} */ passed) => ({
  passed: passed ? 1 : 0,
  failed: passed ? 0 : 1,
  notes: [],
});

/**
 * Runs a test runner and counts from the report it writes. A runner that fails without naming a failed test
 * (a file that does not load, a crash) and one that runs no test count as a failure.
 *
 * @param {string} name
 * @param {(report: any) => Result} count
 * @param {(file: string) => Promise<number>} run
 * @returns {Promise<Result>}
 */
async function runTests(name, count, run) {
  const dir = mkdtempSync(join(tmpdir(), 'kaptar-report-'));
  const file = join(dir, 'report.json');
  const code = await run(file);
  const result = existsSync(file)
    ? count(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, notes: [`${name} wrote no report`] };
  rmSync(dir, { recursive: true });
  if (result.passed + result.failed === 0) {
    return { ...result, failed: 1, notes: [...result.notes, `${name} ran no test`] };
  }
  if (code !== 0 && result.failed === 0) {
    return { ...result, failed: 1, notes: [...result.notes, `${name} failed outside a test`] };
  }
  return result;
}

/** @returns {Result} */
function countVitest(/** @type {any} */ { testResults }) {
  const tests = testResults.flatMap((/** @type {any} */ file) => file.assertionResults);
  return tally(tests.map((/** @type {any} */ test) => ({ title: test.fullName, status: test.status })));
}

/** All others ("unexpected", "flaky") are failures. */
const playwrightStatus = new Map([
  ['expected', 'passed'],
  ['skipped', 'skipped'],
]);

/** @returns {Result} */
function countPlaywright(/** @type {any} */ { suites }) {
  const specsOf = (/** @type {any} */ suite) => [
    ...(suite.specs ?? []).map((/** @type {any} */ spec) => ({ ...spec, file: suite.file })),
    ...(suite.suites ?? []).flatMap(specsOf),
  ];
  const tests = suites.flatMap(specsOf).flatMap((/** @type {any} */ spec) =>
    spec.tests.map((/** @type {any} */ test) => ({
      title: `${spec.file}: ${spec.title}`,
      status: playwrightStatus.get(test.status) ?? 'failed',
    })),
  );
  return tally(tests);
}

/** @returns {Result} */
function tally(/** @type {{ title: string, status: string }[]} */ tests) {
  const those = (/** @type {string[]} */ ...statuses) =>
    tests.filter(({ status }) => statuses.includes(status));
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  return {
    passed: those('passed').length,
    failed: those('failed').length,
    notes: skipped.map(({ title }) => `skipped: ${title}`),
  };
}
