import { expect, type Locator, type Page } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { devsmsOtpText } from '../../src/shared/otp.ts';
import { addAccount, expectAccessible, goTo, importPeople } from './support/page.ts';
import { devsmsAccount } from './support/sandbox.ts';
import { testOnOneApp } from './support/test.ts';

/** One-time codes as somebody at a counter sends them: the customer reads back what the phone shows. */

const test = testOnOneApp('otp');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ page, sandbox }) => {
  const form = devsmsAccount(sandbox);
  await addAccount(page, { ...form, settings: { ...form.settings, pollSeconds: 1 } }, sandbox.token);
});

test('an approved text is shown as it arrives, and what the customer reads back is checked', async ({
  page,
  sandbox,
}) => {
  await goTo(page, '/otp');
  const service = page.getByRole('combobox', { name: 'Name of the service' });
  await service.fill('A');
  await expect(page.getByText('2 to 50 letters, digits, spaces, dots and hyphens.')).toBeVisible();
  await expect(send(page)).toBeDisabled();
  await service.fill('Chorsu Market');
  await page.getByRole('radio', { name: 'Sign in' }).check({ force: true });
  const masked = devsmsOtpText(4, 'Chorsu Market', '••••••');
  await expect(page.getByRole('region', { name: 'As it will arrive' })).toContainText(masked);
  await expect(page.getByRole('region', { name: 'As it will arrive' })).toContainText('1 part');
  await expect(page.getByText('Enter the phone number.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Phone number' }).fill('90 123-45-67');
  await send(page).click();

  const card = page.getByRole('region', { name: 'Code to +998 90 123 45 67' });
  await expect(card).toContainText('Delivered');
  await expect(card).toContainText(masked);
  await expect(card).toContainText('$0.005 charged');
  const { text, recipient } = lastSent(sandbox);
  const code = text.slice(-6);
  expect({ text, recipient }).toEqual({
    text: devsmsOtpText(4, 'Chorsu Market', code),
    recipient: '+998901234567',
  });

  await readBack(card, code === '000000' ? '111111' : '000000');
  await expect(card.getByRole('alert')).toHaveText('Wrong. 4 tries left.');
  await readBack(card, code);
  await expect(card).toContainText('Right: confirmed at');
  await expect(page.getByRole('button', { name: /^\+998 90 123 45 67.*Confirmed/ })).toBeVisible();
  // Another one to this number is one click away, and this name is known to be safe.
  await expect(page.getByText('DevSMS has accepted this name before.')).toBeVisible();
  await card.getByRole('button', { name: 'Another code' }).click();
  await expect(page.getByRole('textbox', { name: 'Phone number' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Phone number' })).toHaveValue('+998901234567');
  await expectAccessible(page, '/otp');
});

test('a name that was refused and charged is not sent again without a word', async ({ page, sandbox }) => {
  const before = sandbox.ledger.length;
  await page.getByRole('combobox', { name: 'Name of the service' }).fill('Royal Casino');
  await page.getByRole('textbox', { name: 'Phone number' }).fill('901112233');
  await send(page).click();

  const card = page.getByRole('region', { name: 'Code to +998 90 111 22 33' });
  await expect(card).toContainText('Refused, and $0.005 charged');
  await expect(card).toContainText('Korxona nomi nomaqbul deb topildi');
  expect(sandbox.ledger).toHaveLength(before);

  await page.getByRole('textbox', { name: 'Phone number' }).fill('901112233');
  await expect(page.getByText('“Royal Casino” was refused before')).toBeVisible();
  await expect(send(page)).toBeDisabled();
  await expectAccessible(page, '/otp with a refused name');
  const { sends } = sandbox.requests.devsms;
  await page.getByRole('checkbox', { name: 'Send it all the same' }).check();
  await send(page).click();
  await expect(page.getByRole('button', { name: /^\+998 90 111 22 33.*Refused/ })).toHaveCount(2);
  expect(sandbox.requests.devsms.sends).toBe(sends + 1);
});

test('a code that waits is tried again, or called off', async ({ page, sandbox }) => {
  sandbox.fault('devsms', 'balance', 2);
  await page.getByRole('combobox', { name: 'Name of the service' }).fill('Chorsu Market');
  await page.getByRole('textbox', { name: 'Phone number' }).fill('901110001');
  await send(page).click();
  const card = page.getByRole('region', { name: 'Code to +998 90 111 00 01' });
  await expect(card).toContainText('It waits: the balance is used up');
  await expect(page.getByRole('button', { name: /^\+998 90 111 00 01.*Not sent yet/ })).toBeVisible();
  await card.getByRole('button', { name: 'Try again' }).click();
  await expect(card).toContainText('It waits: the balance is used up');
  await card.getByRole('button', { name: 'Do not send it' }).click();
  await expect(card).toContainText('Cancelled');
  await expect(card).not.toContainText('It waits');
});

test('a text of one’s own with a typed code; kept for the next time, and sent to a whole list', async ({
  page,
  kaptar,
  sandbox,
  dataDir,
}) => {
  await page.getByRole('radio', { name: 'A text of my own' }).press('Space');
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('Kirish kodi');
  await expect(page.getByText('Write <code> where the code goes.')).toBeVisible();
  await text.fill('Kirish kodi: <code>');
  await page.getByRole('textbox', { name: 'Phone number' }).fill('+998 90 444 55 66');
  await page.getByRole('radio', { name: 'I type it' }).press('Space');
  const digits = page.getByRole('textbox', { name: 'Digits of the code' });
  await digits.fill('48a21');
  await send(page).click();
  await expect(page.getByRole('region', { name: 'Code to +998 90 444 55 66' })).toContainText('Delivered');
  expect(lastSent(sandbox).text).toBe('Kirish kodi: 4821');
  await expect(digits).toHaveValue('');
  // The typed digits are nowhere on the page any more.
  await expect(page.getByRole('main')).not.toContainText('4821');

  await page.getByRole('button', { name: 'Save this text…' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Kirish');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await text.fill('Something else <code>');
  await page.getByRole('combobox', { name: 'Saved text' }).click();
  await page.getByRole('option', { name: 'Kirish' }).click();
  await expect(text).toHaveValue('Kirish kodi: <code>');

  const people = [
    ['901000001', 'Aziz'],
    ['901000002', 'Bobur'],
  ] as const;
  await importPeople(kaptar, dataDir, 'Mijozlar', people);
  await page.getByRole('button', { name: 'Send to a list…' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'List' }).click();
  await page.getByRole('option', { name: 'Mijozlar' }).click();
  await page.getByRole('button', { name: 'Make the campaign' }).click();
  await expect(page.getByText('One-time codes to Mijozlar through Shop')).toBeVisible();
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(page.getByRole('button', { name: 'Delivered 2' })).toBeVisible({ timeout: 20_000 });

  const check = page.getByRole('region', { name: 'Check a code' });
  await check.getByRole('textbox', { name: 'Phone number' }).fill('901000002');
  await readBack(check, codeOf(sandbox, '+998901000002'));
  await expect(check).toContainText('Right.');
  await expectAccessible(page, 'a campaign of codes');
});

function send(page: Page): Locator {
  return page.getByRole('button', { name: 'Send the code' });
}

async function readBack(place: Locator, code: string): Promise<void> {
  await place.getByRole('textbox', { name: 'What the customer reads back' }).fill(code);
  await place.getByRole('button', { name: 'Check' }).click();
}

function lastSent(sandbox: Sandbox) {
  const entry = sandbox.ledger.at(-1);
  if (!entry) throw new Error('Nothing was sent.');
  return entry;
}

/** The digits that this person's phone shows. */
function codeOf(sandbox: Sandbox, recipient: string): string {
  const entry = sandbox.ledger.findLast((sent) => sent.recipient === recipient);
  const code = entry && /\d{4,8}$/.exec(entry.text)?.[0];
  if (!code) throw new Error(`No code went to ${recipient}.`);
  return code;
}
