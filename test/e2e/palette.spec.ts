import { expect, type Page } from '@playwright/test';
import { ask, expectAccessible, goTo, importPeople, goToStep } from './support/page.ts';
import { chooseMenu } from './support/system.ts';
import { testOnOneApp } from './support/test.ts';

/** The window by keyboard alone: the command palette, the shortcuts and their sheet, and where the focus is. */

const test = testOnOneApp('palette');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ page, kaptar, dataDir }) => {
  const { account, listId } = await ask(page, 'demo.prepare', {});
  const draft = { name: 'Bayram tabrigi', accountId: account.id, listId, template: 'Salom' };
  await ask(page, 'campaigns.create', draft);
  await importPeople(kaptar, dataDir, 'Qarzdorlar', [['901234567', 'Dilnoza']]);
});

test('keys lead to every place, and the focus to its heading', async ({ page }) => {
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
    await page.keyboard.press(`ControlOrMeta+${key}`);
    await expect(heading(page, name)).toBeFocused();
  }
  // By the navigation, too: it stays where it is, and the focus goes on.
  await page.getByRole('link', { name: 'Contacts' }).press('Enter');
  await expect(heading(page, 'Contacts')).toBeFocused();
});

test('who types is not interrupted, and a dialog is not left behind', async ({ page }) => {
  await goTo(page, '/campaigns/new');
  await goToStep(page, 'Message');
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('Keldingizmi');
  await text.press('Shift+?');
  await expect(text).toHaveValue('Keldingizmi?');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await text.press('ControlOrMeta+Slash');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Search and commands');
  await page.keyboard.press('ControlOrMeta+Digit1');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(text).toBeFocused();

  await heading(page, 'New campaign').focus();
  await page.keyboard.press('Shift+?');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(heading(page, 'New campaign')).toBeFocused();
  await expect(sheet).toBeHidden();
});

test('the palette finds screens, campaigns, lists, accounts and people by the beginning of a word', async ({
  page,
}) => {
  await goTo(page, '/campaigns');
  await choose(page, 'tabr', 'Bayram tabrigi');
  await expect(heading(page, 'Bayram tabrigi')).toBeFocused();
  await choose(page, 'qarz', 'Qarzdorlar');
  await expect(page.getByRole('grid', { name: 'Qarzdorlar' })).toBeVisible();
  await choose(page, 'dil', 'Dilnoza');
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('Dilnoza');
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2);
  // One Dilnoza is of the sample contacts; who types on finds the other in her place, and Enter takes that one.
  await page.keyboard.press('ControlOrMeta+KeyK');
  await field(page).fill('dil');
  await expect(page.getByRole('option').first()).toContainText('Dilnoza');
  await field(page).fill('901234567');
  await expect(page.getByRole('option').first()).toContainText('+998 90 123 45 67');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/contacts\/find\/\+998901234567$/);
  await expect(field(page)).toBeHidden();
  await choose(page, 'inb', 'Inbox');
  await expect(heading(page, 'Inbox')).toBeFocused();
});

test('the palette is walked by keys, says where one is, and gives the focus back', async ({ page }) => {
  await goTo(page, '/contacts');
  const search = page.getByRole('textbox', { name: 'Search' });
  await search.focus();
  await search.press('ControlOrMeta+KeyK');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = page.getByRole('option').nth(1);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveAttribute(
    'aria-activedescendant',
    (await second.getAttribute('id')) ?? 'no line',
  );
  await field(page).fill('zzz');
  await expect(page.getByText('Nothing is called that.')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '0 results' })).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(search).toBeFocused();
  // The same keys that opened it close it.
  await search.press('ControlOrMeta+KeyK');
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('');
  await page.keyboard.press('ControlOrMeta+KeyK');
  await expect(search).toBeFocused();
});

test('all campaigns are paused and resumed from anywhere, by the palette and by the menu', async ({
  page,
  kaptar,
}) => {
  const [campaign] = await ask(page, 'campaigns.list', {});
  const id = campaign?.id ?? 0;
  const account = (await ask(page, 'accounts.list', {})).find(({ demo }) => demo);
  // Slow enough to be paused.
  const settings = { ...account?.settings, rate: 0.5 };
  await ask(page, 'accounts.update', { id: account?.id ?? 0, name: account?.name ?? '', settings });
  await ask(page, 'campaigns.start', { id });
  await choose(page, 'pause', 'Pause all campaigns');
  await expect(page.getByText('1 campaign is paused')).toBeVisible();
  expect((await ask(page, 'campaigns.get', { id })).state).toBe('paused');
  await chooseMenu(kaptar.app, 'Resume paused campaigns');
  await expect.poll(async () => (await ask(page, 'campaigns.get', { id })).state).toBe('running');
});

test('a menu opens what it names, and the theme is a command', async ({ page, kaptar }) => {
  await chooseMenu(kaptar.app, 'Settings');
  await expect(heading(page, 'Settings')).toBeFocused();
  await choose(page, 'dark', 'Use the dark theme');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('palette and sheet are accessible', async ({ page }) => {
  await page.getByRole('button', { name: /^Search/ }).click();
  await expect(field(page)).toBeFocused();
  await field(page).fill('a');
  await page.keyboard.press('ArrowDown');
  await expectAccessible(page, 'the palette');
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeHidden();
  await page.keyboard.press('ControlOrMeta+Slash');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page, 'the sheet of shortcuts');
});

function heading(page: Page, name: string) {
  return page.getByRole('heading', { level: 1, name, exact: true });
}

function field(page: Page) {
  return page.getByRole('combobox', { name: 'Search and commands' });
}

/** Opens the palette, types, and takes the first line, which should be that. */
async function choose(page: Page, typed: string, line: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+KeyK');
  await field(page).fill(typed);
  const first = page.getByRole('option').first();
  await expect(first).toContainText(line);
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeHidden();
}
