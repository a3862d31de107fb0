import { userInfo } from 'node:os';
import { expect } from '@playwright/test';
import { addAccount, ask, expectAccessible, goTo, importPeople } from './support/page.ts';
import { devsmsAccount } from './support/sandbox.ts';
import { testOnOneApp } from './support/test.ts';

/** What only a person decides: about a message that perhaps was sent, and that the rest is not to be sent. */

const test = testOnOneApp('uncertain');

test.describe.configure({ mode: 'serial' });

const people = Array.from({ length: 6 }, (_, index) => [`9010000${10 + index}`, `Mijoz ${index}`] as const);

let accountId: number;
let listId: number;

test.beforeAll(async ({ page, kaptar, sandbox, dataDir }) => {
  const form = devsmsAccount(sandbox);
  // Too patient to settle an uncertain message within a test.
  form.settings = { ...form.settings, rate: 10, lookupGraceSeconds: 3600, pollSeconds: 1 };
  accountId = await addAccount(page, form, sandbox.token);
  listId = await importPeople(kaptar, dataDir, 'Mijozlar', people);
  await ask(page, 'settings.set', { undoSeconds: 0 });
});

test('of three uncertain messages one is left as it is, and two are sent again', async ({
  page,
  sandbox,
}) => {
  // The provider breaks before it takes them, which nobody here can know.
  sandbox.fault('devsms', 'error-before', 3);
  const draft = { name: 'Uzilish', accountId, listId, template: 'Salom <name>' };
  const { id } = await ask(page, 'campaigns.create', draft);
  await goTo(page, `/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  const doubt = page.getByText('3 messages may or may not have been sent');
  await expect(doubt).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Delivered 3' })).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page, 'a campaign with uncertain messages');

  await page.getByRole('button', { name: 'Show them' }).click();
  const rows = page.getByRole('grid', { name: 'Messages' });
  await rows
    .getByRole('row', { name: /Mijoz 0/ })
    .getByRole('button', { name: 'Treat as sent' })
    .click();
  const one = page.getByRole('dialog', { name: 'Treat 1 message as sent?' });
  await expect(one).toContainText('It is not sent again.');
  await one.getByRole('button', { name: 'Treat as sent' }).click();
  await expect(page.getByText('2 messages may or may not have been sent')).toBeVisible();

  await page.getByRole('button', { name: 'Send again…' }).click();
  const two = page.getByRole('dialog', { name: 'Send 2 messages again?' });
  await expect(two).toContainText('Sending again costs about $0.01: 2 parts at $0.005.');
  await expectAccessible(page, 'the decision to send again');
  expect(sandbox.ledger).toHaveLength(3);
  await two.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('button', { name: 'Delivered 5' })).toBeVisible({ timeout: 20_000 });
  const sent = sandbox.ledger.map(({ text }) => text).toSorted();
  expect(sent).toEqual([1, 2, 3, 4, 5].map((index) => `Salom Mijoz ${index}`));

  const row = rows.getByRole('row', { name: /Mijoz 1/ });
  await row.getByRole('button', { name: /Details/ }).click();
  const message = page.getByRole('dialog', { name: /^Message to/ });
  await expect(message).toContainText(`Decided by ${userInfo().username}`);
  await expect(message).toContainText(
    /Shown then: 2 messages, 2 parts, about \$0\.01, and 2 still being asked about/,
  );
  await page.keyboard.press('Escape');
});

test('the rest of a running campaign is cancelled, and is not sent', async ({ page, sandbox }) => {
  // One every five seconds: most wait while the dialog is looked at.
  await ask(page, 'accounts.setRate', { id: accountId, rate: 0.2 });
  const draft = { name: 'Xato matn', accountId, listId, template: 'Salm <name>' };
  const { id } = await ask(page, 'campaigns.create', draft);
  const before = sandbox.ledger.length;
  await goTo(page, `/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(page.getByRole('button', { name: 'Delivered 1' })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Cancel the rest' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel what has not been sent?' });
  await expect(dialog).toContainText(/[345] messages that wait will not be sent\./);
  await dialog.getByRole('button', { name: 'Go back' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeEnabled();

  await page.getByRole('button', { name: 'Cancel the rest' }).click();
  await dialog.getByRole('button', { name: /^Cancel \d messages$/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Cancelled' })).toBeVisible();
  const { states } = await ask(page, 'campaigns.get', { id });
  expect(states.cancelled).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole('button', { name: `Cancelled ${states.cancelled}` })).toBeVisible();
  await ask(page, 'accounts.setRate', { id: accountId, rate: 50 });
  await expectAccessible(page, 'a cancelled campaign');
  expect(sandbox.ledger).toHaveLength(before + people.length - states.cancelled);
});
