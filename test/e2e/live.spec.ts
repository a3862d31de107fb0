import { expect, type Page } from '@playwright/test';
import { addAccount, ask, expectAccessible, goTo, importPeople } from './support/page.ts';
import { devsmsAccount } from './support/sandbox.ts';
import { testOnOneApp } from './support/test.ts';

/** A campaign as it is followed, mended and put away. */

let accountId: number;
/** Of forty people. */
let listId: number;

const test = testOnOneApp('live');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ page, kaptar, sandbox, dataDir }) => {
  const form = devsmsAccount(sandbox);
  // One in a hundred seconds: nothing ends before the pace is changed.
  form.settings = { ...form.settings, rate: 0.01, pollSeconds: 1 };
  accountId = await addAccount(page, form, sandbox.token);
  const people = Array.from(
    { length: 40 },
    (_, index) => [`${901_000_000 + index}`, `Mijoz ${index}`] as const,
  );
  listId = await importPeople(kaptar, dataDir, 'Customers', people);
});

async function create(page: Page, name: string, more: { scheduledAt?: number } = {}): Promise<number> {
  const draft = { name, accountId, listId, template: 'Hello <name|friend>' };
  return (await ask(page, 'campaigns.create', { ...draft, ...more })).id;
}

test('the pace is changed on the way; refused messages go again; the chart tells it in words, too', async ({
  page,
  sandbox,
}) => {
  sandbox.fault('devsms', 'refuse', 2);
  const id = await create(page, 'Spring');
  await goTo(page, `/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  await page.getByRole('button', { name: 'Change the pace' }).click();
  const pace = page.getByRole('dialog', { name: 'Change the pace' });
  await pace.getByRole('textbox', { name: 'Messages a second through Shop' }).fill('20');
  await pace.getByRole('button', { name: 'Use this pace' }).click();
  await expect(pace).toBeHidden();
  await expect(page.getByRole('heading', { level: 2, name: 'Finished' })).toBeVisible({ timeout: 20_000 });
  const results = page.getByRole('region', { name: 'How it went' });
  await expect(results.getByRole('figure', { name: 'Messages by state' })).toContainText('Refused: 2');

  // Those of one state in the table, a single reason being no choice, and what was tried about one message.
  await expect(page.getByRole('combobox', { name: 'Reason' })).toBeHidden();
  await page.getByRole('button', { name: 'Refused 2' }).click();
  const rows = page.getByRole('grid', { name: 'Messages' });
  await expect(rows).toHaveAttribute('aria-rowcount', '3');
  await rows
    .getByRole('button', { name: /Details$/ })
    .first()
    .click();
  const message = page.getByRole('dialog', { name: /^Message to/ });
  await expect(message).toContainText('Not taken');
  await page.keyboard.press('Escape');
  await expectAccessible(page, 'a finished campaign');

  await page.getByRole('button', { name: 'Try the refused ones again…' }).click();
  const retry = page.getByRole('dialog', { name: 'Try refused messages again?' });
  await expect(retry).toContainText('they cost about $0.01');
  const confirm = retry.getByRole('button', { name: 'Try 2 messages again' });
  await expect(confirm).toHaveAttribute('aria-disabled', 'false');
  await confirm.click();
  await expect(page.getByText('2 messages are back in line.')).toBeVisible();
  await expect(page.getByText('40 of 40 people have it')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/were? not reached/)).toBeHidden();
  expect(sandbox.ledger).toHaveLength(40);

  const search = page.getByRole('searchbox', { name: 'Search these messages' });
  await search.fill('mijoz 17');
  await expect(rows).toHaveAttribute('aria-rowcount', '2');
  await search.fill('90 100 00 05');
  await expect(rows.getByRole('row').nth(1)).toContainText('Mijoz 5');
});

test('whoever was not reached becomes a list for a new campaign', async ({ page, sandbox }) => {
  sandbox.fault('devsms', 'refuse', 3);
  const id = await create(page, 'Second');
  await goTo(page, `/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(page.getByText('3 people were not reached')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Write to them again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New campaign' })).toBeVisible();
  expect(await ask(page, 'lists.list', {})).toContainEqual(
    expect.objectContaining({ name: 'Second – not delivered', contacts: 3 }),
  );
});

test('what ends while another screen is looked at is told there, with the way to it', async ({ page }) => {
  // Some seconds long: less makes no line.
  await ask(page, 'accounts.setRate', { id: accountId, rate: 6 });
  const id = await create(page, 'Elsewhere');
  await goTo(page, '/contacts');
  await ask(page, 'campaigns.start', { id });
  await expect(page.getByText('Elsewhere is finished')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Elsewhere' })).toBeVisible();
  await expect(page.getByText('Elsewhere is finished')).toBeHidden();
  const overTime = page.getByRole('figure', { name: /^Messages a second/ });
  await expect(overTime).toContainText('40 taken and 40 delivered');
});

test('campaigns are found, renamed, used again and put away with an undo', async ({ page }) => {
  await create(page, 'Later', { scheduledAt: Date.now() + 12_000_000 });
  await goTo(page, '/campaigns');
  const row = (name: string) => page.getByRole('article').filter({ hasText: name });
  await expect(row('Later')).toContainText(/Starts in 3 hr/);
  await page.getByRole('radio', { name: 'Ended' }).press('Space');
  await expect(row('Spring')).toBeVisible();
  await expect(row('Later')).toBeHidden();

  await row('Spring').getByRole('button', { name: 'More for Spring' }).click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByRole('textbox', { name: 'Name of the campaign' }).fill('Bahor');
  await page.keyboard.press('Enter');
  const more = page.getByRole('button', { name: 'More for Bahor' });
  await expect(more).toBeFocused();

  await more.click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(row('Bahor')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row('Bahor')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search campaigns' }).fill('bah');
  await expect(page.getByRole('article')).toHaveCount(1);
  await expectAccessible(page, 'campaigns');

  await more.click();
  await page.getByRole('menuitem', { name: 'Use this text again' }).click();
  await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue('Hello <name|friend>');
});
