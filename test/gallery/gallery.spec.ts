import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Language } from '../../src/shared/language.ts';
import { tearHead } from '../e2e/support/damage.ts';
import { checkout } from '../e2e/support/launch.ts';
import { ask } from '../e2e/support/page.ts';
import { words } from '../e2e/support/words.ts';
import { galleryPage } from './gallery-page.ts';
import { accountScenes } from './scenes/accounts.ts';
import { campaignScenes } from './scenes/campaigns.ts';
import { composeScenes } from './scenes/compose.ts';
import { dataScenes } from './scenes/data.ts';
import { peopleScenes } from './scenes/people.ts';
import type { Scene } from './scenes/scene.ts';
import { arrive, inLanguage, lookCalm, SIZE, setTheme, type Stage, test } from './stage.ts';

/** Where the pictures go: one folder a language, one file a screen and theme. */
const GALLERY = join(checkout, 'out', 'gallery');
const LANGUAGES = ['en', 'uz', 'ru', 'ka'] as const satisfies readonly Language[];
/** A table of a thousand rows is not looked at to its end. */
const TALLEST = 2400;

/** Every screen of the window, in the order in which one meets them. */
const scenes: readonly Scene[] = [
  ...campaignScenes,
  ...composeScenes,
  ...peopleScenes,
  ...accountScenes,
  ...dataScenes,
];

const taken: string[] = [];

test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  await rm(GALLERY, { recursive: true, force: true });
  for (const language of LANGUAGES) await mkdir(join(GALLERY, language), { recursive: true });
});

test.afterAll(() => writeFile(join(GALLERY, 'index.html'), galleryPage(taken)));

test('the first run', async ({ page }) => {
  await lookCalm(page);
  await arrive(page, '/campaigns');
  for (const theme of ['light', 'dark'] as const) {
    await setTheme({ page, say: words('en') }, theme);
    await take(page, `en/first-run-${theme}`);
  }
});

test('a damaged file', async ({ kaptar, launch, dataDir }) => {
  await ask(kaptar.window, 'demo.prepare', {});
  await ask(kaptar.window, 'backups.create', {});
  await kaptar.app.close();
  await tearHead(dataDir);
  const { window: page } = await launch();
  await lookCalm(page);
  await page.getByRole('button', { name: words('en')('damaged.restore') }).waitFor();
  for (const theme of ['light', 'dark'] as const) {
    await setTheme({ page, say: words('en') }, theme);
    await take(page, `en/damaged-${theme}`);
  }
});

test('every screen', async ({ stage }) => {
  // One that fails keeps no other from its picture.
  const faults: string[] = [];
  for (const language of LANGUAGES) {
    const spoken = await inLanguage(stage, language);
    for (const scene of scenes.filter(({ main }) => language === 'en' || main)) {
      await test.step(`${scene.name}, ${language}`, () =>
        picture(spoken, scene, language).catch((error: unknown) => {
          faults.push(`${language}/${scene.name}: ${String(error)}`);
        }));
    }
  }
  expect(faults).toEqual([]);
});

async function picture(stage: Stage, scene: Scene, language: Language): Promise<void> {
  await scene.show(stage);
  for (const theme of language === 'en' ? (['light', 'dark'] as const) : (['light'] as const)) {
    await setTheme(stage, theme);
    await take(stage.page, `${language}/${scene.name}-${theme}`);
  }
  await setTheme(stage, 'light');
}

/** The whole of a screen, also what one would scroll to. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  const main = page.getByRole('main');
  let { height } = page.viewportSize() ?? SIZE;
  // What has more room may want more: a second look is enough.
  for (let look = 0; look < 2; look += 1) {
    height += await main.evaluate((element) => element.scrollHeight - element.clientHeight);
    await page.setViewportSize({ ...SIZE, height: Math.min(height, TALLEST) });
  }
  await page.screenshot({ path: join(GALLERY, `${name}.png`), animations: 'disabled' });
  taken.push(name);
}
