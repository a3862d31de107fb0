import { z } from 'zod';
import { accountCalls } from './calls/accounts.ts';
import { backupCalls } from './calls/backups.ts';
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
import { privateCalls } from './calls/private.ts';
import { settingCalls } from './calls/settings.ts';
import { EngineState, shellCalls } from './calls/shell.ts';
import { templateCalls } from './calls/templates.ts';
import { ubillCalls } from './calls/ubill.ts';
import { workCalls } from './calls/work.ts';
import { ChosenFile } from './chosen-file.ts';
import { CampaignProgress } from './campaign.ts';
import { Command } from './commands.ts';
import type { ErrorData } from './errors.ts';

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
