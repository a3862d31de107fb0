import { expect } from '@playwright/test';
import { addAccount, ask, expectAccessible, goTo, importPeople } from './support/page.ts';
import { test } from './support/test.ts';

test('people write back, get an answer, and whoever writes STOP is left alone until that is undone', async ({
  page,
  kaptar,
  sandbox,
  dataDir,
}) => {
  await test.step('an inbox that nothing can reach says so', async () => {
    await goTo(page, '/inbox');
    await expect(page.getByText('Of the three providers only MobSMS receives')).toBeVisible();
    await expectAccessible(page, 'an inbox without an account');
  });

  await importPeople(kaptar, dataDir, 'Mijozlar', [['901234567', 'Aziza Karimova']]);
  const settings = { baseUrl: sandbox.urls.mobsms, inboxSeconds: 0, pollSeconds: 1, rate: 100 };
  await addAccount(page, { name: 'Phone', provider: 'mobsms', settings }, sandbox.token);

  await test.step('a look by hand brings what came in, unread', async () => {
    await expect(page.getByText('looking by itself is switched off')).toBeVisible();
    sandbox.receive({ sender: '+998901234567', text: 'Salom, ochiqmisiz?' });
    sandbox.receive({ sender: '+998907654321', text: 'Rahmat' });
    await page.getByRole('button', { name: 'Look for new messages' }).click();
    await expect(page.getByText('2 new messages.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Inbox 2 unread messages' })).toBeVisible();
    const threads = page.getByRole('navigation', { name: 'Conversations' });
    await expect(threads.getByRole('button')).toHaveCount(2);
    await threads.getByRole('button', { name: /Aziza Karimova.*1 unread message/ }).click();
    await expect(page.getByRole('log')).toContainText('Salom, ochiqmisiz?');
    await expect(page.getByRole('link', { name: 'Inbox 1 unread message' })).toBeVisible();
  });

  const answer = page.getByRole('textbox', { name: 'Answer Aziza Karimova' });
  const send = page.getByRole('button', { name: 'Send', exact: true });

  await test.step('an answer outlives a look around, goes out and is followed', async () => {
    await answer.fill('Ha, 18:00 gacha');
    await expect(page.getByText('1 part · 15 of 160 characters')).toBeVisible();
    await goTo(page, '/contacts');
    await goTo(page, '/inbox');
    await expect(answer).toHaveValue('Ha, 18:00 gacha');
    await answer.press('Control+Enter');
    await expect(page.getByRole('log')).toContainText('Ha, 18:00 gacha');
    await expect(page.getByRole('log')).toContainText('Delivered', { timeout: 20_000 });
    await expect(answer).toHaveValue('');
    await expect(answer).toBeFocused();
    expect(sandbox.ledger.map(({ recipient, text }) => ({ recipient, text }))).toEqual([
      { recipient: '+998901234567', text: 'Ha, 18:00 gacha' },
    ]);
    await expectAccessible(page, 'a conversation');
  });

  await test.step('STOP opts out, is said, and can be undone', async () => {
    sandbox.receive({ sender: '+998901234567', text: 'Стоп, хватит' });
    await page.getByRole('button', { name: 'Look for new messages' }).click();
    await expect(page.getByText('Aziza Karimova gets no more messages')).toBeVisible();
    await expect(page.getByText('Asked for no more messages')).toBeVisible();
    await expect(answer).toBeDisabled();
    await expect(page.getByText('This person wants no messages.')).toBeVisible();
    await expectAccessible(page, 'a conversation with somebody who opted out');

    await page.getByRole('button', { name: 'Undo the opt-out' }).click();
    await expect(answer).toBeEnabled();
    const { contacts } = await ask(page, 'contacts.list', { listId: null });
    expect(contacts.map(({ name, optedOut }) => ({ name, optedOut }))).toEqual([
      { name: 'Aziza Karimova', optedOut: false },
    ]);
    await expect(send).toBeDisabled();
  });

  await test.step('an answer that waits says why, and where to mend it', async () => {
    sandbox.fault('mobsms', 'auth');
    await answer.fill('Xayr');
    await send.click();
    const log = page.getByRole('log');
    await expect(log).toContainText('It waits: the provider refuses the key of the account');
    await log.getByRole('link', { name: 'Open the account' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Phone' })).toBeVisible();
  });
});
