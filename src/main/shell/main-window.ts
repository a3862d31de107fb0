import type { BrowserWindow } from 'electron';
import type { EngineEvent } from './engine-process.ts';

/** The one window, whether it is open, hidden or not there. */
export interface MainWindow {
  /** Undefined where there is none. */
  find(): BrowserWindow | undefined;
  /** Brings it to the front; opens it where there is none. */
  show(): BrowserWindow;
  /** Takes it away and keeps what is in it. */
  hide(): void;
  /** Tells the window; waits for one that is still loading, or is not there. */
  tell(event: EngineEvent): void;
  /** The page listens. */
  ready(): void;
}

/** @param open makes a window that shows itself when there is something to see */
export function keepMainWindow(
  open: () => BrowserWindow,
  send: (window: BrowserWindow, event: EngineEvent) => void,
): MainWindow {
  let window: BrowserWindow | undefined;
  let isReady = false;
  const waiting: EngineEvent[] = [];

  const make = (): BrowserWindow => {
    const made = open();
    window = made;
    isReady = false;
    // A reload takes the listeners away, too.
    made.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) isReady = false;
    });
    // Nobody listens any more; what is told now is for the page that takes its place.
    made.webContents.on('render-process-gone', () => {
      isReady = false;
    });
    made.once('closed', () => {
      if (window === made) window = undefined;
      isReady = false;
    });
    return made;
  };

  return {
    find: () => window,
    show() {
      if (!window) return make();
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      return window;
    },
    hide() {
      if (!window) return;
      // A Mac leaves an empty black screen where a full-screen window was hidden.
      if (process.platform === 'darwin' && window.isFullScreen()) {
        window.once('leave-full-screen', () => window?.hide());
        window.setFullScreen(false);
      } else window.hide();
    },
    tell(event) {
      if (window && isReady) send(window, event);
      else waiting.push(event);
    },
    ready() {
      isReady = true;
      const target = window;
      if (target) for (const event of waiting.splice(0)) send(target, event);
    },
  };
}
