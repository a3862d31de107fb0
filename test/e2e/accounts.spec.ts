import { expect, type Page } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import type { ProviderId } from '../../src/shared/account.ts';
import type { Kaptar } from './support/launch.ts';
import { expectAccessible } from './support/page.ts';
import { test } from './support/test.ts';

/** An account's pages, walked as an operator does: what the provider offers beside sending, and no secret on the way. */

const testWithLittleMoney = test.extend({ sandboxOptions: { balance: { devsms: 20 } } });

testWithLittleMoney('the pages of a DevSMS account', async ({ page, sandbox }) => {
  for (const phone of ['998901234567', '998901234568', '998901234569']) {
    await send(sandbox, 'devsms/send', { phone, message: 'Salom' });
  }

  await test.step('a low balance is seen everywhere', async () => {
    await startForm({ page, sandbox }, 'DevSMS');
    await page.getByLabel('API token', { exact: true }).fill(sandbox.token);
    await page.getByRole('textbox', { name: 'Warn below' }).fill('0.5');
    await page.getByRole('button', { name: 'Save and check' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Shop' })).toBeVisible();
    await expect(page.getByText('Less than $0.50 is left')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Accounts Low balance' })).toBeVisible();
    const statistics = page.getByRole('region', { name: 'Statistics' });
    await expect(statistics).toContainText('3 SMS');
    // One button asks for the balance and for what was counted.
    await send(sandbox, 'devsms/send', { phone: '998901234568', message: 'Salom yana' });
    // By the keyboard: the mouse would leave its hint on the screen.
    await page.getByRole('button', { name: 'Ask for the balance of Shop again' }).press('Enter');
    await expect(statistics).toContainText('4 SMS');
    await expectAccessible(page, 'a DevSMS account');
  });

  await test.step('the history is filtered, paged and looked into', async () => {
    await openPanel(page, 'History');
    const rows = page.getByRole('table', { name: 'History' }).getByRole('row');
    await expect(rows).toHaveCount(5);
    await expect(page.getByRole('button', { name: 'Next page' })).toBeDisabled();
    await expectAccessible(page, 'the history at DevSMS');
    await choose(page, 'Status', 'Failed');
    await expect(page.getByText('DevSMS has no messages here.')).toBeVisible();
    await choose(page, 'Status', 'Delivered');
    await expect(rows).toHaveCount(5);
    await page.getByRole('button', { name: 'Details of message 1' }).click();
    const details = page.getByRole('dialog', { name: 'Message 1' });
    await expect(details).toContainText('+998 90 123 45 67');
    await expect(details.getByText('Delivered')).toHaveCount(2);
    await expectAccessible(page, 'a message of DevSMS');
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: 'One message' }).fill('4711');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText('The provider does not know this');
    await page.keyboard.press('Escape');
  });

  await test.step('prices are found by number, and the column follows the setting', async () => {
    await openPanel(page, 'Prices');
    const prices = page.getByRole('table', { name: 'International prices' });
    await expect(prices.getByRole('columnheader', { name: 'Local user Yours' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Country, code or number' }).fill('+35818 12');
    await expect(prices.getByRole('row').nth(1)).toContainText('Aland Islands');
    await expect(prices.getByRole('row').nth(2)).toContainText('Finland');
    await expectAccessible(page, 'the prices of DevSMS');
    await openPanel(page, 'Settings');
    await page.getByRole('button', { name: 'Advanced settings' }).click();
    // Open before axe looks, which changes theme and movement: once the fold was found shut after it.
    await expect(page.getByRole('combobox', { name: 'Price list', exact: true })).toBeVisible();
    await expectAccessible(page, 'the settings of an account');
    await choose(page, 'Price list', 'Foreign user');
    // What was said when the account was made must be gone, or the next words could not be told from it.
    await expect(page.getByText('Shop is saved.')).toBeHidden();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Shop is saved.')).toBeVisible();
    await openPanel(page, 'Prices');
    await expect(prices.getByRole('columnheader', { name: 'Foreign user Yours' })).toBeVisible();
  });

  await test.step('no service name is remembered yet', async () => {
    await openPanel(page, 'Names in codes');
    await expect(page.getByRole('link', { name: 'Send a code' })).toBeVisible();
  });
});

test('a key that is refused is entered again on the spot', async ({ page, sandbox }) => {
  await startForm({ page, sandbox }, 'uBill');
  await page.getByLabel('API key', { exact: true }).fill('not-the-key');
  await page.getByRole('button', { name: 'Save and check' }).click();
  await expect(page.getByText('Fill this in.')).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Brand ID' }).fill('1');
  await page.getByRole('button', { name: 'Save and check' }).click();
  await expect(page.getByText('The key does not work')).toBeVisible();
  await page.getByRole('button', { name: 'Enter the key again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Key of Shop' });
  await dialog.getByLabel('API key', { exact: true }).fill(sandbox.token);
  await dialog.getByRole('button', { name: 'Save the key' }).click();
  await expect(page.getByRole('main')).toContainText('1,000,000,000 SMS');
  await expect(dialog).toBeHidden();
});

test('the pages of a uBill account', async ({ page, sandbox }) => {
  await test.step('the sender and its state', async () => {
    await startForm({ page, sandbox }, 'uBill');
    await page.getByLabel('API key', { exact: true }).fill(sandbox.token);
    await page.getByRole('textbox', { name: 'Brand ID' }).fill('2');
    await page.getByRole('button', { name: 'Save and check' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('has not authorized the brand');
    await openPanel(page, 'Brands');
    await page.getByRole('button', { name: 'Use the brand Kaptar' }).click();
    await expect(page.getByRole('row', { name: /^Kaptar/ })).toContainText('This account’s');
    await expect(page.getByRole('button', { name: 'Use the brand Waiting' })).toBeDisabled();
    await openPanel(page, 'Overview');
    await expect(page.getByRole('region', { name: 'Sends as' })).toContainText('Kaptar');
    await openPanel(page, 'Brands');
  });

  await test.step('a brand is asked for', async () => {
    const create = page.getByRole('region', { name: 'A new brand' });
    await create.getByRole('textbox').fill('X');
    await create.getByRole('button', { name: 'Ask for it' }).click();
    await expect(create.getByText('2 to 11 characters.', { exact: true })).toBeVisible();
    await create.getByRole('textbox').fill('My shop');
    await create.getByRole('button', { name: 'Ask for it' }).click();
    await expect(create).toContainText('uBill was asked for the brand');
    await expect(page.getByRole('row', { name: /^My shop/ })).toContainText('Waits for approval');
    await expectAccessible(page, 'a new brand');
  });

  await test.step('a report by its id', async () => {
    await send(sandbox, 'ubill/send', {
      brandID: '1',
      numbers: '995511194242',
      text: 'Gamarjoba',
      stopList: 'true',
    });
    const smsId = String(sandbox.ledger[0]?.providerId).split(':')[0] ?? '';
    await openPanel(page, 'Report');
    await page.getByRole('textbox').fill(smsId);
    await page.getByRole('button', { name: 'Look up' }).click();
    await expect(page.getByRole('table').getByRole('row').nth(1)).toContainText('+995 511 19 42 42');
    await expectAccessible(page, 'a report of uBill');
  });

  await test.step('the callback key is taken and never shown', async () => {
    await openPanel(page, 'Advanced');
    const key = page.getByRole('region', { name: 'Callback key' });
    await key.getByLabel('Callback key', { exact: true }).fill('my-callback-key');
    await key.getByRole('button', { name: 'Save the key' }).click();
    await expect(key).toContainText('A key is set');
    await expect(key.getByLabel('Callback key', { exact: true })).toHaveValue('');
    expect(await page.content()).not.toContain('my-callback-key');
    await key.getByRole('button', { name: 'Forget the key' }).click();
    await confirm(page, 'Forget the key');
    await expect(key).toContainText('No key');
    await expectAccessible(page, 'the callback key of uBill');
  });
});

const testWithoutPremium = test.extend({
  // What is sent stays on its way, so that it can be withdrawn.
  sandboxOptions: { mobsmsIsPremium: false, deliveryDelayMs: 600_000 },
});

testWithoutPremium('the pages of a MobSMS account', async ({ page, kaptar, sandbox }) => {
  // The longest walk of all, with five screens seen in light and in dark: a busy machine takes a minute.
  test.slow();
  for (const phone of ['+998901234567', '+998901234568']) {
    await send(sandbox, 'mobsms/send', { recipient_number: phone, message: 'Salom' });
  }

  await test.step('a password that is refused leaves an account that can be signed in again', async () => {
    await startForm({ page, sandbox }, 'MobSMS');
    await expect(page.getByRole('textbox', { name: 'Parts an hour, at most' })).toHaveValue('60');
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('you@example.com');
    await page.getByLabel('Password', { exact: true }).fill('wrong-one');
    await page.getByRole('button', { name: 'Save and check' }).click();
    await expect(page.getByText('MobSMS did not let you in')).toBeVisible();
    await expect(page.getByRole('main').getByText('Invalid credentials')).toBeVisible();
    await expect(page.getByText('Shop is saved.')).toBeHidden();
    await expect(page.getByText('The key is not here')).toBeVisible();
    await page.getByRole('button', { name: 'Sign in or enter a key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'E-mail address' }).fill('you@example.com');
    await dialog.getByLabel('Password', { exact: true }).fill('secret123');
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('region', { name: 'At MobSMS' })).toContainText('you@example.com');
    expect(await page.content()).not.toContain('secret123');
  });

  await test.step('phones', async () => {
    await openPanel(page, 'Phones');
    await expect(page.getByRole('img', { name: 'Code with the link to the app' })).toBeVisible();
    await page.getByRole('button', { name: 'Make default: Galaxy A14' }).click();
    await expect(page.getByRole('button', { name: 'Make default: Pixel 7' })).toBeVisible();
    await choose(page, 'Kaptar sends through', /Pixel 7/);
    await expect(page.getByRole('combobox', { name: 'Kaptar sends through' })).toHaveValue(/Pixel 7/);
    await expectAccessible(page, 'the phones of MobSMS');
  });

  await test.step('a message is withdrawn, another one marked and deleted', async () => {
    await openPanel(page, 'Messages');
    const rows = page.getByRole('table', { name: 'Messages' }).getByRole('row');
    await expect(rows).toHaveCount(3);
    await rows.nth(1).getByRole('button').click();
    await expectAccessible(page, 'a message of MobSMS');
    await page.getByRole('button', { name: 'Cancel message' }).click();
    await confirm(page, 'Cancel message');
    await expect(page.getByRole('dialog', { name: /^Message/ })).toContainText('Cancelled');
    await expect(page.getByRole('dialog', { name: 'Cancel this message?' })).toBeHidden();
    await page.keyboard.press('Escape');

    await rows.nth(2).getByRole('button').click();
    await choose(page, 'Set the status by hand', 'Failed');
    await page.getByRole('textbox', { name: 'Reason of a failure' }).fill('No such number');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await expect(page.getByRole('dialog', { name: /^Message/ }).locator('dl')).toContainText(
      'No such number',
    );
    await page.getByRole('button', { name: 'Delete' }).click();
    await confirm(page, 'Delete');
    await expect(rows).toHaveCount(2);
    await page.getByText('Inbox', { exact: true }).last().click();
    await expect(page.getByText('MobSMS has no messages here.')).toBeVisible();
  });

  await test.step('a list is copied', async () => {
    await page.evaluate(() => window.kaptar.call('demo.prepare', {}));
    await openPanel(page, 'Address book');
    await choose(page, 'List', /Sample contacts/);
    await page.getByRole('button', { name: 'Copy to MobSMS' }).click();
    await expect(page.getByText('25 contacts were copied')).toBeVisible();
    await expectAccessible(page, 'the address book of MobSMS');
  });

  await test.step('a new key goes to the clipboard and not through the window', async () => {
    await openPanel(page, 'Advanced');
    await expect(page.getByRole('row', { name: /^Kaptar on / })).toBeVisible();
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('textbox', { name: 'Name of the key' }).fill('Till');
    await page.getByRole('button', { name: 'Make and copy it' }).click();
    await expect(page.getByRole('dialog')).toContainText('it will not be shown again');
    const key = await clipboard(kaptar);
    expect(key).toMatch(/^\d+\|.{40}$/);
    expect(await page.content()).not.toContain(key);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'Revoke the key Till' }).click();
    await confirm(page, 'Revoke');
    await expect(page.getByRole('row', { name: /^Till/ })).toBeHidden();
  });

  await test.step('webhooks need Premium, which a promo code brings', async () => {
    await openPanel(page, 'Advanced');
    const webhooks = page.getByRole('region', { name: 'Webhooks at MobSMS' });
    await expect(webhooks).toContainText('This needs MobSMS Premium');
    await webhooks.getByRole('link', { name: 'See the subscription' }).click();
    const promo = page.getByRole('region', { name: 'Promo code' });
    await promo.getByRole('textbox').fill('NOTHING');
    await promo.getByRole('button', { name: 'Redeem' }).click();
    await expect(promo).toContainText('no longer available');
    await promo.getByRole('textbox').fill('PDAFTAR');
    await promo.getByRole('button', { name: 'Redeem' }).click();
    await expect(page.getByRole('region', { name: 'Subscription' })).toContainText('Premium');
    await page.getByRole('button', { name: 'Copy Network' }).click();
    await expect.poll(() => clipboard(kaptar)).toBe('TON');
    await expectAccessible(page, 'the subscription');
  });

  await test.step('callbacks are switched on, and MobSMS is told', async () => {
    await openPanel(page, 'Advanced');
    await page
      .getByRole('region', { name: 'Delivery reports' })
      .getByRole('link', { name: 'Settings' })
      .click();
    await page.getByRole('switch', { name: 'Let providers report at once' }).check({ force: true });
    await page.getByRole('textbox', { name: 'Public address' }).fill('sms.example.com');
    await page.getByRole('button', { name: 'Advanced settings' }).click();
    await page.getByRole('textbox', { name: 'Port' }).fill('0');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Begin with https://, without a password')).toBeVisible();
    await page.getByRole('textbox', { name: 'Public address' }).fill('https://sms.example.com');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText(/on this computer it is 127\.0\.0\.1:\d+/)).toBeVisible();
    await expectAccessible(page, 'the callbacks');

    await page.getByRole('link', { name: 'Shop' }).click();
    await page.getByRole('button', { name: 'Copy callback address for delivery' }).click();
    await expect
      .poll(() => clipboard(kaptar))
      .toMatch(/^https:\/\/sms\.example\.com\/callbacks\/\d+\/status\/.{20,}$/);
    await page.getByRole('button', { name: 'Use Kaptar’s' }).click();
    await expect(page.getByText('They lead to this Kaptar')).toBeVisible();
    expect(await page.content()).not.toContain((await clipboard(kaptar)).split('/').at(-1));
    const before = await clipboard(kaptar);
    await page.getByRole('button', { name: 'Make a new address' }).click();
    await expect(page.getByRole('dialog')).toContainText('Set the webhooks below again');
    await confirm(page, 'Make a new address');
    await expect(page.getByText('The account has a new callback address.')).toBeVisible();
    // Those at MobSMS are of before.
    await expect(page.getByText('They lead to this Kaptar')).toBeHidden();
    await page.getByRole('button', { name: 'Copy callback address for delivery' }).click();
    await expect.poll(() => clipboard(kaptar)).not.toBe(before);
    await page.getByRole('button', { name: 'Clear both' }).click();
    await expect(page.getByText('Not set')).toHaveCount(2);
    const keeps = page.getByRole('switch', { name: 'MobSMS keeps received messages' });
    // What was chosen stands at once, while MobSMS is being told.
    const standsAtOnce = await keeps.evaluate((box: HTMLInputElement) => {
      box.click();
      return box.checked;
    });
    expect(standsAtOnce).toBe(false);
    await expect(page.getByText('MobSMS is told.')).toBeVisible();
    await expect(keeps).not.toBeChecked();
  });

  await test.step('after logging out the account asks for a key again', async () => {
    await openPanel(page, 'Settings');
    await page.getByRole('button', { name: 'Log out' }).click();
    await confirm(page, 'Log out');
    await expect(page.getByRole('button', { name: 'Sign in or enter a key' })).toBeVisible();
  });
});

/** The form of a new account at the sandbox, up to what is special about its provider. */
async function startForm(
  { page, sandbox }: { page: Page; sandbox: Sandbox },
  provider: 'DevSMS' | 'uBill' | 'MobSMS',
): Promise<void> {
  await page.getByRole('link', { name: 'Connect a provider' }).click();
  await page.getByRole('radio', { name: provider }).check({ force: true });
  await page.getByRole('textbox', { name: 'Name' }).fill('Shop');
  await page.getByRole('button', { name: 'Advanced settings' }).click();
  const id = provider.toLowerCase() as ProviderId;
  await page.getByRole('textbox', { name: 'Address of the provider' }).fill(sandbox.urls[id]);
}

function openPanel(page: Page, name: string): Promise<void> {
  return page
    .getByRole('navigation', { name: 'Pages of Shop' })
    .getByRole('link', { name, exact: true })
    .click();
}

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Says yes, once the dialog takes it: the second half of a double click does not count. */
async function confirm(page: Page, name: string): Promise<void> {
  // The dialog that led here may still be fading.
  const yes = page.getByRole('dialog').last().getByRole('button', { name, exact: true });
  await expect(yes).toHaveAttribute('aria-disabled', 'false');
  await yes.click();
}

function clipboard({ app }: Kaptar): Promise<string> {
  return app.evaluate(({ clipboard: system }) => system.readText());
}

/** Sends something past Kaptar, as another program of the same account would. */
async function send(
  { urls, token }: Sandbox,
  what: 'devsms/send' | 'ubill/send' | 'mobsms/send',
  fields: Record<string, string>,
) {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', key: token };
  const post = { method: 'POST', headers, body: JSON.stringify(fields) };
  const answer = await {
    'devsms/send': () => fetch(`${urls.devsms}/send_sms.php`, post),
    'mobsms/send': () => fetch(`${urls.mobsms}/sms`, post),
    'ubill/send': () =>
      fetch(`${urls.ubill}/sms/send?${new URLSearchParams(fields).toString()}`, { headers }),
  }[what]();
  expect(answer.ok).toBe(true);
}
