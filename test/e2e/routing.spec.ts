import { expect, type Page } from '@playwright/test';
import { addAccount, expectAccessible, goTo, goToStep, importPeople, typeTime } from './support/page.ts';
import { testOnOneApp } from './support/test.ts';

/** Campaigns through more than one account, and campaigns that the provider keeps until their time. */

let listId: number;

const test = testOnOneApp('routing');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ page, kaptar, sandbox, dataDir }) => {
  // More than the sandbox has, so that its balance is always a low one.
  const devsms = { baseUrl: sandbox.urls.devsms, lowBalance: 2_000_000, pollSeconds: 1 };
  const ubill = { baseUrl: sandbox.urls.ubill, brandID: 1, pollSeconds: 1 };
  await addAccount(page, { name: 'Tashkent', provider: 'devsms', settings: devsms }, sandbox.token);
  await addAccount(page, { name: 'Tbilisi', provider: 'ubill', settings: ubill }, sandbox.token);
  listId = await importPeople(kaptar, dataDir, 'Everywhere', [
    ['+998901234567', 'Aziza'],
    ['+998901112233', 'Bobur'],
    ['+995555123456', 'Nino'],
    ['+77011234567', 'Dana'],
  ]);
});

test('a campaign by country goes through the accounts that its review named', async ({ page, sandbox }) => {
  await goTo(page, `/campaigns/new/to/${listId}`);
  await page.getByRole('combobox', { name: 'Account', exact: true }).click();
  await page.getByRole('option', { name: 'Several, by country' }).click();
  await page.getByRole('button', { name: '+998 Uzbekistan' }).click();
  await page.getByRole('button', { name: '+995 Georgia' }).click();
  await expect(page.getByRole('combobox', { name: 'Account for +995' })).toHaveValue('Tbilisi');

  await page.getByRole('button', { name: 'Another beginning' }).click();
  await expect(page.getByText('Complete the lines of the accounts first.')).toBeVisible();
  const last = page.getByRole('textbox', { name: 'Begins with' }).last();
  await last.fill('998');
  await last.blur();
  await expect(page.getByText('This stands above already.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove 998' }).click();
  await page.getByRole('combobox', { name: 'Everybody else' }).click();
  await page.getByRole('option', { name: 'Tashkent' }).click();
  await page.getByRole('button', { name: 'Next: Message' }).click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Salom <name>');
  await goToStep(page, 'To whom');
  const summary = page.getByRole('region', { name: 'Summary' });
  await expect(summary).toContainText('through Tashkent3');
  await expectAccessible(page, 'a campaign by country');

  await goToStep(page, 'Review');
  const review = page.getByRole('region', { name: /^Before “Everywhere/ });
  const accounts = review.getByRole('table', { name: 'By account' });
  await expect(accounts.getByRole('row', { name: /^Tashkent/ })).toContainText('3');
  await expect(accounts.getByRole('row', { name: /^Tbilisi 1 1 1 SMS 1,000,000,000 SMS/ })).toBeVisible();
  const countries = review.getByRole('table', { name: 'By country' });
  await expect(countries.getByRole('row', { name: 'Uzbekistan 2 2 $0.01' })).toBeVisible();
  await expect(countries.getByRole('row', { name: 'Georgia 1 1 Not told' })).toBeVisible();
  await expect(review).toContainText('The balance of Tashkent is low');
  await page.getByRole('button', { name: 'Send 4 messages' }).click();

  await expect(page.getByText('To Everywhere through Tashkent and Tbilisi')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delivered 4' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('grid').getByRole('row', { name: /Nino/ })).toContainText('Tbilisi');
  await expectAccessible(page, 'a campaign of two accounts');
  const sent = sandbox.ledger.map(({ provider, recipient }) => `${provider} ${recipient}`);
  expect(sent.toSorted()).toEqual([
    'devsms +77011234567',
    'devsms +998901112233',
    'devsms +998901234567',
    'ubill +995555123456',
  ]);
});

/** A text to the list through an account, up to the step in which its time is chosen. */
async function compose(page: Page, account: string): Promise<void> {
  await goTo(page, `/campaigns/new/to/${listId}`);
  await goToStep(page, 'Message');
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Ertaga ochiqmiz');
  await goToStep(page, 'To whom');
  await page.getByRole('combobox', { name: 'Account', exact: true }).click();
  await page.getByRole('option', { name: account }).click();
  await goToStep(page, 'When and how fast');
}

test('a campaign is kept by Kaptar, or by the provider, until its time', async ({ page, sandbox }) => {
  await compose(page, 'Tashkent (DevSMS)');
  await page.getByRole('radio', { name: 'At a set time' }).press('Space');
  // Only uBill can keep messages.
  await expect(page.getByRole('radio', { name: 'Kaptar sends at that time' })).toBeHidden();
  const day = page.getByRole('textbox', { name: 'Day' });
  await day.fill('1.1.2020');
  await expect(page.getByText('Choose a time that is still to come.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next: Review' })).toBeDisabled();
  await day.fill(`8.3.${new Date().getFullYear() + 1}`);
  await typeTime(page, '0900');
  await expect(page.getByText(/^in \d+ days.*on 8 March, 09:00 in /)).toBeVisible();

  await page.getByRole('button', { name: 'Next: Review' }).click();
  await expect(page.getByRole('main')).toContainText('This computer has to be on then');
  await page.getByRole('button', { name: 'Schedule 4 messages' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Waiting for its time' })).toBeVisible();
  await expect(page.getByText(/^Starts in \d+ days/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel campaign' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel 4 messages' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Cancelled' })).toBeVisible();

  const before = sandbox.ledger.length;
  await compose(page, 'Tbilisi (uBill)');
  await page.getByRole('radio', { name: 'At a set time' }).press('Space');
  await page.getByRole('radio', { name: 'uBill keeps them until then' }).check({ force: true });
  await expectAccessible(page, 'a scheduled campaign');
  await page.getByRole('button', { name: 'Next: Review' }).click();
  await expect(page.getByRole('main')).toContainText('they cannot be withdrawn any more');
  await page.getByRole('button', { name: 'Hand over 4 messages' }).click();
  await expect(page.getByText('Tbilisi keeps the messages')).toBeVisible({ timeout: 20_000 });
  // Nobody has them yet, so nothing is finished.
  await expect(page.getByRole('heading', { level: 2, name: 'Handed over' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Sent 4' })).toBeVisible({ timeout: 20_000 });
  const kept = sandbox.ledger.slice(before);
  expect(kept.map(({ provider }) => provider)).toEqual(['ubill', 'ubill', 'ubill', 'ubill']);
  for (const { sentAt } of kept) expect(sentAt).toBeGreaterThan(Date.now() + 60_000);
});
