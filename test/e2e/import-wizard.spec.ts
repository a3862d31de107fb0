import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { type Kaptar, launchKaptar } from './support/launch.ts';
import { expectAccessible, goTo, importPeople } from './support/page.ts';

/** A spreadsheet as an office keeps it, from the drop to the way back. */

let kaptar: Kaptar;
let window: Page;
let dataDir: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kaptar-wizard-'));
  kaptar = await launchKaptar({ dataDir });
  ({ window } = kaptar);
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

test.afterAll(async () => {
  await kaptar.app.close();
  await rm(dataDir, { recursive: true, force: true });
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

test('a workbook is dropped, looked at, checked and imported', async () => {
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
  await goTo(window, '/contacts/import');
  await expectAccessible(window, 'choose a file');
  await drop(path);

  await expect(window.getByRole('heading', { name: 'Mijozlar noyabr.xlsx' })).toBeFocused();
  await window.getByRole('combobox', { name: 'Sheet' }).click();
  await window.getByRole('option', { name: 'Mijozlar · 10 rows' }).click();
  await expect(window.getByRole('combobox', { name: 'What is Telefon?' })).toHaveValue('Phone');
  await expect(window.getByRole('combobox', { name: 'What is Mijoz?' })).toHaveValue('Name');
  await expect(window.getByRole('combobox', { name: 'What is Column 3?' })).toHaveValue('Ignore');
  await expect(window.getByRole('cell', { name: '998901110001' })).toBeVisible();
  await expect(window.getByRole('cell', { name: '1990-05-17' })).toBeVisible();
  await expectAccessible(window, 'columns of a workbook');

  await window.getByRole('combobox', { name: 'What is Uy telefoni?' }).click();
  await window.getByRole('option', { name: 'Ignore' }).click();
  await window.getByRole('button', { name: 'Check the file' }).click();

  await expect(
    window.getByRole('heading', { name: '4 contacts for the list “Mijozlar noyabr”' }),
  ).toBeFocused();
  const fates = window.locator('dl');
  for (const fate of ['New2', 'Changed2', 'The same0', 'Twice in the file1', 'Cannot be taken3'])
    await expect(fates).toContainText(fate);
  await expectAccessible(window, 'review of an import');
  const lost = window.getByRole('region', { name: '1 row whose number lost its last digits' });
  await expect(lost).toContainText('9.98901E+11');
  await window.getByRole('button', { name: '2 contacts that change' }).click();
  await expect(window.getByRole('row', { name: /Botir Aliyev/ })).toContainText('50000');
  await expect(window.getByRole('row', { name: /Botir Aliyev/ })).toContainText('75000');
  await expectAccessible(window, 'changes of an import');

  const rejects = join(dataDir, 'rad.csv');
  await kaptar.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, rejects);
  await window.getByRole('button', { name: 'Save these rows with their reasons…' }).click();
  await expect(window.getByText('Saved to rad.csv.', { exact: false })).toBeVisible();
  expect(await readFile(rejects, 'utf8')).toMatch(/^9;lost-digits.*Olim;/m);

  // Another thought, and back: nothing was written, nothing that was decided is lost.
  await window.getByRole('button', { name: 'Change the columns' }).click();
  await expect(window.getByRole('combobox', { name: 'What is Uy telefoni?' })).toHaveValue('Ignore');
  await window.getByRole('button', { name: 'Check the file' }).click();
  await window.getByRole('button', { name: 'Import 4 contacts' }).click();
  await expect(
    window.getByRole('heading', { name: '4 contacts imported into “Mijozlar noyabr”' }),
  ).toBeFocused();
  await expectAccessible(window, 'report of an import');
});

test('the next file with these columns is taken like the last', async () => {
  const path = join(dataDir, 'Dekabr.csv');
  await writeFile(path, 'Telefon;Mijoz;Qarz;Uy telefoni;Tugʻilgan kun;\n901110009;Sardor;1;712000009;;\n');
  await drop(path);
  await expect(window.getByText('The columns are set as the last time', { exact: false })).toBeVisible();
  const home = window.getByRole('combobox', { name: 'What is Uy telefoni?' });
  await expect(home).toHaveValue('Ignore');
  await expectAccessible(window, 'columns that are remembered');
  await window.getByRole('button', { name: 'Guess again' }).click();
  await expect(home).toHaveValue('Keep as field');
});

test('the last import is undone', async () => {
  await goTo(window, '/contacts');
  await expect(window.getByText(/Last import: Mijozlar noyabr\.xlsx/)).toBeVisible();
  await window.getByRole('button', { name: 'Undo import…' }).click();
  const dialog = window.getByRole('dialog', { name: 'Undo the last import?' });
  await expect(dialog).toContainText('2 contacts that it brought are removed.');
  await expectAccessible(window, 'undo of an import');
  await dialog.getByRole('button', { name: 'Undo import' }).click();
  const done = window.getByRole('dialog', { name: 'The import is undone' });
  await expect(done.getByRole('status')).toContainText('2 contacts are as before.');
  await expect(done.getByRole('status')).toContainText('The list “Mijozlar noyabr” is gone.');
  await done.getByRole('button', { name: 'Close' }).last().click();
  await expect(window.getByRole('textbox', { name: 'Search contacts' })).toBeFocused();
  await expect(window.getByText('2 contacts', { exact: true })).toBeVisible();
  await expect(window.getByRole('button', { name: 'Undo import…' })).toBeHidden();
  await expectAccessible(window, 'contacts after an undo');
});

test('numbers are pasted, one a line', async () => {
  await goTo(window, '/contacts/import');
  await window.getByRole('button', { name: 'Choose another file…' }).waitFor();
  await window.reload();
  await window.getByRole('button', { name: 'Paste a list instead' }).click();
  const box = window.getByRole('textbox', { name: 'Rows or phone numbers' });
  await expect(box).toBeFocused();
  await expectAccessible(window, 'a list to paste');
  await box.fill('+998 90 111 00 11\n90 111 00 12\n\n');
  await window.getByRole('button', { name: 'Look at 2 rows' }).click();
  await expect(window.getByRole('heading', { name: 'Pasted list' })).toBeFocused();
  await window.getByRole('combobox', { name: 'List' }).fill('Qoʻlda');
  await window.getByRole('button', { name: 'Check the file' }).click();
  await window.getByRole('button', { name: 'Import 2 contacts' }).click();
  await expect(window.getByRole('heading', { name: '2 contacts imported into “Qoʻlda”' })).toBeVisible();
});

test('a file that no person dropped is refused, and what cannot be read says what to do', async () => {
  const made = await window.evaluate(() => globalThis.window.kaptar.drop(new File(['Telefon'], 'made.csv')));
  expect(made).toMatchObject({ ok: false, error: { details: { reason: 'not-a-file' } } });

  const path = join(dataDir, 'Eski.xls');
  await writeFile(path, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));
  await drop(path);
  await expect(window.getByRole('alert')).toContainText('This is an old Excel file (.xls)');
});

/** As from the system's own file window: only a file of the system has a path. */
async function drop(path: string): Promise<void> {
  await window.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dropped';
    document.body.append(input);
  });
  await window.locator('#dropped').setInputFiles(path);
  await window.evaluate(() => {
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
