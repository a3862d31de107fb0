import { type ElectronApplication, expect } from '@playwright/test';
import { expectToGiveWay, type Kaptar } from './support/launch.ts';
import { killEngine } from './support/system.ts';
import { test } from './support/test.ts';

/** What the shell remembers and forbids, over several starts on the same data folder. */

test('the window comes back where and as large as it was left', async ({ launch }) => {
  const bounds = { x: 120, y: 90, width: 1000, height: 700 };
  const first = await launch();
  await first.app.evaluate(({ BrowserWindow }, wished) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wished);
  }, bounds);
  await expect.poll(() => windowBounds(first.app)).toEqual(bounds);
  await first.app.close();

  const second = await launch();
  expect(await windowBounds(second.app)).toEqual(bounds);
});

test('a second Kaptar on the same data makes room for the first', async ({ kaptar, dataDir }) => {
  await expectToGiveWay({ dataDir });
  expect(await kaptar.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a secret that the engine made outlives the engine', async ({ kaptar }) => {
  const before = await callbackAddress(kaptar);
  expect(before).toMatch(/^https:\/\/sms\.example\/callbacks\/\d+\/status\/[\w-]{20,}$/);
  const states = await kaptar.window.evaluateHandle(() => {
    const heard: string[] = [];
    window.kaptar.on('engine.state', ({ state }) => heard.push(state));
    return heard;
  });
  await killEngine(kaptar.app);
  await kaptar.app.evaluate(({ clipboard }) => clipboard.writeText(''));
  await expect.poll(() => states.jsonValue()).toContain('ready');
  expect(await callbackAddress(kaptar)).toBe(before);
});

test('nobody is sent to Google where Kaptar is not known there', async ({ page }) => {
  const [info, reply] = await page.evaluate(() =>
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
