import { setTimeout as wait } from 'node:timers/promises';
import { app, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { showQuestion } from './question.ts';
import type { Words } from './words.ts';

/** Pauses before a page that has crashed is shown again: at once the first time, longer where it crashes again. */
const RELOAD_DELAYS_MS = [0, 2000, 10_000];
/** A page that has lived this long was well: if it crashes after that, the pauses begin anew. */
const STABLE_MS = 60_000;

/** How long to wait before a page that crashed is loaded again; null where that would go on for ever. */
export function createReloads(now: () => number): () => number | null {
  let crashes = 0;
  let last = -Infinity;
  return () => {
    if (now() - last > STABLE_MS) crashes = 0;
    last = now();
    crashes += 1;
    return RELOAD_DELAYS_MS[crashes - 1] ?? null;
  };
}

/**
 * Brings the page back when its process dies, and asks what to do with one that does not answer. Sending is another
 * process's and goes on meanwhile; what the page keeps for its session (drafts) is there again.
 */
export function recoverWindow(window: BrowserWindow, words: () => Words): void {
  const { webContents } = window;
  const nextReload = createReloads(() => performance.now());
  let asking: AbortController | undefined;

  const comeBack = async (): Promise<void> => {
    const delay = nextReload();
    if (delay !== null) await wait(delay);
    else if ((await showQuestion(window, crashWords(words()))) !== 0) {
      app.quit();
      return;
    }
    if (!window.isDestroyed()) webContents.reload();
  };
  webContents.on('render-process-gone', (_event, { reason }) => {
    asking?.abort();
    if (reason !== 'clean-exit') void comeBack();
  });

  const askToWait = async (): Promise<void> => {
    if (asking) return;
    asking = new AbortController();
    const { signal } = asking;
    const choice = await showQuestion(window, { ...hangWords(words()), signal });
    asking = undefined;
    // Its crash is what brings a fresh one.
    if (choice === 1 && !signal.aborted && !window.isDestroyed()) webContents.forcefullyCrashRenderer();
  };
  window.on('unresponsive', () => void askToWait());
  window.on('responsive', () => asking?.abort());
}

function crashWords({ t }: Words): MessageBoxOptions {
  return {
    type: 'error',
    title: t('frame.product'),
    message: t('desktop.crash.title'),
    detail: t('desktop.crash.body'),
    buttons: [t('desktop.crash.again'), t('desktop.menu.quit')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}

function hangWords({ t }: Words): MessageBoxOptions {
  return {
    type: 'warning',
    title: t('frame.product'),
    message: t('desktop.hang.title'),
    detail: t('desktop.hang.body'),
    buttons: [t('desktop.hang.wait'), t('desktop.hang.reload')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}
