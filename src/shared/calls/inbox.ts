import { z } from 'zod';
import { Thread, ThreadMessage } from '../inbox.ts';
import { call, nothing, ofAccount, pageLimit, E164 } from './call.ts';

/** Calls about received messages and replies. */
export const inboxCalls = {
  'inbox.threads': call(
    z.object({
      /** Of all accounts if null. */
      accountId: z.int().nullable().default(null),
      /** The last thread of the page before; null for the first page. */
      before: Thread.pick({ lastAt: true, accountId: true, phone: true }).nullable().default(null),
      limit: pageLimit,
    }),
    z.object({ threads: z.array(Thread), unread: z.int() }),
  ),
  /** Oldest first; the newest `limit` of them. */
  'inbox.thread': call(
    z.object({ accountId: z.int(), phone: z.string().max(40), limit: pageLimit }),
    z.array(ThreadMessage),
  ),
  'inbox.markRead': call(z.object({ accountId: z.int(), phone: z.string().max(40) }), nothing),
  /** Answers one person through the account that received; ahead of every campaign. */
  'inbox.reply': call(
    z.object({ accountId: z.int(), phone: E164, text: z.string().trim().min(1).max(1600) }),
    ThreadMessage,
  ),
  /** Looks for new messages now. */
  'inbox.refresh': call(ofAccount, z.object({ received: z.int() })),
} as const;
