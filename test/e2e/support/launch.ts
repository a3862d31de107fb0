import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

/** The project's folder, with the built app in `out`. */
export const checkout = join(import.meta.dirname, '..', '..', '..');

export interface Kaptar {
  readonly app: ElectronApplication;
  readonly window: Page;
}

/** Starts the built app on a data folder of its own, and waits for its window. */
export async function launchKaptar({ dataDir }: { dataDir: string }): Promise<Kaptar> {
  const { KAPTAR_ELECTRON: executablePath, KAPTAR_ELECTRON_ARGUMENTS: flags } = process.env;
  if (!executablePath) throw new Error('Run `npm run test:window`: it finds Electron and makes a display.');
  const app = await _electron.launch({
    executablePath,
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
  return { app, window: await app.firstWindow() };
}
