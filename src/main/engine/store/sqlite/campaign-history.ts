import type { CampaignHistory, ErrorCount } from '../../../../shared/campaign.ts';
import type { CampaignResultStore } from '../campaign-result-store.ts';
import type { Database } from './database.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Times that a point of a chart may stand for: those that a clock's face shows. */
const WIDTHS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  DAY,
];

/**
 * Reports come for days. The chart goes on after the last message left for as long as the sending took, and for this long
 * at least: that is when most of them come.
 */
const LEAST_TAIL = 2 * MINUTE;

interface Slice {
  at: number;
  sent: number;
  delivered: number;
}

/** What campaigns sent over their time, and what went wrong with it: counts that triggers keep. */
export function campaignHistoryTable(
  database: Database,
): Pick<CampaignResultStore, 'readHistory' | 'listErrors'> {
  const sliceOf = database.prepare<[number], number>('SELECT sliceMs FROM campaigns WHERE id = ?').pluck();
  const first = database.prepare<[number], Slice>(
    'SELECT at, sent, delivered FROM campaignHistory WHERE campaignId = ? ORDER BY at LIMIT 1',
  );
  const last = database.prepare<[number], Slice>(
    'SELECT at, sent, delivered FROM campaignHistory WHERE campaignId = ? ORDER BY at DESC LIMIT 1',
  );
  const lastSent = database.prepare<[number], Slice>(
    'SELECT at, sent, delivered FROM campaignHistory WHERE campaignId = ? AND sent > 0 ORDER BY at DESC LIMIT 1',
  );
  const slices = database.prepare<{ campaignId: number; width: number; end: number }, Slice>(
    `SELECT at - at % $width AS at, sum(sent) AS sent, sum(delivered) AS delivered FROM campaignHistory
     WHERE campaignId = $campaignId AND at < $end GROUP BY 1 ORDER BY 1`,
  );
  const later = database
    .prepare<[number, number], number>(
      'SELECT coalesce(sum(delivered), 0) FROM campaignHistory WHERE campaignId = ? AND at >= ?',
    )
    .pluck();
  const errors = database.prepare<[number], ErrorCount>(
    `SELECT state, errorCode AS code, messages, parts FROM campaignErrors
     WHERE campaignId = ? AND messages > 0 ORDER BY messages DESC`,
  );

  const read = database.transaction((campaignId: number, points: number): CampaignHistory => {
    const slice = sliceOf.get(campaignId) ?? MINUTE;
    const begin = first.get(campaignId)?.at;
    const end = last.get(campaignId)?.at;
    if (begin === undefined || end === undefined) return { width: slice, points: [], deliveredLater: 0 };
    const sentUntil = lastSent.get(campaignId)?.at ?? end;
    const shownUntil = Math.min(end, sentUntil + Math.max(LEAST_TAIL, sentUntil - begin));
    const wide = (shownUntil - begin) / (points - 1);
    const width = WIDTHS.find((one) => one >= slice && one >= wide) ?? Math.ceil(wide / DAY) * DAY;
    const lastPoint = shownUntil - (shownUntil % width);
    const found = slices.all({ campaignId, width, end: lastPoint + width });
    return {
      width,
      points: withoutGaps(found, width, lastPoint),
      deliveredLater: later.get(campaignId, lastPoint + width) ?? 0,
    };
  });

  return {
    readHistory: async (...query) => read(...query),
    listErrors: async (campaignId) => errors.all(campaignId),
  };
}

/** A pause is a time in which nothing was sent, not one that is not there. */
function withoutGaps(slices: readonly Slice[], width: number, lastPoint: number): Slice[] {
  const known = new Map(slices.map((slice) => [slice.at, slice]));
  const begin = slices[0]?.at ?? lastPoint;
  return Array.from({ length: (lastPoint - begin) / width + 1 }, (_, index) => {
    const at = begin + index * width;
    return known.get(at) ?? { at, sent: 0, delivered: 0 };
  });
}
