import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, test } from '@playwright/test';
import { launchKaptar } from './support/launch.ts';

/** What the shell remembers and forbids, over several starts on the same data folder. */

let dataDir: string;

test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kaptar-shell-'));
});

test.afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('the window comes back where and as large as it was left', async () => {
  const bounds = { x: 120, y: 90, width: 1000, height: 700 };
  const first = await launchKaptar({ dataDir });
  await first.app.evaluate(({ BrowserWindow }, wished) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wished);
  }, bounds);
  await expect.poll(() => windowBounds(first.app)).toEqual(bounds);
  await first.app.close();

  const second = await launchKaptar({ dataDir });
  expect(await windowBounds(second.app)).toEqual(bounds);
  await second.app.close();
});

test('a second Kaptar on the same data makes room for the first', async () => {
  const first = await launchKaptar({ dataDir });
  await expect(launchKaptar({ dataDir })).rejects.toThrow();
  expect(await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await first.app.close();
});

function windowBounds(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
}
