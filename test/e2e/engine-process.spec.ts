import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { type Kaptar, launchKaptar } from './support/launch.ts';
import { devsmsAccount, startQuickSandbox } from './support/sandbox.ts';

/** The engine in its own process, seen from the window: secrets reach it, and its death is survived. */

let kaptar: Kaptar;
let dataDir: string;
let sandbox: Sandbox;

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kaptar-engine-'));
  sandbox = await startQuickSandbox();
  kaptar = await launchKaptar({ dataDir });
});

test.afterAll(async () => {
  await kaptar.app.close();
  await sandbox.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('a key typed into the window reaches the provider', async () => {
  expect(await connectAccount()).toMatchObject({ ok: true });
});

test('a killed engine comes back with its keys, and the window is told', async () => {
  const states = await kaptar.window.evaluateHandle(() => {
    const heard: string[] = [];
    window.kaptar.on('engine.state', ({ state }) => heard.push(state));
    return heard;
  });
  await kaptar.app.evaluate(({ app }) => {
    const engine = app.getAppMetrics().find(({ name }) => name === 'Kaptar engine');
    if (!engine) throw new Error('There is no engine.');
    process.kill(engine.pid, 'SIGKILL');
  });
  await expect.poll(() => states.jsonValue()).toEqual(['restarting', 'starting', 'ready']);
  const reply = await kaptar.window.evaluate(async () => {
    const accounts = await window.kaptar.call('accounts.list', {});
    const id = accounts.ok ? (accounts.value[0]?.id ?? 0) : 0;
    return window.kaptar.call('accounts.check', { id });
  });
  expect(reply).toMatchObject({ ok: true });
});

test('an engine that cannot start says why, and the app still closes', async () => {
  const brokenDir = await mkdtemp(join(tmpdir(), 'kaptar-broken-'));
  await mkdir(join(brokenDir, 'data'));
  await writeFile(join(brokenDir, 'data', 'kaptar.db'), 'not a database'.repeat(1000));
  const broken = await launchKaptar({ dataDir: brokenDir });
  const reply = await broken.window.evaluate(() => window.kaptar.call('accounts.list', {}));
  expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
  // Waiting for an engine that has gone would keep the app open for ever.
  await expect
    .poll(() => broken.app.evaluate(({ app }) => app.getAppMetrics().map(({ name }) => name)))
    .not.toContain('Kaptar engine');
  await broken.app.close();
  await rm(brokenDir, { recursive: true, force: true });
});

/** Makes an account as the window does, with its key, and lets the provider judge it. */
function connectAccount() {
  return kaptar.window.evaluate(
    async ({ form, secret }) => {
      const account = await window.kaptar.call('accounts.create', form);
      if (!account.ok) return account;
      await window.kaptar.call('secrets.set', { accountId: account.value.id, secret });
      return window.kaptar.call('accounts.check', { id: account.value.id });
    },
    { form: devsmsAccount(sandbox), secret: sandbox.token },
  );
}
