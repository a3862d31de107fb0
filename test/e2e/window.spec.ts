import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { type Kaptar, launchKaptar } from './support/launch.ts';
import { expectAccessible, goTo, goToStep } from './support/page.ts';

/** The window as an operator meets it: the real app, its own sandbox, and nothing but roles and labels. */

let kaptar: Kaptar;
let window: Page;
let dataDir: string;
/** What the page was refused or complained about; a healthy window says nothing. */
let complaints: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kaptar-window-'));
  kaptar = await launchKaptar({ dataDir });
  ({ window } = kaptar);
  complaints = [];
  window.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  window.on('pageerror', (error) => complaints.push(error.message));
});

test.afterAll(async () => {
  await kaptar.app.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('a first campaign runs without any key', async () => {
  await expect(window.getByRole('heading', { level: 1, name: 'Welcome to Kaptar' })).toBeVisible();
  await window.getByRole('button', { name: 'Try it now' }).click();

  await expect(window.getByRole('heading', { level: 1, name: 'New campaign' })).toBeVisible();
  const preview = window.getByRole('region', { name: 'Preview' });
  await preview.getByText('As on the list').click();
  await expect(preview).toContainText('Aziza');
  await window.getByRole('button', { name: 'Next person' }).click();
  await expect(preview).toContainText('Bobur');
  // The price is told by the provider, here the sandbox.
  await expect(window.getByRole('region', { name: 'Summary' })).toContainText('$0.13');

  await window.getByRole('button', { name: 'Next: Review' }).click();
  await expect(window.getByText('25 people on Sample contacts get it')).toBeVisible();
  await window.getByRole('button', { name: 'Send 25 messages' }).click();
  await window.getByRole('button', { name: 'Send now' }).click();

  await expect(window.getByRole('heading', { level: 1, name: 'My first campaign' })).toBeVisible();
  await window.getByRole('button', { name: 'Pause' }).click();
  await expect(window.getByText('You paused this campaign')).toBeVisible();
  // The window holds no truth: nothing is lost when it starts anew.
  await window.reload();
  await window.getByRole('button', { name: 'Resume' }).click();

  await expect(window.getByRole('heading', { level: 2, name: 'Finished' })).toBeVisible({ timeout: 30_000 });
  const delivered = window.getByRole('button', { name: 'Delivered 25' });
  await expect(delivered).toBeVisible({ timeout: 30_000 });
  await delivered.click();
  const messages = window.getByRole('grid', { name: 'Messages' });
  await expect(messages).toHaveAttribute('aria-rowcount', '26');
  await expect(messages.getByRole('row').nth(1)).toContainText('Delivered');
});

test('the text is judged while it is typed', async () => {
  await goTo(window, '/campaigns/new');
  await goToStep(window, 'Message');
  const text = window.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('Salom, <nmae>!');
  await expect(window.getByText('Nobody on this list has <nmae>.')).toBeVisible();
  await expect(window.getByRole('button', { name: 'Next: When and how fast' })).toBeDisabled();

  await text.fill('Toʻlov: ');
  await expect(window.getByText('a part holds 70 characters instead of 160')).toBeVisible();
  await text.press('End');
  await window.getByRole('button', { name: 'Qarz' }).click();
  await expect(text).toHaveValue('Toʻlov: <Qarz>');
  await expect(window.getByRole('region', { name: 'Preview' })).toContainText('of 70 characters');
});

test('a field goes behind the text until the caret is put elsewhere, and the text outlives a look around', async () => {
  await goTo(window, '/campaigns/new');
  const text = window.getByRole('textbox', { name: 'Text', exact: true });
  await expect(text).toHaveValue('Toʻlov: <Qarz>');
  await window.getByRole('button', { name: 'phone' }).click();
  await expect(text).toHaveValue('Toʻlov: <Qarz><phone>');

  await text.fill('Уважаемый <name>, ваш долг <Qarz> сум');
  await expect(window.getByText('Written in Cyrillic: a part holds 70')).toBeVisible();
  await text.fill('გამარჯობა <name>');
  await expect(window.getByText('Written in Georgian: a part holds 70')).toBeVisible();
  await goTo(window, '/contacts');
  await goTo(window, '/campaigns/new');
  await expect(text).toHaveValue('გამარჯობა <name>');
});

test('a spreadsheet becomes a list, and says which rows to mend', async () => {
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

  await goTo(window, '/contacts');
  await window.getByRole('link', { name: 'Import contacts' }).click();
  await window.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(window.getByRole('combobox', { name: 'What is Telefon?' })).toHaveValue('Phone');
  await expect(window.getByRole('combobox', { name: 'List' })).toHaveValue('Mijozlar');
  await window.getByRole('combobox', { name: 'Country' }).click();
  await window.getByRole('option', { name: 'Uzbekistan' }).click();
  await window.getByRole('button', { name: 'Check the file' }).click();
  await window.getByRole('button', { name: 'Save these rows with their reasons…' }).click();
  await expect(window.getByText(/^Saved to /)).toBeVisible();
  await window.getByRole('button', { name: 'Import 1 contact' }).click();

  await expect(window.getByRole('heading', { name: '1 contact imported into “Mijozlar”' })).toBeVisible();
  await expect(window.getByRole('region', { name: '1 row with something that is not' })).toContainText(
    'Nino',
  );
  await window.getByRole('link', { name: 'New campaign to this list' }).click();
  await goToStep(window, 'To whom');
  await expect(window.getByRole('combobox', { name: 'List' })).toHaveValue('Mijozlar (1 contact)');
});

test('an opt-out can be undone', async () => {
  await goTo(window, '/contacts');
  await window.getByRole('button', { name: 'Opt out Aziza' }).click();
  await expect(window.getByRole('grid').getByText('Opted out')).toBeVisible();
  await window.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(window.getByRole('grid').getByText('Opted out')).toBeHidden();
});

test('a key that does not work is said in words', async () => {
  await goTo(window, '/accounts/new');
  await window.getByRole('button', { name: 'Save and check' }).click();
  await expect(window.getByText('Fill this in.').first()).toBeVisible();

  await window.getByRole('textbox', { name: 'Name' }).fill('Shop');
  await window.getByLabel('API token', { exact: true }).fill('wrong');
  await window.getByRole('button', { name: 'Advanced settings' }).click();
  // Nobody listens on the port of `discard`: the real provider must not hear from a test.
  await window.getByRole('textbox', { name: 'Address of the provider' }).fill('http://127.0.0.1:9');
  await window.getByRole('button', { name: 'Save and check' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Shop' })).toBeVisible();
  await expect(window.getByRole('alert').filter({ hasText: 'The provider cannot be reached' })).toBeVisible();
});

test('rows are walked with the keyboard', async () => {
  await goTo(window, '/contacts');
  const contacts = window.getByRole('grid', { name: 'Everybody' });
  await contacts.focus();
  await contacts.press('ArrowDown');
  await contacts.press('ArrowDown');
  const current = await contacts.getAttribute('aria-activedescendant');
  await expect(contacts.getByRole('row').nth(3)).toHaveAttribute('id', current ?? '');
  // Of all the buttons in the table, Tab meets only those of this row.
  await contacts.press('Tab');
  await expect(contacts.getByRole('row').nth(3).getByRole('button')).toBeFocused();
});

test('the theme is kept', async () => {
  await window.getByRole('radio', { name: 'Dark' }).press('Space');
  await expect(window.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await window.reload();
  await expect(window.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await expect(window.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('every screen is accessible', async () => {
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
    await goTo(window, path);
    await expectAccessible(window, path);
  }
  await goTo(window, '/campaigns/1');
  await window
    .getByRole('button', { name: /Details$/ })
    .first()
    .click();
  await expect(window.getByRole('dialog')).toBeVisible();
  await expectAccessible(window, 'a message');
  await window.keyboard.press('Escape');
  await goTo(window, '/campaigns/new/try/1/1');
  for (const step of ['To whom', 'Message', 'When and how fast', 'Review'] as const) {
    await goToStep(window, step);
    await expectAccessible(window, step);
  }
});

test('the window was refused nothing and complained of nothing', () => {
  expect(complaints).toEqual([]);
});
