import { expect, type Page } from '@playwright/test';
import { addAccount, ask, expectAccessible, goTo, goToStep, importPeople, typeTime } from './support/page.ts';
import { devsmsAccount } from './support/sandbox.ts';
import { testOnOneApp } from './support/test.ts';

const test = testOnOneApp('plans');

let listId: number;

test.beforeAll(async ({ page, kaptar, sandbox, dataDir }) => {
  await addAccount(page, devsmsAccount(sandbox), sandbox.token);
  listId = await importPeople(
    kaptar,
    dataDir,
    'Customers',
    [
      ['+998901000001', 'Aziza', '03.04.1990'],
      ['+998901000002', 'Bobur', '05.06.1985'],
      ['+998901000003', 'Nodira', 'spring'],
    ],
    ['Born'],
  );
});

/** A text to the list, up to the step in which its time is chosen. */
async function compose(page: Page, text: string): Promise<void> {
  await goTo(page, `/campaigns/new/to/${listId}`);
  await goToStep(page, 'Message');
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(text);
  await goToStep(page, 'When and how fast');
}

test('a plan that repeats is written, left out once, paused, changed and removed', async ({ page }) => {
  await goTo(page, '/campaigns/plans');
  await expect(page.getByRole('heading', { name: 'No schedules yet' })).toBeVisible();
  await compose(page, 'Yangiliklar!');
  await page.getByRole('radio', { name: 'Again and again' }).press('Space');
  await page.getByRole('checkbox', { name: 'Friday' }).press('Space');
  await typeTime(page, '1030');
  await page.getByRole('combobox', { name: 'By the clocks in' }).fill('tashk');
  await page.getByRole('option', { name: /^Tashkent · Uzbekistan/ }).click();
  await expect(page.getByText('Every Monday and Friday at 10:30 in Tashkent.')).toBeVisible();
  await expect(page.getByText(/^First: in .*10:30 in Tashkent\.$/)).toBeVisible();
  await expectAccessible(page, 'a plan that repeats');

  await page.getByRole('button', { name: 'Next: Review' }).click();
  await expect(page.getByRole('main')).toContainText('Every Monday and Friday at 10:30 in Tashkent.');
  await page.getByRole('button', { name: 'Start the schedule' }).click();
  const next = page.getByText(/^Next: in /);
  await expect(next).toBeVisible();
  const first = (await next.textContent()) ?? '';

  // Twice in a row it still leaves out one time, and says nothing of a second.
  await page.getByRole('button', { name: 'Skip the next time' }).dblclick();
  await expect(next).not.toHaveText(first);
  await expect(page.getByRole('cell', { name: 'Left out by you' })).toHaveCount(1);
  await expect(page.getByText('That time comes no more')).toBeHidden();
  await expectAccessible(page, 'a plan');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('cell', { name: 'Left out by you' })).toBeHidden();

  const pause = page.getByRole('button', { name: 'Pause' });
  await expect(pause).toBeEnabled();
  await pause.press('Enter');
  const resume = page.getByRole('button', { name: 'Resume' });
  await expect(resume).toBeFocused();
  await expect(next).toBeHidden();
  await expect(resume).toBeEnabled();
  await resume.press('Enter');
  await expect(next).toBeVisible();

  const [written] = await ask(page, 'plans.list', {});
  if (!written || written.listId === null) throw new Error('The plan is gone.');
  await ask(page, 'plans.update', { ...written, listId: written.listId, plainCharacters: true });
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('News');
  await dialog.getByRole('radio', { name: 'Every month' }).press('Space');
  await dialog.getByRole('combobox', { name: 'Day of the month' }).click();
  await page.getByRole('option', { name: 'The last day' }).click();
  await dialog.getByRole('combobox', { name: 'Until' }).click();
  await page.getByRole('option', { name: 'A number of times' }).click();
  await expect(
    dialog.getByText('On the last day of every month at 10:30 in Tashkent, 12 times.'),
  ).toBeVisible();
  await expectAccessible(page, 'editing a plan');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'News' })).toBeVisible();
  expect(await ask(page, 'plans.list', {})).toMatchObject([{ plainCharacters: true }]);

  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('heading', { name: 'No schedules yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'News' })).toBeVisible();
  await expectAccessible(page, 'plans');
});

test('a plan by dates says how many have one, asks which number is the day, and who is next', async ({
  page,
}) => {
  await compose(page, 'Tabriklaymiz, <name>!');
  await page.getByRole('radio', { name: 'On each contact’s date' }).press('Space');
  const review = page.getByRole('button', { name: 'Next: Review' });
  await page.getByRole('combobox', { name: 'Column with the date' }).click();
  await page.getByRole('option', { name: 'Born' }).click();
  await expect(page.getByText('2 of 3 people have a date that can be read')).toBeVisible();
  await expect(page.getByText('1 is no date: “spring”.')).toBeVisible();
  await expect(review).toBeDisabled();
  await expect(page.getByRole('radiogroup', { name: 'Which day is 03.04.1990?' })).toBeVisible();
  await page.getByRole('radio', { name: '3 April' }).press('Space');
  await expect(page.getByText('Aziza: 3 April')).toBeVisible();
  await expectAccessible(page, 'a plan by dates');
  await review.click();
  await page.getByRole('button', { name: 'Start the schedule' }).click();
  await expect(page.getByText(/^Next: in /)).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText(/^To each contact on the day in “Born”, at 10:00 in /)).toBeVisible();
});

test('a campaign goes once by the clocks of another zone', async ({ page }) => {
  await compose(page, 'Ertaga ochiqmiz');
  await page.getByRole('radio', { name: 'At a set time' }).press('Space');
  await page.getByRole('combobox', { name: 'By the clocks in' }).fill('new york');
  await page.getByRole('option', { name: /^New York/ }).click();
  await page.getByRole('textbox', { name: 'Day' }).fill('9.3.2031');
  await typeTime(page, '0230');
  await expect(page.getByText(/^in [\d,]+ days.*on 9 March, 03:30 in New York$/)).toBeVisible();
  await expect(page.getByText(/jump over that hour.*goes at 03:30\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Next: Review' }).click();
  await page.getByRole('button', { name: 'Schedule 3 messages' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Waiting for its time' })).toBeVisible();
  const [campaign] = await ask(page, 'campaigns.list', {});
  expect(campaign?.scheduledAt).toBe(Date.UTC(2031, 2, 9, 7, 30));
});

test('a campaign in the quiet hours says how many wait, and goes when they end', async ({
  page,
  sandbox,
}) => {
  // From an hour ago until in two, by the clocks in Tashkent.
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: 'Asia/Tashkent' }).format(Date.now()),
  );
  const quietHours = { enabled: true, from: ((hour + 23) % 24) * 60, until: ((hour + 2) % 24) * 60 };
  await ask(page, 'settings.set', { quietHours });
  await compose(page, 'Chegirma');
  await page.getByRole('button', { name: 'Next: Review' }).click();
  await page.getByRole('button', { name: 'Send 3 messages' }).click();
  await expect(page.getByText(/^3 messages wait until \d\d:00 in Tashkent\.$/)).toBeVisible();
  await expectAccessible(page, 'a campaign in the quiet hours');
  expect(sandbox.ledger).toHaveLength(0);
  await ask(page, 'settings.set', { quietHours: { ...quietHours, enabled: false } });
  await expect(page.getByRole('button', { name: 'Delivered 3' })).toBeVisible({ timeout: 20_000 });
});
