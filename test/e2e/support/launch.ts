import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

/** The project's folder, with the built app in `out`. */
export const checkout = join(import.meta.dirname, '..', '..', '..');

export interface Kaptar {
  readonly app: ElectronApplication;
  readonly window: Page;
}

/** A start takes two seconds, on a busy machine ten. */
const LAUNCH_TIMEOUT_MS = 25_000;

/**
 * Starts the built app on a data folder of its own, and waits for its window. Once more where that does not come:
 * of a hundred launches the debugger of the test loses a few between its two connections.
 */
export async function launchKaptar({ dataDir }: { dataDir: string }): Promise<Kaptar> {
  return launch(dataDir).catch(() => launch(dataDir));
}

async function launch(dataDir: string): Promise<Kaptar> {
  const { KAPTAR_ELECTRON: executablePath, KAPTAR_ELECTRON_ARGUMENTS: flags } = process.env;
  if (!executablePath) throw new Error('Run `npm run test:window`: it finds Electron and makes a display.');
  const app = await _electron.launch({
    executablePath,
    timeout: LAUNCH_TIMEOUT_MS,
    args: [...(flags ? flags.split(' ') : []), checkout, `--data-dir=${dataDir}`],
    env: {
      ...Object.fromEntries(
        Object.entries(process.env).filter(
          (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE',
        ),
      ),
      // An answer that breaks the contract fails the test, not some later screen.
      KAPTAR_CHECK_OUTPUTS: '1',
    },
  });
  try {
    return { app, window: await app.firstWindow({ timeout: LAUNCH_TIMEOUT_MS }) };
  } catch (error) {
    app.process().kill('SIGKILL');
    throw error;
  }
}
