import './shell/jitless.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, Menu, powerMonitor, session, shell } from 'electron';
import { systemLanguage } from '../shared/language.ts';
import { askEngine } from './shell/ask-engine.ts';
import { openBridge, tellWindows } from './shell/bridge.ts';
import { findDataFolder } from './shell/data-folder.ts';
import { createDesktop } from './shell/desktop.ts';
import { createDesktopHandlers } from './shell/desktop-handlers.ts';
import { startEngineProcess } from './shell/engine-process.ts';
import { endFailedStart } from './shell/failed-start.ts';
import { createChosenFiles } from './shell/files.ts';
import { findGoogleClient } from './shell/google-sign-in.ts';
import { openKeychain } from './shell/keychain.ts';
import { findOpenedFile } from './shell/opened-files.ts';
import { watchPower } from './shell/power.ts';
import { openPreferences } from './shell/preferences.ts';
import { createSecretHandlers } from './shell/secret-handlers.ts';
import { openSecrets } from './shell/secrets.ts';
import { secureProcess, secureSession } from './shell/security.ts';
import { isStartedHidden, setStartAtLogin } from './shell/start-at-login.ts';
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

// Ours are put up when it is ready; Electron would make its own first.
Menu.setApplicationMenu(null);

// Where the system looks for whose notifications these are: the same name as the installer's (Windows).
app.setAppUserModelId('app.kaptar');

// Two shells would fight over the window's state, two engines over the data.
if (app.requestSingleInstanceLock()) run().catch(endFailedStart);
else app.quit();

async function run(): Promise<void> {
  // A Mac names what it opens with Kaptar before there is a window that could take it.
  let openedEarly: string | undefined;
  let openFile = (path: string): void => {
    openedEarly = path;
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  await app.whenReady();
  const userData = app.getPath('userData');
  const dataDir = join(userData, 'data');
  const windowSession = session.defaultSession;
  secureSession(windowSession, join(out, 'renderer'), devTools);

  const preferences = openPreferences(userData);
  const secrets = await openSecrets(join(userData, 'secrets.json'), await openKeychain());
  const resources = join(app.getAppPath(), 'resources');
  const loginArguments = folder ? [`--data-dir=${folder}`] : [];
  const google = findGoogleClient(process.env);
  const files = createChosenFiles(preferences.lastFolder, join(userData, 'pasted'));
  const power = watchPower((event) => {
    engine.power(event);
  });
  // Before all that is seen of Kaptar: it takes the longest until it answers.
  const engine = startEngineProcess({
    entry: join(out, 'main', 'engine.js'),
    dataDir,
    codeDir: join(userData, 'engine-code'),
    secrets: () => secrets.all(),
    onSecret(accountId, kind, secret) {
      const done = secret === null ? secrets.remove(accountId, kind) : secrets.set(accountId, kind, secret);
      // A disk that is full: the secret is known while the app runs, and is asked for at its next start.
      done.catch((error: unknown) => process.stderr.write(`A secret could not be kept: ${String(error)}\n`));
    },
    onEvent(event) {
      tellWindows(event);
      desktop.heard(event);
      if (event.name === 'campaign.progress') power.heard(event.payload);
      else if (event.name === 'engine.state' && event.payload.state !== 'ready') power.idle();
    },
  });
  const desktop = createDesktop({
    ask: (name, input) => askEngine(engine, name, input),
    preferences,
    files,
    resources,
    dataDir,
    devTools,
    openWindow: (mayClose) =>
      openWindow({
        session: windowSession,
        preload: join(out, 'preload', 'index.cjs'),
        icon: join(resources, 'icon.png'),
        preferences,
        devTools,
        mayClose,
      }),
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
      'files.choose': (input, window) => files.choose(window, input),
      'files.chooseRejects': (_input, window) => files.chooseRejects(window),
      'files.chooseSave': (input, window) => files.chooseSave(window, input),
      'files.paste': ({ text, name }) => files.paste(text, name),
      'backups.show'({ name }) {
        shell.showItemInFolder(join(dataDir, 'backups', name));
        return {};
      },
      ...createDesktopHandlers({ engine, secrets, preferences, desktop, dataDir, loginArguments }),
    },
  });

  // Said again at each start: the program may have been moved.
  if (preferences.get().startAtLogin) void setStartAtLogin(true, loginArguments).catch(() => undefined);
  if (!isStartedHidden(process.argv)) desktop.window.show();
  openFile = desktop.openFile;
  const opened = openedEarly ?? findOpenedFile(process.argv.slice(1), process.cwd());
  if (opened) openFile(opened);

  let reopen = false;
  app.on('second-instance', (_event, args, cwd) => {
    // Its window is closed and the last answers are awaited: whoever opens Kaptar again gets a new one.
    reopen = desktop.leaving.isLeaving();
    if (reopen || isStartedHidden(args)) return;
    desktop.window.show();
    const file = findOpenedFile(args.slice(1), cwd);
    if (file) desktop.openFile(file);
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  // The system gives those a few seconds more that say at once that they are going (Linux, macOS).
  powerMonitor.on('shutdown', () => {
    app.quit();
  });

  // Quitting waits for what is on the wire: an answer that nobody hears makes its message uncertain.
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void engine.stop().finally(() => {
      stopped = true;
      files.close();
      if (reopen) app.relaunch();
      // Not from within this event, which Electron still counts as the quit that we have put off.
      setImmediate(() => {
        app.quit();
      });
    });
  });
}
