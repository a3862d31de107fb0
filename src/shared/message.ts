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
 * - `cancelled`: withdrawn before it was sent, by us or at the provider.
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
 * - `failed → queued` only by a person's recorded word, and only of what was certainly not taken.
 * - `accepted → cancelled` only where the provider confirms that it withdrew the message.
 * - A late report may turn `undelivered` or `expired` into `delivered`, `expired` into `undelivered`.
 */
export const messageTransitions: Readonly<Record<MessageState, readonly MessageState[]>> = {
  queued: ['sending', 'skipped', 'cancelled'],
  sending: ['accepted', 'failed', 'queued', 'unknown'],
  accepted: ['delivered', 'undelivered', 'expired', 'cancelled'],
  delivered: [],
  undelivered: ['delivered'],
  expired: ['delivered', 'undelivered'],
  failed: ['queued'],
  unknown: ['accepted', 'queued', 'cancelled'],
  skipped: [],
  cancelled: [],
};

/** Whether `to` may directly follow `from`. */
export function canMessageBecome(from: MessageState, to: MessageState): boolean {
  return messageTransitions[from].includes(to);
}

/** Why a message was skipped, failed or is unknown: a stable code; words for it live in the locales. */
export const MessageErrorCode = z.enum([
  'opted-out',
  'missing-field',
  'too-long',
  /** No account of the campaign can send to this number. */
  'no-route',
  'refused',
  /** Refused, and paid for all the same (DevSMS, section 1.1). */
  'refused-charged',
  'bad-number',
  'no-answer',
  'unreadable-answer',
  'server-error',
  'interrupted',
  /** The data were restored from a copy, and it may have been sent after that was made. */
  'restored',
  /** A one-time code that would arrive after its time. */
  'code-expired',
  /** A reply that would arrive after its time. */
  'too-late',
  /** A one-time code that was given by hand, and lost when Kaptar stopped. */
  'code-lost',
]);
export type MessageErrorCode = z.infer<typeof MessageErrorCode>;

/**
 * Refusals after which a person may have a message tried again: nothing was taken and nothing paid. A code is not among
 * them, since its time is over.
 */
export const RetryableCode = MessageErrorCode.extract(['refused', 'bad-number']);
export type RetryableCode = z.infer<typeof RetryableCode>;

/** How many messages of a campaign are in each state; every state is present. */
export const StateCounts = z.record(MessageState, z.int().nonnegative());
export type StateCounts = z.infer<typeof StateCounts>;

/** States of messages that nobody tried to send, or that were taken back: they say nothing about delivery. */
const NOT_TRIED: readonly MessageState[] = ['queued', 'skipped', 'cancelled'];

/** Whether a message in this state left, or was to: any but one that waits, was left out or was taken back. */
export function wasTried(state: MessageState): boolean {
  return !NOT_TRIED.includes(state);
}

/** How many of these messages were tried. */
export function countTried(states: StateCounts): number {
  return MessageState.options.filter(wasTried).reduce((sum, state) => sum + states[state], 0);
}

/**
 * The share that arrived, from 0 to 1, of all that were tried; null where none was. Refused and uncertain messages count
 * among them: to whoever waited for the text it is all the same why it did not come, and a campaign must not look the
 * better the more of its numbers are wrong. Those still in line do not, so that the share means the same while a campaign
 * runs, at its end and in every report.
 */
export function deliveredShare(states: StateCounts): number | null {
  const tried = countTried(states);
  return tried === 0 ? null : states.delivered / tried;
}

/** One request about a message, as it ended. */
export const Attempt = z.object({
  id: z.int(),
  startedAt: z.int(),
  /** Whether the provider took it; `open` while no answer is there. */
  result: z.enum(['taken', 'not-taken', 'uncertain', 'disproved', 'open']),
  /** The provider's words, or what went wrong on the way. */
  detail: z.string().nullable(),
});
export type Attempt = z.infer<typeof Attempt>;

/** One message as the window and the command line see it. */
export const Message = z.object({
  id: z.int(),
  campaignId: z.int(),
  /** E.164 with its plus sign. */
  recipient: z.string(),
  name: z.string(),
  text: z.string(),
  parts: z.int(),
  /** The provider's own count of parts; null where it told none. */
  providerParts: z.int().nullable(),
  encoding: z.enum(['gsm7', 'ucs2']),
  accountId: z.int(),
  state: MessageState,
  providerId: z.string().nullable(),
  errorCode: MessageErrorCode.nullable(),
  /** In words, the provider's own where it gave some. */
  error: z.string().nullable(),
  attempts: z.int(),
  updatedAt: z.int(),
});
export type Message = z.infer<typeof Message>;
