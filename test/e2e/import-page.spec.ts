import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { type Kaptar, launchKaptar } from './support/launch.ts';
import { goTo } from './support/page.ts';

/** What the import page owes an operator who leaves it, changes their mind, or chooses wrongly. */

/** Enough that the import still runs while one looks elsewhere. */
const MANY_ROWS = 600_000;

let kaptar: Kaptar;
let window: Page;
let dataDir: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kaptar-import-'));
  kaptar = await launchKaptar({ dataDir });
  ({ window } = kaptar);
});

test.afterAll(async () => {
  await kaptar.app.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('letters that do not fit can be chosen again', async () => {
  // `Имя,Телефон` and a row, each letter one byte of windows-1251.
  const text = [0xc8, 0xec, 0xff, 0x2c, 0xd2, 0xe5, 0xeb, 0x0a, 0xce, 0xeb, 0xe5, 0xe3];
  await choose('Клиенты.csv', Buffer.concat([Buffer.from(text), Buffer.from(',901234567\n')]));
  await expect(window.getByRole('heading', { name: 'Клиенты.csv' })).toBeFocused();
  const letters = window.getByRole('combobox', { name: 'Letters' });
  await letters.click();
  await window.getByRole('option', { name: 'UTF-8' }).click();
  await expect(window.getByRole('alert')).toContainText('These letters do not fit');
  await expect(letters).toHaveValue('UTF-8');
  await letters.click();
  await window.getByRole('option', { name: 'Windows-1251' }).click();
  await expect(window.getByRole('cell', { name: 'Олег' })).toBeVisible();
  await expect(window.getByRole('alert')).toBeHidden();
});

test('a list is found in whatever case its name is written', async () => {
  await choose('Mijozlar.csv', 'Telefon,Ism\n901234567,Aziz\n');
  await expect(window.getByText('A new list with this name.')).toBeVisible();
  await runImport();
  const first = window.getByRole('heading', { name: '1 contact imported into “Mijozlar”' });
  await expect(first).toBeFocused();

  // The report is still there for who looked at something else.
  await goTo(window, '/campaigns');
  await goTo(window, '/contacts/import');
  await expect(first).toBeVisible();
  await window.getByRole('button', { name: 'Import another file' }).click();
  await expect(window.getByRole('button', { name: 'Choose a file…' })).toBeFocused();

  await choose('MIJOZLAR.csv', 'Telefon,Ism\n901234568,Nino\n');
  await expect(window.getByText('They are added to this list: Mijozlar.')).toBeVisible();
  await runImport();
  await expect(first).toBeFocused();
  await window.getByRole('button', { name: 'Import another file' }).click();
});

test('a running import is found again and can be cancelled', async () => {
  const rows = Array.from({ length: MANY_ROWS }, (_, row) => `9${String(row + 1e8).slice(1)},Ism ${row}`);
  await choose('Katta.csv', `Telefon,Ism\n${rows.join('\n')}\n`);
  const cancel = window.getByRole('button', { name: 'Cancel import' });
  const cancelled = window.getByText('Cancelled: nothing was taken over.');

  // The check can be cancelled like the import.
  await checkFile();
  await expect(window.getByRole('heading', { name: 'Checking Katta.csv' })).toBeFocused();
  await window.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(cancelled).toBeVisible();

  await runImport();
  await expect(window.getByRole('heading', { name: 'Importing Katta.csv' })).toBeFocused();
  await goTo(window, '/contacts');
  await window.getByRole('link', { name: 'See the running import' }).click();
  await expect(window.getByRole('heading', { name: 'Importing Katta.csv' })).toBeVisible();
  await cancel.click();
  await expect(cancelled).toBeVisible();
  // What was decided is still there, and so is what was found.
  await window.getByRole('button', { name: /^Import [\d,]+ contacts?$/ }).click();
  await expect(window.getByText(/rows read/)).toBeVisible();
  await window.reload();
  await expect(window.getByRole('heading', { name: 'An import is running' })).toBeVisible();
  await cancel.click();
  await expect(cancelled).toBeVisible();
  await expect(window.getByRole('heading', { name: 'Drop a file here' })).toBeVisible();
  await goTo(window, '/contacts');
  await expect(window.getByRole('status').filter({ hasText: '2 contacts' })).toBeVisible();
});

async function choose(name: string, content: string | Buffer): Promise<void> {
  const file = join(dataDir, name);
  await writeFile(file, content);
  await kaptar.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await goTo(window, '/contacts/import');
  await window.getByRole('button', { name: /^Choose (a|another) file…$/ }).click();
}

async function runImport(): Promise<void> {
  await checkFile();
  await window.getByRole('button', { name: /^Import [\d,]+ contacts?$/ }).click();
}

async function checkFile(): Promise<void> {
  await window.getByRole('button', { name: 'Check the file' }).click();
}
