import { existsSync } from 'node:fs';
import type { ProviderId } from '../../../../shared/account.ts';
import type { Restored } from '../../../../shared/calls/backups.ts';
import type { ErrorData } from '../../../../shared/errors.ts';
import type { MessageState } from '../../../../shared/message.ts';
import { KEYS_UNCHECKED } from '../copy-store.ts';
import { MAY_HAVE_GONE } from './attempt-certainty.ts';
import type { CopyJob } from './copy-job.ts';
import { lastActivity } from './copying.ts';
import { type Database, openDatabase } from './database.ts';
import { messageStateChanger } from './message-state.ts';
import { findDamage } from './verify.ts';

const WORDS = 'The data were restored from a copy, and this may have been sent after the copy was made.';

/** Why a plan pauses. */
const PLAN_PROBLEM: ErrorData = {
  code: 'conflict',
  message:
    'The data were restored from a copy, and the campaign of this time may have been made after it. Look at when it comes next, then resume.',
  details: { reason: 'restored' },
};

interface OpenRow {
  readonly id: number;
  readonly state: Extract<MessageState, 'queued' | 'sending' | 'unknown'>;
  readonly provider: ProviderId;
  readonly campaignId: number;
}

/** Whether what the present data know of the message has nothing that may have gone and that the copy does not know. */
const KNOWN_TO_STAND = `EXISTS (SELECT 1 FROM present.messages AS theirs WHERE theirs.reference = messages.reference
  AND NOT EXISTS (SELECT 1 FROM present.attempts WHERE messageId = theirs.id AND ${MAY_HAVE_GONE} AND disprovedAt IS NULL
    AND startedAt NOT IN (SELECT startedAt FROM main.attempts AS ours WHERE ours.messageId = messages.id)))`;

/**
 * Brings into a copy, in one transaction, that nobody knows what was sent after it was made: what was in line or uncertain
 * is uncertain from the copy's last activity until now, what would go on by itself waits for a person, and whoever has
 * opted out since stays out. Of messages that the present data know to stand where the copy has them nothing changes. A
 * message that they do not know may have been sent by a Kaptar whose books they are not: of an earlier restore, or of
 * another computer.
 */
export function markRestored({
  copy,
  present,
  now,
  canLookUp,
}: Extract<CopyJob, { task: 'mark' }>): Restored {
  const database = openDatabase(copy, false);
  try {
    // What each statement may have to take back goes to no file: with a hundred thousand of them that is half the time.
    database.pragma('temp_store = MEMORY');
    const isReadable = attachPresent(database, present);
    const restored = database
      .transaction((): Restored => {
        const rows = openMessages(database, isReadable ? `NOT ${KNOWN_TO_STAND}` : 'true');
        // A clock that went wrong must not have the copy made after its restore.
        const copiedAt = Math.min(lastActivity(database) ?? now, now);
        const addAttempt = attemptAdder(database, copiedAt, now);
        doubt(database, rows, addAttempt, { now, canLookUp });
        if (isReadable) keepRetries(database, addAttempt, now);
        noteThatKeysAreUnchecked(database);
        return {
          uncertain: rows.length,
          paused: pauseCampaigns(database, rows, now) + pausePlans(database),
          optOuts: isReadable ? keepOptOuts(database) : 0,
        };
      })
      .immediate();
    // One file again, as it was made.
    if (isReadable) database.exec('DETACH present');
    database.pragma('journal_mode = DELETE');
    return restored;
  } finally {
    database.close();
  }
}

/** Whether the present data can be read, and so be asked: a damaged file may have lost the very rows that are asked for. */
function attachPresent(database: Database, present: string): boolean {
  if (!existsSync(present)) return false;
  try {
    const theirs = openDatabase(present);
    const isSound = findDamage(theirs, 'integrity_check') === null;
    theirs.close();
    if (isSound) database.prepare('ATTACH ? AS present').run(present);
    return isSound;
  } catch {
    return false;
  }
}

/** What a copy has in line, on the wire or in doubt; `where` leaves out what is known to stand so. */
function openMessages(database: Database, where: string): OpenRow[] {
  return database
    .prepare<[], OpenRow>(
      `SELECT messages.id, messages.state, provider, campaignId
       FROM messages JOIN campaigns ON campaigns.id = campaignId JOIN accounts ON accounts.id = messages.accountId
       WHERE messages.state IN ('queued', 'sending', 'unknown') AND preparedAt IS NOT NULL
         AND NOT (messages.state = 'queued' AND campaigns.state = 'cancelled') AND ${where}`,
    )
    .all();
}

/** Notes that a message may have been sent at any time between the copy and the restore. */
function attemptAdder(database: Database, copiedAt: number, now: number): (messageId: number) => void {
  // By steady time it was made where the clocks stood then.
  const attempt = database.prepare<{ id: number; copiedAt: number; now: number; words: string }>(
    `INSERT INTO attempts (messageId, accountId, startedAt, steadyAt, closedAt, outcome, detail)
     SELECT id, accountId, $copiedAt, $copiedAt + coalesce((SELECT steadyAt - wallAt FROM clocks), 0), $now,
       'interrupted', $words FROM messages WHERE id = $id`,
  );
  return (id) => void attempt.run({ id, copiedAt, now, words: WORDS });
}

/** Makes messages uncertain, the legal way: in doubt is what was on its way. */
function doubt(
  database: Database,
  rows: readonly OpenRow[],
  addAttempt: (messageId: number) => void,
  { now, canLookUp }: { now: number; canLookUp: readonly ProviderId[] },
): void {
  const changeState = messageStateChanger(database);
  const close = database.prepare<[number, string, number]>(
    `UPDATE attempts SET closedAt = ?, outcome = 'interrupted', detail = ? WHERE messageId = ? AND closedAt IS NULL`,
  );
  for (const { id, state, provider } of rows) {
    if (state === 'queued') addAttempt(id);
    if (state === 'sending') close.run(now, WORDS, id);
    if (state === 'unknown') changeState({ id, from: 'unknown', to: 'queued', now });
    if (state !== 'sending') changeState({ id, from: 'queued', to: 'sending', now });
    changeState({
      id,
      from: 'sending',
      to: 'unknown',
      now,
      attempts: state === 'sending' ? 1 : 0,
      errorCode: 'restored',
      error: WORDS,
      nextLookupAt: canLookUp.includes(provider) ? now : null,
    });
  }
}

/** A refused message that a person had tried again since stays refused here, and cannot be tried once more. */
function keepRetries(database: Database, addAttempt: (messageId: number) => void, now: number): void {
  const retried = database.prepare<[], { id: number; decidedBy: string }>(
    `SELECT messages.id, (SELECT decidedBy FROM present.retries JOIN present.messages AS theirs ON theirs.id = messageId
       WHERE theirs.reference = messages.reference ORDER BY retries.id DESC LIMIT 1) AS decidedBy
     FROM messages WHERE state = 'failed' AND decidedBy IS NOT NULL AND NOT ${KNOWN_TO_STAND}`,
  );
  const record = database.prepare<[number, string, number]>(
    'INSERT INTO retries (messageId, decidedBy, decidedAt) VALUES (?, ?, ?)',
  );
  for (const { id, decidedBy } of retried.all()) {
    record.run(id, decidedBy, now);
    addAttempt(id);
  }
}

/**
 * Campaigns to lists wait for a person, drafts too of which something may have gone: they were started then. What one
 * person waits for goes on, since it ends by itself when its time is over.
 */
function pauseCampaigns(database: Database, rows: readonly OpenRow[], now: number): number {
  const begin = database.prepare<[number, number]>(
    "UPDATE campaigns SET state = 'running', startedAt = coalesce(startedAt, ?) WHERE id = ? AND state = 'draft'",
  );
  for (const id of new Set(rows.map(({ campaignId }) => campaignId))) begin.run(now, id);
  const pause = database.prepare(
    `UPDATE campaigns SET state = 'paused', pauseReason = 'restored', undoUntil = NULL
     WHERE state IN ('running', 'scheduled') AND listId IS NOT NULL AND preparedAt IS NOT NULL`,
  );
  return pause.run().changes;
}

/** Removed ones too: an undo would bring them back. */
function pausePlans(database: Database): number {
  const pause = database.prepare<[string]>(
    "UPDATE plans SET state = 'paused', problem = ?, nextAt = NULL WHERE state = 'active'",
  );
  return pause.run(JSON.stringify(PLAN_PROBLEM)).changes;
}

function keepOptOuts(database: Database): number {
  const keep = database.prepare(
    `INSERT INTO optOuts (phone, reason, createdAt, source)
     SELECT phone, reason, createdAt, source FROM present.optOuts WHERE true ON CONFLICT DO NOTHING`,
  );
  return keep.run().changes;
}

/** The keys of this computer are kept by the ids of accounts, which may be other accounts in the copy. */
function noteThatKeysAreUnchecked(database: Database): void {
  const note = database.prepare<[string]>(
    "INSERT INTO settings (name, value) VALUES (?, 'true') ON CONFLICT DO UPDATE SET value = 'true'",
  );
  note.run(KEYS_UNCHECKED);
}
