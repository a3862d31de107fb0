import { z } from 'zod';
import { CallbackTopic } from '../callbacks.ts';
import { ChosenFile, PASTE_LIMIT } from '../chosen-file.ts';
import { Language } from '../language.ts';
import { MobsmsApiKey, MobsmsUser } from '../mobsms.ts';
import { Preferences } from '../preferences.ts';
import { SecretKind } from '../secret.ts';
import { BackupName } from './backups.ts';
import { call, nothing, ofAccount } from './call.ts';

/**
 * How the engine's process is; where something is wrong, `reason` is why, and `message` says it in English. `damaged`:
 * the data cannot be read, and only calls about copies of them are answered.
 */
export const EngineState = z.object({
  state: z.enum(['starting', 'ready', 'restarting', 'damaged', 'failed']),
  reason: z.string().nullable(),
  message: z.string().nullable(),
});

/** Calls that the shell (Electron's main process) answers itself. */
export const shellCalls = {
  'app.info': call(
    nothing,
    z.object({
      version: z.string(),
      dataDir: z.string(),
      platform: z.string(),
      /** What the choice `auto` of the language means on this computer. */
      systemLanguage: Language,
      /** False where the system has no keychain: secrets are then asked for at every start. */
      keychain: z.boolean(),
      /** Whether *Sign in with Google* can be offered: only where a Google client id is configured. */
      googleSignIn: z.boolean(),
    }),
  ),
  /** For a window that opens after the event of that name. */
  'engine.state': call(nothing, EngineState),
  /** Keeps an account's secret in the system's keychain and hands it to the engine. */
  'secrets.set': call(
    z.object({
      accountId: z.int(),
      kind: SecretKind.exclude(['callback-token']).default('key'),
      secret: z.string().trim().min(1).max(4096),
    }),
    nothing,
  ),
  /** Puts the account's callback address, which holds a secret, on the clipboard. */
  'callbacks.copyUrl': call(z.object({ accountId: z.int(), topic: CallbackTopic }), nothing),
  /** Makes an API key for another program and puts it on the clipboard: the window never sees it. */
  'mobsms.copyNewKey': call(
    z.object({ accountId: z.int(), name: z.string().trim().min(1).max(255) }),
    MobsmsApiKey,
  ),
  /** Opens Google's page in the browser and signs the account in with the answer. */
  'mobsms.googleSignIn': call(ofAccount, MobsmsUser),
  /** Opens the file dialog. `file` is a token for `import.*` or `backups.*`; null if nothing was chosen. */
  'files.choose': call(
    z.object({ kind: z.enum(['table', 'backup']).default('table') }),
    ChosenFile.nullable(),
  ),
  /** Keeps a text as a file that can be imported. */
  'files.paste': call(
    z.object({ text: z.string().max(PASTE_LIMIT), name: z.string().min(1).max(80) }),
    ChosenFile,
  ),
  /** Opens the save dialog; the answer is a token for `import.run` and `import.check`. */
  'files.chooseRejects': call(nothing, ChosenFile.nullable()),
  /**
   * Opens the save dialog where a file was last saved, for CSV, XLSX or all data; `file` is a token for calls that write
   * a file, null if nothing was chosen.
   */
  'files.chooseSave': call(
    z.object({
      suggestedName: z.string().min(1).max(200),
      kind: z.enum(['table', 'rejects', 'backup']).default('table'),
    }),
    ChosenFile.nullable(),
  ),
  /** Shows a copy of the data in the system's file manager. */
  'backups.show': call(z.object({ name: BackupName }), nothing),
  'preferences.get': call(nothing, Preferences),
  /** Changes what is given and leaves the rest. */
  'preferences.set': call(Preferences.partial(), Preferences),
  /** The window listens from now on: what was to be told meanwhile is told. */
  'window.ready': call(nothing, nothing),
  'app.openDataFolder': call(nothing, nothing),
  /** Versions, counts and settings for whoever helps: without secrets, names, numbers and texts. */
  'app.diagnostics': call(nothing, z.object({ text: z.string() })),
} as const;
