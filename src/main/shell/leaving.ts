import { app, type BrowserWindow } from 'electron';
import type { Work } from '../../shared/work.ts';
import { closingOf, isCutShort } from './closing.ts';
import type { MainWindow } from './main-window.ts';
import type { PreferenceStore } from './preferences.ts';
import { showQuestion } from './question.ts';
import type { WorkWatch } from './work-watch.ts';
import type { Words } from './words.ts';

interface LeavingTools {
  readonly window: MainWindow;
  readonly work: Pick<WorkWatch, 'latest'>;
  readonly preferences: PreferenceStore;
  readonly words: () => Words;
}

/** What the operator's two ways out do: closing the window, and quitting. */
export interface Leaving {
  /** Whether Kaptar is on its way out: the window may go. */
  isLeaving(): boolean;
  /** The operator closes the window. */
  close(): Promise<void>;
  /** The operator chooses Quit. */
  quit(): Promise<void>;
}

/**
 * Asks before it goes only where a person has chosen to go. Whatever else ends the app (the system's shutdown, a
 * signal) is never kept waiting by a question: it gets the answer that is the default, finish and quit.
 */
export function createLeaving({ window, work, preferences, words }: LeavingTools): Leaving {
  let leaving = false;
  let asking = false;
  app.on('before-quit', () => {
    leaving = true;
  });

  /** One question at a time: a window can be closed twice while it is asked. */
  const once = async (ask: () => Promise<void>): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      await ask();
    } finally {
      asking = false;
    }
  };

  const quitAfterAsking = async (): Promise<void> => {
    const now = await work.latest();
    if (!isCutShort(now) || (await wantsToQuit(window.find(), now, words()))) app.quit();
  };

  const leaveWindow = async (): Promise<void> => {
    const closing = closingOf(await work.latest(), preferences.get().onClose, preferences.knowsBackground());
    const chosen = closing === 'ask' ? await askWhatClosingDoes(window.find(), words()) : closing;
    if (chosen === 'hide') {
      preferences.setKnowsBackground();
      window.hide();
    } else if (chosen === 'quit') {
      // Who has just been asked what to do is not asked again.
      if (closing === 'ask') app.quit();
      else await quitAfterAsking();
    }
  };

  return {
    isLeaving: () => leaving,
    close: () => once(leaveWindow),
    quit: () => once(quitAfterAsking),
  };
}

async function wantsToQuit(
  window: BrowserWindow | undefined,
  { sending, unfinished, campaigns }: Work,
  { t, count }: Words,
): Promise<boolean> {
  // Sending is finished and goes on another day; an import is given up.
  const gives = unfinished && sending === 0 && !campaigns.some(({ state }) => state === 'running');
  const sends =
    sending > 0
      ? t('desktop.quit.sending', { count: sending, number: count(sending) })
      : t('desktop.quit.rest');
  const options = {
    type: 'question',
    title: t('frame.product'),
    message: t('desktop.quit.title'),
    detail: [...(gives ? [] : [sends]), ...(unfinished ? [t('desktop.quit.unfinished')] : [])].join('\n\n'),
    buttons: [t(gives ? 'desktop.quit.anyway' : 'desktop.quit.finish'), t('actions.cancel')],
    defaultId: unfinished ? 1 : 0,
    cancelId: 1,
    noLink: true,
  } as const satisfies Electron.MessageBoxOptions;
  return (await showQuestion(window, options)) === 0;
}

async function askWhatClosingDoes(
  window: BrowserWindow | undefined,
  { t }: Words,
): Promise<'hide' | 'quit' | 'stay'> {
  const answers = ['hide', 'quit', 'stay'] as const;
  const isMac = process.platform === 'darwin';
  const options = {
    type: 'info',
    title: t('frame.product'),
    message: t('desktop.close.title'),
    detail: t(isMac ? 'desktop.close.backFromDock' : 'desktop.close.backFromTray'),
    buttons: [t('desktop.close.hide'), t('desktop.close.quit'), t('actions.cancel')],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  } as const satisfies Electron.MessageBoxOptions;
  return answers[await showQuestion(window, options)] ?? 'stay';
}
