import type { AccountCheck, Balance, ProviderId } from '../../../shared/account.ts';
import type { Campaign, CampaignKind, CampaignState, PauseReason } from '../../../shared/campaign.ts';
import type { Contact, ContactList } from '../../../shared/contact.ts';
import type { Thread, ThreadMessage } from '../../../shared/inbox.ts';
import type { Message, MessageErrorCode, MessageState } from '../../../shared/message.ts';
import type { Money } from '../../../shared/money.ts';
import type { OtpSettings, OtpStatus, RememberedServiceName } from '../../../shared/otp.ts';
import type { SavedTemplate } from '../../../shared/saved-template.ts';

/**
 * The port to everything that lasts. Each method is exactly one transaction, committed to the disk when
 * its promise resolves. Times are wall clock ms. The border is async so that another database could stand
 * behind it one day.
 */
export interface Store
  extends
    AccountStore,
    ContactStore,
    ImportStore,
    CampaignStore,
    QueueStore,
    OtpStore,
    InboxStore,
    TemplateStore,
    SettingStore {
  /** The invariants that do not hold, in words; empty is good. */
  verify(): Promise<string[]>;
  close(): Promise<void>;
}

export interface AccountRecord {
  readonly id: number;
  readonly name: string;
  readonly provider: ProviderId;
  readonly settings: Record<string, string | number | boolean>;
  readonly demo: boolean;
  readonly createdAt: number;
  /** The provider's last answer to a check; null before the first. */
  readonly lastCheck: AccountCheck | null;
}

export interface AccountStore {
  listAccounts(): Promise<AccountRecord[]>;
  /** Throws `not-found`. */
  getAccount(id: number): Promise<AccountRecord>;
  /** Throws `conflict` where the name is taken. */
  createAccount(
    account: Pick<AccountRecord, 'name' | 'provider' | 'settings' | 'demo'>,
    now: number,
  ): Promise<AccountRecord>;
  updateAccount(id: number, change: Pick<AccountRecord, 'name' | 'settings'>): Promise<AccountRecord>;
  /**
   * Hides the account; its campaigns keep it. Throws `conflict` while one of them to a list is not over; codes and
   * replies are withdrawn.
   */
  removeAccount(id: number, now: number): Promise<void>;
  noteCheck(id: number, check: AccountCheck): Promise<void>;
  /** The balance that an answer to a send told; the rest of the last check stays. */
  noteBalance(id: number, balance: Balance, now: number): Promise<void>;
  /**
   * What tells the account's key and address from others, noted before a connection of theirs sends anything.
   * Where it is another than before, uncertain messages are not looked up any more: another user's history says
   * nothing about what this one's provider took, and "not found" there would pay twice. Their inbox is another, too.
   */
  noteIdentity(id: number, identity: string): Promise<void>;
}

export interface ListRecord {
  readonly id: number;
  readonly name: string;
  /** Column names kept as fields, in the order of the imports. */
  readonly fields: readonly string[];
  /** Field keys that mean `name` or `phone`: the headers of those columns. */
  readonly aliases: Readonly<Record<string, string>>;
}

export interface ContactStore {
  listLists(): Promise<ContactList[]>;
  /** Throws `not-found`. */
  getList(id: number): Promise<ListRecord>;
  listContacts(query: {
    listId: number | null;
    search: string;
    after: number | null;
    limit: number;
  }): Promise<{ contacts: Contact[]; total: number }>;
  /** The list's contacts from the `offset`-th on, in the order in which they will be sent to. */
  contactsAt(listId: number, offset: number, limit: number): Promise<Contact[]>;
  /** The same contacts in the same order, after the contact `after` (0 for the first), for walking through all. */
  contactsAfter(listId: number, after: number, limit: number): Promise<Contact[]>;
  countMembers(listId: number): Promise<number>;
  optOut(phone: string, reason: string, now: number): Promise<void>;
  optIn(phone: string): Promise<void>;
}

export interface ImportStore {
  /** Opens an empty staging area; one import at a time. */
  beginImport(): Promise<void>;
  /** Stages rows; answers the indexes of those whose phone was staged before (duplicates in the file). */
  stageContacts(
    rows: readonly { phone: string; name: string; fields: Record<string, string> }[],
  ): Promise<number[]>;
  /**
   * Moves all staged rows into the contacts and the list (made if new; with `newList` in any case, numbered
   * where the name is taken), in one transaction.
   */
  commitImport(
    list: string,
    aliases: Record<string, string>,
    newList: boolean,
  ): Promise<{ listId: number; listName: string; created: number; updated: number }>;
  discardImport(): Promise<void>;
}

/** How the codes of a campaign are made. */
export interface CampaignOtp extends OtpSettings {
  /** Whether the code was given by hand: only the process that was told it can send it. */
  readonly given: boolean;
}

export interface NewCampaign {
  readonly kind: CampaignKind;
  readonly name: string;
  /** The account of most of it. */
  readonly accountId: number;
  readonly listId: number | null;
  readonly template: string;
  readonly scheduledAt: number | null;
  readonly providerHolds: boolean;
  readonly otp: CampaignOtp | null;
  /** Wall clock ms after which it is of no use any more; null for a list. */
  readonly sendBefore: number | null;
}

export interface NewMessage {
  /** Null for a person who is no contact. */
  readonly contactId: number | null;
  readonly accountId: number;
  readonly recipient: string;
  readonly name: string;
  readonly text: string;
  readonly parts: number;
  readonly encoding: 'gsm7' | 'ucs2';
  /** Set for a row that will not be tried. */
  readonly skip: { readonly code: MessageErrorCode; readonly error: string } | null;
}

export interface CampaignStore {
  /** A campaign that is not to be seen before `finishPreparing`. */
  createCampaign(campaign: NewCampaign, now: number): Promise<number>;
  addMessages(campaignId: number, messages: readonly NewMessage[], now: number): Promise<void>;
  /** Its account is the one that has most of its messages. With `start` it runs at once. */
  finishPreparing(campaignId: number, now: number, start?: boolean): Promise<void>;
  /** Removes campaigns made before `madeBefore` whose preparing was cut short; nothing of them was ever sent. */
  discardUnprepared(madeBefore: number): Promise<void>;
  /** Removes one campaign that is still being prepared. */
  abandonPreparing(campaignId: number): Promise<void>;
  /** Those to a list, newest first. */
  listCampaigns(): Promise<Campaign[]>;
  /** Throws `not-found`. */
  getCampaign(id: number): Promise<Campaign>;
  /** Compare-and-set: false where the campaign is in none of `from`. */
  changeCampaign(
    id: number,
    from: readonly CampaignState[],
    to: CampaignState,
    now: number,
    pause?: { reason: PauseReason; detail: string | null },
  ): Promise<boolean>;
  /** Pauses all running campaigns that have messages in line for an account; answers their ids. */
  pauseCampaigns(
    accountId: number,
    reason: PauseReason,
    detail: string | null,
    now: number,
  ): Promise<number[]>;
  /**
   * Messages to one person each that stand still with their account go on: nobody looks for them in a list of
   * campaigns. The campaigns.
   */
  resumeSingles(accountIds: readonly number[], now: number): Promise<number[]>;
  /** Cancelled campaigns that still have messages in line: a cancel was cut short. */
  listHalfCancelled(): Promise<number[]>;
  /** Turns up to `limit` queued messages of a cancelled campaign into `cancelled`; answers how many. */
  withdrawQueued(campaignId: number, limit: number, now: number): Promise<number>;
  /** Running or paused campaigns with nothing queued, sending or unknown become `finished`; their ids. */
  finishDone(now: number): Promise<number[]>;
  /**
   * Starts these accounts' campaigns whose time has come; those later than `graceMs` are paused and ask, and so
   * are those that the provider should have been given by then.
   */
  fireSchedules(accountIds: readonly number[], now: number, graceMs: number): Promise<number[]>;
  listMessages(query: {
    campaignId: number;
    state: MessageState | null;
    after: number | null;
    limit: number;
  }): Promise<{ messages: Message[]; total: number }>;
  countLookupsPending(campaignId: number): Promise<number>;
  /** What the provider has taken of a finished campaign is to be withdrawn, as of a cancelled one; false for any other. */
  askBack(id: number, now: number): Promise<boolean>;
  /** Taken by the provider for campaigns asked back since then, and without a final report; in the order of their ids. */
  /**
   * Whether an account, or another one at the same provider's address, has a message to this person (null: to anybody) of
   * which nobody knows whether it was taken.
   */
  hasUncertain(accountId: number, recipient: string | null): Promise<boolean>;
  listToWithdraw(query: {
    accountId: number;
    askedBackSince: number;
    after: number;
    limit: number;
  }): Promise<{ id: number; campaignId: number; providerId: string }[]>;
  /** A person decides over `unknown` messages (all of the campaign if `messageIds` is empty); how many. */
  decideUnknown(
    campaignId: number,
    messageIds: readonly number[],
    decision: 'treat-as-sent' | 'send-again',
    decidedBy: string,
    now: number,
  ): Promise<number>;
}

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
  readonly outcome: string;
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
  /** When that began. */
  readonly attemptedAt: number;
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

export interface QueueStore {
  /**
   * Claims due messages of an account's running campaigns, codes and replies first: each becomes `sending` with
   * an open attempt, on disk before this resolves. Recipients who opted out meanwhile become `skipped` instead,
   * and so do codes that would come too late. With a `grouping` other than `none` all claimed messages may share
   * a request: they have the text of the first, or (`name`) its `bulkPattern`. Of `maxParts` at least one
   * message is claimed, however long; of `hardParts` never more. Codes with a service name that the provider never
   * took go one at a time, those with one that it refused not at all.
   */
  claimDue(query: {
    accountId: number;
    now: number;
    limit: number;
    maxParts: number | null;
    hardParts: number | null;
    grouping: 'none' | 'text' | 'name';
    /** Of people who were not written to since then, at most so many; null for no such limit. */
    people: { since: number; newAtMost: number } | null;
    /** What the provider should have held until before this is not handed over: somebody is to be asked. */
    missedBefore: number;
  }): Promise<ClaimedMessage[]>;
  /** What an account may have sent since then: parts and people, and when the oldest of each leaves the window. */
  usageSince(
    accountId: number,
    since: number,
  ): Promise<{
    parts: number;
    recipients: number;
    oldestAt: number | null;
    oldestRecipientAt: number | null;
  }>;
  /** When the next message of a running campaign is due; null for none. */
  nextDueAt(accountId: number): Promise<number | null>;
  /** Closes attempts and changes states, all in one transaction. */
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

/** A one-time code as it is kept: scrypt over the code with a salt of its own. */
export interface CodeHash {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** A code as the books have it; what keeps it back right now is the queue's to say. */
export type OtpRecord = Omit<OtpStatus, 'limit'>;

/** A line of a thread, likewise. */
export type ThreadLine = Omit<ThreadMessage, 'limit'>;

export interface OtpStore {
  /** Keeps the hashes of codes that are about to leave, on disk when this resolves; an earlier one is replaced. */
  keepCodes(codes: readonly (CodeHash & { messageId: number; expiresAt: number })[]): Promise<void>;
  /** Deletes the hashes of codes whose time is over. */
  forgetCodes(now: number): Promise<void>;
  /** Takes codes and replies that can only come too late out of the line, paused or not; their campaigns. */
  skipTooLate(now: number): Promise<number[]>;
  /** Codes for one person each, newest first. */
  listOtps(limit: number): Promise<OtpRecord[]>;
  /** Throws `not-found`. */
  getOtp(campaignId: number): Promise<OtpRecord>;
  /** Uses up a try: the hash to compare with, or why there is none. Of a list, `recipient` says whose code. */
  tryCode(
    campaignId: number,
    recipient: string | null,
    now: number,
  ): Promise<
    | { verdict: 'compare'; messageId: number; code: CodeHash; triesLeft: number }
    | { verdict: 'expired' | 'no-tries-left' | 'already-confirmed' | 'not-sent'; triesLeft: number }
  >;
  /** The right code was read back: it cannot be used again, and its message is delivered, if that was uncertain. */
  confirmCode(messageId: number, now: number): Promise<void>;
  listServiceNames(accountId: number): Promise<RememberedServiceName[]>;
}

export interface NewIncoming {
  readonly providerId: string;
  readonly sender: string;
  readonly text: string;
  readonly receivedAt: number;
  /** Asks for no more messages. */
  readonly isStop: boolean;
}

/** The newest message of the last whole look into a provider's inbox. */
export type InboxMark = Pick<NewIncoming, 'providerId' | 'receivedAt'>;

export interface InboxStore {
  /** Keeps what is new; a STOP among it opts its sender out. How many were new, and who opted out. */
  addIncoming(
    accountId: number,
    messages: readonly NewIncoming[],
    now: number,
  ): Promise<{ received: number; optedOut: string[] }>;
  /** How far the provider's inbox was read without a gap; undefined before it was read to its end. */
  findInboxMark(accountId: number): Promise<InboxMark | undefined>;
  /** To be moved by a look that came to its end, and by nothing else: what is older is not looked for again. */
  moveInboxMark(accountId: number, mark: InboxMark): Promise<void>;
  /** Newest first. */
  listThreads(query: {
    accountId: number | null;
    before: Pick<Thread, 'lastAt' | 'accountId' | 'phone'> | null;
    limit: number;
  }): Promise<{ threads: Thread[]; unread: number }>;
  /** The newest `limit` of both directions, oldest first. */
  listThread(accountId: number, phone: string, limit: number): Promise<ThreadLine[]>;
  markRead(accountId: number, phone: string, now: number): Promise<void>;
  isOptedOut(phone: string): Promise<boolean>;
}

export interface TemplateStore {
  listTemplates(): Promise<SavedTemplate[]>;
  /** Throws `conflict` where another has the name, `not-found` for an id that is gone. */
  saveTemplate(
    template: Pick<SavedTemplate, 'name' | 'body'> & { id: number | null },
    now: number,
  ): Promise<SavedTemplate>;
  removeTemplate(id: number): Promise<void>;
}

export interface SettingStore {
  /** Undefined where it was never written. */
  readSetting(name: string): Promise<unknown>;
  writeSetting(name: string, value: unknown): Promise<void>;
}
