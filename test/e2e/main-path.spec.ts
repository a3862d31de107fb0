import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ProviderId } from '../../src/shared/account.ts';
import { answerOpenDialog } from './support/system.ts';
import { test } from './support/test.ts';

/** A debtor list as a shop keeps it: `;`, a quoted name, numbers in several spellings, one that is none. */
const DEBTORS = [
  'Ism;Telefon;Qarz',
  'Aziza;+998 90 123 45 67;120 000',
  '"Karimov, Bobur";901112233;85 500',
  'Nino;+995 555 12 34 56;40',
  'Xato;123;1',
].join('\r\n');

const AZIZA = "Assalomu alaykum Aziza, qarzingiz 120 000 so'm";
const BOBUR = "Assalomu alaykum Karimov, Bobur, qarzingiz 85 500 so'm";
const NINO = "Assalomu alaykum Nino, qarzingiz 40 so'm";

/** `told` is what a live check brings home from each; to DevSMS Georgia is abroad, and dear. */
const providers: readonly {
  id: ProviderId;
  name: string;
  keyLabel: string;
  told: string;
  dearestFirst: readonly [string, string];
}[] = [
  {
    id: 'devsms',
    name: 'DevSMS',
    keyLabel: 'API token',
    told: '$0.005 a part',
    dearestFirst: [NINO, BOBUR],
  },
  {
    id: 'ubill',
    name: 'uBill',
    keyLabel: 'API key',
    told: '1,000,000,000 SMS',
    dearestFirst: [BOBUR, AZIZA],
  },
  { id: 'mobsms', name: 'MobSMS', keyLabel: 'API key', told: 'Premium', dearestFirst: [BOBUR, AZIZA] },
];

for (const provider of providers) {
  test(`from nothing to delivered through ${provider.name}`, async ({ page, kaptar, sandbox, dataDir }) => {
    await test.step('an account, checked live', async () => {
      await page.getByRole('link', { name: 'Connect a provider' }).click();
      await page.getByRole('radio', { name: provider.name }).check({ force: true });
      await page.getByRole('textbox', { name: 'Name' }).fill('Shop');
      if (provider.id === 'mobsms') await page.getByText('I have a key').click();
      await page.getByLabel(provider.keyLabel, { exact: true }).fill(sandbox.token);
      if (provider.id === 'ubill') await page.getByRole('textbox', { name: 'Brand ID' }).fill('1');
      await page.getByRole('button', { name: 'Advanced settings' }).click();
      await page.getByRole('textbox', { name: 'Address of the provider' }).fill(sandbox.urls[provider.id]);
      await page.getByRole('textbox', { name: 'Ask about delivery every' }).fill('1');
      await page.getByRole('button', { name: 'Save and check' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Shop' })).toBeVisible();
      await expect(page.getByRole('main')).toContainText(provider.told);
    });

    await test.step('a spreadsheet', async () => {
      const file = join(dataDir, 'Qarzdorlar.csv');
      await writeFile(file, DEBTORS);
      await answerOpenDialog(kaptar.app, file);
      await page.getByRole('link', { name: 'Contacts', exact: true }).click();
      await page.getByRole('link', { name: 'Import contacts' }).first().click();
      await page.getByRole('button', { name: 'Choose a file…' }).click();
      await expect(page.getByRole('combobox', { name: 'What is Telefon?' })).toHaveValue('Phone');
      await expect(page.getByRole('combobox', { name: 'What is Ism?' })).toHaveValue('Name');
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByRole('button', { name: /^Import \d/ }).click();
      await expect(page.getByRole('region', { name: '1 row with something that is not' })).toBeVisible();
      await page.getByRole('link', { name: 'New campaign to this list' }).click();
    });

    await test.step('a text, seen as it will arrive', async () => {
      const text = page.getByRole('textbox', { name: 'Text', exact: true });
      await text.fill("Assalomu alaykum <name>, qarzingiz <qarz> so'm");
      const preview = page.getByRole('region', { name: 'Preview' });
      // The dearest comes first, where prices are known; then the longest.
      const [first, second] = provider.dearestFirst;
      await expect(preview).toContainText(first);
      await expect(preview).toContainText('1 part');
      await page.getByRole('button', { name: 'Next person' }).click();
      await expect(preview).toContainText(second);
    });

    await test.step('sent, and followed to delivered', async () => {
      await page.getByRole('button', { name: 'Next: When and how fast' }).click();
      await page.getByRole('button', { name: 'Next: Review' }).click();
      await page.getByRole('button', { name: 'Send 3 messages' }).click();
      await expect(page.getByText('Nothing has gone out yet')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Delivered 3' })).toBeVisible({ timeout: 30_000 });
      await expect(page.getByRole('heading', { level: 2, name: 'Finished' })).toBeVisible();
    });

    expect(sandbox.ledger.map(({ recipient, text }) => ({ recipient, text }))).toEqual([
      { recipient: '+998901234567', text: AZIZA },
      { recipient: '+998901112233', text: BOBUR },
      { recipient: '+995555123456', text: NINO },
    ]);
  });
}
