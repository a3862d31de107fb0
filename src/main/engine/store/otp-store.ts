import type { OtpStatus, RememberedServiceName } from '../../../shared/otp.ts';

/** A one-time code as it is kept: scrypt over the code with a salt of its own. */
export interface CodeHash {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** A code as the books have it; what keeps it back right now is the queue's to say. */
export type OtpRecord = Omit<OtpStatus, 'limit'>;

export interface OtpStore {
  /** Keeps the hashes of codes that are about to leave, on disk when this resolves; an earlier one is replaced. */
  keepCodes(codes: readonly (CodeHash & { messageId: number; expiresAt: number })[]): Promise<void>;
  /** Deletes the hashes of codes whose time is over. */
  forgetCodes(now: number): Promise<void>;
  /** Takes codes and replies that can only come too late out of the line, paused or not; their campaigns. */
  skipTooLate(now: number): Promise<number[]>;
  /** Codes for one person each, newest first. */
  listOtps(limit: number): Promise<OtpRecord[]>;
  /** Throws `not-found`. */
  getOtp(campaignId: number): Promise<OtpRecord>;
  /** Uses up a try: the hash to compare with, or why there is none. Of a list, `recipient` says whose code. */
  tryCode(
    campaignId: number,
    recipient: string | null,
    now: number,
  ): Promise<
    | { verdict: 'compare'; messageId: number; code: CodeHash; triesLeft: number }
    | { verdict: 'expired' | 'no-tries-left' | 'already-confirmed' | 'not-sent'; triesLeft: number }
  >;
  /** The right code was read back: it cannot be used again, and its message is delivered, if that was uncertain. */
  confirmCode(messageId: number, now: number): Promise<void>;
  listServiceNames(accountId: number): Promise<RememberedServiceName[]>;
}
