import { digitsOf } from './answer.ts';
import type { Finding, FoundMessage, SoughtMessage } from './provider.ts';

/** One message as a provider's history shows it. */
export interface HistoryRow extends FoundMessage {
  readonly recipient: string;
  /** Null where the history shows none. */
  readonly text: string | null;
  /** Wall clock ms; null where it cannot be read. */
  readonly createdAt: number | null;
  /** Our own id, where the history echoes it. */
  readonly reference: string | null;
}

export interface HistoryPage {
  readonly rows: readonly HistoryRow[];
  /** Rows that could not be read: one of them may be any message. */
  readonly unreadable: number;
  /** How far the provider's clock is ahead of ours; null, or nothing, where it does not tell. */
  readonly clockSkewMs?: number | null;
}

/** How to page through a provider's history. */
export interface History {
  readonly firstPosition: number;
  /** Where the next page begins after one of `rowCount` rows (more than 0) at `position`. */
  nextPosition(position: number, rowCount: number): number;
  /** Throws where a page cannot be read: a search with a hole proves nothing. */
  readPage(position: number): Promise<HistoryPage>;
  /** Whether the times carry their zone. Else the zone is a guess that the newest row may confirm. */
  readonly zoneIsStated: boolean;
}

/** Wider than the clocks of two machines differ and than a send takes; narrower than two campaigns. */
const SLACK_MS = 15 * 60_000;

/** Fourteen hours either way of the account's zone (from Tashkent: UTC-9 to beyond UTC+14), and the ordinary slack. */
const UNKNOWN_ZONE_SLACK_MS = 14 * 3_600_000 + SLACK_MS;

/** A bound for a provider that answers without end: 18,000 rows or so. */
const MOST_PAGES = 100;

/**
 * Looks for messages in a provider's history, newest rows first. A message is a candidate by our reference
 * where the row echoes one, else by recipient, text and time together.
 *
 * "Not found" leads to a second send, so the search is `complete` only if it was read without a hole back
 * to the time before the earliest attempt (in an order that was seen to be newest first) or to the
 * history's end, if the provider's clock and ours agree, and if no row may be ours in disguise. Those are listed as
 * `doubtful`: a row to the same person at the same time with another text (the provider may have rewritten or masked
 * ours), one with our text at a time that only a wrong zone explains, and one to the end of our number (the provider may
 * have left out its country).
 *
 * Where an attempt may have been made at any time of days, the history must also show something older: its end may be
 * only as far as the provider keeps it, which no document tells.
 */
export async function searchHistory(
  sought: readonly SoughtMessage[],
  history: History,
  now: number,
): Promise<Finding[]> {
  if (sought.length === 0) return [];
  const earliest = Math.min(...sought.map((m) => m.attemptedAt));
  const { rows, slack, complete, reachedBack } = await readBack(earliest, history, now);
  const byRecipient = Map.groupBy(rows, (row) => digitsOf(row.recipient));
  const byReference = Map.groupBy(rows, (row) => row.reference);
  return sought.map((message) => {
    const ours = byReference.get(message.reference) ?? [];
    const perhaps = (byRecipient.get(digitsOf(message.recipient)) ?? []).filter(
      (row) => !isOther(row, message),
    );
    const cut = endsOf(digitsOf(message.recipient)).flatMap((end) => byRecipient.get(end) ?? []);
    const alike = cut.filter((row) => !isOther(row, message));
    const isSpan = message.attemptedUntil > message.attemptedAt;
    return judge(message, { ours, perhaps, alike }, slack, {
      complete: complete && (reachedBack || !isSpan),
      zoneIsStated: history.zoneIsStated,
    });
  });
}

/** What was read of a history, without a hole where it is `complete`. */
interface Reading {
  readonly rows: readonly HistoryRow[];
  readonly slack: number;
  readonly complete: boolean;
  /** Whether some of it is older than all that was sought. */
  readonly reachedBack: boolean;
}

/** Reads pages until all that could matter is there. Rows are unique by id: they shift while one pages. */
async function readBack(earliest: number, history: History, now: number): Promise<Reading> {
  const rows = new Map<string, HistoryRow>();
  let slack = SLACK_MS;
  let position = history.firstPosition;
  let unreadable = 0;
  let firstTime: number | null = null;
  let pageBefore = '';
  // Our own times are compared with the provider's: with a clock that is wrong they prove nothing.
  let clocksAgree = true;
  const isBefore = ({ createdAt }: HistoryRow): boolean => createdAt !== null && createdAt < earliest - slack;
  const reading = (complete: boolean): Reading => {
    const all = [...rows.values()];
    return { rows: all, slack, complete, reachedBack: all.some(isBefore) };
  };
  for (let count = 0; count < MOST_PAGES; count++) {
    const page = await history.readPage(position);
    const length = page.rows.length + page.unreadable;
    clocksAgree &&= Math.abs(page.clockSkewMs ?? 0) <= SLACK_MS;
    // A short page is no sign of the end: some servers give fewer rows than they were asked for.
    if (length === 0) return reading(unreadable === 0 && clocksAgree);
    if (count === 0) {
      slack = history.zoneIsStated || isFresh(page.rows, now) ? SLACK_MS : UNKNOWN_ZONE_SLACK_MS;
      firstTime = page.rows[0]?.createdAt ?? null;
    }
    const ids = page.rows.map((row) => row.providerId).join(' ');
    // The same page again: the position is being ignored, and the end would never come.
    if (ids === pageBefore) break;
    pageBefore = ids;
    unreadable += page.unreadable;
    for (const row of page.rows) rows.set(row.providerId, row);

    const lastTime = page.rows.at(-1)?.createdAt ?? null;
    const newestFirst = firstTime !== null && lastTime !== null && lastTime < firstTime;
    if (newestFirst && page.rows.every(isBefore)) {
      return reading(unreadable === 0 && clocksAgree);
    }
    position = history.nextPosition(position, length);
  }
  return reading(false);
}

/** A newest row that is only minutes old as we read it shows that we read the zone rightly. */
function isFresh(rows: readonly HistoryRow[], now: number): boolean {
  const newest = Math.max(...rows.map((row) => row.createdAt ?? -Infinity));
  return Math.abs(now - newest) <= SLACK_MS;
}

/** Echoes a reference that is not ours. A beginning of ours may be ours, cut to the provider's length. */
function isOther(row: HistoryRow, message: SoughtMessage): boolean {
  return row.reference !== null && !message.reference.startsWith(row.reference);
}

/** The digits of a local number are seven at least; shorter ends of two numbers are alike by chance. */
const SHORTEST_NUMBER = 7;

/** A number without its first digits, as histories show it that leave out a country. */
function endsOf(digits: string): string[] {
  const longest = digits.length - 1;
  return Array.from({ length: Math.max(0, longest - SHORTEST_NUMBER + 1) }, (_, i) => digits.slice(i + 1));
}

function judge(
  message: SoughtMessage,
  rows: {
    /** With our reference. */
    readonly ours: readonly HistoryRow[];
    /** To the same number, without a reference that is another's. */
    readonly perhaps: readonly HistoryRow[];
    /** To the end of the number. */
    readonly alike: readonly HistoryRow[];
  },
  slack: number,
  search: { readonly complete: boolean; readonly zoneIsStated: boolean },
): Finding {
  if (rows.ours.length > 0) return { candidates: rows.ours.map(found), complete: search.complete };
  const after = ({ createdAt }: HistoryRow, moment: number): number =>
    createdAt === null ? Number.NaN : createdAt - moment;
  const ageOf = (row: HistoryRow): number => after(row, message.attemptedUntil);
  const isNear = (row: HistoryRow): boolean =>
    ageOf(row) <= slack && after(row, message.attemptedAt) >= -slack;
  // Ours of some hours ago looks like the newest row of now in a zone that is wrong by as many.
  const isLater = (row: HistoryRow): boolean =>
    !search.zoneIsStated && ageOf(row) > slack && ageOf(row) <= UNKNOWN_ZONE_SLACK_MS;
  const isCandidate = (row: HistoryRow): boolean => isNear(row) && showsText(row, message);
  const isDoubtful = (row: HistoryRow): boolean => (showsText(row, message) ? isLater(row) : isNear(row));
  const doubtful = [...rows.perhaps.filter(isDoubtful), ...rows.alike.filter(isNear)];
  const isReadable = search.complete && rows.perhaps.every((row) => row.createdAt !== null);
  return {
    candidates: rows.perhaps.filter(isCandidate).map(found),
    complete: isReadable && doubtful.length === 0,
    ...(isReadable && doubtful.length > 0 ? { doubtful: doubtful.map((row) => row.providerId) } : {}),
  };
}

/**
 * By the message's own word where it has one, else equal but for what storing a text may do to it without
 * changing it: line ends, outer space, composition. A row that shows no text shows nobody's.
 */
function showsText({ text: shown }: HistoryRow, { text, isText }: SoughtMessage): boolean {
  if (shown === null) return false;
  return isText ? isText(shown) : plain(shown) === plain(text);
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim().normalize('NFC');
}

function found(row: HistoryRow): FoundMessage {
  return row.cost ? { providerId: row.providerId, cost: row.cost } : { providerId: row.providerId };
}
