import type { CampaignKind } from '../../../../shared/campaign.ts';
import { AppError } from '../../../../shared/errors.ts';
import { CODE_TRIES } from '../../../../shared/otp.ts';
import type { OtpRecord, OtpStore } from '../otp-store.ts';
import { tooLateReason } from './claims.ts';
import type { Database } from './database.ts';
import type { MessageFacts } from './message-facts.ts';
import type { StateChange } from './message-state.ts';
import type { ServiceNames } from './service-names.ts';

type OtpRow = Omit<OtpRecord, 'cost' | 'triesLeft'> & {
  costMicros: number;
  currency: string | null;
  tries: number;
};

interface CodeRow {
  messageId: number;
  salt: Buffer | null;
  hash: Buffer | null;
  expiresAt: number | null;
  tries: number;
  confirmedAt: number | null;
}

const select = `SELECT campaigns.id, messages.id AS messageId, messages.accountId, accounts.name AS accountName,
    recipient, text, messages.state, pauseReason, pauseDetail, errorCode, error, costMicros, currency, campaigns.createdAt,
    CASE WHEN hash IS NULL THEN NULL ELSE expiresAt END AS expiresAt, coalesce(tries, 0) AS tries, confirmedAt
  FROM campaigns JOIN messages ON messages.campaignId = campaigns.id
    JOIN accounts ON accounts.id = messages.accountId
    LEFT JOIN otpCodes ON otpCodes.messageId = messages.id
  WHERE kind = 'otp' AND listId IS NULL AND preparedAt IS NOT NULL`;

/** One-time codes: their hashes, the tries, and what is known of service names. */
export function otpTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
  { takeBack }: MessageFacts,
  serviceNames: ServiceNames,
): OtpStore {
  const newest = database.prepare<[number], OtpRow>(`${select} ORDER BY campaigns.id DESC LIMIT ?`);
  const one = database.prepare<[number], OtpRow>(`${select} AND campaigns.id = ?`);
  const keep = database.prepare(
    `INSERT INTO otpCodes (messageId, salt, hash, expiresAt) VALUES ($messageId, $salt, $hash, $expiresAt)
     ON CONFLICT DO UPDATE SET salt = excluded.salt, hash = excluded.hash, expiresAt = excluded.expiresAt`,
  );
  const forget = database.prepare<[number]>(
    'UPDATE otpCodes SET salt = NULL, hash = NULL WHERE hash IS NOT NULL AND expiresAt <= ?',
  );
  const tooLate = database.prepare<[number], { id: number; campaignId: number; kind: CampaignKind }>(
    `SELECT messages.id, campaignId, kind FROM campaigns JOIN messages ON messages.campaignId = campaigns.id
     WHERE campaigns.state IN ('running', 'paused') AND sendBefore <= ? AND messages.state = 'queued'`,
  );
  const code = database.prepare<[number, string | null], CodeRow>(
    `SELECT messages.id AS messageId, salt, hash, expiresAt, coalesce(tries, 0) AS tries, confirmedAt
     FROM campaigns JOIN messages ON messages.campaignId = campaigns.id
       LEFT JOIN otpCodes ON otpCodes.messageId = messages.id
     WHERE campaigns.id = ? AND kind = 'otp'
       AND recipient = coalesce(?, CASE WHEN listId IS NULL THEN recipient END)`,
  );
  const countTry = database.prepare<[number]>('UPDATE otpCodes SET tries = tries + 1 WHERE messageId = ?');
  const confirm = database.prepare<[number, number]>(
    'UPDATE otpCodes SET confirmedAt = ?, salt = NULL, hash = NULL WHERE messageId = ? AND confirmedAt IS NULL',
  );

  const keepAll = database.transaction((codes: Parameters<OtpStore['keepCodes']>[0]) => {
    for (const { messageId, salt, hash, expiresAt } of codes) keep.run({ messageId, salt, hash, expiresAt });
  });

  const skip = database.transaction((now: number) => {
    const late = tooLate.all(now);
    for (const { id, kind } of late) {
      changeState({ id, from: 'queued', to: 'skipped', now, ...tooLateReason(kind) });
    }
    return late.map(({ campaignId }) => campaignId);
  });

  const take = database.transaction(
    (
      ...[campaignId, recipient, now]: Parameters<OtpStore['tryCode']>
    ): Awaited<ReturnType<OtpStore['tryCode']>> => {
      const row = code.get(campaignId, recipient);
      if (!row) throw noCode();
      const triesLeft = Math.max(0, CODE_TRIES - row.tries);
      if (row.confirmedAt !== null) return { verdict: 'already-confirmed', triesLeft };
      if (row.expiresAt === null) return { verdict: 'not-sent', triesLeft };
      if (row.salt === null || row.hash === null || row.expiresAt <= now)
        return { verdict: 'expired', triesLeft };
      if (triesLeft === 0) return { verdict: 'no-tries-left', triesLeft };
      countTry.run(row.messageId);
      const { messageId, salt, hash } = row;
      return { verdict: 'compare', messageId, code: { salt, hash }, triesLeft: triesLeft - 1 };
    },
  );

  // Who can read it back has it: a look-up that finds nothing must not have it sent again.
  const confirmOne = database.transaction((id: number, now: number) => {
    confirm.run(now, id);
    if (!takeBack(id, now)) return;
    changeState({ id, from: 'unknown', to: 'accepted', now, acceptedAt: now });
    changeState({ id, from: 'accepted', to: 'delivered', now });
  });

  return {
    keepCodes: async (codes) => keepAll.immediate(codes),
    forgetCodes: async (now) => void forget.run(now),
    skipTooLate: async (now) => skip.immediate(now),
    listOtps: async (limit) => newest.all(limit).map(toStatus),
    async getOtp(campaignId) {
      const row = one.get(campaignId);
      if (!row) throw noCode();
      return toStatus(row);
    },
    tryCode: async (...wanted) => take.immediate(...wanted),
    confirmCode: async (messageId, now) => confirmOne.immediate(messageId, now),
    listServiceNames: async (accountId) => serviceNames.list(accountId),
  };
}

function noCode(): AppError {
  return new AppError('not-found', 'There is no such code.', { reason: 'no-code' });
}

function toStatus({ costMicros, currency, tries, ...row }: OtpRow): OtpRecord {
  return {
    ...row,
    cost: currency === null ? null : { micros: costMicros, currency },
    triesLeft: Math.max(0, CODE_TRIES - tries),
  };
}
