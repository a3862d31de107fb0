import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Kaptar } from './support/launch.ts';
import { goTo } from './support/page.ts';
import { answerOpenDialog } from './support/system.ts';
import { testOnOneApp } from './support/test.ts';

/** What the import page owes an operator who leaves it, changes their mind, or chooses wrongly. */

/** Enough that the import still runs while one looks elsewhere. */
const MANY_ROWS = 600_000;

const test = testOnOneApp('import');

test.describe.configure({ mode: 'serial' });

test('letters that do not fit can be chosen again', async ({ page, kaptar, dataDir }) => {
  // `Имя,Телефон` and a row, each letter one byte of windows-1251.
  const text = [0xc8, 0xec, 0xff, 0x2c, 0xd2, 0xe5, 0xeb, 0x0a, 0xce, 0xeb, 0xe5, 0xe3];
  await choose(
    { page, kaptar, dataDir },
    'Клиенты.csv',
    Buffer.concat([Buffer.from(text), Buffer.from(',901234567\n')]),
  );
  await expect(page.getByRole('heading', { name: 'Клиенты.csv' })).toBeFocused();
  const letters = page.getByRole('combobox', { name: 'Letters' });
  await letters.click();
  await page.getByRole('option', { name: 'UTF-8' }).click();
  await expect(page.getByRole('alert')).toContainText('These letters do not fit');
  await expect(letters).toHaveValue('UTF-8');
  await letters.click();
  await page.getByRole('option', { name: 'Windows-1251' }).click();
  await expect(page.getByRole('cell', { name: 'Олег' })).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('a list is found in whatever case its name is written', async ({ page, kaptar, dataDir }) => {
  await choose({ page, kaptar, dataDir }, 'Mijozlar.csv', 'Telefon,Ism\n901234567,Aziz\n');
  await expect(page.getByText('A new list with this name.')).toBeVisible();
  await runImport(page);
  const first = page.getByRole('heading', { name: '1 contact imported into “Mijozlar”' });
  await expect(first).toBeFocused();

  // The report is still there for who looked at something else.
  await goTo(page, '/campaigns');
  await goTo(page, '/contacts/import');
  await expect(first).toBeVisible();
  await page.getByRole('button', { name: 'Import another file' }).click();
  await expect(page.getByRole('button', { name: 'Choose a file…' })).toBeFocused();

  await choose({ page, kaptar, dataDir }, 'MIJOZLAR.csv', 'Telefon,Ism\n901234568,Nino\n');
  await expect(page.getByText('They are added to this list: Mijozlar.')).toBeVisible();
  await runImport(page);
  await expect(first).toBeFocused();
  await page.getByRole('button', { name: 'Import another file' }).click();
});

test('a running import is found again and can be cancelled', async ({ page, kaptar, dataDir }) => {
  const rows = Array.from({ length: MANY_ROWS }, (_, row) => `9${String(row + 1e8).slice(1)},Ism ${row}`);
  await choose({ page, kaptar, dataDir }, 'Katta.csv', `Telefon,Ism\n${rows.join('\n')}\n`);
  const cancel = page.getByRole('button', { name: 'Cancel import' });
  const cancelled = page.getByText('Cancelled: nothing was taken over.');

  // The check can be cancelled like the import.
  await checkFile(page);
  await expect(page.getByRole('heading', { name: 'Checking Katta.csv' })).toBeFocused();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(cancelled).toBeVisible();

  await runImport(page);
  await expect(page.getByRole('heading', { name: 'Importing Katta.csv' })).toBeFocused();
  await goTo(page, '/contacts');
  await page.getByRole('link', { name: 'See the running import' }).click();
  await expect(page.getByRole('heading', { name: 'Importing Katta.csv' })).toBeVisible();
  await cancel.click();
  await expect(cancelled).toBeVisible();
  // What was decided is still there, and so is what was found.
  await page.getByRole('button', { name: /^Import [\d,]+ contacts?$/ }).click();
  await expect(page.getByText(/rows read/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'An import is running' })).toBeVisible();
  await cancel.click();
  await expect(cancelled).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Drop a file here' })).toBeVisible();
  await goTo(page, '/contacts');
  await expect(page.getByRole('status').filter({ hasText: '2 contacts' })).toBeVisible();
});

async function choose(
  { page, kaptar, dataDir }: { page: Page; kaptar: Kaptar; dataDir: string },
  name: string,
  content: string | Buffer,
): Promise<void> {
  const file = join(dataDir, name);
  await writeFile(file, content);
  await answerOpenDialog(kaptar.app, file);
  await goTo(page, '/contacts/import');
  await page.getByRole('button', { name: /^Choose (a|another) file…$/ }).click();
}

async function runImport(page: Page): Promise<void> {
  await checkFile(page);
  await page.getByRole('button', { name: /^Import [\d,]+ contacts?$/ }).click();
}

async function checkFile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check the file' }).click();
}
