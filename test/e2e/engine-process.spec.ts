import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { devsmsAccount } from './support/sandbox.ts';
import { killEngine } from './support/system.ts';
import { testOnOneApp } from './support/test.ts';

/** The engine in its own process, seen from the window: secrets reach it, and its death is survived. */

const test = testOnOneApp('engine');

test('a key typed into the window reaches the provider', async ({ page, sandbox }) => {
  expect(await connectAccount({ page, sandbox })).toMatchObject({ ok: true });
});

test('a killed engine comes back with its keys, and the window is told', async ({ page, kaptar }) => {
  const states = await page.evaluateHandle(() => {
    const heard: string[] = [];
    window.kaptar.on('engine.state', ({ state }) => heard.push(state));
    return heard;
  });
  await killEngine(kaptar.app);
  await expect.poll(() => states.jsonValue()).toEqual(['restarting', 'starting', 'ready']);
  const reply = await page.evaluate(async () => {
    const accounts = await window.kaptar.call('accounts.list', {});
    const id = accounts.ok ? (accounts.value[0]?.id ?? 0) : 0;
    return window.kaptar.call('accounts.check', { id });
  });
  expect(reply).toMatchObject({ ok: true });
});

test('an engine that cannot start says why, and the app still closes', async ({ dataDir, launch }) => {
  const brokenDir = join(dataDir, 'broken');
  await mkdir(brokenDir, { recursive: true });
  await writeFile(join(brokenDir, 'data'), 'a file in the place of the folder');
  const broken = await launch({ dataDir: brokenDir });
  const reply = await broken.window.evaluate(() => window.kaptar.call('accounts.list', {}));
  expect(reply).toMatchObject({ ok: false, error: { details: { reason: 'data-folder' } } });
  // Waiting for an engine that has gone would keep the app open for ever.
  await expect
    .poll(() => broken.app.evaluate(({ app }) => app.getAppMetrics().map(({ name }) => name)))
    .not.toContain('Kaptar engine');
  await broken.app.close();
});

test('data that cannot be read are told, a backup is restored, and the engine starts anew with it', async ({
  page,
  dataDir,
  launch,
}) => {
  await page.evaluate(() =>
    window.kaptar.call('templates.save', {
      id: null,
      name: 'Kept',
      body: { kind: 'campaign', text: 'Salom' },
    }),
  );
  const backup = await page.evaluate(() => window.kaptar.call('backups.create', {}));
  if (!backup.ok) throw new Error(backup.error.message);
  const { name } = backup.value;
  const damagedDir = join(dataDir, 'damaged', 'data');
  await mkdir(join(damagedDir, 'backups'), { recursive: true });
  await copyFile(join(dataDir, 'data', 'backups', name), join(damagedDir, 'backups', name));
  await writeFile(join(damagedDir, 'kaptar.db'), 'not a database'.repeat(1000));

  const damaged = await launch({ dataDir: join(dataDir, 'damaged') });
  await expect
    .poll(() => damaged.window.evaluate(() => window.kaptar.call('engine.state', {})))
    .toMatchObject({ value: { state: 'damaged', reason: 'unreadable-database' } });
  const states = await damaged.window.evaluateHandle(() => {
    const heard: string[] = [];
    window.kaptar.on('engine.state', ({ state }) => heard.push(state));
    return heard;
  });
  const from = { name };
  const restored = await damaged.window.evaluate((input) => window.kaptar.call('backups.restore', input), {
    from,
  });
  expect(restored).toMatchObject({ ok: true, value: { uncertain: 0 } });
  // Nothing died, and it is not told as if it had.
  await expect.poll(() => states.jsonValue()).toEqual(['starting', 'ready']);
  const templates = await damaged.window.evaluate(() => window.kaptar.call('templates.list', {}));
  expect(templates).toMatchObject({ ok: true, value: [{ name: 'Kept' }] });
  await damaged.app.close();
});

/** Makes an account as the window does, with its key, and lets the provider judge it. */
function connectAccount({ page, sandbox }: { page: Page; sandbox: Sandbox }) {
  return page.evaluate(
    async ({ form, secret }) => {
      const account = await window.kaptar.call('accounts.create', form);
      if (!account.ok) return account;
      await window.kaptar.call('secrets.set', { accountId: account.value.id, secret });
      return window.kaptar.call('accounts.check', { id: account.value.id });
    },
    { form: devsmsAccount(sandbox), secret: sandbox.token },
  );
}
