import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type Page } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { checkout, launchKaptar, type Kaptar } from '../e2e/support/launch.ts';
import { addAccount, ask, goTo } from '../e2e/support/page.ts';
import { startQuickSandbox } from '../e2e/support/sandbox.ts';
import { scenes } from './scenes.ts';

/** Where the pictures go: one folder a language, one file a screen and theme. */
const GALLERY = join(checkout, 'out', 'gallery');

let dataDir: string;
let sandbox: Sandbox;
let kaptar: Kaptar;

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kaptar-gallery-'));
  // Numbers that end in 7 are never reached: a picture of nothing but success shows half of the screens.
  sandbox = await startQuickSandbox({ failSuffix: '7', balance: { devsms: 48_350, ubill: 12_480 } });
  await makePast();
  kaptar = await launchKaptar({ dataDir });
  await kaptar.window.setViewportSize({ width: 1280, height: 820 });
});

test.afterAll(async () => {
  await kaptar.app.close();
  await sandbox.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('every screen, light and dark', async () => {
  const page = kaptar.window;
  await mkdir(join(GALLERY, 'en'), { recursive: true });
  for (const account of await ask(page, 'accounts.list', {})) {
    if (!account.demo) await ask(page, 'secrets.set', { accountId: account.id, secret: sandbox.token });
  }
  await addAccount(
    page,
    { name: 'Galaxy A14', provider: 'mobsms', settings: { baseUrl: sandbox.urls.mobsms, pollSeconds: 1 } },
    sandbox.token,
  );
  for (const { name, show } of scenes) {
    await test.step(name, async () => {
      await show({ page, sandbox, goTo: (path) => goTo(page, path) });
      for (const theme of ['Light', 'Dark'] as const) {
        await useTheme(page, theme);
        await page.screenshot({ path: join(GALLERY, 'en', `${name}-${theme.toLowerCase()}.png`) });
      }
    });
  }
});

async function useTheme(page: Page, theme: 'Light' | 'Dark'): Promise<void> {
  await ask(page, 'preferences.set', { theme: theme === 'Light' ? 'light' : 'dark' });
  await page.evaluate((scheme) => {
    document.documentElement.dataset.mantineColorScheme = scheme;
  }, theme.toLowerCase());
}

/** Runs `make-past.ts` on Electron's own Node: the store needs it. */
async function makePast(): Promise<void> {
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
