import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Language } from '../../src/shared/language.ts';
import { expectNothingCutOff } from './support/cut-off.ts';
import { answerOpenDialog } from './support/system.ts';
import { test } from './support/test.ts';
import { words } from './support/words.ts';

/** The main path in the other languages; main-path.spec.ts walks it in English, through each provider. */

/** Each language as it calls itself, and a list and a text as people there would have them. */
const walks: readonly { language: Language; itself: string; rows: readonly string[]; template: string }[] = [
  {
    language: 'uz',
    itself: 'Oʻzbekcha',
    rows: ['Ism;Telefon;Qarz', 'Aziza;+998 90 123 45 67;120 000', "G'ani;901112233;85 500", 'Xato;123;1'],
    template: "Assalomu alaykum <name>, qarzingiz <qarz> so'm",
  },
  {
    language: 'ru',
    itself: 'Русский',
    rows: ['Имя;Телефон;Долг', 'Азиза;+998 90 123 45 67;120 000', 'Гани;901112233;85 500', 'Ошибка;123;1'],
    template: 'Здравствуйте, <name>! Ваш долг: <долг> сум',
  },
  {
    language: 'ka',
    itself: 'ქართული',
    rows: [
      'სახელი;ტელეფონი;ვალი',
      'ნინო;+995 555 12 34 56;40',
      'გიორგი;+995 599 11 22 33;25',
      'შეცდომა;123;1',
    ],
    template: 'გამარჯობა, <name>! თქვენი ვალი: <ვალი> ლარი',
  },
];

for (const { language, itself, rows, template } of walks) {
  test(`from nothing to delivered in ${itself}`, async ({ page, kaptar, sandbox, dataDir }) => {
    const say = words(language);
    const list = 'Mijozlar';
    const texts = rows.slice(1, 3).map((row) => {
      const [name = '', , owed = ''] = row.split(';');
      return template.replace('<name>', name).replace(/<.+>/, owed);
    });
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const textbox = (name: string) => page.getByRole('textbox', { name, exact: true });
    const heading = (level: number, name: string) => page.getByRole('heading', { level, name, exact: true });
    await test.step('the language, by its own name', async () => {
      const english = words('en');
      await page.getByRole('link', { name: english('frame.settings'), exact: true }).click();
      await page
        .getByRole('combobox', { name: english('preferences.appearance.language.label'), exact: true })
        .click();
      await page.getByRole('option', { name: itself, exact: true }).click();
      await expect(heading(1, say('preferences.title'))).toBeVisible();
      await expectNothingCutOff(page, 'settings');
    });

    await test.step('an account, checked live', async () => {
      await page.getByRole('link', { name: say('frame.campaigns'), exact: true }).click();
      await expect(heading(1, say('firstRun.title'))).toBeVisible();
      await expectNothingCutOff(page, 'first run');
      await page.getByRole('link', { name: say('firstRun.connect.action'), exact: true }).click();
      await textbox(say('accounts.name.label')).fill('Chorsu');
      await page.getByLabel(say('providers.devsms.keyLabel'), { exact: true }).fill(sandbox.token);
      await button(say('accounts.advanced')).click();
      await textbox(say('settings.baseUrl.label')).fill(sandbox.urls.devsms);
      await textbox(say('settings.pollSeconds.label')).fill('1');
      await expectNothingCutOff(page, 'new account');
      await button(say('accounts.new.save')).click();
      await expect(heading(1, 'Chorsu')).toBeVisible();
      await expect(page.getByText('$').first()).toBeVisible();
      await expectNothingCutOff(page, 'account');
    });

    await test.step('a spreadsheet', async () => {
      const file = join(dataDir, `${list}.csv`);
      await writeFile(file, rows.join('\r\n'));
      await answerOpenDialog(kaptar.app, file);
      await page.getByRole('link', { name: say('frame.contacts'), exact: true }).click();
      await page
        .getByRole('link', { name: say('contacts.import'), exact: true })
        .first()
        .click();
      await expectNothingCutOff(page, 'choose a file');
      await button(say('import.choose.action')).click();
      const [name = '', phone = ''] = rows[0]?.split(';') ?? [];
      const role = (column: string) =>
        page.getByRole('combobox', { name: say('import.sample.role', { column }), exact: true });
      await expect(role(phone)).toHaveValue(say('import.roles.phone'));
      await expect(role(name)).toHaveValue(say('import.roles.name'));
      await expectNothingCutOff(page, 'columns');
      await button(say('import.next')).click();
      await expect(heading(2, say('import.review.title', { count: 2, number: '2', list }))).toBeVisible();
      await expectNothingCutOff(page, 'review of an import');
      await button(say('import.review.action', { count: 2, number: '2' })).click();
      await expect(heading(2, say('import.report.title', { count: 2, number: '2', list }))).toBeVisible();
      await expectNothingCutOff(page, 'report of an import');
      await page.getByRole('link', { name: say('import.report.newCampaign'), exact: true }).click();
    });

    await test.step('a text, seen as it will arrive', async () => {
      await textbox(say('compose.message.label')).fill(template);
      const preview = page.getByRole('region', { name: say('preview.title'), exact: true });
      // The longest comes first.
      const [longest = ''] = texts.toSorted((one, other) => other.length - one.length);
      await expect(preview).toContainText(longest);
      await expectNothingCutOff(page, 'message');
      for (const step of ['when', 'review'] as const) {
        await button(say('compose.next', { step: say(`compose.steps.${step}`) })).click();
        await expect(
          page.getByRole('navigation', { name: say('compose.steps.label'), exact: true }),
        ).toBeVisible();
        await expectNothingCutOff(page, step);
      }
    });

    await test.step('sent, and followed to delivered', async () => {
      await button(say('review.start', { count: 2, number: '2' })).click();
      await expect(page.getByText(say('undo.title'))).toBeVisible();
      await expectNothingCutOff(page, 'a campaign that can be taken back');
      await button(say('undo.sendNow')).click();
      await expect(heading(2, say('live.headline.finished'))).toBeVisible({ timeout: 15_000 });
      await expect(page.getByText(say('live.result', { delivered: '2', total: '2', count: 2 }))).toBeVisible({
        timeout: 15_000,
      });
      await expectNothingCutOff(page, 'a finished campaign');
    });

    expect(sandbox.ledger.map(({ text }) => text)).toEqual(texts);
  });
}
