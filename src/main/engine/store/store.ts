import type { AccountCheck, ProviderId } from '../../../shared/account.ts';
import type { Campaign, CampaignState, PauseReason } from '../../../shared/campaign.ts';
import type { Contact, ContactList } from '../../../shared/contact.ts';
import type { Message, MessageErrorCode, MessageState } from '../../../shared/message.ts';
import type { Money } from '../../../shared/money.ts';

/**
 * The port to everything that lasts. Each method is exactly one transaction, committed to the disk when
 * its promise resolves. Times are wall clock ms. The border is async so that another database could stand
 * behind it one day.
 */
export interface Store extends AccountStore, ContactStore, ImportStore, CampaignStore, QueueStore {
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
  /** Hides the account; its campaigns keep it. Throws `conflict` while one of them is not over. */
  removeAccount(id: number, now: number): Promise<void>;
  noteCheck(id: number, check: AccountCheck): Promise<void>;
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

export interface NewMessage {
  readonly contactId: number;
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
  createCampaign(
    campaign: {
      name: string;
      accountId: number;
      listId: number;
      template: string;
      scheduledAt: number | null;
    },
    now: number,
  ): Promise<number>;
  addMessages(campaignId: number, messages: readonly NewMessage[], now: number): Promise<void>;
  finishPreparing(campaignId: number): Promise<void>;
  /** Removes campaigns made before `madeBefore` whose preparing was cut short; nothing of them was ever sent. */
  discardUnprepared(madeBefore: number): Promise<void>;
  /** Removes one campaign that is still being prepared. */
  abandonPreparing(campaignId: number): Promise<void>;
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
  /** Pauses all running campaigns of an account; answers their ids. */
  pauseCampaigns(
    accountId: number,
    reason: PauseReason,
    detail: string | null,
    now: number,
  ): Promise<number[]>;
  /** Turns up to `limit` queued messages of a cancelled campaign into `cancelled`; answers how many. */
  withdrawQueued(campaignId: number, limit: number, now: number): Promise<number>;
  /** Running or paused campaigns with nothing queued, sending or unknown become `finished`; their ids. */
  finishDone(now: number): Promise<number[]>;
  /** Starts these accounts' campaigns whose time has come; those later than `graceMs` are paused and ask. */
  fireSchedules(accountIds: readonly number[], now: number, graceMs: number): Promise<number[]>;
  listMessages(query: {
    campaignId: number;
    state: MessageState | null;
    after: number | null;
    limit: number;
  }): Promise<{ messages: Message[]; total: number }>;
  countLookupsPending(campaignId: number): Promise<number>;
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
  readonly text: string;
  readonly parts: number;
  /** Attempts that were used up before this one. */
  readonly attempts: number;
}

/** What became of a claimed message. `attempt` is the closing line of its attempt row. */
export interface Settlement {
  readonly id: number;
  readonly attemptId: number;
  readonly outcome: string;
  readonly detail: string | null;
  /** False gives the attempt back. */
  readonly countsAttempt: boolean;
  readonly change:
    | {
        readonly to: 'accepted';
        readonly providerId: string;
        readonly cost: Money | null;
        readonly nextReportAt: number | null;
        /** Where the id turns out to be another message's, this one is uncertain. */
        readonly nextLookupAt: number | null;
      }
    | { readonly to: 'failed'; readonly code: MessageErrorCode; readonly error: string }
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
}

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
  readonly acceptedAt: number;
}

/** What a report said. `to: null` is no news: ask again at `nextReportAt`. */
export interface ReportResult {
  readonly id: number;
  readonly to: 'delivered' | 'undelivered' | 'expired' | null;
  readonly at: number;
  readonly detail: string | null;
  readonly cost: Money | null;
  readonly nextReportAt: number | null;
}

export interface QueueStore {
  /**
   * Claims due messages of an account's running campaigns: each becomes `sending` with an open attempt, on
   * disk before this resolves. Recipients who opted out meanwhile become `skipped` instead. With `sameText`
   * all claimed messages have the text of the first.
   */
  claimDue(query: {
    accountId: number;
    now: number;
    limit: number;
    sameText: boolean;
  }): Promise<ClaimedMessage[]>;
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
  /** Which of these provider ids belong to a message of the account already. */
  ownedProviderIds(accountId: number, providerIds: readonly string[]): Promise<Set<string>>;
  /**
   * Applies what look-ups proved, as far as it still holds: of a message that was sent again since, or (for
   * `taken`) whose id is owned or whose recipient was sent something else since, it proves nothing.
   */
  settleLookups(results: readonly LookupResult[], now: number): Promise<void>;
  /** The look-up could not be made: asks again then (null: never), without counting it. */
  postponeLookups(ids: readonly number[], nextLookupAt: number | null): Promise<void>;
  /** No look-up can settle the account's uncertain messages any more: it is another provider's now. */
  giveUpLookups(accountId: number): Promise<void>;
  dueReports(accountId: number, now: number, limit: number): Promise<AwaitedMessage[]>;
  settleReports(results: readonly ReportResult[]): Promise<void>;
}
