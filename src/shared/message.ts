import { z } from 'zod';

/**
 * The states of a message. The state is the truth about one text to one person:
 *
 * - `queued`: waits for its time (`dueAt`) and its account's turn.
 * - `sending`: claimed on disk; a request may be on the wire.
 * - `accepted`: the provider took it (providers call this "sent").
 * - `delivered`: the provider reports that the phone has it.
 * - `undelivered`: taken, and later reported as not delivered.
 * - `expired`: taken, and no final report came in time.
 * - `failed`: refused; it will not go as it is.
 * - `unknown`: the request left, the answer did not come. Perhaps sent. Never sent again by itself.
 * - `skipped`: not tried (opted out, missing field).
 * - `cancelled`: withdrawn before it was sent.
 */
export const MessageState = z.enum([
  'queued',
  'sending',
  'accepted',
  'delivered',
  'undelivered',
  'expired',
  'failed',
  'unknown',
  'skipped',
  'cancelled',
]);
export type MessageState = z.infer<typeof MessageState>;

/**
 * Which state may follow which. The store writes only these (compare-and-set) and a trigger in the
 * table holds the same table, so that no later code can bring a paid message back into the queue.
 *
 * - `sending → queued` only where nothing was written, or the provider certainly took nothing.
 * - `unknown → queued` and `unknown → cancelled` only with proof that it was never taken, or by a
 *   person's recorded decision.
 * - A late report may turn `undelivered` or `expired` into `delivered`, `expired` into `undelivered`.
 */
export const messageTransitions: Readonly<Record<MessageState, readonly MessageState[]>> = {
  queued: ['sending', 'skipped', 'cancelled'],
  sending: ['accepted', 'failed', 'queued', 'unknown'],
  accepted: ['delivered', 'undelivered', 'expired'],
  delivered: [],
  undelivered: ['delivered'],
  expired: ['delivered', 'undelivered'],
  failed: [],
  unknown: ['accepted', 'queued', 'cancelled'],
  skipped: [],
  cancelled: [],
};

/** Whether `to` may directly follow `from`. */
export function canMessageBecome(from: MessageState, to: MessageState): boolean {
  return messageTransitions[from].includes(to);
}

/**
 * No final report within this time will not come: gateways keep trying a phone for two days, and one day is a
 * margin. The message is `expired` then.
 */
export const REPORT_WINDOW_MS = 72 * 3_600_000;

/** Why a message was skipped, failed or is unknown: a stable code; words for it live in the locales. */
export const MessageErrorCode = z.enum([
  'opted-out',
  'missing-field',
  'too-long',
  'refused',
  'bad-number',
  'no-answer',
  'unreadable-answer',
  'server-error',
  'interrupted',
]);
export type MessageErrorCode = z.infer<typeof MessageErrorCode>;

/** How many messages of a campaign are in each state; every state is present. */
export const StateCounts = z.record(MessageState, z.int().nonnegative());
export type StateCounts = z.infer<typeof StateCounts>;

/** One message as the window and the command line see it. */
export const Message = z.object({
  id: z.int(),
  campaignId: z.int(),
  /** E.164 with its plus sign. */
  recipient: z.string(),
  name: z.string(),
  text: z.string(),
  parts: z.int(),
  encoding: z.enum(['gsm7', 'ucs2']),
  state: MessageState,
  providerId: z.string().nullable(),
  errorCode: MessageErrorCode.nullable(),
  /** In words, the provider's own where it gave some. */
  error: z.string().nullable(),
  attempts: z.int(),
  updatedAt: z.int(),
});
export type Message = z.infer<typeof Message>;
