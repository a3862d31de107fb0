import { app, shell } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { askEngine } from './ask-engine.ts';
import type { ShellHandlers } from './bridge.ts';
import type { Desktop } from './desktop.ts';
import { type Findings, writeDiagnostics } from './diagnostics.ts';
import type { EngineProcess } from './engine-process.ts';
import type { PreferenceStore } from './preferences.ts';
import type { Secrets } from './secrets.ts';
import { setStartAtLogin } from './start-at-login.ts';

type DesktopCall =
  'preferences.get' | 'preferences.set' | 'window.ready' | 'app.openDataFolder' | 'app.diagnostics';

interface HandlerTools {
  readonly engine: EngineProcess;
  readonly secrets: Secrets;
  readonly preferences: PreferenceStore;
  readonly desktop: Desktop;
  readonly dataDir: string;
  /** What a start at the sign-in to the computer is told. */
  readonly loginArguments: readonly string[];
}

/** The shell's calls about itself: what was chosen for the desktop, and what there is to know of this installation. */
export function createDesktopHandlers(tools: HandlerTools): Pick<ShellHandlers, DesktopCall> {
  const { engine, secrets, preferences, desktop, dataDir, loginArguments } = tools;
  return {
    'preferences.get': () => preferences.get(),
    async 'preferences.set'(change) {
      // First, since it can fail: what has no effect must not look chosen.
      if (change.startAtLogin !== undefined) await setStartAtLogin(change.startAtLogin, loginArguments);
      return preferences.set(change);
    },
    'window.ready'() {
      desktop.window.ready();
      return {};
    },
    async 'app.openDataFolder'() {
      const trouble = await shell.openPath(dataDir);
      if (trouble !== '') throw new AppError('conflict', trouble, { reason: 'data-folder' });
      return {};
    },
    async 'app.diagnostics'() {
      const text = writeDiagnostics({
        version: app.getVersion(),
        keychain: secrets.kept,
        engine: engine.state().state,
        preferences: preferences.get(),
        engineKnows: await askAround(engine).catch(() => null),
      });
      return { text };
    },
  };
}

async function askAround(engine: EngineProcess): Promise<Findings['engineKnows']> {
  const [accounts, lists, { total: contacts }, campaigns, settings] = await Promise.all([
    askEngine(engine, 'accounts.list', {}),
    askEngine(engine, 'lists.list', {}),
    askEngine(engine, 'contacts.count', {}),
    askEngine(engine, 'campaigns.list', {}),
    askEngine(engine, 'settings.get', {}),
  ]);
  return { accounts, lists: lists.length, contacts, campaigns, settings };
}
