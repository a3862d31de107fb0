import type { z } from 'zod';
import type { AccountCheck, Balance, LaneSettings, ProviderId } from '../../../shared/account.ts';
import type { CallbackTopic } from '../../../shared/callbacks.ts';
import type { MessageErrorCode } from '../../../shared/message.ts';
import type { Money } from '../../../shared/money.ts';
import type { DevsmsTemplateType } from '../../../shared/otp.ts';

/**
 * The one interface between the queue and a vendor. A vendor knows messages and the network, never the
 * store; the queue knows this file, never a vendor.
 */
export interface Provider<S extends LaneSettings = LaneSettings> {
  readonly id: ProviderId;
  /** As the vendor writes itself. */
  readonly name: string;
  /** The account form. */
  readonly settings: z.ZodType<S>;
  readonly capabilities: Capabilities;
  /** Where it sends at home, which no provider from abroad does for less: how numbers begin there. Null: unknown. */
  readonly home: string | null;
  /** Opens nothing yet: a connection is a set of calls with the account's settings and secret in them. */
  connect(settings: S, secret: string, options?: ConnectOptions): Connection;
  /**
   * What one part to this number costs; null where nobody says. `home` is the price that the provider last
   * told for numbers of its own country.
   */
  priceOf?(recipient: string, settings: S, home: Money | null): Money | null;
  /** Whether the account may send to this number at all. Without this function it may. */
  reaches?(recipient: string, settings: S): boolean;
  /** Reads what the provider sent to the callback listener. Never throws. */
  readCallback?(request: CallbackRequest, settings: S): CallbackNews;
}

export interface ConnectOptions {
  /** Where the provider may report what becomes of a message; holds a secret. For APIs that take it with a send. */
  readonly callbackUrl?: string | undefined;
}

export interface Capabilities {
  /** Whether a lost send can be looked for. Without it an `unknown` waits for a report or a person. */
  readonly lookup: boolean;
  /** Whether delivery can be asked for. */
  readonly reports: boolean;
  /** Longest text in UTF-16 units; null where the vendor states none. */
  readonly longestText: number | null;
  /** Which messages may share a request: none, those of one text, or those that differ in the name only. */
  readonly grouping: 'none' | 'text' | 'name';
  /** What the account's rate counts. */
  readonly rateCounts: 'messages' | 'parts';
  /** Whether the provider can keep a message until a later time (`sendAt`). */
  readonly holds: boolean;
  /** Whether a message that was taken can be withdrawn. */
  readonly cancel: boolean;
  /** Whether it receives messages. */
  readonly inbox: boolean;
}

export interface Connection {
  /** Messages in one request, at most; they share what `capabilities.grouping` says. */
  readonly messagesPerRequest: number;
  /** Proves that the settings work. Throws `AccountTrouble`. */
  check(signal: AbortSignal): Promise<AccountCheck>;
  /**
   * ONE request, never repeated, never redirected; one outcome for each message, in their order.
   * Whatever is thrown counts as ambiguous for all of them.
   */
  send(messages: readonly OutgoingMessage[], signal: AbortSignal): Promise<readonly Outcome[]>;
  /** Was it ever taken? One finding for each message, in their order. Throws when it could not ask. */
  lookup?(messages: readonly SoughtMessage[], signal: AbortSignal): Promise<readonly Finding[]>;
  /** Messages that one call of `reports` asks about, at most; the queue asks about the rest in the next. */
  readonly messagesPerReports: number;
  /**
   * Delivery reports in as few requests as the API allows; `accepted` for a message of which the provider has no
   * news, or knows nothing. Only those that there was no room to ask about are left out. Throws `AccountTrouble`.
   */
  reports?(messages: readonly TrackedMessage[], signal: AbortSignal): Promise<readonly Report[]>;
  /** Where the provider shows many reports at once; `reports` then asks about each message by itself. */
  readonly history?: ReportHistory;
  /** Withdraws a message that has not left yet. Throws `AccountTrouble` when it could not ask. */
  cancel?(providerId: string, signal: AbortSignal): Promise<'cancelled' | 'too-late'>;
  /** Received messages by pages from 1, the newest first. Throws `AccountTrouble`. */
  readInbox?(page: number, signal: AbortSignal): Promise<InboxPage>;
  /** Closes sockets. */
  close(): Promise<void>;
}

export interface InboxPage {
  /** Without those that nobody could be shown with; there may be none on a page that is not the end. */
  readonly messages: readonly IncomingMessage[];
  /** Whether the pages before were all. */
  readonly isEnd: boolean;
}

export interface IncomingMessage {
  /** The provider's id; where it gives none, one made from what it gives, the same every time. */
  readonly providerId: string;
  /** E.164 where it is a number; else as the provider wrote it. */
  readonly sender: string;
  readonly text: string;
  /** Wall clock ms. */
  readonly receivedAt: number;
}

/** One call of a provider at the callback listener. */
export interface CallbackRequest {
  readonly topic: CallbackTopic;
  readonly method: string;
  readonly query: URLSearchParams;
  /** The body as it came; JSON or form fields. */
  readonly body: string;
  readonly contentType: string;
  /** What the provider must name in its call, where the operator set one (uBill's callback key). */
  readonly callbackKey: string | undefined;
}

export type CallbackNews =
  | { readonly kind: 'reports'; readonly reports: readonly CallbackReport[] }
  | { readonly kind: 'incoming'; readonly messages: readonly IncomingMessage[] }
  /** Its key is wrong or missing. */
  | { readonly kind: 'forged' }
  | { readonly kind: 'unreadable' };

/** What a callback says of one message. What it does not say is null. */
export interface CallbackReport {
  /** As `Outcome` names it. */
  readonly providerId: string;
  readonly reference: string | null;
  /** E.164. */
  readonly recipient: string | null;
  readonly state: Report['state'];
  readonly at: number | null;
  readonly detail: string | null;
}

export interface OutgoingMessage {
  /** Our own id for it, the same over all its attempts. */
  readonly reference: string;
  /** E.164 with its plus sign. */
  readonly recipient: string;
  readonly text: string;
  readonly parts: number;
  /** The recipient's, as it may stand in the text; may be empty. */
  readonly name?: string;
  /** Set for a one-time code, which `text` holds. */
  readonly otp?: OutgoingOtp;
  /** Wall clock ms, in the future: the provider keeps the message until then. */
  readonly sendAt?: number;
}

export interface OutgoingOtp {
  /** 4 to 8 digits. */
  readonly code: string;
  /** One of DevSMS's approved texts; null where the text is our own. */
  readonly template: { readonly type: DevsmsTemplateType; readonly serviceName: string } | null;
}

export interface SoughtMessage extends OutgoingMessage {
  /** Wall clock, ms: when the uncertain request began. */
  readonly attemptedAt: number;
  /**
   * Wall clock, ms: when it began at the latest. Later than `attemptedAt` only after a restore: nobody knows then what was
   * sent between the copy and that.
   */
  readonly attemptedUntil: number;
  /**
   * Set where `text` is not what was sent word by word: a one-time code is kept masked, and the provider may
   * show it in another text. Whether a text that its history shows can be this message's.
   */
  readonly isText?: (shown: string) => boolean;
}

export interface TrackedMessage {
  readonly reference: string;
  readonly recipient: string;
  readonly providerId: string;
}

/** What one request proved about one message; `decide` turns it into what happens next. */
export type Outcome =
  | {
      readonly kind: 'accepted';
      readonly providerId: string;
      /** What the provider says it charged. */
      readonly cost?: Money;
      /** The provider's own part count, where it tells it. */
      readonly parts?: number;
      /** What is left after it, where the provider tells it. */
      readonly balance?: Balance;
    }
  /** A documented refusal of this very message. With the code `refused-charged` it was paid for all the same. */
  | { readonly kind: 'permanent'; readonly code: MessageErrorCode; readonly detail: string }
  /** Certainly not taken: nothing was written, or the provider said "later" (429: `throttled`). */
  | {
      readonly kind: 'transient';
      readonly detail: string;
      readonly throttled: boolean;
      readonly retryAfterMs?: number;
    }
  /** There was no room for it in this request: certainly not taken, and a sign of nothing. */
  | { readonly kind: 'left-out'; readonly detail: string }
  /** Written, and no readable answer: perhaps taken. */
  | { readonly kind: 'ambiguous'; readonly code: MessageErrorCode; readonly detail: string }
  /** The key does not work (401, 403). Certainly not taken. */
  | { readonly kind: 'auth'; readonly detail: string }
  /** No money. Certainly not taken. */
  | { readonly kind: 'balance'; readonly detail: string }
  /** Another fault of the account's set-up (an unknown brand, no active phone). Certainly not taken. */
  | { readonly kind: 'account'; readonly detail: string };

export interface Finding {
  /** The provider's messages that could be this one. */
  readonly candidates: readonly FoundMessage[];
  /** Whether the search reached far enough back that "no candidate" means "never taken". */
  readonly complete: boolean;
  /**
   * Provider ids of messages that may be this one in disguise: masked, rewritten, at a time in another zone, to a
   * number without its country. Set where they alone keep `complete` false: who knows each of them as another message's
   * may take the search as complete.
   */
  readonly doubtful?: readonly string[];
}

export interface FoundMessage {
  readonly providerId: string;
  readonly cost?: Money;
}

/** `accepted` means: no news yet. */
export interface Report {
  readonly reference: string;
  readonly state: 'accepted' | 'delivered' | 'undelivered' | 'cancelled';
  /** When it happened, wall clock ms, where the provider tells it. */
  readonly at?: number;
  readonly detail?: string;
  readonly cost?: Money;
}

/** What a provider's history says of one of its messages, ours or another's. */
export type HistoryReport = Omit<Report, 'reference'> & { readonly providerId: string };

/** A history in the order in which messages were taken, which shows their states. */
export interface ReportHistory {
  /** Rows of one page, at most. */
  readonly rowsPerPage: number;
  /**
   * One page from `offset` on, 0 being the newest message: each new one pushes all others on by one. Throws
   * `AccountTrouble`.
   */
  readPage(offset: number, signal: AbortSignal): Promise<readonly HistoryReport[]>;
}

/**
 * Thrown by everything but `send`: why the account cannot be asked, in the provider's words.
 *
 * - `offline`: no answer came. `provider`: it has trouble of its own. `stranger`: somebody else answers in its place.
 *   `unreadable`: it may be the provider, but says nothing that Kaptar understands.
 * - `upgrade`: the account's plan does not have it. `not-found`: the provider does not know what was asked for.
 * - `refused`: it says no to this very request (a wrong promo code, a message that left already).
 */
export class AccountTrouble extends Error {
  readonly kind:
    | 'auth'
    | 'balance'
    | 'account'
    | 'offline'
    | 'provider'
    | 'stranger'
    | 'unreadable'
    | 'upgrade'
    | 'not-found'
    | 'refused';

  constructor(kind: AccountTrouble['kind'], message: string) {
    super(message);
    this.name = 'AccountTrouble';
    this.kind = kind;
  }
}
