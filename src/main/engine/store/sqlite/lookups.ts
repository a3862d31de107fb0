import type { CampaignOtp } from '../campaign-store.ts';
import type { CodeHash } from '../otp-store.ts';
import type { DoubtfulMessage, LookupResult, QueueStore } from '../queue-store.ts';
import { UNCERTAIN } from './attempt-certainty.ts';
import type { Database } from './database.ts';
import { neighboursOf, type MessageFacts } from './message-facts.ts';
import type { StateChange } from './message-state.ts';
import type { ServiceNames } from './service-names.ts';

type LookupRow = Omit<DoubtfulMessage, 'otp' | 'refusalCosts'> & {
  accountId: number;
  /** A `CampaignOtp` as JSON. */
  otp: string | null;
  salt: Buffer | null;
  hash: Buffer | null;
};

/** Uncertain messages, and what look-ups proved about them. */
export function lookupTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
  { accountOf, ownerOf, stateOf, takeBack, noteCurrency, requeue }: MessageFacts,
  serviceNames: ServiceNames,
): Pick<QueueStore, 'dueLookups' | 'findOwners' | 'settleLookups' | 'postponeLookups'> {
  const disprove = database.prepare<[number, number]>(
    `UPDATE attempts SET disprovedAt = ? WHERE id = ? AND ${UNCERTAIN}`,
  );
  const otpOf = database
    .prepare<[number], string | null>(
      'SELECT otp FROM campaigns JOIN messages ON messages.campaignId = campaigns.id WHERE messages.id = ?',
    )
    .pluck();
  const lastAttempt = database
    .prepare<[number], number | null>('SELECT max(id) FROM attempts WHERE messageId = ?')
    .pluck();
  const sentSince = database
    .prepare<{ id: number; newestAttemptId: number }, number>(
      `SELECT 1 FROM attempts JOIN messages AS other ON other.id = messageId
       JOIN messages AS sought ON sought.id = $id
       WHERE attempts.id > $newestAttemptId AND other.id <> $id
         AND other.accountId IN ${neighboursOf('sought.accountId')} AND other.recipient = sought.recipient
       LIMIT 1`,
    )
    .pluck();
  const lookups = database.prepare<[number, number, number], LookupRow>(
    `SELECT messages.id, campaignId, messages.accountId, reference, recipient, messages.name, text, parts, lookups,
       attempts.id AS attemptId, attempts.steadyAt,
       iif(errorCode = 'restored', max(messages.updatedAt - attempts.startedAt, 0), 0) AS spanMs,
       (SELECT max(id) FROM attempts) AS newestAttemptId,
       otp, salt, hash
     FROM messages JOIN attempts ON attempts.id = (SELECT max(id) FROM attempts WHERE messageId = messages.id)
       JOIN campaigns ON campaigns.id = campaignId LEFT JOIN otpCodes ON otpCodes.messageId = messages.id
     WHERE messages.accountId = ? AND messages.state = 'unknown' AND nextLookupAt <= ? AND NOT EXISTS (
       SELECT 1 FROM messages AS other WHERE other.accountId IN ${neighboursOf('messages.accountId')}
         AND other.recipient = messages.recipient AND other.state = 'sending')
     ORDER BY nextLookupAt LIMIT ?`,
  );
  const noteLookup = database.prepare<[number | null, number]>(
    "UPDATE messages SET lookups = lookups + 1, nextLookupAt = ? WHERE id = ? AND state = 'unknown'",
  );
  const postponeLookup = database.prepare<[number | null, number]>(
    "UPDATE messages SET nextLookupAt = ? WHERE id = ? AND state = 'unknown'",
  );

  function settleLookup(result: LookupResult, now: number): void {
    const { id, attemptId } = result;
    // A person had it sent again while the provider was being asked: the answer is about the time before.
    if (lastAttempt.get(id) !== attemptId) return;
    if (result.proof === 'never-taken') {
      // A callback or a person may have settled it while the provider was being asked.
      if (stateOf(id) !== 'unknown') return;
      disprove.run(now, attemptId);
      requeue(id, 'unknown', now, now, 0);
    } else if (result.proof === 'none') {
      noteLookup.run(result.nextLookupAt, id);
    } else if (ownerOf(accountOf(id), result.providerId) || sentSince.get(result) !== undefined) {
      // What was found may be what was just sent to the same number: its own answer will tell.
      noteLookup.run(now, id);
    } else if (takeBack(id, now)) {
      noteCurrency(id, result.cost);
      changeState({
        id,
        from: 'unknown',
        to: 'accepted',
        now,
        acceptedAt: now,
        providerId: result.providerId,
        costMicros: result.cost?.micros,
        nextReportAt: result.nextReportAt,
      });
      noteSafeName(id, now);
    }
  }

  /** A message that was taken proves that its service name was, too. */
  function noteSafeName(id: number, now: number): void {
    const json = otpOf.get(id);
    const content = json ? (JSON.parse(json) as CampaignOtp).content : null;
    if (content?.kind !== 'devsms') return;
    serviceNames.note(accountOf(id), { name: content.serviceName, verdict: 'safe', detail: null, at: now });
  }

  function toDoubtful({ accountId, otp: json, salt, hash, ...row }: LookupRow): DoubtfulMessage {
    if (json === null) return { ...row, otp: null, refusalCosts: false };
    const otp = JSON.parse(json) as CampaignOtp;
    const kept: CodeHash | null = salt && hash ? { salt, hash } : null;
    const verdict = serviceNames.verdictOf(accountId, otp);
    const refusalCosts = verdict === 'untried' || verdict === 'dangerous';
    return { ...row, otp: { codeLength: otp.codeLength, hash: kept }, refusalCosts };
  }

  const settleLookups = database.transaction((results: readonly LookupResult[], now: number) => {
    for (const result of results) settleLookup(result, now);
  });

  const postpone = database.transaction((ids: readonly number[], nextLookupAt: number | null) => {
    for (const id of ids) postponeLookup.run(nextLookupAt, id);
  });

  return {
    dueLookups: async (accountId, now, limit) => lookups.all(accountId, now, limit).map(toDoubtful),
    findOwners: async (accountId, providerIds) =>
      new Map(
        providerIds.flatMap((providerId) => {
          const owner = ownerOf(accountId, providerId);
          return owner ? [[providerId, owner] as const] : [];
        }),
      ),
    settleLookups: async (results, now) => settleLookups.immediate(results, now),
    postponeLookups: async (ids, nextLookupAt) => postpone.immediate(ids, nextLookupAt),
  };
}
