import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Sandbox } from '../../../src/main/sandbox/server.ts';

/**
 * Fills a data folder, in which nothing runs yet, with a campaign to two people on each of these days; they are given
 * as days ago. It runs on Electron's own Node, which the store needs.
 */
export async function sendOnEarlierDays(
  dataDir: string,
  sandbox: Sandbox,
  days: readonly number[],
): Promise<void> {
  const { KAPTAR_ELECTRON: electron } = process.env;
  if (!electron) throw new Error('Run `npm run test:window`: it finds Electron and makes a display.');
  const maker = spawn(
    electron,
    [
      join(import.meta.dirname, 'send-earlier.ts'),
      `--data-dir=${join(dataDir, 'data')}`,
      `--url=${sandbox.urls.devsms}`,
      `--token=${sandbox.token}`,
      ...days.map((ago) => `--ago=${ago}`),
    ],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: 'inherit' },
  );
  const [code] = await once(maker, 'exit');
  if (code !== 0) throw new Error('Nothing was sent on earlier days.');
}
