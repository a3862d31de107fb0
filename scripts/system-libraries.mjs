import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError } from './project.mjs';

/** Debian's packages that Electron is linked against or opens at run time. */
const LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libnotify4',
  'libsecret-1-0',
];

/**
 * Sees to it that Electron finds the libraries it needs, and Xvfb where a display must be made. As root on
 * a Debian-like system what is missing gets installed, otherwise the one command to run is told.
 *
 * @param {string} electron its path
 * @param {{ virtualDisplay: boolean }} needs
 */
export function provideSystemLibraries(electron, { virtualDisplay }) {
  if (process.platform !== 'linux') return;
  const missing = missingLibraries(electron);
  const packages = [
    ...(missing.length > 0 ? LIBRARIES : []),
    ...(virtualDisplay && !onPath('Xvfb') ? ['xvfb'] : []),
    ...(hasFonts() ? [] : ['fonts-dejavu-core']),
  ];
  if (packages.length === 0) return;
  const root = process.getuid?.() === 0;
  if (root && onPath('apt-get')) {
    console.log(`Installing system packages: ${packages.join(' ')} …`);
    apt(['update', '-qq']);
    apt(['install', '-y', '-qq', '--no-install-recommends', ...packages.map(availableName)]);
  }
  const still = missingLibraries(electron);
  if (still.length > 0 || (virtualDisplay && !onPath('Xvfb'))) {
    throw new SetupError(
      `Electron needs system packages${still.length > 0 ? ` (missing: ${still.join(', ')})` : ''}. Run:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    );
  }
}

/** The libraries that the loader does not find. */
function missingLibraries(/** @type {string} */ electron) {
  const { stdout } = spawnSync('ldd', [electron], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

/** Without any font the window shows boxes, and Chromium may not start at all. */
function hasFonts() {
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some(
    (dir) =>
      existsSync(dir) &&
      readdirSync(dir, { recursive: true }).some((name) => /\.(ttf|otf|ttc)$/.test(String(name))),
  );
}

/** @param {string} program */
function onPath(program) {
  const dirs = (process.env.PATH ?? '').split(delimiter);
  return dirs.some((dir) => existsSync(join(dir, program)));
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries when times became 64 bits wide. */
function availableName(/** @type {string} */ name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const candidate = /Candidate: (?!\(none\))/.test(stdout ?? '');
  return candidate ? name : `${name}t64`;
}

function apt(/** @type {string[]} */ args) {
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) console.error(`apt-get ${args[0]} failed (exit code ${status}).`);
}
