import { expect, test } from 'vitest';
import { otpStanding, type OtpStanding } from '../../../src/renderer/features/otp/otp-standing.ts';
import type { OtpStatus } from '../../../src/shared/otp.ts';

const NOW = 1_000_000;

const sent: OtpStatus = {
  id: 1,
  messageId: 1,
  accountId: 1,
  accountName: 'Shop',
  recipient: '+998901234567',
  text: 'Kod: ••••••',
  state: 'accepted',
  pauseReason: null,
  pauseDetail: null,
  limit: null,
  errorCode: null,
  error: null,
  cost: null,
  createdAt: 0,
  expiresAt: NOW + 1,
  triesLeft: 5,
  confirmedAt: null,
};

test.each<[what: string, part: Partial<OtpStatus>, standing: OtpStanding]>([
  ['that is with the provider', {}, 'checkable'],
  // Perhaps it arrived: who reads it back has it.
  ['whose sending is uncertain', { state: 'unknown' }, 'checkable'],
  ['that the provider could not deliver', { state: 'undelivered' }, 'checkable'],
  ['whose time is just over', { expiresAt: NOW }, 'expired'],
  ['that was deleted', { expiresAt: null }, 'expired'],
  ['without a try left', { triesLeft: 0 }, 'no-tries'],
  ['in line', { state: 'queued', expiresAt: null }, 'waiting'],
  ['on the wire', { state: 'sending', expiresAt: null }, 'waiting'],
  ['that was refused', { state: 'failed', expiresAt: null }, 'not-sent'],
  ['that was withdrawn, tries or not', { state: 'cancelled', triesLeft: 0 }, 'not-sent'],
  // The time that is over says nothing against a code that was right in time.
  ['that was read back right', { confirmedAt: 5, triesLeft: 0, expiresAt: 6 }, 'confirmed'],
])('a code %s', (_, part, standing) => {
  expect(otpStanding({ ...sent, ...part }, NOW)).toBe(standing);
});
