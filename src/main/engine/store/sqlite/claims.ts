import { bulkPattern } from '../../../../shared/bulk-text.ts';
import type { CampaignKind } from '../../../../shared/campaign.ts';
import type { CampaignOtp } from '../campaign-store.ts';
import type { ClaimedMessage, QueueStore } from '../queue-store.ts';
import { MAY_HAVE_GONE } from './attempt-certainty.ts';
import type { Database } from './database.ts';
import type { StateChange } from './message-state.ts';
import type { ServiceNames } from './service-names.ts';

/** Due rows looked at for a group: enough for the greatest one, small enough for a claim of a few milliseconds. */
const GROUP_WINDOW = 1000;

const NAME_REFUSED =
  'DevSMS refuses this service name and charges for it. Make a new campaign with another name.';

/** Why a message to one person was not sent when its time was over. */
export function tooLateReason(kind: CampaignKind): { errorCode: 'code-expired' | 'too-late'; error: string } {
  return kind === 'otp'
    ? { errorCode: 'code-expired', error: 'Its time was over before it could be sent. Send a new code.' }
    : { errorCode: 'too-late', error: 'It could not be sent for a day. Write again if it still holds.' };
}

interface RunningRow {
  id: number;
  kind: CampaignKind;
  listId: number | null;
  otp: string | null;
  sendBefore: number | null;
  providerHolds: number;
  scheduledAt: number | null;
}

type DueRow = Omit<ClaimedMessage, 'attemptId' | 'otp' | 'sendAt'> & { optedOut: number };

type ClaimQuery = Parameters<QueueStore['claimDue']>[0];

/** Taking messages out of the line: on disk before a byte of them leaves. */
export function claimTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
  serviceNames: ServiceNames,
): Pick<QueueStore, 'claimDue' | 'nextDueAt' | 'usageSince'> {
  // What one person waits for goes first.
  const running = database.prepare<[number, number], RunningRow>(
    `SELECT id, kind, listId, otp, sendBefore, providerHolds, scheduledAt FROM campaigns
     WHERE state = 'running' AND NOT (providerHolds = 1 AND scheduledAt < ?) AND EXISTS (
       SELECT 1 FROM messages WHERE campaignId = campaigns.id AND messages.accountId = ?
         AND messages.state = 'queued')
     ORDER BY listId IS NOT NULL, startedAt, id`,
  );
  const isOpen = database
    .prepare<[number], number>(
      "SELECT 1 FROM messages WHERE campaignId = ? AND state IN ('sending', 'unknown') LIMIT 1",
    )
    .pluck();
  const due = database.prepare<[number, number, number, number], DueRow>(
    `SELECT id, campaignId, reference, recipient, name, text, parts, attempts,
       EXISTS (SELECT 1 FROM optOuts WHERE phone = recipient) AS optedOut
     FROM messages WHERE campaignId = ? AND accountId = ? AND state = 'queued' AND dueAt <= ?
     ORDER BY dueAt, id LIMIT ?`,
  );
  const nextDue = database
    .prepare<[number], number | null>(
      `SELECT min((SELECT dueAt FROM messages WHERE campaignId = campaigns.id AND messages.accountId = ?
           AND messages.state = 'queued' ORDER BY dueAt LIMIT 1))
       FROM campaigns WHERE state = 'running'`,
    )
    .pluck();
  const writtenTo = database
    .prepare<[number, number], string>(
      `SELECT DISTINCT recipient FROM attempts JOIN messages ON messages.id = messageId
       WHERE attempts.accountId = ? AND startedAt > ? AND ${MAY_HAVE_GONE}`,
    )
    .pluck();
  const openAttempt = database.prepare<[number, number, number]>(
    'INSERT INTO attempts (messageId, accountId, startedAt) VALUES (?, ?, ?)',
  );
  const usage = database.prepare<
    { accountId: number; since: number },
    { parts: number; recipients: number; oldestAt: number | null; oldestRecipientAt: number | null }
  >(
    `SELECT coalesce(sum(parts), 0) AS parts, count(*) AS recipients, min(firstAt) AS oldestAt,
       min(lastAt) AS oldestRecipientAt
     FROM (SELECT sum(parts) AS parts, min(startedAt) AS firstAt, max(startedAt) AS lastAt
       FROM attempts JOIN messages ON messages.id = messageId
       WHERE attempts.accountId = $accountId AND startedAt > $since AND ${MAY_HAVE_GONE} GROUP BY recipient)`,
  );

  /** What a list has to mind of its codes' service name, of which a refusal is charged for. */
  function nameVerdictOf({ listId }: RunningRow, otp: CampaignOtp | null, accountId: number) {
    // A code for one person is sent even so where its sender insisted.
    return listId === null || otp === null ? null : serviceNames.verdictOf(accountId, otp);
  }

  /** Leaves out those to new people beyond what the account's limit allows. */
  function withinPeople(rows: DueRow[], { accountId, people }: ClaimQuery): DueRow[] {
    if (people === null) return rows;
    const known = new Set(writtenTo.all(accountId, people.since));
    let newPeople = 0;
    return rows.filter(({ recipient }) => known.has(recipient) || ++newPeople <= people.newAtMost);
  }

  /** The first messages in line of a campaign that may go together. */
  function pickOf({ id, otp }: RunningRow, query: ClaimQuery): DueRow[] {
    const { accountId, now, limit } = query;
    if (query.grouping === 'none') {
      return withinParts(withinPeople(due.all(id, accountId, now, limit), query), query);
    }
    const rows = withinPeople(due.all(id, accountId, now, GROUP_WINDOW), query);
    const lead = rows.find((row) => row.optedOut === 0) ?? rows[0];
    if (!lead) return [];
    // Codes differ though their masked texts are the same.
    const group = otp === null ? rows.filter((row) => goTogether(lead, row, query.grouping)) : [lead];
    return withinParts(group.slice(0, limit), query);
  }

  /** What goes next, of one campaign. */
  function pickDue(query: ClaimQuery) {
    const { accountId } = query;
    for (const campaign of running.all(query.missedBefore, accountId)) {
      const otp = campaign.otp === null ? null : (JSON.parse(campaign.otp) as CampaignOtp);
      const nameVerdict = nameVerdictOf(campaign, otp, accountId);
      // Until DevSMS took a name once, it is tried with one message at a time.
      const isUntried = nameVerdict === 'untried';
      if (isUntried && isOpen.get(campaign.id) !== undefined) continue;
      const rows = pickOf(campaign, isUntried ? { ...query, limit: 1 } : query);
      // What does not fit into the account's limits now must not be looked at for ever.
      if (rows.length > 0) return { campaign, otp, nameRefused: nameVerdict === 'dangerous', rows };
    }
    return null;
  }

  const claim = database.transaction((query: ClaimQuery) => {
    const { now, accountId } = query;
    const claimed: ClaimedMessage[] = [];
    // A batch of people who all opted out must not look like an empty queue.
    for (let picked = pickDue(query); picked && claimed.length === 0; picked = pickDue(query)) {
      const { campaign, otp, nameRefused, rows } = picked;
      const tooLate = campaign.sendBefore !== null && campaign.sendBefore <= now;
      const sendAt = campaign.providerHolds === 1 ? campaign.scheduledAt : null;
      // Who asks for a code wants it, though he opted out of other messages.
      const asksOptOut = !(campaign.kind === 'otp' && campaign.listId === null);
      for (const { optedOut, ...message } of rows) {
        const { id } = message;
        if (tooLate) {
          changeState({ id, from: 'queued', to: 'skipped', now, ...tooLateReason(campaign.kind) });
        } else if (nameRefused) {
          changeState({ id, from: 'queued', to: 'skipped', now, errorCode: 'refused', error: NAME_REFUSED });
        } else if (optedOut === 1 && asksOptOut) {
          const error = 'Opted out before it was sent.';
          changeState({ id, from: 'queued', to: 'skipped', now, errorCode: 'opted-out', error });
        } else if (changeState({ id, from: 'queued', to: 'sending', now })) {
          const attemptId = Number(openAttempt.run(id, accountId, now).lastInsertRowid);
          claimed.push({ ...message, attemptId, otp, sendAt });
        }
      }
    }
    return claimed;
  });

  return {
    claimDue: async (query) => claim.immediate(query),
    nextDueAt: async (accountId) => nextDue.get(accountId) ?? null,
    async usageSince(accountId, since) {
      const row = usage.get({ accountId, since });
      return row ?? { parts: 0, recipients: 0, oldestAt: null, oldestRecipientAt: null };
    },
  };
}

function goTogether(lead: DueRow, row: DueRow, grouping: ClaimQuery['grouping']): boolean {
  if (row.id === lead.id) return true;
  if (grouping === 'text') return row.text === lead.text;
  const pattern = bulkPattern(lead.text, lead.name);
  return pattern !== null && bulkPattern(row.text, row.name) === pattern;
}

/** As many from the front as the parts allow; one at least of `maxParts`, or a long message would wait for ever. */
function withinParts(rows: DueRow[], { maxParts, hardParts }: ClaimQuery): DueRow[] {
  let parts = 0;
  return rows.filter(({ parts: own }, index) => {
    parts += own;
    const fits = maxParts === null || parts <= maxParts || index === 0;
    return fits && (hardParts === null || parts <= hardParts);
  });
}
