import { z } from 'zod';
import { Balance } from '../account.ts';
import {
  Campaign,
  CampaignFilter,
  CampaignHistory,
  CampaignProgress,
  EncodingCounts,
  ErrorCount,
  QuietWait,
  Routing,
} from '../campaign.ts';
import { Attempt, Message, MessageErrorCode, MessageState, RetryableCode } from '../message.ts';
import { AtStake, Decision, ShownFacts, UnknownDecision } from '../decision.ts';
import { Money } from '../money.ts';
import { call, nothing, byId, E164, PAGE_LIMIT, pageLimit, LAST_MOMENT } from './call.ts';

const name = z.string().trim().min(1).max(120);

const draft = z.object({
  listId: z.int(),
  template: z.string().min(1).max(5000),
  accountId: z.int().nullable(),
  /** Null sends all of it through `accountId`. */
  routing: Routing.nullable().default(null),
  /** Replace what makes a text Unicode for nothing, in the values of fields too; see `replacements.ts`. */
  plainCharacters: z.boolean().default(false),
});

const uncertain = z.object({ id: z.int(), messageIds: z.array(z.int()).max(PAGE_LIMIT) });

/** What a template would become for one recipient. */
export const Rendering = z.object({
  recipient: z.string(),
  name: z.string(),
  text: z.string(),
  parts: z.int(),
  encoding: z.enum(['gsm7', 'ucs2']),
  /** UTF-16 units or septets used. */
  units: z.int(),
  /** At the price last told by the provider; null where it tells none, or no account sends it. */
  cost: Money.nullable(),
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
  /** Parts that would be saved by replacing characters: in the text alone, and in the values of fields too. */
  saving: z.object({ text: z.int(), everywhere: z.int() }),
  /** What costs most, the most parts first; a few of those who would get it. */
  costliest: z.array(Rendering),
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
  /** What would have to wait for its recipients' day, the first to end before the others. */
  quiet: z.array(QuietWait),
});
export type Estimate = z.infer<typeof Estimate>;

/** Calls about campaigns, from the draft to what became of each message. */
export const campaignCalls = {
  /** Those to lists, the newest first. */
  'campaigns.list': call(
    z.object({
      show: CampaignFilter.default('everything'),
      /** Part of a name; empty for all. */
      search: z.string().max(100).default(''),
      /** Id of the last campaign of the page before; null for the first page. */
      before: z.int().nullable().default(null),
      limit: z.int().min(1).max(PAGE_LIMIT).default(PAGE_LIMIT),
    }),
    z.array(Campaign),
  ),
  'campaigns.get': call(byId, Campaign),
  /** The template for real recipients of the list, from the `offset`-th on. */
  'campaigns.preview': call(
    z.object({ ...draft.shape, offset: z.int().nonnegative(), limit: z.int().min(1).max(20).default(1) }),
    z.object({ recipients: z.array(Rendering), total: z.int() }),
  ),
  'campaigns.estimate': call(
    z.object({
      ...draft.shape,
      /** When it is to go, wall clock ms, for the quiet hours; null for now. */
      goesAt: z.int().max(LAST_MOMENT).nullable().default(null),
    }),
    Estimate,
  ),
  /** Renders and stores one message for each contact of the list; a draft until started. */
  'campaigns.create': call(
    z.object({
      name,
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
      plainCharacters: z.boolean().default(false),
    }),
    Campaign,
  ),
  /** Stops the preparing that `campaigns.create` waits for; nothing of the campaign stays. */
  'campaigns.cancelPreparing': call(nothing, nothing),
  /** With `undo` nothing leaves for the time that the settings give, in which it can be taken back. */
  'campaigns.start': call(byId.extend({ undo: z.boolean().default(false) }), Campaign),
  /** Withdraws a campaign that waits for its undo. Throws `conflict` once that time is over. */
  'campaigns.takeBack': call(byId, Campaign),
  /** Sends a text to the operator's own number, ahead of every campaign; it is a campaign of its own. */
  'campaigns.sendTest': call(
    z.object({ accountId: z.int(), phone: E164, text: z.string().min(1).max(5000) }),
    Campaign,
  ),
  'campaigns.pause': call(byId, Campaign),
  'campaigns.resume': call(byId, Campaign),
  'campaigns.cancel': call(byId, Campaign),
  /** Of a finished campaign: asks back what the provider has taken and not sent yet. Throws `conflict`. */
  'campaigns.withdraw': call(byId, Campaign),
  'campaigns.rename': call(z.object({ id: z.int(), name }), Campaign),
  /** Puts a campaign that does not move out of sight, or back into it. Throws `conflict` while it does. */
  'campaigns.archive': call(z.object({ id: z.int(), archived: z.boolean() }), Campaign),
  'campaigns.progress': call(byId, CampaignProgress),
  /** What left and what arrived over the campaign's time, in some sixty points. */
  'campaigns.history': call(byId, CampaignHistory),
  /** How many messages have an error, by its kind and their state. */
  'campaigns.errors': call(byId, z.array(ErrorCount)),
  'campaigns.messages': call(
    z.object({
      id: z.int(),
      state: MessageState.nullable().default(null),
      /** Only those with this error. */
      error: MessageErrorCode.nullable().default(null),
      after: z.int().nullable().default(null),
      /** How many are passed over behind it. */
      skip: z.int().min(0).default(0),
      limit: pageLimit,
    }),
    z.object({ messages: z.array(Message), total: z.int() }),
  ),
  /**
   * Messages, whatever their state, whose number (with or without its country code) begins so, or whose contact a search
   * of contacts finds; the first hundred.
   */
  'campaigns.searchMessages': call(
    z.object({ id: z.int(), search: z.string().trim().min(1).max(100) }),
    z.object({ messages: z.array(Message), hasMore: z.boolean() }),
  ),
  /** The requests that were made about a message, the first first. */
  'campaigns.attempts': call(z.object({ messageId: z.int() }), z.array(Attempt)),
  /**
   * A person has refused messages tried again, those of one kind of error or (null) all; recorded. What may have been
   * taken or was paid for stays as it is. Throws `conflict` where the campaign is cancelled.
   */
  'campaigns.retryFailed': call(
    z.object({ id: z.int(), code: RetryableCode.nullable() }),
    z.object({ campaign: Campaign, retried: z.int() }),
  ),
  /**
   * Makes a list of those whom the campaign did not reach: not delivered, without a report in time, refused. Its name is
   * numbered where it is taken. Throws `conflict` where there is nobody.
   */
  'campaigns.followUp': call(
    z.object({ id: z.int(), name }),
    z.object({ listId: z.int(), contacts: z.int() }),
  ),
  /** What deciding about messages that are `unknown` is about. Empty `messageIds`: all of the campaign. */
  'campaigns.atStake': call(uncertain, AtStake),
  /**
   * A person's decision on messages that are `unknown`; recorded with who, when and what was shown to them. Empty
   * `messageIds`: all of the campaign. Throws `conflict` where more have become uncertain than were shown.
   */
  'campaigns.decideUnknown': call(
    uncertain.extend({ decision: UnknownDecision, shown: ShownFacts }),
    Campaign,
  ),
  /** What persons decided about a message, the first first. */
  'campaigns.decisions': call(z.object({ messageId: z.int() }), z.array(Decision)),
} as const;
