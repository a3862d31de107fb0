import { expect, type Page } from '@playwright/test';
import { expectNothingCutOff } from './support/cut-off.ts';
import { ask, expectAccessible, goTo, importPeople } from './support/page.ts';
import { test } from './support/test.ts';

/** The window in each of its languages, and the settings that are kept. */

test('a language that is chosen holds at once and after a restart', async ({ kaptar, launch }) => {
  const { app, window: page } = kaptar;
  await goTo(page, '/settings');
  await choose(page, 'Language', 'Oʻzbekcha');
  await expect(page.getByRole('heading', { level: 1, name: 'Sozlamalar' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Tarqatmalar' })).toBeVisible();
  await expect(page.getByText('Saqlandi')).toBeVisible();
  await expect(page).toHaveTitle('Sozlamalar · Kaptar');
  expect(await languageOf(page)).toBe('uz');

  await app.close();
  const { window: again } = await launch();
  await goTo(again, '/settings');
  await expect(again.getByRole('heading', { level: 1, name: 'Sozlamalar' })).toBeVisible();
  await choose(again, 'Til', 'English');
  await expect(again.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  expect(await languageOf(again)).toBe('en');
});

test('each setting is saved as it is chosen, and the screens begin with it', async ({
  page,
  kaptar,
  dataDir,
}) => {
  await ask(page, 'demo.prepare', {});
  const listId = await importPeople(kaptar, dataDir, 'Regulars', [['+998901234567', 'Aziz']]);
  await goTo(page, '/settings');
  await choose(page, 'Your country', 'Georgia');
  await choose(page, 'Usual list', 'Regulars');
  await page.getByLabel('Ask twice above').fill('50');
  await page.getByRole('switch', { name: 'Quiet hours' }).press('Space');
  await choose(page, 'Until', '08:30');
  await expect
    .poll(() => ask(page, 'settings.get', {}))
    .toEqual({
      defaultCountry: 'GE',
      defaultListId: listId,
      quietHours: { enabled: true, from: 21 * 60, until: 8 * 60 + 30 },
      confirmAbove: 50,
      undoSeconds: 5,
      testPhone: null,
    });

  // What cannot be is said, and not saved.
  await page.getByLabel('Seconds to undo a start').fill('99');
  await expect(page.getByText('Enter a whole number from 0 to 60. It is not saved yet.')).toBeVisible();
  await choose(page, 'Until', '21:00');
  await expect(page.getByText('Choose two different times.')).toBeVisible();
  expect(await ask(page, 'settings.get', {})).toMatchObject({ undoSeconds: 5, quietHours: { until: 510 } });
  await expectAccessible(page, 'settings');

  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByRole('table', { name: 'Backups' }).getByRole('row')).toHaveCount(2);

  await goTo(page, '/campaigns/new');
  await expect(page.getByRole('combobox', { name: 'List' })).toHaveValue(/^Regulars/);
});

test('every screen can be read to its end in every language', async ({ page }) => {
  test.slow();
  const { account } = await ask(page, 'demo.prepare', {});
  const screens = [
    '/campaigns',
    '/campaigns/new',
    '/otp',
    '/inbox',
    '/contacts',
    '/contacts/import',
    '/accounts',
    '/accounts/new',
    `/accounts/${account.id}`,
    `/accounts/${account.id}/settings`,
    '/accounts/callbacks',
    '/settings',
  ];
  for (const language of ['en', 'uz', 'ru', 'ka'] as const) {
    await ask(page, 'preferences.set', { language });
    await page.reload();
    for (const screen of screens) {
      await goTo(page, screen);
      expect(await languageOf(page)).toBe(language);
      await expectNothingCutOff(page, `${screen} in ${language}`);
    }
  }
});

/** Chooses from a list of choices by keyboard: its words may be scrolled out of sight. */
async function choose(page: Page, label: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: choice, exact: true }).click();
}

function languageOf(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.lang);
}
