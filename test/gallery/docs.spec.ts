import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { checkout } from '../e2e/support/launch.ts';
import { ask } from '../e2e/support/page.ts';
import { campaignScenes } from './scenes/campaigns.ts';
import { composeScenes } from './scenes/compose.ts';
import { peopleScenes } from './scenes/people.ts';
import { arrive, setTheme, type Stage, test } from './stage.ts';

/** `npm run gallery -- docs`: the pictures that README.md and docs/design.md show, into `docs/images`. */
const IMAGES = join(checkout, 'docs', 'images');

const pictures = [
  { file: 'campaign', scene: 'campaign-running', theme: 'light' },
  { file: 'compose', scene: 'compose-message', theme: 'light' },
  { file: 'import', scene: 'import-review', theme: 'light' },
  { file: 'reports-dark', scene: 'reports', theme: 'dark' },
  { file: 'design-campaigns', scene: 'campaigns', theme: 'light' },
] as const;

const scenes = [...campaignScenes, ...composeScenes, ...peopleScenes];

test('the pictures of the docs', async ({ stage }) => {
  const { page, campaigns } = stage;
  for (const { file, scene: name, theme } of pictures) {
    await test.step(file, async () => {
      const scene = scenes.find((one) => one.name === name);
      if (!scene) throw new Error(`There is no scene ${name}.`);
      await scene.show(stage);
      await setTheme(stage, theme);
      await page.mouse.move(0, 0);
      await page.screenshot({ path: join(IMAGES, `${file}.png`), animations: 'disabled' });
    });
  }
  await test.step('the states in colour and in grey', async () => {
    await sendWithTrouble(stage);
    await arrive(page, `/campaigns/${campaigns.running}`);
    await setTheme(stage, 'light');
    await page.mouse.move(0, 0);
    await showTwice(page, stage.say('messages.filter'));
    await page.screenshot({ path: join(IMAGES, 'design-states.png'), animations: 'disabled' });
  });
});

/** Sends on, until some messages are refused and some uncertain. */
async function sendWithTrouble({ page, sandbox, accounts, campaigns }: Stage): Promise<void> {
  sandbox.fault('devsms', 'refuse', 6);
  sandbox.fault('devsms', 'error-before', 4);
  await ask(page, 'accounts.setRate', { id: accounts.devsms, rate: 20 });
  const uncertain = async () => (await ask(page, 'campaigns.get', { id: campaigns.running })).states.unknown;
  await expect.poll(uncertain, { timeout: 20_000 }).toBe(4);
  await ask(page, 'accounts.setRate', { id: accounts.devsms, rate: 0.2 });
}

/** Lays the charts and the legend of a campaign over the screen: as they are, and below them without colour. */
async function showTwice(page: Page, legend: string): Promise<void> {
  const filter = page.getByRole('group', { name: legend, exact: true });
  await filter.waitFor();
  await filter.evaluate((fieldset) => {
    const charts = document.querySelector('figure')?.closest('section');
    if (!charts) throw new Error('The campaign has no charts.');
    const board = document.createElement('div');
    Object.assign(board.style, {
      position: 'fixed',
      inset: '0',
      zIndex: '1000',
      display: 'grid',
      alignContent: 'space-evenly',
      gap: '16px',
      padding: '0 140px',
      background: 'var(--surface-sheet)',
    });
    for (const look of ['none', 'grayscale(1)']) {
      const copy = document.createElement('div');
      Object.assign(copy.style, { display: 'grid', gap: '12px', filter: look });
      copy.append(charts.cloneNode(true), fieldset.cloneNode(true));
      board.append(copy);
    }
    document.body.append(board);
  });
}
