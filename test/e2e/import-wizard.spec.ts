import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { expectAccessible, goTo, importPeople } from './support/page.ts';
import { answerSaveDialog } from './support/system.ts';
import { testOnOneApp } from './support/test.ts';

/** A spreadsheet as an office keeps it, from the drop to the way back. */

const test = testOnOneApp('wizard');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ kaptar, dataDir }) => {
  await importPeople(
    kaptar,
    dataDir,
    'Eski',
    [
      ['998901110001', 'Aziza Karimova', '120000'],
      ['998901110002', 'Botir Aliyev', '50000'],
    ],
    ['Qarz'],
  );
});

const CUSTOMERS: CellValue[][] = [
  ['“Lola” doʻkoni mijozlari, noyabr'],
  [],
  ['Mijoz', 'Telefon', null, 'Uy telefoni', 'Qarz', 'Tugʻilgan kun'],
  ['Aziza Karimova', 998_901_110_001, null, 712_000_001, 120_000, new Date(Date.UTC(1990, 4, 17))],
  ['Botir Aliyev', '90 111-00-02', null, null, 75_000, new Date(Date.UTC(1985, 0, 2))],
  ['Nino Beridze', '+995 555 12 34 56', null, null, 30_000, null],
  ['Dilshod', '(90) 111 00 03', null, null, 10_000, null],
  ['Dilshod aka', 998_901_110_003, null, null, 10_000, null],
  ['Olim', '9.98901E+11', null, null, 5_000, null],
  ['Karim', '90 111', null, null, 5_000, null],
  ['Lola', null, null, null, 0, null],
];

test('a workbook is dropped, looked at, checked and imported', async ({ page, kaptar, dataDir }) => {
  const path = join(dataDir, 'Mijozlar noyabr.xlsx');
  const sheets = [
    {
      name: 'Mahsulotlar',
      rows: [
        ['Nomi', 'Narxi'],
        ['Non', 4000],
        ['Choy', 25_000],
      ],
    },
    { name: 'Mijozlar', rows: CUSTOMERS },
  ];
  await writeFile(path, await writeXlsx({ sheets }));
  await goTo(page, '/contacts/import');
  await expectAccessible(page, 'choose a file');
  await drop(page, path);

  await expect(page.getByRole('heading', { name: 'Mijozlar noyabr.xlsx' })).toBeFocused();
  await page.getByRole('combobox', { name: 'Sheet' }).click();
  await page.getByRole('option', { name: 'Mijozlar · 10 rows' }).click();
  await expect(page.getByRole('combobox', { name: 'What is Telefon?' })).toHaveValue('Phone');
  await expect(page.getByRole('combobox', { name: 'What is Mijoz?' })).toHaveValue('Name');
  await expect(page.getByRole('combobox', { name: 'What is Column 3?' })).toHaveValue('Ignore');
  await expect(page.getByRole('cell', { name: '998901110001' })).toBeVisible();
  await expect(page.getByRole('cell', { name: '1990-05-17' })).toBeVisible();
  await expectAccessible(page, 'columns of a workbook');

  await page.getByRole('combobox', { name: 'What is Uy telefoni?' }).click();
  await page.getByRole('option', { name: 'Ignore' }).click();
  await page.getByRole('button', { name: 'Check the file' }).click();

  await expect(
    page.getByRole('heading', { name: '4 contacts for the list “Mijozlar noyabr”' }),
  ).toBeFocused();
  const fates = page.locator('dl');
  for (const fate of ['New2', 'Changed2', 'The same0', 'Twice in the file1', 'Cannot be taken3'])
    await expect(fates).toContainText(fate);
  await expectAccessible(page, 'review of an import');
  const lost = page.getByRole('region', { name: '1 row whose number lost its last digits' });
  await expect(lost).toContainText('9.98901E+11');
  await page.getByRole('button', { name: '2 contacts that change' }).click();
  await expect(page.getByRole('row', { name: /Botir Aliyev/ })).toContainText('50000');
  await expect(page.getByRole('row', { name: /Botir Aliyev/ })).toContainText('75000');
  await expectAccessible(page, 'changes of an import');

  const rejects = join(dataDir, 'rad.csv');
  await answerSaveDialog(kaptar.app, rejects);
  await page.getByRole('button', { name: 'Save these rows with their reasons…' }).click();
  await expect(page.getByText('Saved to rad.csv.', { exact: false })).toBeVisible();
  expect(await readFile(rejects, 'utf8')).toMatch(/^9;lost-digits.*Olim;/m);

  // Another thought, and back: nothing was written, nothing that was decided is lost.
  await page.getByRole('button', { name: 'Change the columns' }).click();
  await expect(page.getByRole('combobox', { name: 'What is Uy telefoni?' })).toHaveValue('Ignore');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: 'Import 4 contacts' }).click();
  await expect(
    page.getByRole('heading', { name: '4 contacts imported into “Mijozlar noyabr”' }),
  ).toBeFocused();
  await expectAccessible(page, 'report of an import');
});

test('a file without news says so, and leads on', async ({ page, dataDir }) => {
  const path = join(dataDir, 'Mijozlar noyabr.csv');
  const row = 'Telefon;Mijoz;\n901110003;Dilshod;\n';
  await writeFile(path, row);
  await page.getByRole('button', { name: 'Import another file' }).click();
  await drop(page, path);
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing would change' })).toBeFocused();
  await expect(page.getByText('1 person from Mijozlar noyabr.csv is on the list')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import 1/ })).toBeHidden();
  await expect(page.getByRole('link', { name: 'New campaign to this list' })).toBeVisible();
  await expectAccessible(page, 'review of an import without news');

  await page.getByRole('button', { name: 'Change the columns' }).click();
  await page.getByRole('combobox', { name: 'List' }).fill('Yana bir');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('button', { name: 'Put 1 person on the list' })).toBeVisible();
});

test('the next file with these columns is taken like the last', async ({ page, dataDir }) => {
  const path = join(dataDir, 'Dekabr.csv');
  await writeFile(path, 'Telefon;Mijoz;Qarz;Uy telefoni;Tugʻilgan kun;\n901110009;Sardor;1;712000009;;\n');
  await drop(page, path);
  await expect(page.getByText('The columns are set as the last time', { exact: false })).toBeVisible();
  const home = page.getByRole('combobox', { name: 'What is Uy telefoni?' });
  await expect(home).toHaveValue('Ignore');
  await expectAccessible(page, 'columns that are remembered');
  await page.getByRole('button', { name: 'Guess again' }).click();
  await expect(home).toHaveValue('Keep as field');
});

test('the last import is undone', async ({ page }) => {
  await goTo(page, '/contacts');
  await expect(page.getByText(/Last import: Mijozlar noyabr\.xlsx/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo import…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undo the last import?' });
  await expect(dialog).toContainText('2 contacts that it brought are removed.');
  await expectAccessible(page, 'undo of an import');
  await dialog.getByRole('button', { name: 'Undo import' }).click();
  const done = page.getByRole('dialog', { name: 'The import is undone' });
  await expect(done.getByRole('status')).toContainText('2 contacts are as before.');
  await expect(done.getByRole('status')).toContainText('The list “Mijozlar noyabr” is gone.');
  // What came of it can be read though there is no import to be undone any more.
  await expect(page.getByText(/Last import: Mijozlar noyabr\.xlsx/)).toBeHidden();
  await expect(done).toBeVisible();
  await done.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('textbox', { name: 'Search contacts' })).toBeFocused();
  await expect(page.getByText('2 contacts', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo import…' })).toBeHidden();
  await expectAccessible(page, 'contacts after an undo');
});

test('numbers are pasted, one a line', async ({ page }) => {
  await goTo(page, '/contacts/import');
  await page.getByRole('button', { name: 'Choose another file…' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Paste a list instead' }).click();
  const box = page.getByRole('textbox', { name: 'Rows or phone numbers' });
  await expect(box).toBeFocused();
  await expectAccessible(page, 'a list to paste');
  await box.fill('+998 90 111 00 11\n90 111 00 12\n\n');
  await page.getByRole('button', { name: 'Look at 2 rows' }).click();
  await expect(page.getByRole('heading', { name: 'Pasted list' })).toBeFocused();
  await page.getByRole('combobox', { name: 'List' }).fill('Qoʻlda');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: 'Import 2 contacts' }).click();
  await expect(page.getByRole('heading', { name: '2 contacts imported into “Qoʻlda”' })).toBeVisible();
});

test('a file that no person dropped is refused, and what cannot be read says what to do', async ({
  page,
  dataDir,
}) => {
  const made = await page.evaluate(() => window.kaptar.drop(new File(['Telefon'], 'made.csv')));
  expect(made).toMatchObject({ ok: false, error: { details: { reason: 'not-a-file' } } });

  const path = join(dataDir, 'Eski.xls');
  await writeFile(path, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));
  await drop(page, path);
  await expect(page.getByRole('alert')).toContainText('This is an old Excel file (.xls)');
});

/** As from the system's own file window: only a file of the system has a path. */
async function drop(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dropped';
    document.body.append(input);
  });
  await page.locator('#dropped').setInputFiles(path);
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped');
    const [file] = input?.files ?? [];
    if (!file) throw new Error('There is no file.');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    input?.remove();
  });
}
