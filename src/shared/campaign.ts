import { z } from 'zod';
import { Money } from './money.ts';
import { MessageErrorCode, MessageState, StateCounts } from './message.ts';

/**
 * - `draft`: rendered, not started.
 * - `scheduled`: starts by itself at `scheduledAt`.
 * - `running`: its queued messages are being sent.
 * - `paused`: stopped for a `pauseReason`; goes on after *resume*.
 * - `finished`: nothing is queued, sending or unknown any more. Derived from the counts, never set by hand.
 * - `cancelled`: what was not sent has been withdrawn.
 */
export const CampaignState = z.enum(['draft', 'scheduled', 'running', 'paused', 'finished', 'cancelled']);
export type CampaignState = z.infer<typeof CampaignState>;

/** Which state may follow which; the store and a trigger hold this same table. */
export const campaignTransitions: Readonly<Record<CampaignState, readonly CampaignState[]>> = {
  draft: ['scheduled', 'running', 'cancelled'],
  scheduled: ['running', 'paused', 'cancelled'],
  running: ['paused', 'finished', 'cancelled'],
  // A pause lets what is on the wire end, so the last message may settle while paused.
  paused: ['running', 'finished', 'cancelled'],
  // What was refused is tried again.
  finished: ['running'],
  cancelled: [],
};

/** Whether `to` may directly follow `from`. */
export function canCampaignBecome(from: CampaignState, to: CampaignState): boolean {
  return campaignTransitions[from].includes(to);
}

/** Why a campaign stands still. */
export const PauseReason = z.enum([
  'operator',
  'auth',
  'balance',
  'failures',
  'unknowns',
  'offline',
  'missed-schedule',
  'restored',
]);
export type PauseReason = z.infer<typeof PauseReason>;

/** How many messages need which encoding. */
export const EncodingCounts = z.object({ gsm7: z.int(), ucs2: z.int() });
export type EncodingCounts = z.infer<typeof EncodingCounts>;

/**
 * - `list`: one message for each contact of a list.
 * - `otp`: a one-time code for one person; see `otp.ts`.
 * - `reply`: an answer to one person's message.
 * - `test`: a campaign's text to the operator's own number.
 */
export const CampaignKind = z.enum(['list', 'otp', 'reply', 'test']);
export type CampaignKind = z.infer<typeof CampaignKind>;

/** Numbers that begin with `prefix` (`+998`) go through this account. */
export const Route = z.object({
  prefix: z.string().regex(/^\+[1-9]\d{0,6}$/, 'Write the beginning of the numbers as +998.'),
  accountId: z.int(),
});
export type Route = z.infer<typeof Route>;

/** Through which accounts a campaign goes: the longest prefix that fits, else the rest. */
export const Routing = z.object({
  routes: z.array(Route).max(50),
  /** `cheapest`: of all accounts with a key, the one that asks least for the number and can. */
  rest: z.union([z.literal('cheapest'), z.int()]),
});
export type Routing = z.infer<typeof Routing>;

/** One campaign as the window and the command line see it. */
export const Campaign = z.object({
  id: z.int(),
  kind: CampaignKind,
  name: z.string(),
  /** The account of all, or of most, of its messages. */
  accountId: z.int(),
  accountName: z.string(),
  /** Every account that has messages of it, `accountId` among them. */
  accountIds: z.array(z.int()),
  /** Null where it is for one person and no list. */
  listId: z.int().nullable(),
  listName: z.string().nullable(),
  template: z.string(),
  state: CampaignState,
  pauseReason: PauseReason.nullable(),
  /** The provider's own words behind an account pause. */
  pauseDetail: z.string().nullable(),
  /** The account whose trouble it is; null for a pause of another reason. */
  pauseAccountId: z.int().nullable(),
  scheduledAt: z.int().nullable(),
  /** Whether the provider keeps the messages until `scheduledAt`. */
  providerHolds: z.boolean(),
  /** Started by hand, and nothing of it leaves before: until then it can be taken back. Null otherwise. */
  undoUntil: z.int().nullable(),
  createdAt: z.int(),
  startedAt: z.int().nullable(),
  finishedAt: z.int().nullable(),
  /** Whether it was put out of the operator's sight. */
  archived: z.boolean(),
  states: StateCounts,
  /** Rows in all states, skipped ones included. */
  total: z.int(),
  /** Billing units of all that is neither skipped nor cancelled. */
  parts: z.int(),
  encoding: EncodingCounts,
  /** What the provider said it charged so far; null where it says nothing. */
  cost: Money.nullable(),
  /** Messages of which the provider counts another number of parts than Kaptar. */
  partsDiffer: z.int(),
});
export type Campaign = z.infer<typeof Campaign>;

/** One of an account's own limits, and until when it keeps messages back. */
export const AccountLimit = z.object({ of: z.enum(['hour', 'day', 'month']), until: z.int() });
export type AccountLimit = z.infer<typeof AccountLimit>;

/** Messages that wait for the recipients' day: until when, and the IANA zone of whom wakes last. */
export const QuietWait = z.object({ zone: z.string(), messages: z.int(), until: z.int() });
export type QuietWait = z.infer<typeof QuietWait>;

/** Why nothing can be written to the disk with the data, so that nothing may be sent: no room, or another fault. */
export const DiskTrouble = z.enum(['full', 'unwritable']);
export type DiskTrouble = z.infer<typeof DiskTrouble>;

/** Live progress; at most four a second for one campaign. */
export const CampaignProgress = z.object({
  campaignId: z.int(),
  state: CampaignState,
  pauseReason: PauseReason.nullable(),
  pauseDetail: z.string().nullable(),
  pauseAccountId: z.int().nullable(),
  states: StateCounts,
  total: z.int(),
  cost: Money.nullable(),
  /** Messages in `unknown` that a look-up may still settle. */
  lookupsPending: z.int(),
  /** Messages a second over the last ten seconds. */
  rate: z.number(),
  /** Milliseconds until nothing is queued at the present rate; null while that cannot be told. */
  remainingMs: z.number().nullable(),
  /** Set while an account's own limit (hour, day, month) keeps messages back, until then. */
  limit: AccountLimit.nullable(),
  /** What waits for its recipients' day, the first to end before the others. */
  quiet: z.array(QuietWait),
  /** Set while the disk takes nothing, and with it this campaign stands still; it goes on by itself. */
  disk: DiskTrouble.nullable(),
});
export type CampaignProgress = z.infer<typeof CampaignProgress>;

/** Which campaigns a list shows; `current` are all that are not archived. */
export const CampaignFilter = z.enum(['everything', 'current', 'drafts', 'running', 'finished', 'archived']);
export type CampaignFilter = z.infer<typeof CampaignFilter>;

/** How many messages of a campaign have an error of this kind. */
export const ErrorCount = z.object({
  state: MessageState,
  code: MessageErrorCode,
  messages: z.int().positive(),
  parts: z.int().nonnegative(),
});
export type ErrorCount = z.infer<typeof ErrorCount>;

/** What a campaign sent over its time. */
export const CampaignHistory = z.object({
  /** The time that one point stands for, ms. */
  width: z.int().positive(),
  /** One after the other, also where nothing happened; `at` is where its time begins, wall clock ms. */
  points: z.array(z.object({ at: z.int(), sent: z.int(), delivered: z.int() })),
  /** Delivered so long after the last was sent that the points do not reach it. */
  deliveredLater: z.int().nonnegative(),
});
export type CampaignHistory = z.infer<typeof CampaignHistory>;
