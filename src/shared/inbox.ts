import { z } from 'zod';
import { AccountLimit, PauseReason } from './campaign.ts';
import { MessageErrorCode, MessageState } from './message.ts';

/** How the id of a received message begins that the provider gave none: the same one may come again with its own. */
export const MADE_UP_ID = 'made-up-';

/** All that one person and one account have said to each other, newest first in the list of them. */
export const Thread = z.object({
  accountId: z.int(),
  accountName: z.string(),
  /** E.164, or as the provider wrote it (a sender may be a name). */
  phone: z.string(),
  /** Of the contact with this number; empty where there is none. */
  name: z.string(),
  lastText: z.string(),
  /** Whether the last word was the person's (`in`) or ours. */
  lastDirection: z.enum(['in', 'out']),
  lastAt: z.int(),
  unread: z.int(),
  optedOut: z.boolean(),
});
export type Thread = z.infer<typeof Thread>;

/** One line of a thread. */
export const ThreadMessage = z.object({
  /** Unique within the thread: `in-7`, `out-12`. */
  key: z.string(),
  direction: z.enum(['in', 'out']),
  /** Of an outgoing one: the campaign that carries it, to resume or cancel. */
  campaignId: z.int().nullable(),
  text: z.string(),
  at: z.int(),
  /** Of an outgoing one. */
  state: MessageState.nullable(),
  /** Why an outgoing one is still in line though nothing is before it. */
  pauseReason: PauseReason.nullable(),
  /** The account's own limit that keeps it back. */
  limit: AccountLimit.nullable(),
  errorCode: MessageErrorCode.nullable(),
  error: z.string().nullable(),
  /** Whether this very message opted its sender out. */
  optedOut: z.boolean(),
});
export type ThreadMessage = z.infer<typeof ThreadMessage>;
