import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { sendOnEarlierDays } from './support/earlier-days.ts';
import { addAccount, ask, expectAccessible, goTo, importPeople } from './support/page.ts';
import { devsmsAccount } from './support/sandbox.ts';
import { answerSaveDialog } from './support/system.ts';
import { testOnOneApp } from './support/test.ts';

/** What was sent, as charts and tables, and as files. */

const PEOPLE = [
  ['+998901112233', 'Aziz'],
  ['+998901112234', 'Bobur'],
  ['+998931112235', 'Dilnoza'],
  ['+998971112236', 'Feruza'],
] as const;

let campaignId: number;

const test = testOnOneApp('reports');

test.describe.configure({ mode: 'serial' });

test('before anything is sent, the page says so and offers one thing to do', async ({ page }) => {
  await goTo(page, '/reports');
  await expect(page.getByRole('heading', { name: 'No messages yet' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'New campaign' })).toBeVisible();
  await expectAccessible(page, 'empty reports');
});

test('what was sent is shown by time, campaign, country and operator', async ({
  page,
  kaptar,
  sandbox,
  dataDir,
}) => {
  const form = devsmsAccount(sandbox);
  form.settings = { ...form.settings, pollSeconds: 1 };
  const accountId = await addAccount(page, form, sandbox.token);
  const listId = await importPeople(kaptar, dataDir, 'Mijozlar', PEOPLE);
  await ask(page, 'contacts.optOut', { phone: '+998971112236', reason: 'Asked' });
  const template = 'Salom, <name>!';
  ({ id: campaignId } = await ask(page, 'campaigns.create', {
    name: 'Chegirma',
    accountId,
    listId,
    template,
  }));
  await ask(page, 'campaigns.start', { id: campaignId });
  await expect
    .poll(async () => (await ask(page, 'campaigns.get', { id: campaignId })).states.delivered, {
      timeout: 30_000,
    })
    .toBe(3);

  await goTo(page, '/reports');
  // One day makes no chart: its numbers stand there at once.
  const byDay = page.getByRole('table', { name: 'Messages by day' });
  await expect(byDay.getByRole('row')).toHaveCount(2);
  await expect(byDay.getByRole('row').last()).toContainText('3100%');
  await expect(page.getByRole('figure')).toHaveCount(0);
  const campaigns = page.getByRole('table', { name: 'Campaigns' });
  await expect(campaigns.getByRole('row', { name: /Chegirma .* 3 100%/ })).toBeVisible();
  const countries = page.getByRole('table', { name: 'Countries and operators' });
  await expect(countries.getByRole('row', { name: /Uzbekistan \+99890 Beeline 2/ })).toBeVisible();
  await expect(countries.getByRole('row', { name: /Uzbekistan \+99893 Ucell 1/ })).toBeVisible();
  await expect(page.getByRole('table', { name: 'What went wrong' })).toContainText('Does not want messages');
  await expectAccessible(page, 'reports');

  await page.getByRole('combobox', { name: 'Time' }).click();
  await page.getByRole('option', { name: 'Today' }).click();
  await expect(page.getByRole('table', { name: 'Messages by hour' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Time' }).click();
  await page.getByRole('option', { name: 'Other days' }).click();
  await page.getByRole('textbox', { name: 'From' }).fill('1.1.2020');
  await page.getByRole('textbox', { name: 'To', exact: true }).fill('1.1.2019');
  await expect(page.getByText('This day comes before the first one.')).toBeVisible();
  await page.getByRole('textbox', { name: 'To', exact: true }).fill('31.1.2020');
  await expect(page.getByRole('heading', { name: 'Nothing was sent in this time' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(campaigns.getByRole('row', { name: /Chegirma .* 3 100%/ })).toBeVisible();
});

test('a campaign has a report of its own, and its messages are saved as a file', async ({
  page,
  kaptar,
  dataDir,
}) => {
  await goTo(page, `/campaigns/${campaignId}`);
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Report: Chegirma' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'How long until delivered' })).toBeVisible();
  await expect(page.getByText(/ine of ten .*within/)).toBeVisible();
  await expectAccessible(page, 'report of a campaign');

  const file = join(dataDir, 'Xabarlar.csv');
  await answerSaveDialog(kaptar.app, file);
  await page.getByRole('button', { name: 'Save as a file' }).click();
  await page.getByRole('menuitem', { name: 'Every message, one in a row' }).click();
  await expect(page.getByText('Xabarlar.csv is saved, with 4 rows.')).toBeVisible();
  const lines = (await readFile(file, 'utf8')).trim().split('\r\n');
  expect(lines[0]).toContain('Campaign,Phone,Name,Text,State');
  expect(lines).toHaveLength(5);
  expect(lines[1]).toContain('Chegirma,+998901112233,Aziz,"Salom, Aziz!",Delivered');

  await answerSaveDialog(kaptar.app, join(dataDir, 'none', 'Xabarlar.csv'));
  await page.getByRole('button', { name: 'Save as a file' }).click();
  await page.getByRole('menuitem', { name: 'Every message, one in a row' }).click();
  await expect(page.getByText('The file could not be saved')).toBeVisible();
});

test('several days are charts, and the same numbers as tables', async ({ sandbox, dataDir, launch }) => {
  const folder = join(dataDir, 'earlier');
  await sendOnEarlierDays(folder, sandbox, [3, 2, 1]);
  const { window: page } = await launch({ dataDir: folder });
  await goTo(page, '/reports');
  const sent = page.getByRole('figure', { name: /^Delivered: 6\./ });
  await expect(sent).toBeVisible();
  await expect(page.getByRole('figure', { name: /100% of the messages were delivered/ })).toBeVisible();
  await expect(page.getByRole('figure', { name: / in all\. The table shows it over time/ })).toBeVisible();
  await expectAccessible(page, 'reports with charts');

  const look = page.getByRole('radiogroup', { name: 'How to show: Messages by day' });
  await look.getByRole('radio', { name: 'Chart' }).press('ArrowRight');
  const byDay = page.getByRole('table', { name: 'Messages by day' });
  await expect(byDay.getByRole('row')).toHaveCount(4);
  await expect(byDay.getByRole('row').last()).toContainText('2100%');
  await expect(sent).toHaveCount(0);
});
