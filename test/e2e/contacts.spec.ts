import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { ask, expectAccessible, goTo, importPeople } from './support/page.ts';
import { answerSaveDialog } from './support/system.ts';
import { testOnOneApp } from './support/test.ts';

/** Contacts as an operator keeps them: found, changed many at once, merged, opted out, and every step taken back. */

let listId: number;

const test = testOnOneApp('contacts');

test.describe.configure({ mode: 'serial' });

const people = Array.from(
  { length: 30 },
  (_, index) => [`90100${1000 + index}`, `Bobur ${index}`, index % 3 === 0 ? 'Buxoro' : 'Toshkent'] as const,
);

test.beforeAll(async ({ kaptar, dataDir }) => {
  listId = await importPeople(kaptar, dataDir, 'Mijozlar', people, ['Shahar']);
  await importPeople(
    kaptar,
    dataDir,
    'Klinika',
    [
      ['911110001', 'Aziza Karimova', 'Xiva'],
      ['911110002', 'AZIZA KARIMOVA', 'Urganch'],
    ],
    ['Shahar'],
  );
});

test('filters narrow down, everybody who fits is changed at once, and one button brings it back', async ({
  page,
}) => {
  await goTo(page, `/contacts/list/${listId}`);
  await expect(page.getByRole('link', { name: 'Everybody 32' })).toBeVisible();
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('combobox', { name: 'What' }).click();
  await page.getByRole('option', { name: 'Shahar' }).click();
  await page.getByRole('textbox', { name: 'Text' }).fill('buxoro');
  await expectAccessible(page, 'a filter being made');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('10 contacts')).toBeVisible();

  const grid = page.getByRole('grid', { name: 'Mijozlar' });
  await grid.focus();
  await grid.press('Control+a');
  await expect(page.getByText('10 people selected')).toBeVisible();
  await grid.press('ArrowDown');
  await grid.press('Space');
  await expect(page.getByText('9 people selected')).toBeVisible();
  await expectAccessible(page, 'people selected');

  await page.getByRole('button', { name: 'Set a field' }).click();
  await page.getByRole('combobox', { name: 'Field' }).fill('Filial');
  await page.getByRole('textbox', { name: 'Value' }).fill('7');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(page.getByText('9 people were changed.')).toBeVisible();
  expect(
    await ask(page, 'contacts.count', { fields: [{ field: 'Filial', is: 'equal', value: '7' }] }),
  ).toEqual({
    total: 9,
  });
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText('9 people are as before.')).toBeVisible();
  expect(await ask(page, 'contacts.count', { fields: [{ field: 'Filial', is: 'filled' }] })).toEqual({
    total: 0,
  });

  await page.getByRole('button', { name: 'Remove the filter' }).click();
  await expect(page.getByText('30 contacts')).toBeVisible();
});

test('rows are ticked with Shift, opened with Enter and removed with Delete, and come back', async ({
  page,
}) => {
  const grid = page.getByRole('grid', { name: 'Mijozlar' });
  await grid.getByRole('checkbox', { name: 'Select Bobur 1', exact: true }).click();
  await grid.getByRole('checkbox', { name: 'Select Bobur 4', exact: true }).click({ modifiers: ['Shift'] });
  await expect(page.getByText('4 people selected')).toBeVisible();
  await page.getByRole('button', { name: 'Lists', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add to a list…' }).click();
  await page.getByRole('combobox', { name: 'List' }).click();
  await page.getByRole('option', { name: 'Klinika' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('4 people were added to the list.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Klinika 6' })).toBeVisible();

  await expect(grid).toBeFocused();
  await grid.press('Home');
  await grid.press('Delete');
  await expect(page.getByText('1 person was removed.')).toBeVisible();
  await expect(page.getByText('29 contacts')).toBeVisible();
  await page.getByRole('button', { name: /^Undo the last change/ }).click();
  await expect(page.getByText('30 contacts')).toBeVisible();

  await grid.focus();
  await grid.press('Home');
  await grid.press('Enter');
  const card = page.getByRole('dialog', { name: 'Bobur 0' });
  await expect(card.getByRole('textbox', { name: 'Shahar' })).toHaveValue('Buxoro');
  await expectAccessible(page, 'a contact');
  await card.getByRole('textbox', { name: 'Phone' }).fill('12');
  await card.getByRole('button', { name: 'Save changes' }).click();
  await expect(card.getByText('Write one phone number')).toBeVisible();
  await card.getByRole('textbox', { name: 'Phone' }).fill('901001001');
  await card.getByRole('button', { name: 'Save changes' }).click();
  await expect(
    card.getByText('The contact “Bobur 1” has it already. Open that one, or enter another number.'),
  ).toBeVisible();
  await card.getByRole('textbox', { name: 'Phone' }).fill('93 555 00 00');
  await card.getByRole('textbox', { name: 'Name', exact: true }).fill('Bobur Aliyev');
  await card.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Bobur Aliyev was saved.')).toBeVisible();
  await expect(grid.getByRole('row').nth(1)).toContainText('+998 93 555 00 00');
  await expect(grid).toBeFocused();

  // What was just saved, not what the card showed the last time.
  await grid.press('Enter');
  const again = page.getByRole('dialog', { name: 'Bobur Aliyev' });
  await expect(again.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Bobur Aliyev');
  await expect(again.getByRole('textbox', { name: 'Phone' })).toHaveValue('+998 93 555 00 00');
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
});

test('the buttons of a row are those of the row with the cursor, wherever one scrolls', async ({ page }) => {
  const grid = page.getByRole('grid', { name: 'Mijozlar' });
  await grid.press('Home');
  await page.keyboard.press('Tab');
  const first = grid.getByRole('button', { name: 'Opt out Bobur Aliyev' });
  await expect(first).toBeFocused();
  await grid.hover();
  await page.mouse.wheel(0, 3000);
  await expect(grid.getByText('Bobur 29', { exact: true })).toBeInViewport();
  await expect(first).toBeFocused();

  // Enter would opt out the one above.
  await page.keyboard.press('ArrowDown');
  await expect(grid).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(grid.getByRole('button', { name: 'Opt out Bobur 1', exact: true })).toBeFocused();
});

test('a person is added by hand, opted out with a reason, and shown among those who get nothing', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Add a person' }).click();
  const card = page.getByRole('dialog', { name: 'Add a person' });
  await card.getByRole('textbox', { name: 'Phone' }).fill('901234567');
  await card.getByRole('textbox', { name: 'Name', exact: true }).fill('Lola');
  await card.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('31 contacts')).toBeVisible();
  await page.getByRole('textbox', { name: 'Search contacts' }).fill('lola');
  const grid = page.getByRole('grid', { name: 'Mijozlar' });
  await grid.getByText('Lola').click();
  await page.getByRole('dialog', { name: 'Lola' }).getByRole('button', { name: 'Opt out' }).click();
  const asking = page.getByRole('dialog', { name: 'Send no more messages' });
  await asking.getByRole('textbox', { name: 'Reason' }).fill('A complaint');
  await asking.getByRole('button', { name: 'Opt out' }).click();
  await expect(page.getByText('Reason: A complaint')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Opted out' }).click();
  const outs = page.getByRole('grid', { name: 'Opted out' });
  await expect(outs.getByRole('row').nth(1)).toContainText(/Lola.*A complaint.*By hand/);
  await page.getByRole('button', { name: 'Add numbers' }).click();
  const adding = page.getByRole('dialog', { name: 'Numbers that get nothing more' });
  await adding.getByRole('textbox', { name: 'Phone numbers' }).fill('93 111 22 33\n94 111 22 33, 12');
  await expect(adding.getByText('Not one phone number: 12')).toBeVisible();
  await adding.getByRole('textbox', { name: 'Phone numbers' }).fill('93 111 22 33\n94 111 22 33');
  await adding.getByRole('textbox', { name: 'Reason' }).fill('From the tax office');
  await expectAccessible(page, 'numbers being opted out');
  await adding.getByRole('button', { name: 'Opt out' }).click();
  await expect(page.getByText('3 numbers')).toBeVisible();
  await page.getByRole('button', { name: 'Opt in Lola' }).click();
  await expect(page.getByText('Lola gets messages again.')).toBeVisible();
  await expect(outs).toBeFocused();
  await expect(page.getByText('2 numbers')).toBeVisible();
  await expectAccessible(page, 'opt-outs');
});

test('duplicates are looked at, merged, and parted again', async ({ page }) => {
  await goTo(page, '/contacts/duplicates');
  // By keyboard: the message of the step before may still lie over it.
  await page.getByRole('button', { name: 'Review Aziza Karimova' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Is Aziza Karimova one person?' });
  await dialog.getByRole('radio', { name: '+998 91 111 00 02' }).check();
  await dialog.getByRole('radio', { name: 'Urganch' }).check();
  await expectAccessible(page, 'a merge');
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await expect(page.getByText('1 duplicate was merged.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible();
  const { contacts } = await ask(page, 'contacts.list', { search: 'aziza' });
  expect(contacts).toMatchObject([{ phone: '+998911110002', fields: { Shahar: 'Urganch' } }]);
  await page
    .getByRole('alert')
    .filter({ hasText: '1 duplicate was merged.' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(page.getByRole('button', { name: 'Review Aziza Karimova' })).toBeVisible();
  await expectAccessible(page, 'duplicates');
});

test('a list is made, renamed and removed with a way back; what is shown is saved as a table', async ({
  page,
  kaptar,
  dataDir,
}) => {
  await goTo(page, '/contacts');
  await page.getByRole('button', { name: 'New list' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('klinika');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('Another list is called so.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('VIP');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'VIP' })).toBeVisible();

  await goTo(page, `/contacts/list/${listId}`);
  await page.getByRole('button', { name: 'More about “Mijozlar”' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Xaridorlar');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Xaridorlar' })).toBeVisible();

  const file = join(dataDir, 'saved.csv');
  await answerSaveDialog(kaptar.app, file);
  await page.getByRole('textbox', { name: 'Search contacts' }).fill('lola');
  await expect(page.getByText('1 contact', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText('1 person was saved to saved.csv.')).toBeVisible();
  expect(await readFile(file, 'utf8')).toMatch(/^\ufeffPhone,Name,.*Opted out\r\n\+998901234567,Lola,/);

  await page.getByRole('button', { name: 'More about “Xaridorlar”' }).click();
  await page.getByRole('menuitem', { name: 'Remove the list' }).click();
  await expectAccessible(page, 'the removal of a list');
  await page.getByRole('button', { name: 'Remove the people, too' }).click();
  await expect(page.getByText('31 people were removed.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Xaridorlar' })).toBeHidden();
  await page
    .getByRole('alert')
    .filter({ hasText: 'The list “Xaridorlar” was removed.' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await page.getByRole('button', { name: /^Undo the last change/ }).click();
  await expect(page.getByRole('link', { name: 'Xaridorlar 31' })).toBeVisible();
});
