import { z } from 'zod';
import { Account, AccountCheck, ProviderId } from './account.ts';
import { Campaign, CampaignProgress, EncodingCounts } from './campaign.ts';
import { Contact, ContactList } from './contact.ts';
import { ColumnMapping, CsvInspection, FileEncoding, ImportReport } from './csv-import.ts';
import type { ErrorData } from './errors.ts';
import { Message, MessageState } from './message.ts';
import { Money } from './money.ts';

/**
 * All that the window may ask and hear. Engine handlers, the preload bridge, the window's client, the
 * command line and the tests derive their types from these objects; a call that is missing somewhere
 * does not compile.
 */
const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
const nothing = z.object({});
const byId = z.object({ id: z.int() });

/** Rows of one page, at most: more would make one message between processes slow (architecture: ~500). */
export const PAGE_LIMIT = 500;
/** The last moment that a date can hold (ECMA-262, 21.4.1.1). */
const LAST_MOMENT = 8_640_000_000_000_000;
const pageLimit = z.int().min(1).max(PAGE_LIMIT).default(100);

/** As numbers are kept: another spelling would opt out nobody. */
const E164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'Write the number as +998901234567.');

const settings = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const draft = z.object({
  listId: z.int(),
  template: z.string().min(1).max(5000),
  accountId: z.int().nullable(),
});

/** What a template would become for one recipient. */
export const Rendering = z.object({
  recipient: z.string(),
  name: z.string(),
  text: z.string(),
  parts: z.int(),
  encoding: z.enum(['gsm7', 'ucs2']),
  /** UTF-16 units or septets used. */
  units: z.int(),
  /** Characters that force UCS-2, each once, in order of appearance. */
  unicodeCharacters: z.array(z.string()),
  /** Why it would be skipped; null if it would go. */
  skip: z.enum(['opted-out', 'missing-field', 'too-long']).nullable(),
  missingFields: z.array(z.string()),
});
export type Rendering = z.infer<typeof Rendering>;

/** What a campaign from this draft would be. */
export const Estimate = z.object({
  /** Messages that would be sent. */
  messages: z.int(),
  skipped: z.object({ optedOut: z.int(), missingField: z.int(), tooLong: z.int() }),
  parts: z.int(),
  encoding: EncodingCounts,
  /** Fields of the template that no contact of the list has and that carry no fallback. */
  unknownFields: z.array(z.string()),
  /** Field names that the list offers, `name` and `phone` first. */
  availableFields: z.array(z.string()),
  /** At the account's rate; null without an account. */
  durationMs: z.number().nullable(),
  /** At the price last told by the provider; null where it tells none. */
  cost: Money.nullable(),
});
export type Estimate = z.infer<typeof Estimate>;

/** Calls that the engine answers. */
export const engineCalls = {
  'accounts.list': call(nothing, z.array(Account)),
  /** Stores the account without its secret; see `secrets.set`. */
  'accounts.create': call(
    z.object({ name: z.string().trim().min(1).max(60), provider: ProviderId, settings }),
    Account,
  ),
  'accounts.update': call(
    z.object({ id: z.int(), name: z.string().trim().min(1).max(60), settings }),
    Account,
  ),
  'accounts.remove': call(byId, nothing),
  /** Asks the provider whether the settings and the secret work. */
  'accounts.check': call(byId, AccountCheck),

  'lists.list': call(nothing, z.array(ContactList)),
  'contacts.list': call(
    z.object({
      listId: z.int().nullable(),
      /** Start of a name or part of a number; empty for all. */
      search: z.string().max(100).default(''),
      /** Id of the last contact of the page before; null for the first page. */
      after: z.int().nullable().default(null),
      limit: pageLimit,
    }),
    z.object({ contacts: z.array(Contact), total: z.int() }),
  ),
  'contacts.optOut': call(z.object({ phone: E164, reason: z.string().max(200) }), nothing),
  'contacts.optIn': call(z.object({ phone: E164 }), nothing),

  'import.inspect': call(
    z.object({
      /** A path; the window holds a token of `files.choose` in its place. */
      file: z.string(),
      encoding: FileEncoding.nullable().default(null),
      /** ISO 3166-1 alpha-2: the country of numbers written without one. */
      country: z.string().length(2),
    }),
    CsvInspection,
  ),
  'import.run': call(
    z.object({
      file: z.string(),
      encoding: FileEncoding.nullable().default(null),
      country: z.string().length(2),
      mapping: ColumnMapping,
      /** Created if there is none of that name; in any case of its letters. */
      list: z.string().trim().min(1).max(80),
      /** True makes a new list even so, numbered (`Debtors 2`), so that nobody else is in it. */
      newList: z.boolean().default(false),
      /** Where all rejected rows go as CSV; null for nowhere. */
      rejects: z.string().nullable().default(null),
    }),
    ImportReport,
  ),
  'import.cancel': call(nothing, nothing),

  'campaigns.list': call(nothing, z.array(Campaign)),
  'campaigns.get': call(byId, Campaign),
  /** The template for real recipients of the list, from the `offset`-th on. */
  'campaigns.preview': call(
    z.object({ ...draft.shape, offset: z.int().nonnegative(), limit: z.int().min(1).max(20).default(1) }),
    z.object({ recipients: z.array(Rendering), total: z.int() }),
  ),
  'campaigns.estimate': call(draft, Estimate),
  /** Renders and stores one message for each contact of the list; a draft until started. */
  'campaigns.create': call(
    z.object({
      name: z.string().trim().min(1).max(120),
      accountId: z.int(),
      listId: z.int(),
      template: z.string().min(1).max(5000),
      /** Wall clock, ms; null for "when I start it". */
      scheduledAt: z.int().max(LAST_MOMENT).nullable().default(null),
    }),
    Campaign,
  ),
  'campaigns.start': call(byId, Campaign),
  'campaigns.pause': call(byId, Campaign),
  'campaigns.resume': call(byId, Campaign),
  'campaigns.cancel': call(byId, Campaign),
  'campaigns.progress': call(byId, CampaignProgress),
  'campaigns.messages': call(
    z.object({
      id: z.int(),
      state: MessageState.nullable().default(null),
      after: z.int().nullable().default(null),
      limit: pageLimit,
    }),
    z.object({ messages: z.array(Message), total: z.int() }),
  ),
  /** A person's decision on messages that are `unknown`; recorded. Empty `messageIds`: all of the campaign. */
  'campaigns.decideUnknown': call(
    z.object({
      id: z.int(),
      messageIds: z.array(z.int()).max(PAGE_LIMIT),
      decision: z.enum(['treat-as-sent', 'send-again']),
    }),
    Campaign,
  ),

  /** Makes (or finds) the sandbox account and its list of sample contacts; starts the sandbox. */
  'demo.prepare': call(nothing, z.object({ account: Account, listId: z.int() })),
  /** Checks the invariants of the store; an empty list is a good one. */
  'store.verify': call(nothing, z.object({ violations: z.array(z.string()) })),
} as const;

/** How the engine's process is; `message` says why in words where something is wrong. */
const EngineState = z.object({
  state: z.enum(['starting', 'ready', 'restarting', 'failed']),
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
      /** False where the system has no keychain: secrets are then asked for at every start. */
      keychain: z.boolean(),
    }),
  ),
  /** For a window that opens after the event of that name. */
  'engine.state': call(nothing, EngineState),
  /** Keeps an account's secret in the system's keychain and hands it to the engine. */
  'secrets.set': call(z.object({ accountId: z.int(), secret: z.string().trim().min(1).max(4096) }), nothing),
  /** Opens the file dialog. `file` is a token for `import.*`; null if nothing was chosen. */
  'files.choose': call(nothing, z.object({ file: z.string(), name: z.string() }).nullable()),
  /** Opens the save dialog; the answer is a token for `import.run`. */
  'files.chooseRejects': call(nothing, z.object({ file: z.string(), name: z.string() }).nullable()),
  'preferences.get': call(nothing, z.object({ theme: z.enum(['light', 'dark', 'auto']) })),
  'preferences.set': call(z.object({ theme: z.enum(['light', 'dark', 'auto']) }), nothing),
} as const;

export const calls = { ...engineCalls, ...shellCalls } as const;

/** What a list refetches when it hears `changed`. */
export const Topic = z.enum(['accounts', 'contacts', 'campaigns']);
export type Topic = z.infer<typeof Topic>;

/** What the window is told without asking. */
export const events = {
  changed: z.object({ topic: Topic }),
  'campaign.progress': CampaignProgress,
  'import.progress': z.object({ bytesRead: z.int(), bytesTotal: z.int(), rows: z.int() }),
  /** The engine died and is back, or could not be brought back. */
  'engine.state': EngineState,
} as const;

export type EngineCall = keyof typeof engineCalls;
export type ShellCall = keyof typeof shellCalls;
export type CallName = keyof typeof calls;
/** What a caller may write (defaults left out). */
export type CallInput<C extends CallName> = z.input<(typeof calls)[C]['input']>;
/** What a handler gets (defaults filled in). */
export type ParsedInput<C extends CallName> = z.output<(typeof calls)[C]['input']>;
export type CallOutput<C extends CallName> = z.output<(typeof calls)[C]['output']>;

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;

/** Every answer that crosses the border. */
export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData };

/** The two fixed channels between the window and the main process. */
export const CALL_CHANNEL = 'kaptar:call';
export const EVENT_CHANNEL = 'kaptar:event';
