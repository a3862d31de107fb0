import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import {
  CALL_CHANNEL,
  EVENT_CHANNEL,
  type CallInput,
  type CallName,
  type CallOutput,
  type Reply,
} from '../../src/shared/contract.ts';
import { type Kaptar, launchKaptar } from './support/launch.ts';
import { devsmsAccount, startQuickSandbox } from './support/sandbox.ts';

/** A campaign while it is made and sent: what the operator sees is true, and no click does more than it says. */

let kaptar: Kaptar;
let page: Page;
let dataDir: string;
let sandbox: Sandbox;
let accountId: number;
/** Of 25 sample contacts. */
let listId: number;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kaptar-campaign-page-'));
  sandbox = await startQuickSandbox();
  kaptar = await launchKaptar({ dataDir });
  page = kaptar.window;
  const form = devsmsAccount(sandbox);
  // Slow enough to be paused on its way, and too patient to settle an uncertain message within a test.
  form.settings = { ...form.settings, rate: 10, lookupGraceSeconds: 3600, pollSeconds: 1 };
  const set = await page.evaluate(
    async ({ account, secret }) => {
      const demo = await window.kaptar.call('demo.prepare', {});
      const made = await window.kaptar.call('accounts.create', account);
      if (!demo.ok || !made.ok) throw new Error('Nothing to send through.');
      await window.kaptar.call('secrets.set', { accountId: made.value.id, secret });
      return { accountId: made.value.id, listId: demo.value.listId };
    },
    { account: form, secret: sandbox.token },
  );
  ({ accountId, listId } = set);
  await watchCalls();
});

test.afterAll(async () => {
  await kaptar.app.close();
  await sandbox.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('a campaign that is left while it is made is not started', async () => {
  await goTo(`/campaigns/new/to/${listId}`);
  await page.getByRole('textbox', { name: 'Name of the campaign' }).fill('Left');
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('An old text');
  const review = page.getByRole('button', { name: 'Review and start' });
  // The second half of a double click neither closes the review nor starts anything.
  await doubleClick(review);
  await hold('campaigns.create');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Send 25 messages' }).click();
  await expect(dialog).toContainText('Preparing 25 messages…');
  await expect(dialog.getByRole('button', { name: 'Back to the text' })).toBeDisabled();
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();

  await goTo('/contacts');
  await release();
  await expect(page.getByText('Left was not started.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
  await goTo('/campaigns');
  await expect(page.getByRole('article').filter({ hasText: 'Left' })).toContainText('Not started');
});

test('a double click on a button does one thing, and the button keeps the focus', async () => {
  await goTo('/campaigns');
  const id = await create('Twice');
  await goTo(`/campaigns/${id}`);
  await doubleClick(page.getByRole('button', { name: 'Start sending' }));
  await expect(page.getByRole('dialog')).toBeHidden();
  await doubleClick(page.getByRole('button', { name: 'Pause' }));
  const resume = page.getByRole('button', { name: 'Resume' });
  await expect(resume).toBeFocused();
  await expect(resume).toBeEnabled();
  await expect(page.getByText('You paused this campaign')).toBeVisible();
  await resume.press('Enter');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused();
  await expect(page.getByRole('heading', { level: 2, name: 'Finished' })).toBeVisible({ timeout: 20_000 });
  // The list that was looked at before knows of it.
  await goTo('/campaigns');
  await expect(page.getByRole('article').filter({ hasText: 'Twice' })).toContainText('Finished');
});

test('when only uncertain messages are left, nothing else is claimed or offered', async () => {
  sandbox.fault('devsms', 'error-before', 3);
  const id = await create('Uncertain');
  await goTo(`/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Waiting for answers' })).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByText('22 sent, 3 uncertain')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Cancel the rest' })).toBeHidden();

  await page.getByRole('button', { name: 'Send again…' }).click();
  await expect(page.getByRole('dialog')).toContainText('$0.015: 3 parts at $0.005');
  await page.getByRole('button', { name: 'Go back' }).click();
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(page.getByRole('group', { name: 'Show messages by state' })).toBeFocused();
  const rows = page.getByRole('grid', { name: 'Messages' });
  await expect(rows.getByRole('button', { name: 'Send again' })).toHaveCount(3);

  await ask('campaigns.cancel', { id });
  await expect(page.getByRole('heading', { level: 2, name: 'Cancelled' })).toBeVisible();
  await expect(rows.getByRole('button', { name: 'Treat as sent' })).toHaveCount(3);
  await expect(page.getByRole('button', { name: /Send again/ })).toHaveCount(0);
});

test('a key that is refused stops a campaign before it begins', async () => {
  const made = await ask('accounts.create', { ...devsmsAccount(sandbox), name: 'Refused' });
  await ask('secrets.set', { accountId: made.id, secret: 'wrong' });
  await goTo(`/campaigns/new/to/${listId}`);
  await page.getByRole('combobox', { name: 'Account' }).click();
  await page.getByRole('option', { name: 'Refused' }).click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Salom');
  await expect(page.getByRole('alert').filter({ hasText: 'The key does not work' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Review and start' })).toBeDisabled();
  await expect(page.getByText('The provider refuses the key of this account.')).toBeVisible();

  // A pause by the provider quotes it.
  sandbox.fault('devsms', 'auth', 1);
  const id = await create('No key');
  await goTo(`/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(page.getByText('Paused: the provider refuses the key')).toBeVisible();
  await expect(page.getByText('In the provider’s words:')).toBeVisible();
});

test('a long running table asks for what is in view, and not all the time', async () => {
  const people = await importPeople(1200);
  const id = await create('Long', people);
  await goTo(`/campaigns/${id}`);
  const rows = page.getByRole('grid', { name: 'Messages' });
  await rows.focus();
  // To the end, page by page.
  await expect(async () => {
    await rows.press('End');
    await expect(rows.getByRole('row').last()).toHaveAttribute('aria-rowindex', '1201', { timeout: 200 });
  }).toPass();
  await rows.press('Home');
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(rows.getByRole('row').nth(1)).toContainText('Delivered', { timeout: 15_000 });

  const before = (await heard('campaigns.messages')).length;
  await page.waitForTimeout(6000);
  const asked = (await heard('campaigns.messages')).slice(before);
  expect(asked.length).toBeGreaterThan(1);
  expect(asked.length).toBeLessThan(6);
  for (const input of asked) expect(input).toMatchObject({ after: null });

  // What was out of view is true as soon as it is looked at.
  await ask('campaigns.cancel', { id });
  await rows.press('End');
  await expect(rows.getByRole('row').last()).toContainText('Cancelled');

  // A spreadsheet with many columns keeps most of them in a menu.
  await goTo(`/campaigns/new/to/${people}`);
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('Salom ');
  await expect(page.getByRole('group', { name: 'Insert a field' }).getByRole('button')).toHaveCount(9);
  await page.getByRole('button', { name: 'More fields…' }).click();
  await page.getByRole('textbox', { name: 'Search fields' }).fill('maydon 9');
  await page.getByRole('option', { name: 'Maydon 9' }).click();
  await expect(text).toHaveValue('Salom <Maydon 9>');
});

test('when the engine is gone the page claims and offers nothing', async () => {
  const id = await create('Stopped', listId);
  await goTo(`/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Sending' })).toBeVisible();
  await kaptar.app.evaluate(({ BrowserWindow }, channel) => {
    const payload = { state: 'failed', message: 'The disk is full.' };
    BrowserWindow.getAllWindows()[0]?.webContents.send(channel, 'engine.state', payload);
  }, EVENT_CHANNEL);
  await expect(page.getByRole('heading', { level: 2, name: 'Not sending right now' })).toBeVisible();
  await expect(page.getByText('a second')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeDisabled();
  const banner = page.getByRole('alert').filter({ hasText: 'The disk is full.' });
  await expect(banner).toContainText('Close Kaptar and open it again.');
});

test('an account that was removed is said to be gone', async () => {
  await goTo('/accounts/4711');
  await page.getByRole('link', { name: 'See all accounts' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
});

async function goTo(path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** As a hand does it, with a pause in which the screen may change under the pointer. */
async function doubleClick(button: Locator): Promise<void> {
  await button.click();
  await page.waitForTimeout(200);
  await page.mouse.down();
  await page.mouse.up();
}

async function create(name: string, list = listId): Promise<number> {
  const draft = { name, accountId, listId: list, template: 'Hello <name|friend>' };
  return (await ask('campaigns.create', draft)).id;
}

/** A list of that many people, each with nine fields. */
async function importPeople(count: number): Promise<number> {
  const file = join(dataDir, 'people.csv');
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const fields = numbers.map((number) => `Maydon ${number}`);
  const rows = Array.from(
    { length: count },
    (_, index) => `${901_000_000 + index},Person ${index},${numbers.join(',')}`,
  );
  await writeFile(file, [`Telefon,Ism,${fields.join(',')}`, ...rows].join('\n'));
  await kaptar.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  return page.evaluate(async () => {
    const chosen = await window.kaptar.call('files.choose', {});
    if (!chosen.ok || !chosen.value) throw new Error('No file was chosen.');
    const mapping = { phone: 0, name: 1, ignored: [] };
    const input = { file: chosen.value.file, country: 'UZ', list: 'People', mapping };
    const report = await window.kaptar.call('import.run', input);
    if (!report.ok) throw new Error(report.error.message);
    return report.value.listId;
  });
}

/** Asks as the page does. */
function ask<C extends CallName>(name: C, input: CallInput<C>): Promise<CallOutput<C>> {
  const asked: { what: string; how: unknown } = { what: name, how: input };
  return page.evaluate(async ({ what, how }) => {
    const call = window.kaptar.call as (name: string, input: unknown) => Promise<Reply<unknown>>;
    const reply = await call(what, how);
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  }, asked) as Promise<CallOutput<C>>;
}

/** Puts an ear, and a hand, between the page and the shell: which calls come in, and one that waits. */
function watchCalls(): Promise<void> {
  return kaptar.app.evaluate(({ ipcMain }, channel) => {
    type Handler = (event: unknown, name: string, input: unknown) => unknown;
    // Electron has no public way to wrap a handler.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    const own = handlers.get(channel);
    if (!own) throw new Error('Nobody answers calls.');
    const calls: { name: string; input: unknown }[] = [];
    const watch: Watch = { calls, held: null, release: () => undefined };
    handlers.set(channel, async (event, name, input) => {
      calls.push({ name, input });
      if (name === watch.held) {
        await new Promise<void>((go) => {
          watch.release = go;
        });
      }
      return own(event, name, input);
    });
    Object.assign(globalThis, { watch });
  }, CALL_CHANNEL);
}

interface Watch {
  calls: { name: string; input: unknown }[];
  held: string | null;
  release: () => void;
}

/** What the page has asked with this call so far. */
function heard(name: CallName): Promise<unknown[]> {
  return kaptar.app.evaluate((_, wanted) => {
    const { watch } = globalThis as unknown as { watch: Watch };
    return watch.calls.filter((made) => made.name === wanted).map(({ input }) => input);
  }, name);
}

/** Calls of this name wait until `release`. */
function hold(name: CallName): Promise<void> {
  return kaptar.app.evaluate((_, held) => {
    (globalThis as unknown as { watch: Watch }).watch.held = held;
  }, name);
}

function release(): Promise<void> {
  return kaptar.app.evaluate(() => {
    const { watch } = globalThis as unknown as { watch: Watch };
    watch.held = null;
    watch.release();
  });
}
