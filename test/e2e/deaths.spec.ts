import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { addAccount, ask, goTo, goToStep, importPeople } from './support/page.ts';
import { devsmsAccount } from './support/sandbox.ts';
import { answerOpenDialog, killEngine } from './support/system.ts';
import { testOnOneApp } from './support/test.ts';

/** The engine dies and the window lives; the window dies and the sending lives: nothing is lost, nothing goes twice. */

const test = testOnOneApp('deaths');

test.describe.configure({ mode: 'serial' });

// A page that is killed says so.
test.use({ allowedComplaints: /^The window crashed\.$/ });

const PEOPLE = 24;
const names = Array.from({ length: PEOPLE }, (_, index) => `N${index}`);
const TEXT = 'Salom, <name>! Yangi choylar keldi.';

let accountId: number;
let listId: number;

test.beforeAll(async ({ page, kaptar, sandbox, dataDir }) => {
  const form = devsmsAccount(sandbox);
  form.settings = { ...form.settings, rate: 8, pollSeconds: 1, lookupGraceSeconds: 3 };
  accountId = await addAccount(page, form, sandbox.token);
  const people = names.map((name, index) => [`9010000${10 + index}`, name] as const);
  listId = await importPeople(kaptar, dataDir, 'Mijozlar', people);
  await ask(page, 'settings.set', { undoSeconds: 0 });
});

test('what was begun in the window is still there when the engine is back, and can be finished', async ({
  page,
  kaptar,
  dataDir,
}) => {
  await goTo(page, `/campaigns/new/to/${listId}`);
  await goToStep(page, 'Message');
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(TEXT);

  const file = join(dataDir, 'Yangi.csv');
  await writeFile(file, 'Kim,Telefon,Izoh\nAziz,901234567,Toshkent\n');
  await answerOpenDialog(kaptar.app, file);
  await goTo(page, '/contacts/import');
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await page.getByRole('combobox', { name: 'What is Izoh?' }).click();
  await page.getByRole('option', { name: 'Ignore' }).click();

  await goTo(page, '/contacts');
  await page.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Feruza');

  // What is asked meanwhile waits for the next engine.
  const asked = page.evaluate(
    () =>
      new Promise((resolve) => {
        window.kaptar.on('engine.state', ({ state }) => {
          if (state === 'restarting') resolve(window.kaptar.call('lists.list', {}));
        });
      }),
  );
  await killEngine(kaptar.app);
  expect(await asked).toMatchObject({ ok: true, value: [{ id: listId }] });

  await expect(dialog.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Feruza');
  await dialog.getByRole('textbox', { name: 'Phone', exact: true }).fill('+998 90 765 43 21');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  expect((await ask(page, 'contacts.list', { search: 'Feruza' })).contacts).toHaveLength(1);

  await goTo(page, '/contacts/import');
  await expect(page.getByRole('combobox', { name: 'What is Izoh?' })).toHaveValue('Ignore');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('button', { name: /^Import 1 contact/ })).toBeVisible();

  await goTo(page, '/campaigns/new');
  await goToStep(page, 'Message');
  await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue(TEXT);
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText(/Salom, N\d+! Yangi choylar keldi/);
});

test('an engine that dies again and again while it sends leaves nobody out, and nobody gets it twice', async ({
  page,
  kaptar,
  sandbox,
}) => {
  const id = await startCampaign(page, 'Salom <name>');
  for (const sent of [4, 10]) {
    await expect.poll(() => sentOf(sandbox, 'Salom'), { timeout: 30_000 }).toBeGreaterThanOrEqual(sent);
    await killEngine(kaptar.app);
  }
  await expect.poll(() => deliveredOf(page, id), { timeout: 45_000 }).toBe(PEOPLE);
  expectEachOnce(sandbox, 'Salom');
});

test('a window that dies comes back with its drafts, one that hangs is asked about, and the sending goes on', async ({
  page,
  kaptar: { app },
  sandbox,
}) => {
  await goTo(page, '/campaigns/new');
  await goToStep(page, 'Message');
  await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue(TEXT);
  await startCampaign(page, 'Xayr <name>');

  await killPage(app);
  await expect.poll(() => textInWindow(app)).toBe(TEXT);
  await expect.poll(() => sentOf(sandbox, 'Xayr'), { timeout: 30_000 }).toBe(PEOPLE);
  expectEachOnce(sandbox, 'Xayr');

  // A real one is said to hang only after half a minute.
  const before = await pageProcess(app);
  const asked = await app.evaluate(({ BrowserWindow, dialog }) => {
    const questions: string[] = [];
    dialog.showMessageBox = (...question: unknown[]) => {
      questions.push((question.at(-1) as Electron.MessageBoxOptions).message);
      return Promise.resolve({ response: 1, checkboxChecked: false });
    };
    BrowserWindow.getAllWindows()[0]?.emit('unresponsive');
    return questions;
  });
  expect(asked).toEqual(['Kaptar’s window does not answer']);
  await expect.poll(() => pageProcess(app)).not.toBe(before);
  await expect.poll(() => textInWindow(app)).toBe(TEXT);

  // Windows tells the window that the system ends.
  const ended = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => {
    setImmediate(() => BrowserWindow.getAllWindows()[0]?.emit('session-end'));
  });
  await ended;
});

async function startCampaign(page: Page, template: string): Promise<number> {
  const { id } = await ask(page, 'campaigns.create', { name: 'Sale', accountId, listId, template });
  await ask(page, 'campaigns.start', { id });
  return id;
}

/** Null where the engine died over the question. */
async function deliveredOf(page: Page, id: number): Promise<number | null> {
  const campaign = await ask(page, 'campaigns.get', { id }).catch(() => null);
  return campaign && campaign.states.delivered;
}

function sentOf({ ledger }: Sandbox, greeting: string): number {
  return ledger.filter(({ text }) => text.startsWith(greeting)).length;
}

/** The provider has charged one message for each of the people, and no other. */
function expectEachOnce({ ledger }: Sandbox, greeting: string): void {
  const texts = ledger.map(({ text }) => text).filter((text) => text.startsWith(greeting));
  expect(texts.toSorted()).toEqual(names.map((name) => `${greeting} ${name}`).toSorted());
}

/** Ends the process of the page without a word. */
function killPage(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    if (pid) process.kill(pid, 'SIGKILL');
  });
}

function pageProcess(app: ElectronApplication): Promise<number | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
}

/** The text that is being written, in a page that Playwright has lost with the one before. */
function textInWindow(app: ElectronApplication): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }) => {
    const text = BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      "document.querySelector('textarea')?.value",
    );
    // A page that dies over it never answers.
    return Promise.race([text, new Promise((resolve) => setTimeout(resolve, 1000))]);
  });
}
