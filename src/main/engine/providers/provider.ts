import type { z } from 'zod';
import type { AccountCheck, LaneSettings, ProviderId } from '../../../shared/account.ts';
import type { MessageErrorCode } from '../../../shared/message.ts';
import type { Money } from '../../../shared/money.ts';

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
  /** Opens nothing yet: a connection is a set of calls with the account's settings and secret in them. */
  connect(settings: S, secret: string): Connection;
}

export interface Capabilities {
  /** Whether a lost send can be looked for. Without it an `unknown` waits for a report or a person. */
  readonly lookup: boolean;
  /** Whether delivery can be asked for. */
  readonly reports: boolean;
  /** Longest text in UTF-16 units; null where the vendor states none. */
  readonly longestText: number | null;
}

export interface Connection {
  /** Messages in one request, at most; all of a request's messages have the same text. */
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
  /** Delivery reports in as few requests as the API allows; messages without news may be left out. */
  reports?(messages: readonly TrackedMessage[], signal: AbortSignal): Promise<readonly Report[]>;
  /** Closes sockets. */
  close(): Promise<void>;
}

export interface OutgoingMessage {
  /** Our own id for it, the same over all its attempts. */
  readonly reference: string;
  /** E.164 with its plus sign. */
  readonly recipient: string;
  readonly text: string;
  readonly parts: number;
}

export interface SoughtMessage extends OutgoingMessage {
  /** Wall clock, ms: when the uncertain request began. */
  readonly attemptedAt: number;
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
    }
  /** A documented refusal of this very message. */
  | { readonly kind: 'permanent'; readonly code: MessageErrorCode; readonly detail: string }
  /** Certainly not taken: nothing was written, or the provider said "later" (429: `throttled`). */
  | {
      readonly kind: 'transient';
      readonly detail: string;
      readonly throttled: boolean;
      readonly retryAfterMs?: number;
    }
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
   * Provider ids of messages to the same person at the same time with another text. Set where they alone
   * keep `complete` false: the provider may have rewritten or masked this one. Who knows each of them as
   * another message's may take the search as complete.
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
  readonly state: 'accepted' | 'delivered' | 'undelivered';
  /** When it happened, wall clock ms, where the provider tells it. */
  readonly at?: number;
  readonly detail?: string;
  readonly cost?: Money;
}

/** Thrown by `check`, `lookup` and `reports`: why the account cannot be asked, in the provider's words. */
export class AccountTrouble extends Error {
  readonly kind: 'auth' | 'balance' | 'account' | 'offline' | 'provider';

  constructor(kind: AccountTrouble['kind'], message: string) {
    super(message);
    this.name = 'AccountTrouble';
    this.kind = kind;
  }
}
