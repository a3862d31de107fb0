import type { CampaignHistory, ErrorCount } from '../../../shared/campaign.ts';
import type { Decision, Person, ShownFacts, UnknownDecision } from '../../../shared/decision.ts';
import type { Attempt, Message, RetryableCode } from '../../../shared/message.ts';

/** An uncertain message, as a decision about it weighs it. */
export interface UncertainMessage {
  readonly id: number;
  readonly accountId: number;
  readonly recipient: string;
  readonly parts: number;
  /** Whether a look-up may still settle it (0 or 1). */
  readonly isAsked: number;
}

/** What became of a campaign's messages, and what a person does about those that did not arrive. */
export interface CampaignResultStore {
  /** In `points` points at most. */
  readHistory(campaignId: number, points: number): Promise<CampaignHistory>;
  /** Messages by the kind of their error and their state. */
  listErrors(campaignId: number): Promise<ErrorCount[]>;
  /** The first `limit` messages whose number (E.164) begins with one of these. */
  searchByNumber(query: {
    campaignId: number;
    numbers: readonly string[];
    limit: number;
  }): Promise<Message[]>;
  /**
   * The first `limit` messages in which a word of the name, as it was sent, begins so: of a small campaign all; of a large
   * one (`isWhole` is false) those whose contact is gone, since all others are found by their contacts.
   */
  searchByName(query: {
    campaignId: number;
    name: string;
    limit: number;
  }): Promise<{ messages: Message[]; isWhole: boolean }>;
  /** The messages of a campaign to these contacts. */
  listMessagesTo(campaignId: number, contactIds: readonly number[]): Promise<Message[]>;
  /** The requests that were made about a message, the first first. */
  listAttempts(messageId: number): Promise<Attempt[]>;
  /** Messages of a campaign that are `unknown`, of these or (where none is named) of all. */
  listUncertain(campaignId: number, messageIds: readonly number[]): Promise<UncertainMessage[]>;
  /**
   * A person decides over `unknown` messages (all of the campaign if `messageIds` is empty), and that is recorded; how
   * many. Null, and nothing is changed, where there are more of them by now than were shown.
   */
  decideUnknown(
    decision: {
      campaignId: number;
      messageIds: readonly number[];
      decision: UnknownDecision;
      by: Person;
      shown: ShownFacts;
    },
    now: number,
  ): Promise<number | null>;
  /** What persons decided about a message, uncertain or refused; the first first. */
  listDecisions(messageId: number): Promise<Decision[]>;
  /**
   * Puts refused messages back in line, of up to `limit` after the message `after`: those with such an error whose every
   * attempt was certainly not taken. A finished campaign runs again. `last` is where to go on; null at the end.
   */
  retryFailed(
    query: {
      campaignId: number;
      codes: readonly RetryableCode[];
      after: number;
      limit: number;
      by: Person;
    },
    now: number,
  ): Promise<{ retried: number; last: number | null }>;
  /** An empty list with the fields of the campaign's own; its name is numbered where it is taken. */
  createFollowUpList(campaignId: number, name: string, now: number): Promise<number>;
  /**
   * Puts those of up to `limit` messages in `state` after the message `after` on the list; `last` is where to go on,
   * null at the end.
   */
  addFollowUps(query: {
    campaignId: number;
    listId: number;
    state: 'undelivered' | 'expired' | 'failed';
    after: number;
    limit: number;
  }): Promise<{ last: number | null }>;
}
