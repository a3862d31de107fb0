import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, test } from '@playwright/test';
import { type Kaptar, launchKaptar } from './support/launch.ts';

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

test('a secret that the engine made outlives the engine', async () => {
  const kaptar = await launchKaptar({ dataDir });
  const before = await callbackAddress(kaptar);
  expect(before).toMatch(/^https:\/\/sms\.example\/callbacks\/\d+\/status\/[\w-]{20,}$/);
  const states = await kaptar.window.evaluateHandle(() => {
    const heard: string[] = [];
    window.kaptar.on('engine.state', ({ state }) => heard.push(state));
    return heard;
  });
  await kaptar.app.evaluate(({ app, clipboard }) => {
    const engine = app.getAppMetrics().find(({ name }) => name === 'Kaptar engine');
    if (!engine) throw new Error('There is no engine.');
    process.kill(engine.pid, 'SIGKILL');
    return clipboard.writeText('');
  });
  await expect.poll(() => states.jsonValue()).toContain('ready');
  expect(await callbackAddress(kaptar)).toBe(before);
  await kaptar.app.close();
});

test('nobody is sent to Google where Kaptar is not known there', async () => {
  const kaptar = await launchKaptar({ dataDir });
  const [info, reply] = await kaptar.window.evaluate(() =>
    Promise.all([
      window.kaptar.call('app.info', {}),
      window.kaptar.call('mobsms.googleSignIn', { accountId: 1 }),
    ]),
  );
  expect(info).toMatchObject({ ok: true, value: { googleSignIn: false } });
  expect(reply).toMatchObject({
    ok: false,
    error: { code: 'conflict', message: expect.stringContaining('KAPTAR_GOOGLE_CLIENT_ID') },
  });
  await kaptar.app.close();
});

/** The address that the first account's provider would be given; makes the account if there is none. */
async function callbackAddress({ app, window: page }: Kaptar): Promise<string> {
  const reply = await page.evaluate(async () => {
    const { call } = window.kaptar;
    await call('callbacks.set', { enabled: true, port: 0, publicUrl: 'https://sms.example' });
    const accounts = await call('accounts.list', {});
    let id = accounts.ok ? accounts.value[0]?.id : undefined;
    if (id === undefined) {
      const made = await call('accounts.create', { name: 'Shop', provider: 'devsms', settings: {} });
      id = made.ok ? made.value.id : 0;
    }
    return call('callbacks.copyUrl', { accountId: id, topic: 'status' });
  });
  expect(reply).toEqual({ ok: true, value: {} });
  return app.evaluate(({ clipboard }) => clipboard.readText());
}

function windowBounds(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
}
