import { bulkPattern } from '../../../../shared/bulk-text.ts';
import type { CampaignKind } from '../../../../shared/campaign.ts';
import type { NightReader } from '../../../../shared/quiet-hours.ts';
import type { Place } from '../../../../shared/zones.ts';
import type { CampaignOtp } from '../campaign-store.ts';
import type { ClaimedMessage, PastClaim, QueueStore } from '../queue-store.ts';
import { MAY_HAVE_GONE } from './attempt-certainty.ts';
import type { Database } from './database.ts';
import { messageClaimer, type StateChange } from './message-state.ts';
import type { ServiceNames } from './service-names.ts';

/** Due rows looked at for a group: enough for the greatest one, small enough for a claim of a few milliseconds. */
const GROUP_WINDOW = 1000;

/** Messages skipped in one claim: some tens of milliseconds in which nothing else goes on. */
const SKIPPED_AT_ONCE = 500;

const NAME_REFUSED =
  'DevSMS refuses this service name and charges for it. Make a new campaign with another name.';

const OPTED_OUT = { errorCode: 'opted-out', error: 'Opted out before it was sent.' } as const;

/** Why a message to one person was not sent when its time was over. */
export function tooLateReason(kind: CampaignKind): { errorCode: 'code-expired' | 'too-late'; error: string } {
  if (kind === 'otp') {
    return {
      errorCode: 'code-expired',
      error: 'Its time was over before it could be sent. Send a new code.',
    };
  }
  return kind === 'test'
    ? { errorCode: 'too-late', error: 'It could not be sent for ten minutes. Send the test again.' }
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

type DueRow = Omit<ClaimedMessage, 'attemptId' | 'otp' | 'sendAt'> & {
  place: Place;
  dueAt: number;
  optedOut: number;
};

/** What tells whether a campaign waits for its recipients' day. */
type Sleeper = Pick<RunningRow, 'kind' | 'providerHolds'>;

type ClaimQuery = Parameters<QueueStore['claimDue']>[0];

/** Taking messages out of the line: on disk before a byte of them leaves. */
export function claimTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
  serviceNames: ServiceNames,
): Pick<QueueStore, 'claimDue' | 'nextDueAt' | 'countInLine' | 'usageSince' | 'lastClaims'> {
  // What one person waits for goes first. The plus keeps SQLite from planning by the account's number, for which it would
  // prepare the statement anew each time: ten times the work of the statement itself.
  const running = database.prepare<[number, number], RunningRow>(
    `SELECT id, kind, listId, otp, sendBefore, providerHolds, scheduledAt FROM campaigns
     WHERE state = 'running' AND NOT (providerHolds = 1 AND scheduledAt < ?) AND EXISTS (
       SELECT 1 FROM messages WHERE campaignId = campaigns.id AND messages.accountId = +?
         AND messages.state = 'queued')
     ORDER BY listId IS NOT NULL, startedAt, id`,
  );
  const isOpen = database
    .prepare<[number], number>(
      "SELECT 1 FROM messages WHERE campaignId = ? AND state IN ('sending', 'unknown') LIMIT 1",
    )
    .pluck();
  const dueAtPlace = database.prepare<[number, number, Place, number, number], DueRow>(
    `SELECT id, campaignId, reference, recipient, name, text, parts, attempts, place, dueAt,
       EXISTS (SELECT 1 FROM optOuts WHERE phone = recipient) AS optedOut
     FROM messages
     WHERE campaignId = ? AND accountId = ? AND place = ? AND state = 'queued' AND dueAt <= ?
     ORDER BY dueAt, id LIMIT ?`,
  );
  const placesInLine = database
    .prepare<[number, number], Place>(
      'SELECT place FROM campaignPlaces WHERE campaignId = ? AND accountId = ? AND queued > 0',
    )
    .pluck();
  const inLine = database.prepare<[number], { place: Place; messages: number }>(
    `SELECT place, sum(queued) AS messages FROM campaignPlaces WHERE campaignId = ? AND queued > 0
     GROUP BY place`,
  );
  // The plus as above.
  const nextDueByPlace = database.prepare<[number], Sleeper & { place: Place; dueAt: number }>(
    `SELECT kind, providerHolds, place, (SELECT dueAt FROM messages WHERE campaignId = campaigns.id
         AND messages.accountId = campaignPlaces.accountId AND messages.place = campaignPlaces.place
         AND messages.state = 'queued' ORDER BY dueAt LIMIT 1) AS dueAt
     FROM campaigns CROSS JOIN campaignPlaces ON campaignId = campaigns.id
     WHERE state = 'running' AND campaignPlaces.accountId = +? AND queued > 0`,
  );
  const writtenTo = database
    .prepare<[number, number], string>(
      `SELECT DISTINCT recipient FROM attempts JOIN messages ON messages.id = messageId
       WHERE attempts.accountId = ? AND steadyAt > ? AND ${MAY_HAVE_GONE}`,
    )
    .pluck();
  const claimMessages = messageClaimer(database);
  const insertAttempts = database.prepare<
    { accountId: number; now: number; steadyAt: number; ids: string },
    { id: number; messageId: number }
  >(
    `INSERT INTO attempts (messageId, accountId, startedAt, steadyAt)
     SELECT value, $accountId, $now, $steadyAt FROM json_each($ids) RETURNING id, messageId`,
  );
  const usage = database.prepare<
    { accountId: number; since: number },
    { parts: number; recipients: number; oldestAt: number | null; oldestRecipientAt: number | null }
  >(
    `SELECT coalesce(sum(parts), 0) AS parts, count(*) AS recipients, min(firstAt) AS oldestAt,
       min(lastAt) AS oldestRecipientAt
     FROM (SELECT sum(parts) AS parts, min(steadyAt) AS firstAt, max(steadyAt) AS lastAt
       FROM attempts JOIN messages ON messages.id = messageId
       WHERE attempts.accountId = $accountId AND steadyAt > $since AND ${MAY_HAVE_GONE} GROUP BY recipient)`,
  );
  const lastClaims = database.prepare<[number, number], PastClaim>(
    `SELECT count(*) AS messages, sum(parts) AS parts, max(startedAt) AS startedAt, steadyAt
     FROM attempts JOIN messages ON messages.id = messageId
     WHERE attempts.accountId = ? GROUP BY steadyAt ORDER BY steadyAt DESC LIMIT ?`,
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

  /** Those in line whose recipients are awake, at most `limit`. */
  function dueOf(
    campaign: RunningRow,
    { accountId, now, dueBy, night }: ClaimQuery,
    limit: number,
  ): DueRow[] {
    const { id } = campaign;
    const places = placesInLine.all(id, accountId);
    const awake =
      night && waitsForDay(campaign) ? places.filter((place) => night(place, now) === null) : places;
    const rows = awake.flatMap((place) => dueAtPlace.all(id, accountId, place, dueBy, limit));
    // The index has each place by itself.
    if (awake.length > 1) rows.sort((one, other) => one.dueAt - other.dueAt || one.id - other.id);
    return rows.slice(0, limit);
  }

  /** The first messages in line of a campaign that may go together. */
  function pickOf(campaign: RunningRow, query: ClaimQuery): DueRow[] {
    if (query.grouping === 'none') {
      return withinParts(withinPeople(dueOf(campaign, query, query.limit), query), query);
    }
    const rows = withinPeople(dueOf(campaign, query, GROUP_WINDOW), query);
    const lead = rows.find((row) => row.optedOut === 0) ?? rows[0];
    if (!lead) return [];
    // A request has one time until which its messages are held. Codes differ though their masked texts are the same.
    const sendAt = heldUntil(campaign, lead.place, query);
    const group = rows.filter(
      (row) =>
        row.id === lead.id ||
        (campaign.otp === null &&
          heldUntil(campaign, row.place, query) === sendAt &&
          goTogether(lead, row, query.grouping)),
    );
    return withinParts(group.slice(0, query.limit), query);
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

  /** Claims those that are still in line; answers the attempt of each. */
  function openAttempts(
    rows: readonly DueRow[],
    { accountId, now, steadyAt }: ClaimQuery,
  ): Map<number, number> {
    const moved = claimMessages(
      rows.map(({ id }) => id),
      now,
    );
    const opened = insertAttempts.all({ accountId, now, steadyAt, ids: JSON.stringify([...moved]) });
    return new Map(opened.map(({ id, messageId }) => [messageId, id]));
  }

  const claim = database.transaction((query: ClaimQuery) => {
    const { now } = query;
    const claimed: ClaimedMessage[] = [];
    let skipped = 0;
    // A batch of people who all opted out must not look like an empty queue.
    while (claimed.length === 0 && skipped < SKIPPED_AT_ONCE) {
      const picked = pickDue(query);
      if (!picked) break;
      const { campaign, otp, nameRefused, rows } = picked;
      const tooLate = campaign.sendBefore !== null && campaign.sendBefore <= now;
      // Who asks for a code wants it, though he opted out of other messages.
      const asksOptOut = !(campaign.kind === 'otp' && campaign.listId === null);
      const whyNot = (optedOut: boolean) => {
        if (tooLate) return tooLateReason(campaign.kind);
        if (nameRefused) return { errorCode: 'refused', error: NAME_REFUSED } as const;
        return optedOut && asksOptOut ? OPTED_OUT : null;
      };
      const going = rows.filter(({ id, optedOut }) => {
        const reason = whyNot(optedOut === 1);
        if (reason) changeState({ id, from: 'queued', to: 'skipped', now, ...reason });
        return reason === null;
      });
      const attempts = openAttempts(going, query);
      for (const { optedOut: _optedOut, dueAt: _dueAt, place, ...message } of going) {
        const attemptId = attempts.get(message.id);
        if (attemptId === undefined) continue;
        claimed.push({ ...message, attemptId, otp, sendAt: heldUntil(campaign, place, query) });
      }
      skipped += rows.length - claimed.length;
    }
    return { claimed, skipped };
  });

  return {
    claimDue: async (query) => claim.immediate(query),
    async nextDueAt(accountId, isNight) {
      const times = nextDueByPlace
        .all(accountId)
        .filter((row) => !isNight || !waitsForDay(row) || !isNight(row.place))
        .map(({ dueAt }) => dueAt);
      return times.length === 0 ? null : Math.min(...times);
    },
    countInLine: async (campaignId) => inLine.all(campaignId),
    async usageSince(accountId, since) {
      const row = usage.get({ accountId, since });
      return row ?? { parts: 0, recipients: 0, oldestAt: null, oldestRecipientAt: null };
    },
    lastClaims: async (accountId, limit) => lastClaims.all(accountId, limit).toReversed(),
  };
}

/** Codes and replies are waited for at any hour, and what the provider holds wakes nobody before its time. */
function waitsForDay({ kind, providerHolds }: Sleeper): boolean {
  return kind === 'list' && providerHolds === 0;
}

/** Until when the provider is to keep a message: the campaign's time, or the morning where that lies in the night. */
function heldUntil(
  { providerHolds, scheduledAt }: RunningRow,
  place: Place,
  { now, night }: { now: number; night?: NightReader | undefined },
): number | null {
  if (providerHolds === 0 || scheduledAt === null) return null;
  return night?.(place, Math.max(scheduledAt, now))?.until ?? scheduledAt;
}

function goTogether(lead: DueRow, row: DueRow, grouping: ClaimQuery['grouping']): boolean {
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
