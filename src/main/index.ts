import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, session, shell } from 'electron';
import { systemLanguage } from '../shared/language.ts';
import { openBridge, tellWindows } from './shell/bridge.ts';
import { findDataFolder } from './shell/data-folder.ts';
import { startEngineProcess } from './shell/engine-process.ts';
import { createChosenFiles } from './shell/files.ts';
import { findGoogleClient } from './shell/google-sign-in.ts';
import { openKeychain } from './shell/keychain.ts';
import { setMenu } from './shell/menu.ts';
import { watchPower } from './shell/power.ts';
import { openPreferences } from './shell/preferences.ts';
import { createSecretHandlers } from './shell/secret-handlers.ts';
import { openSecrets } from './shell/secrets.ts';
import { secureProcess, secureSession } from './shell/security.ts';
import { openWindow } from './shell/window.ts';

const out = join(import.meta.dirname, '..');
// Packages are for operators; whoever has the source has the tools.
const devTools = !app.isPackaged;

const folder = findDataFolder(process.argv, process.env);
if (folder) {
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
}
secureProcess(app);

// Two shells would fight over the window's state, two engines over the data.
if (app.requestSingleInstanceLock()) void run();
else app.quit();

async function run(): Promise<void> {
  await app.whenReady();
  const userData = app.getPath('userData');
  const dataDir = join(userData, 'data');
  const windowSession = session.defaultSession;
  await secureSession(windowSession, join(out, 'renderer'), devTools);
  setMenu(devTools);

  const preferences = openPreferences(userData);
  const secrets = await openSecrets(join(userData, 'secrets.json'), await openKeychain());
  const google = findGoogleClient(process.env);
  const files = createChosenFiles(preferences.lastFolder);
  const power = watchPower((event) => {
    engine.power(event);
  });
  const engine = startEngineProcess({
    entry: join(out, 'main', 'engine.js'),
    dataDir,
    secrets: () => secrets.all(),
    onSecret(accountId, kind, secret) {
      const done = secret === null ? secrets.remove(accountId, kind) : secrets.set(accountId, kind, secret);
      // A disk that is full: the secret is known while the app runs, and is asked for at its next start.
      done.catch((error: unknown) => process.stderr.write(`A secret could not be kept: ${String(error)}\n`));
    },
    onEvent(event) {
      tellWindows(event);
      if (event.name === 'campaign.progress') power.heard(event.payload);
      else if (event.name === 'engine.state' && event.payload.state !== 'ready') power.idle();
    },
  });

  openBridge({
    engine,
    files,
    secrets,
    handlers: {
      'app.info': () => ({
        version: app.getVersion(),
        dataDir,
        platform: process.platform,
        systemLanguage: systemLanguage(app.getPreferredSystemLanguages()),
        keychain: secrets.kept,
        googleSignIn: google !== undefined,
      }),
      'engine.state': () => engine.state(),
      ...createSecretHandlers({ engine, secrets, google }),
      'files.choose': (_input, window) => files.choose(window),
      'files.chooseRejects': (_input, window) => files.chooseRejects(window),
      'files.chooseSave': (input, window) => files.chooseSave(window, input),
      'backups.show'({ name }) {
        shell.showItemInFolder(join(dataDir, 'backups', name));
        return {};
      },
      'preferences.get': () => preferences.get(),
      'preferences.set'(chosen) {
        preferences.set(chosen);
        return {};
      },
    },
  });

  const open = () =>
    openWindow({
      session: windowSession,
      preload: join(out, 'preload', 'index.cjs'),
      icon: join(app.getAppPath(), 'resources', 'icon.png'),
      preferences,
      devTools,
    });
  open();

  let reopen = false;
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    // Its window is closed and the last answers are awaited: whoever opens Kaptar again gets a new one.
    reopen = !window;
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  app.on('window-all-closed', () => {
    app.quit();
  });

  // Quitting waits for what is on the wire: an answer that nobody hears makes its message uncertain.
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void engine.stop().finally(() => {
      stopped = true;
      if (reopen) app.relaunch();
      // Not from within this event, which Electron still counts as the quit that we have put off.
      setImmediate(() => {
        app.quit();
      });
    });
  });
}
