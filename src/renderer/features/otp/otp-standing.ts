import type { OtpStatus } from '../../../shared/otp.ts';

/**
 * How a code stands towards the customer:
 * - `confirmed`: the right code was read back.
 * - `checkable`: it can still be read back.
 * - `expired`, `no-tries`: it cannot any more.
 * - `not-sent`: it never left, so nobody can know it.
 * - `waiting`: it has not left yet.
 */
export type OtpStanding = 'confirmed' | 'checkable' | 'expired' | 'no-tries' | 'not-sent' | 'waiting';

/** The standing at this moment, wall clock ms. */
export function otpStanding(
  { state, expiresAt, triesLeft, confirmedAt }: OtpStatus,
  now: number,
): OtpStanding {
  if (confirmedAt !== null) return 'confirmed';
  if (state === 'failed' || state === 'skipped' || state === 'cancelled') return 'not-sent';
  if (state === 'queued') return 'waiting';
  if (triesLeft === 0) return 'no-tries';
  // On its way it has no time yet; a code that was deleted has none any more.
  if (expiresAt === null) return state === 'sending' ? 'waiting' : 'expired';
  return expiresAt > now ? 'checkable' : 'expired';
}
