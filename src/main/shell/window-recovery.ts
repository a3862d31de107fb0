import { setTimeout as wait } from 'node:timers/promises';
import { app, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { createReloads } from './page-reloads.ts';
import { showQuestion } from './question.ts';
import type { Words } from './words.ts';

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
