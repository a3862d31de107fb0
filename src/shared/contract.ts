import { z } from 'zod';
import { accountCalls } from './calls/accounts.ts';
import { BackupName, backupCalls } from './calls/backups.ts';
import { callbackCalls } from './calls/callbacks.ts';
import { campaignCalls } from './calls/campaigns.ts';
import { contactCalls } from './calls/contacts.ts';
import { devsmsCalls } from './calls/devsms.ts';
import { selfCalls } from './calls/engine.ts';
import { importCalls } from './calls/imports.ts';
import { inboxCalls } from './calls/inbox.ts';
import { mobsmsCalls } from './calls/mobsms.ts';
import { otpCalls } from './calls/otp.ts';
import { reportCalls } from './calls/reports.ts';
import { planCalls } from './calls/plans.ts';
import { settingCalls } from './calls/settings.ts';
import { templateCalls } from './calls/templates.ts';
import { ubillCalls } from './calls/ubill.ts';
import { workCalls } from './calls/work.ts';
import { call, nothing, ofAccount } from './calls/call.ts';
import { ChosenFile, PASTE_LIMIT } from './chosen-file.ts';
import { CallbackTopic } from './callbacks.ts';
import { CampaignProgress } from './campaign.ts';
import { Command } from './commands.ts';
import type { ErrorData } from './errors.ts';
import { Language } from './language.ts';
import { MobsmsApiKey, MobsmsUser } from './mobsms.ts';
import { Preferences } from './preferences.ts';
import { SecretKind } from './secret.ts';

/**
 * All that the window may ask and hear. Engine handlers, the preload bridge, the window's client, the
 * command line and the tests derive their types from these objects; a call that is missing somewhere
 * does not compile.
 */

/** Calls that the engine answers. */
const engineCalls = {
  ...accountCalls,
  ...contactCalls,
  ...importCalls,
  ...campaignCalls,
  ...templateCalls,
  ...otpCalls,
  ...inboxCalls,
  ...callbackCalls,
  ...devsmsCalls,
  ...ubillCalls,
  ...mobsmsCalls,
  ...reportCalls,
  ...settingCalls,
  ...workCalls,
  ...backupCalls,
  ...planCalls,
  ...selfCalls,
} as const;

/** Calls of the engine whose answers or inputs are secrets: for the shell and the command line, never for the window. */
export const privateCalls = {
  /** The address to give to a provider, with its secret in it. */
  'callbacks.url': call(
    z.object({ accountId: z.int(), topic: CallbackTopic }),
    z.object({ url: z.string() }),
  ),
  /** The only time that the key itself is told. */
  'mobsms.createKey': call(
    z.object({
      accountId: z.int(),
      name: z.string().trim().min(1).max(255),
      abilities: z.array(z.string()).max(50).optional(),
    }),
    z.object({ key: MobsmsApiKey, token: z.string() }),
  ),
  /** With the token that Google Identity Services gave. */
  'mobsms.signInWithGoogle': call(
    z.object({ accountId: z.int(), idToken: z.string().min(1).max(10_000) }),
    MobsmsUser,
  ),
} as const;

/**
 * How the engine's process is; where something is wrong, `reason` is why, and `message` says it in English. `damaged`:
 * the data cannot be read, and only calls about copies of them are answered.
 */
const EngineState = z.object({
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

export const calls = { ...engineCalls, ...shellCalls } as const;

/** What a list refetches when it hears `changed`. */
export const Topic = z.enum([
  'accounts',
  'contacts',
  'campaigns',
  'templates',
  'inbox',
  'callbacks',
  'settings',
  'backups',
  'plans',
  'check',
]);
export type Topic = z.infer<typeof Topic>;

/** What the window is told without asking. */
export const events = {
  changed: z.object({ topic: Topic }),
  'campaign.progress': CampaignProgress,
  /** How far a file is, in a unit of its own; `total` is 0 where the end is not known. */
  'import.progress': z.object({
    work: z.enum(['unpack', 'check', 'import', 'undo']),
    done: z.int(),
    total: z.int(),
    rows: z.int(),
  }),
  /** How far something is that takes longer than a second. */
  'task.progress': z.object({
    task: z.enum([
      'mobsms.pushContacts',
      'campaigns.prepare',
      'reports.export',
      'contacts.change',
      'contacts.undo',
      'contacts.export',
    ]),
    done: z.int(),
    /** 0 where it is not known. */
    total: z.int(),
  }),
  /** A menu's command for the window. */
  'shell.command': z.object({ command: Command }),
  /** A screen to show, by its path: what a notification was about. */
  'shell.goTo': z.object({ path: z.string() }),
  /** The system was asked to open a file with Kaptar; `file` is a token for `import.*`. */
  'files.opened': ChosenFile,
  /** The engine died and is back, or could not be brought back. */
  'engine.state': EngineState,
} as const;

/** All that the engine answers, to whomever. */
export const allEngineCalls = { ...engineCalls, ...privateCalls } as const;
const allCalls = { ...calls, ...privateCalls } as const;

export type EngineCall = keyof typeof allEngineCalls;
export type ShellCall = keyof typeof shellCalls;
/** What the window may ask. */
export type CallName = keyof typeof calls;
type AnyCall = keyof typeof allCalls;
/** What a caller may write (defaults left out). */
export type CallInput<C extends AnyCall> = z.input<(typeof allCalls)[C]['input']>;
/** What a handler gets (defaults filled in). */
export type ParsedInput<C extends AnyCall> = z.output<(typeof allCalls)[C]['input']>;
export type CallOutput<C extends AnyCall> = z.output<(typeof allCalls)[C]['output']>;

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;

/** Every answer that crosses the border. */
export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData };

/** The fixed channels between the window and the main process. */
export const CALL_CHANNEL = 'kaptar:call';
export const EVENT_CHANNEL = 'kaptar:event';
/** For the path of a dropped file, which the preload script learns from the system and the page never sees. */
export const DROP_CHANNEL = 'kaptar:drop';
