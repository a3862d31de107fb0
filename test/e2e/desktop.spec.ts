import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, expect } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { expectToGiveWay, type Kaptar } from './support/launch.ts';
import { addAccount, ask, expectAccessible, goTo, importPeople } from './support/page.ts';
import { devsmsAccount } from './support/sandbox.ts';
import { chooseMenu } from './support/system.ts';
import { test } from './support/test.ts';

/** Kaptar around its window: the ways out and back, what it tells meanwhile, and what the system hands to it. */

test('a closed window goes on sending, says so once, and comes back', async ({
  kaptar,
  sandbox,
  dataDir,
}) => {
  const { app, window } = kaptar;
  const questions = await answerQuestions(app, 0);
  const id = await runCampaign({ kaptar, sandbox, dataDir });

  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  expect(await questions()).toEqual(['Kaptar goes on sending without its window']);
  const before = (await ask(window, 'campaigns.progress', { id })).states.queued;
  await expect
    .poll(async () => (await ask(window, 'campaigns.progress', { id })).states.queued)
    .toBeLessThan(before);

  await expectToGiveWay({ dataDir });
  await expect.poll(() => isVisible(app)).toBe(true);
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  expect(await questions()).toHaveLength(1);

  // Who wants it otherwise is asked about what is on its way, and may stay.
  await ask(window, 'preferences.set', { onClose: 'quit' });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
  const second = await answerQuestions(app, 1);
  await closeWindow(app);
  await expect.poll(second).toEqual(['Quit Kaptar?']);
  expect(await isVisible(app)).toBe(true);
});

test('quitting finishes what is on the wire, and the rest waits', async ({
  kaptar,
  sandbox,
  dataDir,
  launch,
}) => {
  await answerQuestions(kaptar.app, 0);
  const id = await runCampaign({ kaptar, sandbox, dataDir });
  const ended = kaptar.app.waitForEvent('close');
  await chooseMenu(kaptar.app, 'Quit Kaptar');
  await ended;

  const second = await launch();
  const { states, total } = await ask(second.window, 'campaigns.progress', { id });
  expect(states.unknown).toBe(0);
  expect(states.queued).toBeGreaterThan(0);
  expect(total).toBe(40);
});

test('with nothing to send the app ends with its window', async ({ kaptar: { app, window } }) => {
  // A question would be answered by staying.
  await answerQuestions(app, 2);
  await expect(window.getByRole('heading', { level: 1 })).toBeVisible();
  const ended = app.waitForEvent('close');
  await closeWindow(app);
  await ended;
});

test('the system tells of an end while nobody looks, and a click leads there', async ({
  kaptar,
  sandbox,
  dataDir,
}) => {
  const { app, window } = kaptar;
  await answerQuestions(app, 0);
  const id = await runCampaign({ kaptar, sandbox, dataDir }, 3);
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  const told = () => app.evaluate(() => (globalThis as { told?: string[] }).told ?? []);
  await app.evaluate(({ Notification }) => {
    const main = globalThis as { told?: string[]; last?: Electron.Notification };
    main.told = [];
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      main.told?.push(this.title);
      main.last = this;
    };
  });
  await expect.poll(told, { timeout: 20_000 }).toEqual(['“Sale” has been sent']);
  await app.evaluate(() => (globalThis as { last?: Electron.Notification }).last?.emit('click'));
  await expect.poll(() => isVisible(app)).toBe(true);
  await expect(window.getByRole('heading', { level: 1, name: 'Sale' })).toBeVisible();
  expect(window.url()).toContain(`#/campaigns/${id}`);
});

test('a file opened with Kaptar goes to the import, also when that is what starts it', async ({
  dataDir,
  launch,
}) => {
  const file = join(dataDir, 'Mijozlar.csv');
  await writeFile(file, 'Telefon,Ism\n901234567,Aziz\n');
  const { window: page } = await launch({ args: [file] });
  await expect(page).toHaveURL(/#\/contacts\/import$/);

  await goTo(page, '/accounts');
  const opened = page.evaluate(
    () => new Promise<{ file: string; name: string }>((resolve) => window.kaptar.on('files.opened', resolve)),
  );
  await expectToGiveWay({ dataDir, args: [file] });
  const { file: token, name } = await opened;
  expect(name).toBe('Mijozlar.csv');
  await expect(page).toHaveURL(/#\/contacts\/import$/);
  const { header } = await ask(page, 'import.inspect', { file: token, country: 'UZ' });
  expect(header).toEqual(['Telefon', 'Ism']);
});

test('the choices of the desktop hold at once, and a start at sign-in stays in the background', async ({
  dataDir,
  launch,
  start,
}) => {
  const env = { XDG_CONFIG_HOME: join(dataDir, 'config') };
  const { app, window } = await launch({ env });
  await goTo(window, '/settings');
  const atSignIn = window.getByRole('switch', { name: /^Start Kaptar when I sign in/ });
  await atSignIn.press('Space');
  await expect(atSignIn).toBeChecked();
  await window.getByRole('radio', { name: 'Ask me' }).press('Space');
  await expect(window.getByRole('radio', { name: 'Ask me' })).toBeChecked();
  const inbox = window.getByRole('checkbox', { name: 'When somebody writes back' });
  await inbox.press('Space');
  await expect(inbox).not.toBeChecked();
  await expect
    .poll(() => ask(window, 'preferences.get', {}))
    .toMatchObject({
      startAtLogin: true,
      onClose: 'ask',
      notifications: { ended: true, paused: true, inbox: false },
    });
  const entry = await readFile(join(dataDir, 'config', 'autostart', 'kaptar.desktop'), 'utf8');
  expect(entry).toContain(`"--hidden" "--data-dir=${dataDir}"`);
  await expectAccessible(window, 'settings');
  const { text } = await ask(window, 'app.diagnostics', {});
  expect(text).toContain('"onClose":"ask"');
  await app.close();

  const hidden = await start({ args: ['--hidden'], env });
  // The engine is started before a window would be.
  const processes = () => hidden.evaluate(({ app: main }) => main.getAppMetrics().map(({ name }) => name));
  await expect.poll(processes).toContain('Kaptar engine');
  expect(await hidden.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
  const shown = hidden.waitForEvent('window');
  await expectToGiveWay({ dataDir, env });
  await expect((await shown).getByRole('heading', { level: 1 })).toBeVisible();
});

/** A running campaign of one message a second. */
async function runCampaign(
  { kaptar, sandbox, dataDir }: { kaptar: Kaptar; sandbox: Sandbox; dataDir: string },
  people = 40,
): Promise<number> {
  const { window } = kaptar;
  const form = devsmsAccount(sandbox);
  const slow = { ...form, settings: { ...form.settings, rate: 1, pollSeconds: 0.5 } };
  const accountId = await addAccount(window, slow, sandbox.token);
  const numbers = Array.from(
    { length: people },
    (_, index) => [`9012300${10 + index}`, `N${index}`] as const,
  );
  const listId = await importPeople(kaptar, dataDir, 'Customers', numbers);
  const draft = { name: 'Sale', accountId, listId, template: 'Salom' };
  const { id } = await ask(window, 'campaigns.create', draft);
  await ask(window, 'campaigns.start', { id });
  await expect
    .poll(async () => (await ask(window, 'campaigns.progress', { id })).states.queued)
    .toBeLessThan(people);
  return id;
}

/** Presses that button of every question of the system's; answers what was asked. */
async function answerQuestions(app: ElectronApplication, button: number): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...question: unknown[]) => {
      asked.push((question.at(-1) as Electron.MessageBoxOptions).message);
      return Promise.resolve({ response, checkboxChecked: false });
    };
  }, button);
  return () => app.evaluate(() => (globalThis as { asked?: string[] }).asked ?? []);
}

/** As by the button of its frame. */
function closeWindow(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    // Not within this call: an app that ends with its window could not answer it.
    setImmediate(() => BrowserWindow.getAllWindows()[0]?.close());
  });
}

function isVisible(app: ElectronApplication): Promise<boolean> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);
}
