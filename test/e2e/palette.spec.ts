import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Kaptar, launchKaptar } from './support/launch.ts';
import { ask, expectAccessible, goTo, importPeople, goToStep } from './support/page.ts';

/** The window by keyboard alone: the command palette, the shortcuts and their sheet, and where the focus is. */

let kaptar: Kaptar;
let window: Page;
let dataDir: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kaptar-palette-'));
  kaptar = await launchKaptar({ dataDir });
  ({ window } = kaptar);
  const { account, listId } = await ask(window, 'demo.prepare', {});
  const draft = { name: 'Bayram tabrigi', accountId: account.id, listId, template: 'Salom' };
  await ask(window, 'campaigns.create', draft);
  await importPeople(kaptar, dataDir, 'Qarzdorlar', [['901234567', 'Dilnoza']]);
});

test.afterAll(async () => {
  await kaptar.app.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('keys lead to every place, and the focus to its heading', async () => {
  for (const [key, name] of [
    ['Digit2', 'One-time codes'],
    ['Digit3', 'Inbox'],
    ['Digit4', 'Contacts'],
    ['Digit5', 'Reports'],
    ['Digit6', 'Accounts'],
    ['Comma', 'Settings'],
    ['KeyN', 'New campaign'],
    ['KeyI', 'Import contacts'],
    ['Digit1', 'Campaigns'],
  ] as const) {
    await window.keyboard.press(`ControlOrMeta+${key}`);
    await expect(heading(name)).toBeFocused();
  }
  // By the navigation, too: it stays where it is, and the focus goes on.
  await window.getByRole('link', { name: 'Contacts' }).press('Enter');
  await expect(heading('Contacts')).toBeFocused();
});

test('who types is not interrupted, and a dialog is not left behind', async () => {
  await goTo(window, '/campaigns/new');
  await goToStep(window, 'Message');
  const text = window.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('Keldingizmi');
  await text.press('Shift+?');
  await expect(text).toHaveValue('Keldingizmi?');
  await expect(window.getByRole('dialog')).toHaveCount(0);

  await text.press('ControlOrMeta+Slash');
  const sheet = window.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Search and commands');
  await window.keyboard.press('ControlOrMeta+Digit1');
  await expect(sheet).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(text).toBeFocused();

  await heading('New campaign').focus();
  await window.keyboard.press('Shift+?');
  await expect(sheet).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(heading('New campaign')).toBeFocused();
  await expect(sheet).toBeHidden();
});

test('the palette finds screens, campaigns, lists, accounts and people by the beginning of a word', async () => {
  await goTo(window, '/campaigns');
  await choose('tabr', 'Bayram tabrigi');
  await expect(heading('Bayram tabrigi')).toBeFocused();
  await choose('qarz', 'Qarzdorlar');
  await expect(window.getByRole('grid', { name: 'Qarzdorlar' })).toBeVisible();
  await choose('dil', 'Dilnoza');
  await expect(window.getByRole('grid').getByRole('row').nth(1)).toContainText('Dilnoza');
  await expect(window.getByRole('grid').getByRole('row')).toHaveCount(2);
  await choose('901234567', 'Dilnoza');
  await choose('inb', 'Inbox');
  await expect(heading('Inbox')).toBeFocused();
});

test('the palette is walked by keys, says where one is, and gives the focus back', async () => {
  await goTo(window, '/contacts');
  const search = window.getByRole('textbox', { name: 'Search' });
  await search.focus();
  await search.press('ControlOrMeta+KeyK');
  await expect(field()).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowDown');
  const second = window.getByRole('option').nth(1);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(field()).toHaveAttribute(
    'aria-activedescendant',
    (await second.getAttribute('id')) ?? 'no line',
  );
  await field().fill('zzz');
  await expect(window.getByText('Nothing is called that.')).toBeVisible();
  await expect(window.getByRole('status').filter({ hasText: '0 results' })).toBeAttached();
  await window.keyboard.press('Escape');
  await expect(search).toBeFocused();
  // The same keys that opened it close it.
  await search.press('ControlOrMeta+KeyK');
  await expect(field()).toBeFocused();
  await expect(field()).toHaveValue('');
  await window.keyboard.press('ControlOrMeta+KeyK');
  await expect(search).toBeFocused();
});

test('all campaigns are paused and resumed from anywhere, by the palette and by the menu', async () => {
  const [campaign] = await ask(window, 'campaigns.list', {});
  const id = campaign?.id ?? 0;
  const account = (await ask(window, 'accounts.list', {})).find(({ demo }) => demo);
  // Slow enough to be paused.
  const settings = { ...account?.settings, rate: 0.5 };
  await ask(window, 'accounts.update', { id: account?.id ?? 0, name: account?.name ?? '', settings });
  await ask(window, 'campaigns.start', { id });
  await choose('pause', 'Pause all campaigns');
  await expect(window.getByText('1 campaign is paused')).toBeVisible();
  expect((await ask(window, 'campaigns.get', { id })).state).toBe('paused');
  await kaptar.app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'Resume paused campaigns')?.click();
  });
  await expect.poll(async () => (await ask(window, 'campaigns.get', { id })).state).toBe('running');
});

test('a menu opens what it names, and the theme is a command', async () => {
  await kaptar.app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'Settings')?.click();
  });
  await expect(heading('Settings')).toBeFocused();
  await choose('dark', 'Use the dark theme');
  await expect(window.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('palette and sheet are accessible', async () => {
  await window.getByRole('button', { name: /^Search/ }).click();
  await expect(field()).toBeFocused();
  await field().fill('a');
  await window.keyboard.press('ArrowDown');
  await expectAccessible(window, 'the palette');
  await window.keyboard.press('Escape');
  await expect(field()).toBeHidden();
  await window.keyboard.press('ControlOrMeta+Slash');
  await expect(window.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(window, 'the sheet of shortcuts');
});

function heading(name: string) {
  return window.getByRole('heading', { level: 1, name, exact: true });
}

function field() {
  return window.getByRole('combobox', { name: 'Search and commands' });
}

/** Opens the palette, types, and takes the first line, which should be that. */
async function choose(typed: string, line: string): Promise<void> {
  await window.keyboard.press('ControlOrMeta+KeyK');
  await field().fill(typed);
  const first = window.getByRole('option').first();
  await expect(first).toContainText(line);
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await window.keyboard.press('Enter');
  await expect(field()).toBeHidden();
}
