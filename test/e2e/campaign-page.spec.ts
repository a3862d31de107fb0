import { expect, type Locator, type Page } from '@playwright/test';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../src/shared/channels.ts';
import type { CallName } from '../../src/shared/contract.ts';
import type { Kaptar } from './support/launch.ts';
import { addAccount, ask, expectAccessible, goTo, goToStep, importPeople } from './support/page.ts';
import { devsmsAccount, startQuickSandbox } from './support/sandbox.ts';
import { testOnOneApp } from './support/test.ts';

/** A campaign while it is made and sent: what the operator sees is true, and no click does more than it says. */

let accountId: number;
/** Of 25 sample contacts. */
let listId: number;

const test = testOnOneApp('campaign');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ page, kaptar, sandbox }) => {
  const form = devsmsAccount(sandbox);
  // Slow enough to be paused on its way, and too patient to settle an uncertain message within a test.
  form.settings = { ...form.settings, rate: 10, lookupGraceSeconds: 3600, pollSeconds: 1 };
  ({ listId } = await ask(page, 'demo.prepare', {}));
  accountId = await addAccount(page, form, sandbox.token);
  await watchCalls(kaptar);
});

test('a campaign that is left while it is made is not started', async ({ page, kaptar }) => {
  await goTo(page, `/campaigns/new/to/${listId}`);
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('An old text');
  await goToStep(page, 'To whom');
  await page.getByRole('textbox', { name: 'Name of the campaign' }).fill('Left');
  await goToStep(page, 'When and how fast');
  // The second half of a double click starts nothing.
  await doubleClick(page, page.getByRole('button', { name: 'Next: Review' }));
  await hold(kaptar, 'campaigns.create');
  await page.getByRole('button', { name: 'Send 25 messages' }).click();
  await expect(page.getByText('Preparing 25 messages…')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Back: When and how fast' })).toBeDisabled();

  await goTo(page, '/contacts');
  await release(kaptar);
  await expect(page.getByText('Left was not started.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
  await goTo(page, '/campaigns');
  await expect(page.getByRole('article').filter({ hasText: 'Left' })).toContainText('Not started');
});

test('a double click on a button does one thing, and the button keeps the focus', async ({ page }) => {
  await goTo(page, '/campaigns');
  // Not over before the button that starts it may be pressed again, as *Pause*.
  await ask(page, 'accounts.setRate', { id: accountId, rate: 3 });
  const id = await create(page, 'Twice');
  await goTo(page, `/campaigns/${id}`);
  await doubleClick(page, page.getByRole('button', { name: 'Start sending' }));
  await expect(page.getByRole('dialog')).toBeHidden();
  await doubleClick(page, page.getByRole('button', { name: 'Pause' }));
  const resume = page.getByRole('button', { name: 'Resume' });
  await expect(resume).toBeFocused();
  await expect(resume).toBeEnabled();
  await expect(page.getByText('You paused this campaign')).toBeVisible();
  await resume.press('Enter');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused();
  await ask(page, 'accounts.setRate', { id: accountId, rate: 10 });
  await expect(page.getByRole('heading', { level: 2, name: 'Finished' })).toBeVisible({ timeout: 20_000 });
  // The list that was looked at before knows of it.
  await goTo(page, '/campaigns');
  await expect(page.getByRole('article').filter({ hasText: 'Twice' })).toContainText('Finished');
});

test('the bar shows those who are to get it, and is full once they have it', async ({ page }) => {
  const { contacts } = await ask(page, 'contacts.list', { listId });
  const phone = contacts[0]?.phone ?? '';
  await ask(page, 'contacts.optOut', { phone, reason: 'Asked for it' });
  const id = await create(page, 'One less');
  await ask(page, 'contacts.optIn', { phone });
  await goTo(page, `/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(page.getByText('24 of 24 people have it')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Left out 1' })).toBeVisible();
  const bar = page.getByRole('region', { name: 'Finished' }).locator('[data-state]');
  await expect(bar).toHaveCount(1);
  await expect(bar).toHaveAttribute('data-state', 'delivered');
});

test('when only uncertain messages are left, nothing else is claimed or offered', async ({
  page,
  sandbox,
}) => {
  sandbox.fault('devsms', 'error-before', 3);
  const id = await create(page, 'Uncertain');
  await goTo(page, `/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Waiting for answers' })).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByText('22 sent, 3 uncertain')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Cancel the rest' })).toBeHidden();

  await page.getByRole('button', { name: 'Send again…' }).click();
  await expect(page.getByRole('dialog')).toContainText('$0.015: 3 parts at $0.005');
  await page.getByRole('button', { name: 'Go back' }).click();
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(page.getByRole('group', { name: 'Show messages by state' })).toBeFocused();
  const rows = page.getByRole('grid', { name: 'Messages' });
  await expect(rows.getByRole('button', { name: 'Send again' })).toHaveCount(3);
  // What a row has no room for is one Tab and Enter away.
  await rows.focus();
  await rows.press('Tab');
  await expect(rows.getByRole('button', { name: /Details$/ }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  const message = page.getByRole('dialog', { name: /^Message to \+998/ });
  await expect(message).toContainText('Hello Aziza');
  await expect(message).toContainText('The provider answered with an error of its own');
  await page.keyboard.press('Escape');
  await expect(message).toBeHidden();

  await ask(page, 'campaigns.cancel', { id });
  await expect(page.getByRole('heading', { level: 2, name: 'Cancelled' })).toBeVisible();
  await expect(rows.getByRole('button', { name: 'Treat as sent' })).toHaveCount(3);
  await expect(page.getByRole('button', { name: /Send again/ })).toHaveCount(0);
});

test('a key that is refused stops a campaign before it begins', async ({ page, sandbox }) => {
  await addAccount(page, { ...devsmsAccount(sandbox), name: 'Refused' }, 'wrong');
  await goTo(page, `/campaigns/new/to/${listId}`);
  await goToStep(page, 'To whom');
  await page.getByRole('combobox', { name: 'Account' }).click();
  await page.getByRole('option', { name: 'Refused' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The key does not work' })).toBeVisible();
  await expect(page.getByText('The provider refuses the key of this account.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next: Message' })).toBeDisabled();
  await goToStep(page, 'Review');
  await expect(page.getByRole('button', { name: /^Send \d+ messages?$/ })).toBeDisabled();

  // A pause by the provider quotes it.
  sandbox.fault('devsms', 'auth', 1);
  const id = await create(page, 'No key');
  await goTo(page, `/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(page.getByText('Paused: the provider refuses the key')).toBeVisible();
  await expect(page.getByText('In the provider’s words:')).toBeVisible();
});

test('what waits for its provider says so, and can be kept from going on by itself', async ({
  page,
  sandbox,
}) => {
  sandbox.fault('devsms', 'portal', Infinity);
  const id = await create(page, 'Hotel');
  await goTo(page, `/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  const pause = page.getByRole('status').filter({ hasText: 'Paused: the provider cannot be reached' });
  // After five rounds.
  await expect(pause).toBeVisible({ timeout: 60_000 });
  await expect(pause).toContainText('goes on by itself');
  await expect(pause).toContainText('Does this network ask to sign in first?');
  await pause.getByRole('button', { name: 'Keep it paused' }).click();
  await expect(pause).toBeHidden();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  sandbox.mend('devsms');
});

test('a long running table asks for what is in view, and not all the time', async ({
  page,
  kaptar,
  dataDir,
}) => {
  const numbers = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
  const people = await importPeople(
    kaptar,
    dataDir,
    'People',
    Array.from({ length: 1200 }, (_, index) => [`${901_000_000 + index}`, `Person ${index}`, ...numbers]),
    numbers.map((number) => `Maydon ${number}`),
  );
  const id = await create(page, 'Long', people);
  await goTo(page, `/campaigns/${id}`);
  const rows = page.getByRole('grid', { name: 'Messages' });
  await rows.focus();
  // To the end, page by page.
  await expect(async () => {
    await rows.press('End');
    await expect(rows.getByRole('row').last()).toHaveAttribute('aria-rowindex', '1201', { timeout: 200 });
  }).toPass();
  await rows.press('Home');
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(rows.getByRole('row').nth(1)).toContainText('Delivered', { timeout: 15_000 });

  const before = (await heard(kaptar, 'campaigns.messages')).length;
  const since = async () => (await heard(kaptar, 'campaigns.messages')).slice(before);
  await expect.poll(async () => (await since()).length).toBeGreaterThanOrEqual(3);
  const [first, , third] = await since();
  expect((third?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(2000);
  for (const { input } of await since()) expect(input).toMatchObject({ after: null });

  // What was out of view is true as soon as it is looked at.
  await ask(page, 'campaigns.cancel', { id });
  await rows.press('End');
  await expect(rows.getByRole('row').last()).toContainText('Cancelled');

  // A spreadsheet with many columns keeps most of them in a menu.
  await goTo(page, `/campaigns/new/to/${people}`);
  await goToStep(page, 'Message');
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('Salom ');
  await expect(page.getByRole('group', { name: 'Insert a field' }).getByRole('button')).toHaveCount(9);
  await page.getByRole('button', { name: 'More fields…' }).click();
  await page.getByRole('textbox', { name: 'Search fields' }).fill('maydon 9');
  await page.getByRole('option', { name: 'Maydon 9' }).click();
  await expect(text).toHaveValue('Salom <Maydon 9>');
});

test('what a phone has not sent of a finished campaign is asked back', async ({ page }) => {
  const slow = await startQuickSandbox({ deliveryDelayMs: 600_000 });
  try {
    const form = {
      name: 'Phone',
      provider: 'mobsms',
      settings: { baseUrl: slow.urls.mobsms, rate: 100 },
    } as const;
    const phone = await addAccount(page, form, slow.token);
    const draft = { name: 'A slip', accountId: phone, listId, template: 'Helo <name|friend>' };
    const { id } = await ask(page, 'campaigns.create', draft);
    await ask(page, 'campaigns.start', { id });
    await goTo(page, `/campaigns/${id}`);
    await page.getByRole('button', { name: 'Withdraw what has not left' }).click({ timeout: 20_000 });
    const dialog = page.getByRole('dialog', { name: 'Withdraw what has not left the phone?' });
    await dialog.getByRole('button', { name: 'Withdraw' }).click();
    await expect(page.getByRole('button', { name: /^Cancelled 25/ })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('button', { name: 'Withdraw what has not left' })).toBeHidden();
    expect(slow.ledger.every(({ state }) => state === 'cancelled')).toBe(true);
  } finally {
    await slow.close();
  }
});

test('when the engine is gone the page claims and offers nothing', async ({ page, kaptar }) => {
  // The engine is only said to be gone: it must still be sending when the page is looked at.
  await ask(page, 'accounts.setRate', { id: accountId, rate: 1 });
  const id = await create(page, 'Stopped', listId);
  await goTo(page, `/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start sending' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Sending' })).toBeVisible();
  await kaptar.app.evaluate(({ BrowserWindow }, channel) => {
    const payload = { state: 'failed', reason: null, message: 'The disk is full.' };
    BrowserWindow.getAllWindows()[0]?.webContents.send(channel, 'engine.state', payload);
  }, EVENT_CHANNEL);
  await expect(page.getByRole('heading', { level: 2, name: 'Not sending right now' })).toBeVisible();
  await expect(page.getByText(/\d a second$/)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeDisabled();
  const banner = page.getByRole('alert').filter({ hasText: 'The disk is full.' });
  await expect(banner).toContainText('Close Kaptar and open it again.');
  await expectAccessible(page, 'a campaign while the engine is gone');
});

test('an account that was removed is said to be gone', async ({ page }) => {
  await goTo(page, '/accounts/4711');
  await page.getByRole('link', { name: 'See all accounts' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
});

/** As a hand does it, with a pause in which the screen may change under the pointer. */
async function doubleClick(page: Page, button: Locator): Promise<void> {
  // On a busy machine the second half comes late, and is to find the page as it would on a quick one: what the page
  // waits for meanwhile takes four times as long.
  const ownTimer = await page.evaluateHandle(() => {
    const own = window.setTimeout;
    const slow = (run: () => void, delay = 0) => own(run, 4 * delay);
    window.setTimeout = slow as typeof own;
    return own;
  });
  await button.click();
  await page.waitForTimeout(200);
  await page.mouse.down();
  await page.mouse.up();
  await ownTimer.evaluate((own) => {
    window.setTimeout = own;
  });
}

async function create(page: Page, name: string, list = listId): Promise<number> {
  const draft = { name, accountId, listId: list, template: 'Hello <name|friend>' };
  return (await ask(page, 'campaigns.create', draft)).id;
}

/** Puts an ear, and a hand, between the page and the shell: which calls come in, and one that waits. */
function watchCalls({ app }: Kaptar): Promise<void> {
  return app.evaluate(({ ipcMain }, channel) => {
    type Handler = (event: unknown, name: string, input: unknown) => unknown;
    // Electron has no public way to wrap a handler.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    const own = handlers.get(channel);
    if (!own) throw new Error('Nobody answers calls.');
    const calls: Heard[] = [];
    const watch: Watch = { calls, held: null, release: () => undefined };
    handlers.set(channel, async (event, name, input) => {
      calls.push({ name, input, at: performance.now() });
      if (name === watch.held) {
        await new Promise<void>((go) => {
          watch.release = go;
        });
      }
      return own(event, name, input);
    });
    Object.assign(globalThis, { watch });
  }, CALL_CHANNEL);
}

interface Heard {
  name: string;
  input: unknown;
  /** When it came in, ms. */
  at: number;
}

interface Watch {
  calls: Heard[];
  held: string | null;
  release: () => void;
}

/** What the page has asked with this call so far. */
function heard({ app }: Kaptar, name: CallName): Promise<Heard[]> {
  return app.evaluate((_, wanted) => {
    const { watch } = globalThis as unknown as { watch: Watch };
    return watch.calls.filter((made) => made.name === wanted);
  }, name);
}

/** Calls of this name wait until `release`. */
function hold({ app }: Kaptar, name: CallName): Promise<void> {
  return app.evaluate((_, held) => {
    (globalThis as unknown as { watch: Watch }).watch.held = held;
  }, name);
}

function release({ app }: Kaptar): Promise<void> {
  return app.evaluate(() => {
    const { watch } = globalThis as unknown as { watch: Watch };
    watch.held = null;
    watch.release();
  });
}
