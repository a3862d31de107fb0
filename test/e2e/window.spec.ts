import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible, goTo, goToStep } from './support/page.ts';
import { testOnOneApp } from './support/test.ts';

/** The window as an operator meets it: the real app, its own sandbox, and nothing but roles and labels. */

/** What the page was refused or complained about; a healthy window says nothing. */
let complaints: string[];

const test = testOnOneApp('window');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ page }) => {
  complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});

test('a first campaign runs without any key', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome to Kaptar' })).toBeVisible();
  await expectAccessible(page, 'the first run');
  await page.getByRole('button', { name: 'Try it now' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'New campaign' })).toBeVisible();
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByText('As on the list').click();
  await expect(preview).toContainText('Aziza');
  await page.getByRole('button', { name: 'Next person' }).click();
  await expect(preview).toContainText('Bobur');
  // The price is told by the provider, here the sandbox.
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('$0.13');
  await preview.getByText('Dearest first').click();
  await expect(preview).toContainText('1 of 20');
  await expect(preview).toContainText('The 20 dearest and longest of 25 messages.');

  // Back from the review leads to the step that was seen last, not to the one that practice leaves out.
  await page.getByRole('button', { name: 'Next: Review' }).click();
  await page.getByRole('button', { name: 'Back: Message' }).click();
  await expect(preview).toBeVisible();
  await page.getByRole('button', { name: 'Next: Review' }).click();
  await expect(page.getByText('25 people on Sample contacts get it')).toBeVisible();
  await expect(page.getByText('All amounts are play money.')).toBeVisible();
  await page.getByRole('button', { name: 'Send 25 messages' }).click();
  await page.getByRole('button', { name: 'Send now' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'My first campaign' })).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('You paused this campaign')).toBeVisible();
  await expect(page.getByText('All amounts are play money.')).toBeVisible();
  // The window holds no truth: nothing is lost when it starts anew.
  await page.reload();
  await page.getByRole('button', { name: 'Resume' }).click();

  await expect(page.getByRole('heading', { level: 2, name: 'Finished' })).toBeVisible({ timeout: 30_000 });
  const delivered = page.getByRole('button', { name: 'Delivered 25' });
  await expect(delivered).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('main')).toContainText('Play money$0.13');
  await expect(page.getByText('nothing was charged: the amounts here are play money')).toBeVisible();
  await delivered.click();
  const messages = page.getByRole('grid', { name: 'Messages' });
  await expect(messages).toHaveAttribute('aria-rowcount', '26');
  await expect(messages.getByRole('row').nth(1)).toContainText('Delivered');
});

test('the text is judged while it is typed', async ({ page }) => {
  await goTo(page, '/campaigns/new');
  await goToStep(page, 'Message');
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('Salom, <nmae>!');
  await expect(page.getByText('Nobody on this list has <nmae>.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next: When and how fast' })).toBeDisabled();

  await text.fill('Toʻlov: ');
  await expect(page.getByText('a part holds 70 characters instead of 160')).toBeVisible();
  await text.press('End');
  await page.getByRole('button', { name: 'Qarz' }).click();
  await expect(text).toHaveValue('Toʻlov: <Qarz>');
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('of 70 characters');
});

test('a field goes behind the text until the caret is put elsewhere, and the text outlives a look around', async ({
  page,
}) => {
  await goTo(page, '/campaigns/new');
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await expect(text).toHaveValue('Toʻlov: <Qarz>');
  await page.getByRole('button', { name: 'phone' }).click();
  await expect(text).toHaveValue('Toʻlov: <Qarz><phone>');

  await text.fill('Уважаемый <name>, ваш долг <Qarz> сум');
  await expect(page.getByText('Written in Cyrillic: a part holds 70')).toBeVisible();
  await text.fill('გამარჯობა <name>');
  await expect(page.getByText('Written in Georgian: a part holds 70')).toBeVisible();
  await goTo(page, '/contacts');
  await goTo(page, '/campaigns/new');
  await expect(text).toHaveValue('გამარჯობა <name>');
});

test('a spreadsheet becomes a list, and says which rows to mend', async ({ page, kaptar, dataDir }) => {
  const file = join(dataDir, 'Mijozlar.csv');
  const rejects = join(dataDir, 'rejected.csv');
  const rows = [
    'Telefon,Ism,Shahar',
    '901234567,Aziz,Toshkent',
    '901234567,Aziz,Toshkent',
    '12,Nino,Tbilisi',
  ];
  await writeFile(file, rows.join('\n'));
  await kaptar.app.evaluate(
    ({ dialog }, paths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [paths.file] });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: paths.rejects });
    },
    { file, rejects },
  );

  await goTo(page, '/contacts');
  await page.getByRole('link', { name: 'Import contacts' }).click();
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(page.getByRole('combobox', { name: 'What is Telefon?' })).toHaveValue('Phone');
  await expect(page.getByRole('combobox', { name: 'List' })).toHaveValue('Mijozlar');
  await page.getByRole('combobox', { name: 'Country' }).click();
  await page.getByRole('option', { name: 'Uzbekistan' }).click();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: 'Save these rows with their reasons…' }).click();
  await expect(page.getByText(/^Saved to /)).toBeVisible();
  await page.getByRole('button', { name: 'Import 1 contact' }).click();

  await expect(page.getByRole('heading', { name: '1 contact imported into “Mijozlar”' })).toBeVisible();
  await expect(page.getByRole('region', { name: '1 row with something that is not' })).toContainText('Nino');
  await page.getByRole('link', { name: 'New campaign to this list' }).click();
  await goToStep(page, 'To whom');
  await expect(page.getByRole('combobox', { name: 'List' })).toHaveValue('Mijozlar (1 contact)');
});

test('an opt-out can be undone', async ({ page }) => {
  await goTo(page, '/contacts');
  await page.getByRole('button', { name: 'Opt out Aziza' }).click();
  await expect(page.getByRole('grid').getByText('Opted out')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('grid').getByText('Opted out')).toBeHidden();
});

test('a key that does not work is said in words', async ({ page }) => {
  await goTo(page, '/accounts/new');
  await page.getByRole('button', { name: 'Save and check' }).click();
  await expect(page.getByText('Fill this in.').first()).toBeVisible();

  await page.getByRole('textbox', { name: 'Name' }).fill('Shop');
  await page.getByLabel('API token', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Advanced settings' }).click();
  // Nobody listens on the port of `discard`: the real provider must not hear from a test.
  await page.getByRole('textbox', { name: 'Address of the provider' }).fill('http://127.0.0.1:9');
  await page.getByRole('button', { name: 'Save and check' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Shop' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'The provider cannot be reached' })).toBeVisible();
});

test('rows are walked with the keyboard', async ({ page }) => {
  await goTo(page, '/contacts');
  const contacts = page.getByRole('grid', { name: 'Everybody' });
  await contacts.focus();
  await contacts.press('ArrowDown');
  await contacts.press('ArrowDown');
  const current = await contacts.getAttribute('aria-activedescendant');
  await expect(contacts.getByRole('row').nth(3)).toHaveAttribute('id', current ?? '');
  // Of all the buttons in the table, Tab meets only those of this row.
  await contacts.press('Tab');
  await expect(contacts.getByRole('row').nth(3).getByRole('button')).toBeFocused();
});

test('the theme is kept', async ({ page }) => {
  await page.getByRole('radio', { name: 'Dark' }).press('Space');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('every screen is accessible', async ({ page }) => {
  // Fourteen screens, each seen in light and in dark: a busy machine takes most of a minute.
  test.slow();
  for (const path of [
    '/campaigns',
    '/campaigns/1',
    '/campaigns/new',
    '/contacts',
    '/contacts/list/1',
    '/contacts/import',
    '/accounts',
    '/accounts/1',
    '/accounts/new',
  ]) {
    await goTo(page, path);
    await expectAccessible(page, path);
  }
  await goTo(page, '/campaigns/1');
  await page
    .getByRole('button', { name: /Details$/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'a message');
  await page.keyboard.press('Escape');
  await goTo(page, '/campaigns/new/try/1/1');
  for (const step of ['To whom', 'Message', 'When and how fast', 'Review'] as const) {
    await goToStep(page, step);
    await expectAccessible(page, step);
  }
});
