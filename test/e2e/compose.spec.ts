import { expect, type Page } from '@playwright/test';
import { addAccount, ask, expectAccessible, goTo, goToStep, importPeople } from './support/page.ts';
import { devsmsAccount } from './support/sandbox.ts';
import { testOnOneApp } from './support/test.ts';

/** A new campaign, step by step: what its text could save, the last look, the test, and taking it back. */

let listId: number;

const test = testOnOneApp('compose');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ page, kaptar, sandbox, dataDir }) => {
  const account = devsmsAccount(sandbox);
  await addAccount(page, { ...account, settings: { ...account.settings, pollSeconds: 1 } }, sandbox.token);
  listId = await importPeople(
    kaptar,
    dataDir,
    'Mijozlar',
    [
      ['+998901234567', 'Aziza', '120 000'],
      ['+998901112233', 'Gʻani', '85 500'],
      ['+998907654321', 'Bobur', ''],
    ],
    ['Qarz'],
  );
  await ask(page, 'settings.set', { confirmAbove: 1, undoSeconds: 60 });
});

const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
const preview = (page: Page) => page.getByRole('region', { name: 'Preview' });
const summary = (page: Page) => page.getByRole('region', { name: 'Summary' });

test('a text tells what it could save, and one click saves it', async ({ page }) => {
  await goTo(page, '/campaigns/new');
  await page.getByRole('button', { name: 'Next: Message' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Step 2 of 4: Message' })).toBeFocused();
  const long = 'a'.repeat(60);
  await text(page).fill(`“Toʻlov” ${long} <name>`);
  await expect(page.getByRole('group', { name: 'The text, with these characters marked' })).toContainText(
    '“Toʻlov”',
  );
  // Two of the three fit into one part then; the third has a name with ʻ.
  await expect(page.getByText('Saves 2 parts.')).toBeVisible();
  await page.getByRole('button', { name: 'Replace: 1 curly apostrophe' }).click();
  await expect(text(page)).toHaveValue(`“To'lov” ${long} <name>`);
  await expect(text(page)).toBeFocused();
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(text(page)).toHaveValue(`"To'lov" ${long} <name>`);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(text(page)).toHaveValue(`“To'lov” ${long} <name>`);
  await page.getByRole('button', { name: 'Replace', exact: true }).click();

  await expect(page.getByText('1 message is longer only because of what a field holds')).toBeVisible();
  await expect(summary(page)).toContainText('Parts4');
  await page.getByRole('switch', { name: 'Replace such characters in names and fields too' }).check({
    force: true,
  });
  await expect(summary(page)).toContainText('Parts3');
  await page.getByRole('button', { name: 'Next person' }).click();
  await expect(preview(page)).toContainText("G'ani");
  await page.getByRole('button', { name: 'Previous person' }).click();
  await expectAccessible(page, 'a text that saved something');
});

test('Cyrillic is offered in Latin letters, to be read first', async ({ page }) => {
  await text(page).fill('Ҳурматли <name>, сизни кутамиз');
  const open = page.getByRole('button', { name: 'Write it in Latin letters…' });
  await open.click();
  const dialog = page.getByRole('dialog', { name: 'In Latin letters' });
  await expect(dialog).toContainText('Hurmatli <name>, sizni kutamiz');
  await page.keyboard.press('Escape');
  await expect(open).toBeFocused();
  await open.click();
  await dialog.getByRole('button', { name: 'Use this text' }).click();
  await expect(text(page)).toHaveValue('Hurmatli <name>, sizni kutamiz');
  await expect(text(page)).toBeFocused();

  // Taken back from another step, it is the text alone that goes back.
  await page.getByRole('button', { name: 'Next: When and how fast' }).press('Enter');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByRole('region', { name: /^Step 3 of 4/ })).toBeVisible();
  await goToStep(page, 'Message');
  await expect(text(page)).toHaveValue('Ҳурматли <name>, сизни кутамиз');
  await text(page).fill('Hurmatli <name>, sizni kutamiz');
});

test('a text is kept under a name, renamed, and taken again', async ({ page }) => {
  await page.getByRole('button', { name: 'Save this text…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Kutamiz');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Rename “Kutamiz”' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Taklif');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('combobox', { name: 'Saved text' })).toHaveValue('Taklif');

  await text(page).fill('Another text');
  await page.getByRole('combobox', { name: 'Saved text' }).click();
  const option = page.getByRole('option', { name: 'Taklif' });
  await expect(option).toContainText('1 part');
  await option.click();
  await expect(text(page)).toHaveValue('Hurmatli <name>, sizni kutamiz');

  await page.getByRole('button', { name: 'Delete “Taklif”' }).click();
  await expect(page.getByText('“Taklif” is deleted.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save this text…' })).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => ask(page, 'templates.list', {})).toHaveLength(1);
});

test('the preview goes through people, the longest first, with the keyboard too', async ({ page }) => {
  await text(page).fill('Salom <name>, qarz <Qarz>');
  await expect(preview(page)).toContainText('1 of 2');
  await expect(preview(page)).toContainText('Salom Aziza, qarz 120 000');
  const next = page.getByRole('button', { name: 'Next person' });
  await next.press('ArrowRight');
  await expect(preview(page)).toContainText("Salom G'ani, qarz 85 500");
  await expect(next).toBeFocused();
  await next.press('ArrowLeft');
  await expect(preview(page)).toContainText('1 of 2');
  await preview(page).getByText('As on the list').click();
  await expect(preview(page)).toContainText('1 of 3');
  // Whoever would be left out stands there as well.
  await next.click();
  await next.click();
  await expect(preview(page)).toContainText('Left out, for Qarz is empty.');
  await preview(page).getByText('Dearest first').click();
});

test('how fast it goes is the account’s rate, and is changed on the spot', async ({ page }) => {
  await page.getByRole('button', { name: 'Next: When and how fast' }).click();
  await expect(page.getByText('10 a second: about 1 sec for 2 messages.')).toBeVisible();
  const rate = page.getByRole('textbox', { name: 'Messages a second through Shop' });
  await rate.fill('0.1');
  await rate.press('Enter');
  await expect(page.getByText('0.1 a second: about 20 sec for 2 messages.')).toBeVisible();
  const [account] = await ask(page, 'accounts.list', {});
  expect(account?.settings).toMatchObject({ rate: 0.1 });
  await rate.fill('50');
  await rate.press('Enter');
  await expect(page.getByText('50 a second')).toBeVisible();
});

test('the review says what to look at and leads there, and a test goes to oneself', async ({
  page,
  sandbox,
}) => {
  await page.getByRole('button', { name: 'Next: Review' }).click();
  const review = page.getByRole('region', { name: /^Before “Mijozlar/ });
  await expect(review.getByRole('listitem').first()).toContainText('1 person lacks a field of the text');
  await expect(review).toContainText('2 people on Mijozlar get it through Shop');
  await expectAccessible(page, 'the review of a campaign');
  await review.getByRole('button', { name: 'Fix: 1 person lacks a field' }).click();
  await expect(page.getByRole('region', { name: 'Step 2 of 4: Message' })).toBeFocused();
  await text(page).fill('Salom <name>, qarz <Qarz|yoq>');
  // Looking away loses nothing, not even the step.
  await goToStep(page, 'Review');
  await goTo(page, '/contacts');
  await goTo(page, '/campaigns/new');
  await expect(review).toContainText('3 people on Mijozlar get it through Shop');

  const number = page.getByRole('textbox', { name: 'Your number' });
  await number.fill('93 111 22 33');
  await page.getByRole('button', { name: 'Send test' }).click();
  const tester = page.getByRole('region', { name: 'Test on your own phone' });
  await expect(tester.getByText('Delivered')).toBeVisible({ timeout: 20_000 });
  expect(sandbox.ledger.map(({ recipient, text: sent }) => ({ recipient, text: sent }))).toEqual([
    { recipient: '+998931112233', text: 'Salom Aziza, qarz 120 000' },
  ]);
});

test('a started campaign is taken back as it was, and goes when it is started again', async ({
  page,
  sandbox,
}) => {
  const send = page.getByRole('button', { name: 'Send 3 messages' });
  await expect(send).toBeDisabled();
  await page.getByRole('textbox', { name: 'Type 3 to start' }).fill('4');
  await expect(send).toBeDisabled();
  await page.getByRole('textbox', { name: 'Type 3 to start' }).fill('3');
  await send.click();
  await expect(page.getByText('Nothing has gone out yet')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel campaign' })).toBeHidden();
  await expectAccessible(page, 'a campaign that can be taken back');
  // The wait is the engine's: the window may start anew.
  await page.reload();
  await page.getByRole('button', { name: 'Take back' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'New campaign' })).toBeVisible();
  await expect(page.getByText('3 people on Mijozlar get it through Shop')).toBeVisible();
  await goToStep(page, 'Message');
  await expect(text(page)).toHaveValue('Salom <name>, qarz <Qarz|yoq>');
  expect(sandbox.ledger).toHaveLength(1);
  await goTo(page, '/campaigns');
  await expect(page.getByRole('heading', { name: 'No campaigns yet' })).toBeVisible();

  await goTo(page, `/campaigns/new/to/${listId}`);
  await goToStep(page, 'Review');
  await page.getByRole('textbox', { name: 'Type 3 to start' }).fill('3');
  await send.click();
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByRole('button', { name: 'Delivered 3' })).toBeVisible({ timeout: 20_000 });
  expect(sandbox.ledger).toHaveLength(4);
});
