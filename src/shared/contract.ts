import { z } from 'zod';
import { Account, AccountCheck, Balance, ProviderId } from './account.ts';
import { CallbackSettings, CallbackStanding, CallbackTopic } from './callbacks.ts';
import { Campaign, CampaignProgress, EncodingCounts, Routing } from './campaign.ts';
import { Contact, ContactList } from './contact.ts';
import { ColumnMapping, CsvInspection, FileEncoding, ImportReport } from './csv-import.ts';
import { DevsmsBalance, DevsmsHistoryPage, DevsmsHistoryQuery, DevsmsPrice, DevsmsSms } from './devsms.ts';
import type { ErrorData } from './errors.ts';
import { Thread, ThreadMessage } from './inbox.ts';
import { Message, MessageState } from './message.ts';
import {
  MobsmsAccount,
  MobsmsApiKey,
  MobsmsDeliveryStats,
  MobsmsDevice,
  MobsmsMessage,
  MobsmsMessagePage,
  MobsmsMessageQuery,
  MobsmsRegistration,
  MobsmsRelease,
  MobsmsSettingsPage,
  MobsmsSignIn,
  MobsmsStatusWord,
  MobsmsSubscription,
  MobsmsUser,
  MobsmsWebhooks,
} from './mobsms.ts';
import { Money } from './money.ts';
import { OtpCode, OtpContent, OtpSettings, OtpStatus, OtpVerdict, RememberedServiceName } from './otp.ts';
import { SecretKind } from './secret.ts';
import { SavedTemplate } from './saved-template.ts';
import { UbillBrand, UbillBrandName, UbillDelivery } from './ubill.ts';

/**
 * All that the window may ask and hear. Engine handlers, the preload bridge, the window's client, the
 * command line and the tests derive their types from these objects; a call that is missing somewhere
 * does not compile.
 */
const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
const nothing = z.object({});
const byId = z.object({ id: z.int() });
const ofAccount = z.object({ accountId: z.int() });

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
  /** Null sends all of it through `accountId`. */
  routing: Routing.nullable().default(null),
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
  skip: z.enum(['opted-out', 'missing-field', 'too-long', 'no-route']).nullable(),
  missingFields: z.array(z.string()),
});
export type Rendering = z.infer<typeof Rendering>;

/** What a campaign from this draft would be. */
export const Estimate = z.object({
  /** Messages that would be sent. */
  messages: z.int(),
  skipped: z.object({ optedOut: z.int(), missingField: z.int(), tooLong: z.int(), noRoute: z.int() }),
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
  /** What each account would send; one row without a routing. */
  accounts: z.array(
    z.object({
      accountId: z.int(),
      accountName: z.string(),
      messages: z.int(),
      parts: z.int(),
      /** At the prices known for it; null where a part of it has none. */
      cost: Money.nullable(),
      /** What was left when the provider last said so. */
      balance: Balance.nullable(),
      /** At the account's rate. */
      durationMs: z.number(),
    }),
  ),
  /** The same messages by the country of their numbers, most expensive first. */
  countries: z.array(
    z.object({
      /** ISO 3166-1 alpha-2; null where the number tells none. */
      country: z.string().nullable(),
      messages: z.int(),
      parts: z.int(),
      cost: Money.nullable(),
    }),
  ),
});
export type Estimate = z.infer<typeof Estimate>;

/** Calls that the engine answers. */
const engineCalls = {
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
      routing: Routing.nullable().default(null),
      /**
       * Hand the messages over as soon as the campaign is started and let the provider keep them until
       * `scheduledAt`: the computer may be off then. For accounts whose provider can (uBill).
       */
      providerHolds: z.boolean().default(false),
    }),
    Campaign,
  ),
  'campaigns.start': call(byId, Campaign),
  'campaigns.pause': call(byId, Campaign),
  'campaigns.resume': call(byId, Campaign),
  'campaigns.cancel': call(byId, Campaign),
  /** Of a finished campaign: asks back what the provider has taken and not sent yet. Throws `conflict`. */
  'campaigns.withdraw': call(byId, Campaign),
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

  'templates.list': call(nothing, z.array(SavedTemplate)),
  /** Stores a new template (`id` null) or changes one. */
  'templates.save': call(
    SavedTemplate.omit({ updatedAt: true }).extend({ id: z.int().nullable() }),
    SavedTemplate,
  ),
  'templates.remove': call(byId, nothing),

  /** Sends a code to one person, ahead of every campaign of the account. */
  'otp.send': call(
    z.object({
      accountId: z.int(),
      phone: E164,
      ...OtpSettings.shape,
      /** Null makes one of `codeLength` digits. */
      code: OtpCode.nullable().default(null),
      /** Send though the service name is remembered as refused: that may cost money for nothing again. */
      evenIfDangerous: z.boolean().default(false),
    }),
    OtpStatus,
  ),
  'otp.get': call(byId, OtpStatus),
  /** The newest first. */
  'otp.list': call(z.object({ limit: pageLimit }), z.array(OtpStatus)),
  /** Compares what the customer reads back; every comparison uses up a try. */
  'otp.check': call(
    z.object({
      id: z.int(),
      code: OtpCode,
      /** Whose code, where a list got them. */
      phone: E164.nullable().default(null),
    }),
    OtpVerdict,
  ),
  /** What a recipient would get, with the code masked, and its parts. */
  'otp.preview': call(
    z.object({ content: OtpContent, codeLength: z.int().min(4).max(8) }),
    z.object({ text: z.string(), parts: z.int(), encoding: z.enum(['gsm7', 'ucs2']) }),
  ),
  'otp.serviceNames': call(ofAccount, z.array(RememberedServiceName)),
  /** A campaign in which every recipient of the list gets a code of their own. */
  'otp.createCampaign': call(
    z.object({
      name: z.string().trim().min(1).max(120),
      accountId: z.int(),
      listId: z.int(),
      ...OtpSettings.shape,
      scheduledAt: z.int().max(LAST_MOMENT).nullable().default(null),
    }),
    Campaign,
  ),

  'inbox.threads': call(
    z.object({
      /** Of all accounts if null. */
      accountId: z.int().nullable().default(null),
      /** The last thread of the page before; null for the first page. */
      before: Thread.pick({ lastAt: true, accountId: true, phone: true }).nullable().default(null),
      limit: pageLimit,
    }),
    z.object({ threads: z.array(Thread), unread: z.int() }),
  ),
  /** Oldest first; the newest `limit` of them. */
  'inbox.thread': call(
    z.object({ accountId: z.int(), phone: z.string().max(40), limit: pageLimit }),
    z.array(ThreadMessage),
  ),
  'inbox.markRead': call(z.object({ accountId: z.int(), phone: z.string().max(40) }), nothing),
  /** Answers one person through the account that received; ahead of every campaign. */
  'inbox.reply': call(
    z.object({ accountId: z.int(), phone: E164, text: z.string().trim().min(1).max(1600) }),
    ThreadMessage,
  ),
  /** Looks for new messages now. */
  'inbox.refresh': call(ofAccount, z.object({ received: z.int() })),

  'callbacks.get': call(nothing, CallbackStanding),
  /** Takes effect at once; a port that is taken is said in the answer's `trouble`. */
  'callbacks.set': call(CallbackSettings, CallbackStanding),
  /** Gives the account new callback addresses: those of before lead nowhere any more. */
  'callbacks.renewToken': call(ofAccount, CallbackStanding),
  /** Forgets the account's callback key: calls are believed without one again. */
  'callbacks.forgetKey': call(ofAccount, CallbackStanding),

  'devsms.history': call(DevsmsHistoryQuery, DevsmsHistoryPage),
  'devsms.balance': call(ofAccount, DevsmsBalance),
  /** By `sms_id` (digits) or `request_id`. */
  'devsms.status': call(z.object({ accountId: z.int(), id: z.string().trim().min(1).max(100) }), DevsmsSms),
  /** The table of international prices; no request. */
  'devsms.prices': call(nothing, z.array(DevsmsPrice)),

  /** Null where the account does not have the page. */
  'ubill.balance': call(ofAccount, z.object({ sms: z.int() }).nullable()),
  'ubill.brands': call(ofAccount, z.array(UbillBrand).nullable()),
  'ubill.createBrand': call(
    z.object({ accountId: z.int(), name: UbillBrandName }),
    z.object({ words: z.string() }),
  ),
  'ubill.report': call(
    z.object({ accountId: z.int(), smsId: z.string().trim().min(1).max(100) }),
    z.array(UbillDelivery).nullable(),
  ),

  /** Makes an API key of Kaptar's own and keeps it; the password is forgotten. */
  'mobsms.signIn': call(MobsmsSignIn, MobsmsUser),
  'mobsms.register': call(MobsmsRegistration, MobsmsUser),
  /** Ends the session of the account's key at the provider; the key does not work afterwards. */
  'mobsms.logOut': call(ofAccount, nothing),
  'mobsms.user': call(ofAccount, MobsmsUser),
  'mobsms.account': call(ofAccount, MobsmsAccount),
  'mobsms.keys': call(ofAccount, z.array(MobsmsApiKey)),
  'mobsms.revokeKey': call(z.object({ accountId: z.int(), id: z.string().max(50) }), nothing),
  'mobsms.devices': call(ofAccount, z.array(MobsmsDevice)),
  'mobsms.setDefaultDevice': call(z.object({ accountId: z.int(), id: z.string().max(255) }), nothing),
  /** The gateway app; null where none is published. */
  'mobsms.release': call(ofAccount, MobsmsRelease.nullable()),
  'mobsms.messages': call(MobsmsMessageQuery, MobsmsMessagePage),
  /** By its number or its UUID. */
  'mobsms.message': call(
    z.object({ accountId: z.int(), id: z.string().trim().min(1).max(100) }),
    MobsmsMessage,
  ),
  'mobsms.updateMessage': call(
    z.object({
      accountId: z.int(),
      id: z.string().max(100),
      status: MobsmsStatusWord.optional(),
      errorMessage: z.string().max(1000).optional(),
    }),
    nothing,
  ),
  'mobsms.deleteMessage': call(z.object({ accountId: z.int(), id: z.string().max(100) }), nothing),
  /** Withdraws a pending one; `conflict` where it is too late. */
  'mobsms.cancelMessage': call(z.object({ accountId: z.int(), id: z.string().max(100) }), nothing),
  'mobsms.deliveryStats': call(ofAccount, MobsmsDeliveryStats),
  /** Copies a list to the provider's address book; `task.progress` tells how far it is. */
  'mobsms.pushContacts': call(
    z.object({ accountId: z.int(), listId: z.int(), groupId: z.int().positive().nullable().default(null) }),
    z.object({ imported: z.int(), skipped: z.int() }),
  ),
  'mobsms.settings': call(ofAccount, MobsmsSettingsPage),
  'mobsms.setSettings': call(ofAccount.extend(MobsmsSettingsPage.shape), MobsmsSettingsPage),
  'mobsms.webhooks': call(ofAccount, MobsmsWebhooks),
  /** Sets the addresses; `ours` sets those of the callback listener. */
  'mobsms.setWebhooks': call(
    z.object({
      accountId: z.int(),
      to: z.union([
        z.literal('ours'),
        z.object({ incoming: z.url().nullable(), status: z.url().nullable() }),
      ]),
    }),
    MobsmsWebhooks,
  ),
  'mobsms.subscription': call(ofAccount, MobsmsSubscription),
  'mobsms.redeemPromo': call(
    z.object({ accountId: z.int(), code: z.string().trim().min(1).max(100) }),
    MobsmsSubscription,
  ),

  /** Makes (or finds) the sandbox account and its list of sample contacts; starts the sandbox. */
  'demo.prepare': call(nothing, z.object({ account: Account, listId: z.int() })),
  /** Checks the invariants of the store; an empty list is a good one. */
  'store.verify': call(nothing, z.object({ violations: z.array(z.string()) })),
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
  /** Opens the file dialog. `file` is a token for `import.*`; null if nothing was chosen. */
  'files.choose': call(nothing, z.object({ file: z.string(), name: z.string() }).nullable()),
  /** Opens the save dialog; the answer is a token for `import.run`. */
  'files.chooseRejects': call(nothing, z.object({ file: z.string(), name: z.string() }).nullable()),
  'preferences.get': call(nothing, z.object({ theme: z.enum(['light', 'dark', 'auto']) })),
  'preferences.set': call(z.object({ theme: z.enum(['light', 'dark', 'auto']) }), nothing),
} as const;

export const calls = { ...engineCalls, ...shellCalls } as const;

/** What a list refetches when it hears `changed`. */
export const Topic = z.enum(['accounts', 'contacts', 'campaigns', 'templates', 'inbox', 'callbacks']);
export type Topic = z.infer<typeof Topic>;

/** What the window is told without asking. */
export const events = {
  changed: z.object({ topic: Topic }),
  'campaign.progress': CampaignProgress,
  'import.progress': z.object({ bytesRead: z.int(), bytesTotal: z.int(), rows: z.int() }),
  /** How far something is that takes longer than a second. */
  'task.progress': z.object({ task: z.enum(['mobsms.pushContacts']), done: z.int(), total: z.int() }),
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

/** The two fixed channels between the window and the main process. */
export const CALL_CHANNEL = 'kaptar:call';
export const EVENT_CHANNEL = 'kaptar:event';
