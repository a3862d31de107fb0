import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { answerOpenDialog } from '../../e2e/support/system.ts';
import { arrive, type Stage } from '../stage.ts';
import { controls, screen, type Scene } from './scene.ts';

/** A list as an office keeps it, with the faults that it has. */
const ROWS = [
  'Ism;Telefon;Uy telefoni;Shahar;Qarz',
  'Aziza Karimova;+998 90 123 45 60;712000001;Toshkent;120000',
  'Botir Aliyev;90 111-00-02;;Samarqand;75000',
  'Nino Beridze;+995 555 12 34 56;;Tbilisi;30000',
  'Dilshod Saidov;(93) 111 00 03;;Buxoro;10000',
  'Dilshod aka;998931110003;;Buxoro;10000',
  'Feruza Olimova;97 400 12 12;;Andijon;0',
  'Olim Nazarov;9.98901E+11;;Xiva;5000',
  'Karim;90 111;;Nukus;5000',
  'Lola;;;Toshkent;0',
];

/** Those whom one writes to, and who write back. */
export const peopleScenes: readonly Scene[] = [
  {
    name: 'otp',
    main: true,
    async show(stage) {
      await arrive(stage.page, '/otp');
      await controls(stage).combobox('otp.service.label').fill('Choyxona');
      await controls(stage).radio('otp.purpose.4').press('Space');
      const preview = stage.page.getByRole('region', { name: stage.say('otp.preview.title'), exact: true });
      await preview.getByText('Choyxona').waitFor();
    },
  },
  {
    name: 'inbox',
    main: true,
    async show({ page, say }) {
      await arrive(page, '/inbox');
      const threads = page.getByRole('navigation', { name: say('inbox.threads'), exact: true });
      await threads.getByRole('button').first().click();
      await expect(page.getByRole('log')).toContainText('Koʻk choy');
    },
  },
  {
    name: 'inbox-opted-out',
    async show({ page, say }) {
      await arrive(page, '/inbox');
      const threads = page.getByRole('navigation', { name: say('inbox.threads'), exact: true });
      await threads.getByRole('button', { name: /СТОП/ }).click();
      await expect(page.getByRole('log')).toContainText('СТОП');
    },
  },
  screen('contacts', ({ lists }) => `/contacts/list/${lists.customers}`, { main: true }),
  {
    name: 'contacts-selected',
    async show(stage) {
      await filter(stage);
      const grid = stage.page.getByRole('grid');
      await grid.focus();
      await grid.press('Control+a');
      await stage.page.getByRole('region', { name: stage.say('contacts.bulk.label'), exact: true }).waitFor();
    },
  },
  {
    name: 'contact',
    async show({ page, lists }) {
      await arrive(page, `/contacts/list/${lists.customers}`);
      const grid = page.getByRole('grid');
      await grid.focus();
      await grid.press('Home');
      await grid.press('Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  screen('contacts-opted-out', () => '/contacts/opt-outs'),
  screen('contacts-duplicates', () => '/contacts/duplicates'),
  {
    name: 'contacts-merge',
    async show({ page, say }) {
      await arrive(page, '/contacts/duplicates');
      const [before = ''] = say('duplicates.reviewNamed', { name: '\n' }).split('\n');
      await page.getByRole('button', { name: before }).first().click();
      const people = page.getByRole('dialog').getByRole('checkbox');
      await people.nth(0).check();
      await people.nth(1).check();
    },
  },
  screen('import', () => '/contacts/import'),
  { name: 'import-columns', show: chooseFile },
  { name: 'import-review', main: true, show: checkFile },
  {
    name: 'import-report',
    async show(stage) {
      await checkFile(stage);
      await stage.page
        .getByRole('button', {
          name: new RegExp(`^${stage.say('import.review.action', { count: 5, number: '5' })}$`),
        })
        .click();
      await controls(stage).link('import.report.newCampaign').waitFor();
    },
  },
];

async function filter(stage: Stage): Promise<void> {
  const { page, lists } = stage;
  const { button, textbox, choose } = controls(stage);
  await arrive(page, `/contacts/list/${lists.customers}`);
  await button('contacts.filter.add').click();
  await choose('contacts.filter.what', 'Shahar');
  await textbox('contacts.filter.value').fill('Toshkent');
  await button('contacts.filter.apply').click();
  await page.getByRole('list', { name: stage.say('contacts.filter.label'), exact: true }).waitFor();
}

async function chooseFile(stage: Stage): Promise<void> {
  const { kaptar, page, dataDir, say } = stage;
  const file = join(dataDir, 'Mijozlar noyabr.csv');
  await writeFile(file, ROWS.join('\r\n'));
  await answerOpenDialog(kaptar.app, file);
  await arrive(page, '/contacts/import');
  await controls(stage).button('import.choose.action').click();
  await page
    .getByRole('combobox', { name: say('import.sample.role', { column: 'Telefon' }), exact: true })
    .waitFor();
}

async function checkFile(stage: Stage): Promise<void> {
  await chooseFile(stage);
  await controls(stage).button('import.next').click();
  await controls(stage).button('import.review.back').waitFor();
}
