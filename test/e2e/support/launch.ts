import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';

/** The project's folder, with the built app in `out`. */
export const checkout = join(import.meta.dirname, '..', '..', '..');

export interface Kaptar {
  readonly app: ElectronApplication;
  readonly window: Page;
}

export interface Start {
  readonly dataDir: string;
  /** What it is told beside its folder. */
  readonly args?: readonly string[];
  /** Of its surroundings, what differs from those of the tests. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A start takes two seconds, on a busy machine ten. */
const LAUNCH_TIMEOUT_MS = 25_000;

/** An app with its window, as soon as it has one. */
export async function firstWindow(app: ElectronApplication): Promise<Kaptar> {
  return { app, window: await app.firstWindow({ timeout: LAUNCH_TIMEOUT_MS }) };
}

/**
 * A second Kaptar on the same data ends by itself, and at once: one that hangs has not given way. It is started without
 * Playwright, whose connection to an app that ends so soon breaks at any point, also where nobody hears it.
 */
export async function expectToGiveWay(second: Start): Promise<void> {
  const { electron, args, env } = commandOf(second);
  const child = spawn(electron, args, { env, stdio: 'ignore' });
  try {
    const [code] = await once(child, 'exit', { signal: AbortSignal.timeout(LAUNCH_TIMEOUT_MS) });
    expect(code).toBe(0);
  } finally {
    child.kill('SIGKILL');
  }
}

/** Starts the built app, which may stay without a window. */
export async function startKaptar(start: Start): Promise<ElectronApplication> {
  const { electron, args, env } = commandOf(start);
  // Not as `executablePath`: Playwright holds the app back until it listens only where it finds Electron by itself.
  // Otherwise the app's window races its connection, and on a busy machine every tenth launch hangs.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = distFolder(electron);
  return _electron.launch({ timeout: LAUNCH_TIMEOUT_MS, args, env });
}

/** The program of the built app, what it is told and its surroundings. */
function commandOf({ dataDir, args = [], env = {} }: Start) {
  const { KAPTAR_ELECTRON: electron, KAPTAR_ELECTRON_ARGUMENTS: flags } = process.env;
  if (!electron) throw new Error('Run `npm run test:window`: it finds Electron and makes a display.');
  return {
    electron,
    args: [...(flags ? flags.split(' ') : []), checkout, `--data-dir=${dataDir}`, ...args],
    env: {
      ...Object.fromEntries(
        Object.entries(process.env).filter(
          (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE',
        ),
      ),
      ...ownDisplay(),
      // An answer that breaks the contract fails the test, not some later screen.
      KAPTAR_CHECK_OUTPUTS: '1',
      ...env,
    },
  };
}

/** Each worker's windows have a display to themselves, where `scripts/setup.mjs` has made some. */
function ownDisplay(): Record<string, string> {
  const { KAPTAR_DISPLAYS: displays = '', TEST_PARALLEL_INDEX: worker = '0' } = process.env;
  const display = displays.split(' ')[Number(worker)];
  return display ? { DISPLAY: display } : {};
}

/** The unpacked Electron that a program is of. */
function distFolder(electron: string): string {
  const inBundle = process.platform === 'darwin' ? ['..', '..', '..'] : [];
  return join(dirname(electron), ...inBundle);
}
