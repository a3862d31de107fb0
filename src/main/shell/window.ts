import { app, BrowserWindow, nativeTheme, screen, type Session } from 'electron';
import { START_PAGE } from './bundle.ts';
import type { PreferenceStore, WindowState } from './preferences.ts';

/** Fits a table beside its filters on the 1366 × 768 screens that many offices have. */
const FIRST_SIZE = { width: 1200, height: 760 };
/** Below this the message table no longer shows a number and its state side by side. */
const SMALLEST = { minWidth: 760, minHeight: 520 };

/** `--surface-frame` of the window's own styles, so that nothing flashes before the first paint. */
const BACKGROUND = { light: '#e9f0f2', dark: '#0d1316' };

interface WindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly icon: string;
  readonly preferences: PreferenceStore;
  readonly devTools: boolean;
  /** Asked when the window is being closed; false keeps it. */
  readonly mayClose: () => boolean;
}

/** Opens the window where and as large as it was left, and shows it when there is something to see. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { session, preload, icon, preferences, devTools, mayClose } = options;
  const state = preferences.findWindowState();
  const window = new BrowserWindow({
    ...FIRST_SIZE,
    ...(state && isOnScreen(state) ? boundsOf(state) : {}),
    ...SMALLEST,
    // Where the system takes it from the package, it is not asked for here.
    ...(process.platform === 'linux' ? { icon } : {}),
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      session,
      preload,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => {
    // Not earlier: both show the window, and there is nothing in it yet.
    if (state?.maximized) window.maximize();
    if (state?.fullScreen) window.setFullScreen(true);
    window.show();
  });
  window.on('close', (event) => {
    preferences.setWindowState({
      ...window.getNormalBounds(),
      maximized: window.isMaximized(),
      fullScreen: window.isFullScreen(),
    });
    if (!mayClose()) event.preventDefault();
  });
  // How Windows says that it shuts down or that the user signs out; what is on the wire has a few seconds to end.
  window.on('session-end', () => {
    app.quit();
  });
  void window.loadURL(START_PAGE);
  return window;
}

/** Whether the window's bar could still be grabbed: a screen may have been unplugged since. */
function isOnScreen(state: WindowState): boolean {
  const { workArea } = screen.getDisplayMatching(boundsOf(state));
  // Pixels of the window that must be on the screen: enough of the bar to grab it.
  const reachable = 100;
  return (
    state.x + state.width >= workArea.x + reachable &&
    state.x <= workArea.x + workArea.width - reachable &&
    state.y >= workArea.y &&
    state.y <= workArea.y + workArea.height - reachable
  );
}

function boundsOf({ x, y, width, height }: WindowState): Electron.Rectangle {
  return { x, y, width, height };
}
