import type {
  Campaign,
  CampaignFilter,
  CampaignKind,
  CampaignState,
  PauseReason,
} from '../../../shared/campaign.ts';
import type { Message, MessageErrorCode, MessageState } from '../../../shared/message.ts';
import type { OtpSettings } from '../../../shared/otp.ts';
import type { Passed } from './contact-store.ts';

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
  /** The time of a plan that it is for, of which there is one campaign at most; gone with it if it is abandoned. */
  readonly run?: { readonly planId: number; readonly occurrenceAt: number };
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
  /**
   * Those to a list, newest first, but for what was taken back before anything of it left; `search` is a part of
   * the name, `before` the last id of the page before.
   */
  listCampaigns(query: {
    show: CampaignFilter;
    search: string;
    before: number | null;
    limit: number;
  }): Promise<Campaign[]>;
  /** Those to a list that are running, paused or scheduled: running ones first, then the newest; all if null. */
  listLiveCampaigns(limit: number | null): Promise<Campaign[]>;
  /**
   * Whether anything goes on by itself, and how many messages are on the wire: a campaign of any kind that runs, is
   * scheduled or waits for its provider, a plan that comes again.
   */
  countWork(): Promise<{ busy: boolean; sending: number }>;
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
  renameCampaign(id: number, name: string): Promise<void>;
  /** Puts a draft or a campaign that is over out of sight, or (null) back into it; false for any other. */
  archiveCampaign(id: number, archivedAt: number | null): Promise<boolean>;
  /** A draft that starts by itself at `undoUntil` and can be taken back until then; false for any other. */
  startAfterUndo(id: number, undoUntil: number): Promise<boolean>;
  /** Pauses all running campaigns that have messages in line for an account; answers their ids. */
  pauseCampaigns(
    accountId: number,
    reason: PauseReason,
    detail: string | null,
    now: number,
  ): Promise<number[]>;
  /**
   * Campaigns that stand still because this account's provider cannot be reached (`offline`), and since when it has not
   * answered, as far as the campaign has seen.
   */
  listOffline(accountId: number): Promise<{ id: number; since: number }[]>;
  /** Those of the campaigns that are still paused as `offline` go on; their ids. */
  resumeOffline(ids: readonly number[], now: number): Promise<number[]>;
  /** Those of the campaigns that are still paused as `offline` stand still for another reason now; their ids. */
  changeOffline(
    ids: readonly number[],
    pause: { reason: PauseReason; detail: string | null; accountId: number | null },
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
   * Starts these accounts' campaigns whose time has come, or whose undo is over; those later than `graceMs` are paused and ask, and so
   * are those that the provider should have been given by then.
   */
  fireSchedules(accountIds: readonly number[], now: number, graceMs: number): Promise<number[]>;
  listMessages(query: {
    campaignId: number;
    state: MessageState | null;
    error?: MessageErrorCode | null;
    after: number | null;
    limit: number;
  }): Promise<{ messages: Message[]; total: number }>;
  /** Passes over at most `count` of them behind `after`, and over twenty thousand at most: sending shares the thread. */
  passMessages(query: {
    campaignId: number;
    state: MessageState | null;
    error: MessageErrorCode | null;
    after: number;
    count: number;
  }): Promise<Passed>;
  countLookupsPending(campaignId: number): Promise<number>;
  /** What the provider has taken of a finished campaign is to be withdrawn, as of a cancelled one; false for any other. */
  askBack(id: number, now: number): Promise<boolean>;
  /**
   * Whether an account, or another one at the same provider's address, has a message to this person (null: to anybody) of
   * which nobody knows whether it was taken.
   */
  hasUncertain(accountId: number, recipient: string | null): Promise<boolean>;
  /**
   * Taken by the provider for campaigns asked back since then, and without a final report; in the order of their ids. Of a
   * finished campaign only what was taken before it was asked back: the rest was tried again later.
   */
  listToWithdraw(query: {
    accountId: number;
    askedBackSince: number;
    after: number;
    limit: number;
  }): Promise<{ id: number; campaignId: number; providerId: string }[]>;
}
