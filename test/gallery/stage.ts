import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import type { Language } from '../../src/shared/language.ts';
import type { Kaptar } from '../e2e/support/launch.ts';
import { ask, goTo } from '../e2e/support/page.ts';
import { test as windowTest } from '../e2e/support/test.ts';
import { words, type Words } from '../e2e/support/words.ts';
import { makePresent, type Present } from './make-present.ts';

/** The window of the docs' pictures. */
export const SIZE = { width: 1280, height: 820 } as const;

/** The app with a shop's data in it, in one language, ready for its picture. */
export interface Stage extends Present {
  readonly kaptar: Kaptar;
  readonly page: Page;
  readonly sandbox: Sandbox;
  readonly dataDir: string;
  /** What the window says, by its key. */
  readonly say: Words;
}

/** Takes pictures: `stage` is Kaptar with the shop's data, and `kaptar` one without any. */
export const test = windowTest.extend<{ stage: Stage }>({
  // Numbers that end in 7 are never reached: a picture of nothing but success shows half of the screens.
  sandboxOptions: { failSuffix: '7', balance: { devsms: 48_350, ubill: 12_480, mobsms: 250_000 } },
  dataDir: async ({}, provide) => {
    // Always the same: the settings show where the data is.
    const dataDir = join(tmpdir(), 'kaptar-gallery');
    await rm(dataDir, { recursive: true, force: true });
    await provide(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  },
  stage: async ({ dataDir, sandbox, launch }, provide) => {
    // Where the shop is, whoever takes the pictures.
    process.env['TZ'] = 'Asia/Tashkent';
    await makePast(dataDir, sandbox);
    const kaptar = await launch();
    const page = kaptar.window;
    await lookCalm(page);
    const present = await makePresent({ kaptar, sandbox, dataDir });
    await page.reload();
    await provide({ ...present, kaptar, page, sandbox, dataDir, say: words('en') });
  },
});

/** The same stage in another language. */
export async function inLanguage(stage: Stage, language: Language): Promise<Stage> {
  await ask(stage.page, 'preferences.set', { language });
  return { ...stage, say: words(language) };
}

/** Goes to a screen as if Kaptar had just been opened there: nothing of the scene before is left over. */
export async function arrive(page: Page, path: string): Promise<void> {
  await page.setViewportSize(SIZE);
  await page.evaluate((hash) => {
    location.hash = hash;
    sessionStorage.clear();
  }, path);
  await page.reload();
  await goTo(page, path);
}

/** A picture must not depend on how far a movement had got. */
export async function lookCalm(page: Page): Promise<void> {
  // A scene that is stuck must not use up the time of all others.
  page.setDefaultTimeout(15_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize(SIZE);
}

/** Chooses a theme without moving the focus, which would close what is open. */
export async function setTheme(
  { page, say }: Pick<Stage, 'page' | 'say'>,
  theme: 'light' | 'dark',
): Promise<void> {
  await page
    .getByRole('radio', { name: say(`frame.theme.${theme}`), exact: true, includeHidden: true })
    .first()
    .evaluate((radio) => (radio as HTMLInputElement).click());
  await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
}

/** Runs `make-past.ts` on Electron's own Node: the store needs it. */
async function makePast(dataDir: string, sandbox: Sandbox): Promise<void> {
  const { KAPTAR_ELECTRON: electron } = process.env;
  if (!electron) throw new Error('Run `npm run gallery`: it finds Electron and makes a display.');
  const options = {
    'data-dir': join(dataDir, 'data'),
    devsms: sandbox.urls.devsms,
    ubill: sandbox.urls.ubill,
    token: sandbox.token,
  };
  const maker = spawn(
    electron,
    [
      join(import.meta.dirname, 'make-past.ts'),
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    ],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: 'inherit' },
  );
  const [code] = await once(maker, 'exit');
  if (code !== 0) throw new Error('The past could not be made.');
}
