import type { PauseReason } from '../../../shared/campaign.ts';
import type { MessageErrorCode } from '../../../shared/message.ts';
import type { Money } from '../../../shared/money.ts';
import type { Outcome } from '../providers/provider.ts';

/** What happens to the message. */
export type MessageDecision =
  | {
      readonly to: 'accepted';
      readonly providerId: string;
      readonly cost: Money | null;
      /** The provider's own count. */
      readonly providerParts: number | null;
    }
  | { readonly to: 'failed'; readonly code: MessageErrorCode; readonly error: string }
  /** Back in line, not before `delayMs` from now. */
  | { readonly to: 'queued'; readonly delayMs: number }
  | { readonly to: 'unknown'; readonly code: MessageErrorCode; readonly error: string };

/** What the answer means for the account's lane. */
export type LaneDecision =
  | { readonly kind: 'go-on' }
  /** Says nothing of the account. */
  | { readonly kind: 'no-news' }
  /** Refused, but the account works: only many in a row are suspicious. */
  | { readonly kind: 'refused' }
  /** Nothing was taken; wait before the next request. `throttled`: the provider asked for it. */
  | { readonly kind: 'slow-down'; readonly delayMs: number; readonly throttled: boolean }
  /** Perhaps taken; many in a row must not go on costing money. */
  | { readonly kind: 'unsure' }
  | { readonly kind: 'stop'; readonly reason: PauseReason };

export interface Decision {
  readonly message: MessageDecision;
  /** False gives the attempt back: it was not the message's fault. */
  readonly countsAttempt: boolean;
  readonly lane: LaneDecision;
}

/** First wait after trouble; doubled each time. Half a second is unnoticed by a person and kind to a server. */
const FIRST_DELAY_MS = 500;
/** Longest wait: a provider that was down is found up again within a minute. */
const LONGEST_DELAY_MS = 60_000;

/**
 * How long to wait after the `tries`-th trouble in a row (0-based): exponential with jitter, so that many
 * lanes do not come back at the same instant. `jitter` is a random number from 0 to 1.
 */
export function backOff(tries: number, jitter: number): number {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(tries, 20));
  return Math.round(delay * (0.75 + 0.5 * jitter));
}

/**
 * The whole retry policy. What was certainly not taken may go again; what may have been taken becomes
 * `unknown` and is never sent again by itself; trouble of the account stops its lane and costs no attempt.
 *
 * @param attempts attempts that the message has used up before this one
 * @param jitter a random number from 0 to 1
 */
export function decide(outcome: Outcome, attempts: number, jitter: number): Decision {
  switch (outcome.kind) {
    case 'accepted':
      return {
        message: {
          to: 'accepted',
          providerId: outcome.providerId,
          cost: outcome.cost ?? null,
          providerParts: outcome.parts ?? null,
        },
        countsAttempt: true,
        lane: { kind: 'go-on' },
      };
    case 'permanent':
      return {
        message: { to: 'failed', code: outcome.code, error: outcome.detail },
        countsAttempt: true,
        lane: { kind: 'refused' },
      };
    case 'transient': {
      const delayMs = outcome.retryAfterMs ?? backOff(attempts, jitter);
      return {
        message: { to: 'queued', delayMs },
        countsAttempt: !outcome.throttled,
        lane: { kind: 'slow-down', delayMs, throttled: outcome.throttled },
      };
    }
    case 'left-out':
      return { message: { to: 'queued', delayMs: 0 }, countsAttempt: false, lane: { kind: 'no-news' } };
    case 'ambiguous':
      return {
        message: { to: 'unknown', code: outcome.code, error: outcome.detail },
        countsAttempt: true,
        lane: { kind: 'unsure' },
      };
    case 'auth':
      return stop('auth');
    case 'account':
      return stop('failures');
    case 'balance':
      return stop('balance');
  }
}

function stop(reason: PauseReason): Decision {
  return { message: { to: 'queued', delayMs: 0 }, countsAttempt: false, lane: { kind: 'stop', reason } };
}
