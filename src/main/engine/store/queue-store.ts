import type { ProviderId } from '../../../shared/account.ts';
import type { MessageErrorCode } from '../../../shared/message.ts';
import type { Money } from '../../../shared/money.ts';
import type { NightReader } from '../../../shared/quiet-hours.ts';
import type { Place } from '../../../shared/zones.ts';
import type { AttemptOutcome } from './attempt-outcome.ts';
import type { CampaignOtp } from './campaign-store.ts';
import type { CodeHash } from './otp-store.ts';

/** A message that is `sending`, with its open attempt on the disk. */
export interface ClaimedMessage {
  readonly id: number;
  readonly campaignId: number;
  readonly attemptId: number;
  readonly reference: string;
  readonly recipient: string;
  readonly name: string;
  readonly text: string;
  readonly parts: number;
  /** Attempts that were used up before this one. */
  readonly attempts: number;
  /** Set where the text carries a one-time code, masked. */
  readonly otp: CampaignOtp | null;
  /** Until when the provider should keep it; null for not at all. */
  readonly sendAt: number | null;
}

/** What became of a claimed message. `attempt` is the closing line of its attempt row. */
export interface Settlement {
  readonly id: number;
  readonly attemptId: number;
  readonly outcome: AttemptOutcome;
  readonly detail: string | null;
  /** False gives the attempt back. */
  readonly countsAttempt: boolean;
  /** What the answer says of the service name that an approved text carried. */
  readonly serviceName?: { readonly name: string; readonly verdict: 'safe' | 'dangerous' };
  readonly change:
    | {
        readonly to: 'accepted';
        readonly providerId: string;
        readonly cost: Money | null;
        readonly providerParts: number | null;
        readonly nextReportAt: number | null;
        /** Where the id turns out to be another message's, this one is uncertain. */
        readonly nextLookupAt: number | null;
      }
    | {
        readonly to: 'failed';
        readonly code: MessageErrorCode;
        readonly error: string;
        /** Of a refusal that is paid for. */
        readonly cost: Money | null;
      }
    | { readonly to: 'queued'; readonly dueAt: number }
    | {
        readonly to: 'unknown';
        readonly code: MessageErrorCode;
        readonly error: string;
        readonly nextLookupAt: number | null;
      };
}

/** An `unknown` message that is due for a look-up. */
export interface DoubtfulMessage {
  readonly id: number;
  readonly campaignId: number;
  readonly reference: string;
  readonly recipient: string;
  readonly name: string;
  readonly text: string;
  readonly parts: number;
  /** Its last attempt: the one that is sought. */
  readonly attemptId: number;
  /** When that began, by steady time. */
  readonly steadyAt: number;
  /** How much later it may have begun, ms: up to the restore after which nobody knows whether there was one, else 0. */
  readonly spanMs: number;
  /** The newest attempt of anything when this was read. */
  readonly newestAttemptId: number;
  /** Look-ups that came to an end so far. */
  readonly lookups: number;
  /** Set where the text carries a one-time code, masked. */
  readonly otp: { readonly codeLength: number; readonly hash: CodeHash | null } | null;
  /** Whether it may have been refused and paid for all the same: no history shows that. */
  readonly refusalCosts: boolean;
}

/** The account's own message, or one of another account that asks the same provider at the same address. */
export type IdOwner = 'own' | 'neighbour';

/** What a look-up proved, and what was sought: a result that came too late proves nothing. */
export type LookupResult = Pick<DoubtfulMessage, 'id' | 'attemptId' | 'newestAttemptId'> & LookupProof;

export type LookupProof =
  | {
      readonly proof: 'taken';
      readonly providerId: string;
      readonly cost: Money | null;
      readonly nextReportAt: number | null;
    }
  | { readonly proof: 'never-taken' }
  /** Null `nextLookupAt`: look-ups cannot settle it; a report or a person will. */
  | { readonly proof: 'none'; readonly nextLookupAt: number | null };

/** An `accepted` message that is due for a question about its delivery. */
export interface AwaitedMessage {
  readonly id: number;
  readonly campaignId: number;
  readonly reference: string;
  readonly recipient: string;
  /** Null where a person decided that it was sent: no report can be asked for. */
  readonly providerId: string | null;
  /** When its way to the phone began: at the hand-over, or when the provider lets go what it held. */
  readonly acceptedAt: number;
  /** The request with which it was taken. */
  readonly attempt: AttemptPlace;
}

/** Where a request stands in the order of an account's requests: by steady time, and among those of one moment by its id. */
export interface AttemptPlace {
  readonly id: number;
  readonly steadyAt: number;
}

/** What a report said. `to: null` is no news: ask again at `nextReportAt`. */
export interface ReportResult {
  readonly id: number;
  readonly to: 'delivered' | 'undelivered' | 'expired' | 'cancelled' | null;
  readonly at: number;
  readonly detail: string | null;
  readonly cost: Money | null;
  readonly nextReportAt: number | null;
}

/** Attempts that began together. */
export interface PastClaim {
  readonly messages: number;
  readonly parts: number;
  /** By the wall clock of then. */
  readonly startedAt: number;
  /** By steady time. */
  readonly steadyAt: number;
}

export interface QueueStore {
  /**
   * Claims due messages of an account's running campaigns, codes and replies first: each becomes `sending` with
   * an open attempt, on disk before this resolves. Recipients who opted out meanwhile become `skipped` instead,
   * and so do codes that would come too late. With a `grouping` other than `none` all claimed messages may share
   * a request: they have the text of the first, or (`name`) its `bulkPattern`. Of `maxParts` at least one
   * message is claimed, however long; of `hardParts` never more. Codes with a service name that the provider never
   * took go one at a time, those with one that it refused not at all. Messages to a list whose recipients sleep stay in
   * line as they are; those that the provider holds are handed over, to be kept until it is day. Of very many to be skipped
   * some are left for the next claim: where none is claimed and some were skipped, there may be more to claim.
   */
  claimDue(query: {
    accountId: number;
    now: number;
    /** What waits until then goes: by `SteadyTime.latest`. */
    dueBy: number;
    /** When by steady time: what limits go by. */
    steadyAt: number;
    limit: number;
    maxParts: number | null;
    hardParts: number | null;
    grouping: 'none' | 'text' | 'name';
    /** Of people who were not written to since then (steady time), at most so many; null for no such limit. */
    people: { since: number; newAtMost: number } | null;
    /** What the provider should have held until before this is not handed over: somebody is to be asked. */
    missedBefore: number;
    /** The operator's quiet hours; left out while there are none. */
    night?: NightReader | undefined;
  }): Promise<{ claimed: ClaimedMessage[]; skipped: number }>;
  /**
   * What an account may have sent since then: parts and people, and when the oldest of each leaves the window. All by
   * steady time.
   */
  usageSince(
    accountId: number,
    since: number,
  ): Promise<{
    parts: number;
    recipients: number;
    oldestAt: number | null;
    oldestRecipientAt: number | null;
  }>;
  /** What the last claims of an account put on the wire, whatever became of it, the oldest first. */
  lastClaims(accountId: number, limit: number): Promise<PastClaim[]>;
  /**
   * When the next message of a running campaign is due; null for none.
   *
   * @param isNight where lists have to wait; left out while there are no quiet hours
   */
  nextDueAt(accountId: number, isNight?: (place: Place) => boolean): Promise<number | null>;
  /** How many messages of a campaign wait in line, by where their recipients are. */
  countInLine(campaignId: number): Promise<{ place: Place; messages: number }[]>;
  /** Closes attempts of an account and changes states, all in one transaction. */
  settle(settlements: readonly Settlement[], now: number): Promise<void>;
  /**
   * After an unclean stop: what was `sending` becomes `unknown`, its attempt closed as interrupted; how many.
   * Those of a provider in `canLookUp` are due for a look-up at once.
   */
  recoverInterrupted(now: number, canLookUp: readonly ProviderId[]): Promise<number>;
  /** Messages whose recipient has nothing on the wire right now: a fresh answer could not be told from an old one. */
  dueLookups(accountId: number, now: number, limit: number): Promise<DoubtfulMessage[]>;
  /** Which of these provider ids belong to a message already, and whose it is. */
  findOwners(accountId: number, providerIds: readonly string[]): Promise<Map<string, IdOwner>>;
  /**
   * Applies what look-ups proved, as far as it still holds: of a message that was sent again since, or (for
   * `taken`) whose id is owned or whose recipient was sent something else since, it proves nothing. One that was taken
   * and waits in line to be sent again is taken out of it.
   */
  settleLookups(results: readonly LookupResult[], now: number): Promise<void>;
  /** The look-up could not be made: asks again then (null: never), without counting it. */
  postponeLookups(ids: readonly number[], nextLookupAt: number | null): Promise<void>;
  dueReports(accountId: number, now: number, limit: number): Promise<AwaitedMessage[]>;
  /** The account's messages among these of the provider, in no order; `isAwaited` for those without a final report. */
  findTaken(
    accountId: number,
    providerIds: readonly string[],
  ): Promise<(AwaitedMessage & { readonly isAwaited: boolean })[]>;
  /** The request that began last; null before the first. */
  newestAttempt(accountId: number): Promise<AttemptPlace | null>;
  /** How many requests of the account came after the first of these and up to the second, `atMost` at most. */
  countAttempts(accountId: number, after: AttemptPlace, upTo: AttemptPlace, atMost: number): Promise<number>;
  /** Applies reports as far as the state of each message still lets them. */
  settleReports(results: readonly ReportResult[]): Promise<void>;
  /** What callbacks say, each as far as its message can be told and its state lets it. */
  settleCallbacks(
    accountId: number,
    news: readonly CallbackResult[],
    now: number,
  ): Promise<{ matched: number; campaignIds: number[] }>;
  /** Up to `limit` messages of removed accounts, about which nobody can ask, become `expired`; their campaigns. */
  expireOrphans(acceptedBefore: number, limit: number, now: number): Promise<number[]>;
}

/** What a callback says of one message of an account. */
export interface CallbackResult {
  readonly providerId: string;
  /** Ours, where the provider echoes it. */
  readonly reference: string | null;
  /**
   * E.164: tells an uncertain message of an account that cannot be looked up; null where that must not decide.
   */
  readonly uncertainRecipient: string | null;
  /** When it happened, as the provider says; null where it does not. */
  readonly at: number | null;
  /** Null: taken, and no final news. */
  readonly to: 'delivered' | 'undelivered' | 'cancelled' | null;
  readonly detail: string | null;
  readonly nextReportAt: number;
}
