import { app, type BrowserWindow, Menu, shell } from 'electron';
import type { CallInput, CallOutput, EngineCall } from '../../shared/contract.ts';
import type { Command } from '../../shared/commands.ts';
import { sendTo } from './bridge.ts';
import type { EngineEvent } from './engine-process.ts';
import type { ChosenFiles } from './files.ts';
import { createLeaving, type Leaving } from './leaving.ts';
import { keepMainWindow, type MainWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { createNotices } from './notices.ts';
import { createNotifications } from './notifications.ts';
import { isImportable } from './opened-files.ts';
import type { PreferenceStore } from './preferences.ts';
import { showProgress, showUnread } from './taskbar.ts';
import { createTray } from './tray.ts';
import { systemLanguage } from '../../shared/language.ts';
import { recoverWindow } from './window-recovery.ts';
import { shellWords } from './words.ts';
import { watchWork } from './work-watch.ts';

interface DesktopTools {
  ask<C extends EngineCall>(name: C, input: CallInput<C>): Promise<CallOutput<C>>;
  readonly preferences: PreferenceStore;
  readonly files: ChosenFiles;
  /** The folder with the icons. */
  readonly resources: string;
  readonly dataDir: string;
  readonly devTools: boolean;
  /** Opens a window that asks `mayClose` before it goes. */
  openWindow(mayClose: () => boolean): BrowserWindow;
}

/** Kaptar's place on the desktop, around its window. */
export interface Desktop {
  readonly window: MainWindow;
  readonly leaving: Leaving;
  /** Feed it the engine's events. */
  heard(event: EngineEvent): void;
  /** The system opens a file with Kaptar: it is offered to the import. What cannot be imported is left. */
  openFile(path: string): void;
}

/** Puts up the menus, the tray, the notifications, and the ways out. */
export function createDesktop(tools: DesktopTools): Desktop {
  const { ask, preferences, resources, dataDir } = tools;
  const wordsNow = () => {
    const { language } = preferences.get();
    return shellWords(language === 'auto' ? systemLanguage(app.getPreferredSystemLanguages()) : language);
  };
  let words = wordsNow();

  const window = keepMainWindow(() => {
    const opened = tools.openWindow(() => {
      if (leaving.isLeaving()) return true;
      void leaving.close();
      return false;
    });
    recoverWindow(opened, () => words);
    return opened;
  }, sendTo);
  const goTo = (path: string): void => {
    window.show();
    window.tell({ name: 'shell.goTo', payload: { path } });
  };
  const give = (command: Command): void => {
    if (command === 'pause-all') act(ask('work.pauseAll', {}));
    else if (command === 'resume-all') act(ask('work.resumeAll', {}));
    else {
      window.show();
      window.tell({ name: 'shell.command', payload: { command } });
    }
  };
  const openDataFolder = (): void => void shell.openPath(dataDir);

  const work = watchWork(
    () => ask('work.get', {}),
    (now) => {
      tray.show(now, words);
      const open = window.find();
      if (open) showProgress(open, now);
    },
  );
  const leaving = createLeaving({ window, work, preferences, words: () => words });
  const quit = (): void => void leaving.quit();
  const tray = createTray(resources, { open: () => void window.show(), goTo, give, quit });
  const notices = createNotices({
    ask,
    chosen: () => preferences.get().notifications,
    words: () => words,
    isLookedAt: () => window.find()?.isFocused() ?? false,
    show: createNotifications(goTo),
    onUnread: (unread) => showUnread(window.find(), unread, resources, words),
    now: Date.now,
  });

  const putUpMenus = (): void => {
    const { platform } = process;
    const { devTools } = tools;
    const template = menuTemplate({ words, platform, devTools, give, quit, openDataFolder });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    tray.show(work.known(), words);
  };
  putUpMenus();

  preferences.onChange(() => {
    words = wordsNow();
    putUpMenus();
  });

  app.on('activate', () => void window.show());

  return {
    window,
    leaving,
    heard(event) {
      work.heard(event);
      notices.heard(event);
    },
    openFile(path) {
      if (!isImportable(path)) return;
      goTo('/contacts/import');
      window.tell({ name: 'files.opened', payload: tools.files.offer(path) });
    },
  };
}

/** Nobody waits for it; that it failed is for the log. */
function act(task: Promise<unknown>): void {
  task.catch((error: unknown) => process.stderr.write(`The desktop could not be served: ${String(error)}\n`));
}
