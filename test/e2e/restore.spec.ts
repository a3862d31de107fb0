import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { runSql, tearHead } from './support/damage.ts';
import { addAccount, ask, expectAccessible, goTo, importPeople } from './support/page.ts';
import { devsmsAccount } from './support/sandbox.ts';
import { answerOpenDialog, answerSaveDialog } from './support/system.ts';
import { testOnOneApp } from './support/test.ts';

/** The books are checked, go back to a copy, move to another computer, and come back from a file that is damaged. */

const test = testOnOneApp('restore');

test.describe.configure({ mode: 'serial' });

/** The account asks for reports every some seconds. */
const DELIVERY = { timeout: 20_000 };

test.beforeAll(async ({ page, kaptar, sandbox, dataDir }) => {
  const form = devsmsAccount(sandbox);
  form.settings = { ...form.settings, pollSeconds: 1 };
  const accountId = await addAccount(page, form, sandbox.token);
  const listId = await importPeople(kaptar, dataDir, 'Mijozlar', [['901112233', 'Aziz']]);
  await ask(page, 'settings.set', { undoSeconds: 0 });
  const { id } = await ask(page, 'campaigns.create', {
    name: 'Aksiya',
    accountId,
    listId,
    template: 'Salom',
  });
  await ask(page, 'campaigns.start', { id });
  await expect
    .poll(async () => (await ask(page, 'campaigns.get', { id })).states.delivered, DELIVERY)
    .toBe(1);
});

test('the books are checked at a click, and what is wrong is said with what to do', async ({
  page,
  dataDir,
}) => {
  await goTo(page, '/settings');
  await check(page);
  await expect(page.getByText('All books are right')).toBeVisible();

  await runSql(dataDir, "UPDATE campaignCounts SET messages = messages + 1 WHERE state = 'delivered'");
  await check(page);
  const wrong = page.getByRole('alert').filter({ hasText: 'Something is not right' });
  await expect(wrong).toContainText('Totals of campaigns that do not match their messages: 1');
  await expect(wrong).toContainText('Pause your campaigns');
  await runSql(dataDir, "UPDATE campaignCounts SET messages = messages - 1 WHERE state = 'delivered'");
});

test('a backup says what would be missing before it is restored, and then it is as it was', async ({
  page,
  kaptar,
  sandbox,
  dataDir,
}) => {
  await ask(page, 'backups.create', {});
  await importPeople(kaptar, dataDir, 'Yangi', [['909998877', 'Lola']]);
  await goTo(page, '/settings');
  await page.getByRole('button', { name: /^Restore the backup of/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Restore the backup of/ });
  await expect(dialog).toContainText('1 contact');
  await expect(dialog).toContainText('Nothing goes out twice');
  await expectAccessible(page, 'the question before a restore');
  await dialog.getByRole('button', { name: 'Go back' }).click();
  expect(await contacts(page)).toEqual(['Aziz', 'Lola']);

  await page.getByRole('button', { name: /^Restore the backup of/ }).click();
  await dialog.getByRole('button', { name: 'Restore it' }).click();
  await expect(page.getByText('The data are restored')).toBeVisible();
  await expect.poll(() => contacts(page)).toEqual(['Aziz']);
  expect(sandbox.ledger).toHaveLength(1);
  await page.getByRole('main').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('The data are restored')).toBeHidden();
});

test('everything is saved into one file, which is offered to be restored', async ({
  page,
  kaptar,
  dataDir,
}) => {
  const file = join(dataDir, 'Kaptar.db');
  await answerSaveDialog(kaptar.app, file);
  await goTo(page, '/settings');
  await page.getByRole('button', { name: 'Save everything…' }).click();
  await expect(page.getByText(/^Everything is saved in one file/)).toBeVisible();
  expect((await stat(file)).size).toBeGreaterThan(0);

  await answerOpenDialog(kaptar.app, file);
  await page.getByRole('button', { name: 'Restore from a file…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore this file?' });
  await expect(dialog).toContainText('Nothing was added since.');
  await expect(dialog.getByRole('button', { name: 'Restore it' })).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a damaged file leads to the newest good backup, and from it back to the screens', async ({
  kaptar,
  launch,
  dataDir,
}) => {
  await kaptar.app.close();
  await tearHead(dataDir);
  const { window: page } = await launch();
  await expect(page.getByRole('heading', { level: 1, name: 'Your data cannot be read' })).toBeFocused();
  await expect(page.getByRole('region', { name: 'The newest good backup' })).toContainText('Contacts');
  await expectAccessible(page, 'a file that is damaged');

  await page.getByRole('button', { name: 'Restore this backup…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Restore the backup of/ });
  await dialog.getByRole('button', { name: 'Restore it' }).click();
  await expect(page.getByText('The data are restored')).toBeVisible();
  await goTo(page, '/contacts');
  expect(await contacts(page)).toEqual(['Aziz']);
});

async function check(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check now' }).click();
}

async function contacts(page: Page): Promise<string[]> {
  return (await ask(page, 'contacts.list', {})).contacts.map(({ name }) => name).toSorted();
}
