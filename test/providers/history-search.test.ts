import { describe, expect, it } from 'vitest';
import {
  searchHistory,
  type History,
  type HistoryRow,
} from '../../src/main/engine/providers/history-search.ts';
import { message, sought } from './accounts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse('2026-03-09T10:00:00Z');

const wanted = message(1, 'Salom, Ali!');
const attempt = sought(wanted, NOW - MINUTE);

function row(id: number, createdAt: number | null, changes: Partial<HistoryRow> = {}): HistoryRow {
  const recipient = `99890${String(id).padStart(7, '0')}`;
  return { providerId: String(id), recipient, text: 'Other', createdAt, reference: null, ...changes };
}

const own = (id: number, createdAt: number | null, changes: Partial<HistoryRow> = {}): HistoryRow =>
  row(id, createdAt, { recipient: wanted.recipient.slice(1), text: wanted.text, ...changes });

/** Newest first, ten rows a page, as DevSMS's history pages: by offset, with three rows of overlap. */
function historyOf(
  rows: readonly HistoryRow[],
  changes: Partial<History> = {},
): History & { reads: number[] } {
  const reads: number[] = [];
  return {
    reads,
    firstPosition: 0,
    nextPosition: (offset, count) => offset + (count > 3 ? count - 3 : count),
    readPage: (offset) => {
      reads.push(offset);
      return Promise.resolve({ rows: rows.slice(offset, offset + 10), unreadable: 0 });
    },
    zoneIsStated: false,
    ...changes,
  };
}

/** Rows of other people, one a minute back from `from`. */
const others = (count: number, from = NOW, firstId = 1000): HistoryRow[] =>
  Array.from({ length: count }, (_, i) => row(firstId - i, from - i * MINUTE));

/** The same rows in a zone that is wrong by so many ms. */
const shift = (rows: HistoryRow[], by: number): HistoryRow[] =>
  rows.map((one) => ({ ...one, createdAt: (one.createdAt ?? 0) + by }));

async function search(history: History, what = attempt) {
  const [finding] = await searchHistory([what], history, NOW);
  return finding;
}

describe('a candidate', () => {
  it('has the recipient, the text and the time', async () => {
    const cost = { micros: 5_000, currency: 'USD' };
    const history = historyOf([row(9, NOW), own(8, NOW - MINUTE, { cost }), row(7, NOW - HOUR)]);
    expect(await search(history)).toEqual({ candidates: [{ providerId: '8', cost }], complete: true });
  });

  it('is each of several: the search does not choose', async () => {
    const history = historyOf([own(9, NOW), own(8, NOW - MINUTE), row(7, NOW - HOUR)]);
    expect((await search(history))?.candidates).toEqual([{ providerId: '9' }, { providerId: '8' }]);
  });

  it('is listed once, though pages overlap', async () => {
    const history = historyOf([...others(8), own(8, NOW - 8 * MINUTE), ...others(30, NOW - 9 * MINUTE, 500)]);
    expect((await search(history))?.candidates).toEqual([{ providerId: '8' }]);
  });

  it.each(['Salom, Ali! ', '\nSalom, Ali!', 'Salom, Ali!\r\n'])(
    'may differ in outer space: %j',
    async (text) => {
      expect((await search(historyOf([own(8, NOW, { text })])))?.candidates).toHaveLength(1);
    },
  );

  it('is not one of an earlier campaign with the same text', async () => {
    const history = historyOf([row(9, NOW), own(8, NOW - 20 * MINUTE)]);
    expect(await search(history)).toEqual({ candidates: [], complete: true });
  });
});

describe('a message that knows its text itself', () => {
  const masked = sought(message(1, 'Kod: ••••'), NOW - MINUTE);
  const isText = (shown: string) => shown.includes('4711');

  it('is found in another text than the one that is kept', async () => {
    const history = historyOf([row(9, NOW), own(8, NOW - MINUTE, { text: 'MyService tizimi: 4711' })]);
    expect(await search(history, { ...masked, isText })).toEqual({
      candidates: [{ providerId: '8' }],
      complete: true,
    });
  });

  it('is not found in the text that is kept, and such a row stays doubtful', async () => {
    const history = historyOf([row(9, NOW), own(8, NOW - MINUTE, { text: 'Kod: ••••' })]);
    expect(await search(history, { ...masked, isText })).toEqual({
      candidates: [],
      complete: false,
      doubtful: ['8'],
    });
  });

  it('is not found where the history shows no text', async () => {
    const history = historyOf([row(9, NOW), own(8, NOW - MINUTE, { text: null })]);
    const finding = await search(history, { ...masked, isText: () => true });
    expect(finding).toEqual({ candidates: [], complete: false, doubtful: ['8'] });
  });

  it('is not one of another person or another time', async () => {
    const text = 'MyService tizimi: 4711';
    const history = historyOf([row(9, NOW, { text }), own(8, NOW - 20 * MINUTE, { text })]);
    expect(await search(history, { ...masked, isText })).toEqual({ candidates: [], complete: true });
  });
});

describe('by reference', () => {
  it('a message is found whatever its text and time look like', async () => {
    const shown = { reference: wanted.reference, text: '***' };
    const history = historyOf([row(9, NOW), own(8, NOW - HOUR, shown)]);
    expect((await search(history))?.candidates).toEqual([{ providerId: '8' }]);
  });

  it('the same text under another reference is another message', async () => {
    const history = historyOf([own(9, NOW, { reference: 'ref-2-' }), row(7, NOW - HOUR)]);
    expect(await search(history)).toEqual({ candidates: [], complete: true });
  });

  it('a beginning of ours may be ours, cut by the provider', async () => {
    const history = historyOf([own(9, NOW, { reference: 'ref-1' })]);
    expect((await search(history))?.candidates).toEqual([{ providerId: '9' }]);
  });
});

describe('"not found" is proof only if', () => {
  it('the search reached behind the attempt', async () => {
    const history = historyOf(others(300));
    expect(await search(history)).toEqual({ candidates: [], complete: true });
    // The attempt was a minute ago and the slack is fifteen: rows of the first thirty minutes are enough.
    expect(history.reads.length).toBeLessThan(6);
  });

  it('or the history ended', async () => {
    expect(await search(historyOf(others(5)))).toEqual({ candidates: [], complete: true });
    expect(await search(historyOf([]))).toEqual({ candidates: [], complete: true });
  });

  it('pages that are shorter than asked for are not taken for the end', async () => {
    const rows = [...others(12), own(8, NOW - 12 * MINUTE), ...others(3, NOW - 13 * MINUTE, 500)];
    const readPage = (offset: number) =>
      Promise.resolve({ rows: rows.slice(offset, offset + 4), unreadable: 0 });
    expect((await search(historyOf(rows, { readPage })))?.candidates).toEqual([{ providerId: '8' }]);
  });

  it('the history is newest first; otherwise all of it is read', async () => {
    const rows = [own(2000, NOW - MINUTE), ...others(60, NOW - 40 * HOUR)].toReversed();
    expect((await search(historyOf(rows)))?.candidates).toEqual([{ providerId: '2000' }]);
  });

  it('rows that arrive between two pages hide nothing', async () => {
    const rows = [...others(9), own(8, NOW - 9 * MINUTE), ...others(40, NOW - 10 * MINUTE, 500)];
    let arrivals = 0;
    const readPage = (offset: number) => {
      const shifted = [...others(arrivals, NOW, 9_000).toReversed(), ...rows];
      arrivals += 5;
      return Promise.resolve({ rows: shifted.slice(offset, offset + 10), unreadable: 0 });
    };
    expect((await search(historyOf(rows, { readPage })))?.candidates).toEqual([{ providerId: '8' }]);
  });

  it('the provider does not give the same page for ever', async () => {
    const pages = Array.from({ length: 100 }, () => ({ rows: others(10), unreadable: 0 }));
    const history = historyOf([], {
      readPage: () => Promise.resolve(pages.shift() ?? { rows: [], unreadable: 0 }),
    });
    expect(await search(history)).toEqual({ candidates: [], complete: false });
    expect(pages).toHaveLength(98);
  });

  it('the history is not longer than anyone can read', async () => {
    let id = 0;
    const readPage = () => Promise.resolve({ rows: [row(id++, NOW)], unreadable: 0 });
    expect(await search(historyOf([], { readPage }))).toEqual({ candidates: [], complete: false });
    expect(id).toBe(100);
  });

  it('every row could be read', async () => {
    const pages = [
      { rows: others(5), unreadable: 1 },
      { rows: [], unreadable: 0 },
    ];
    const history = historyOf([], {
      readPage: () => Promise.resolve(pages.shift() ?? { rows: [], unreadable: 0 }),
    });
    expect(await search(history)).toEqual({ candidates: [], complete: false });
  });

  it('no row to the same person hides its time', async () => {
    expect(await search(historyOf([row(9, NOW), own(8, null)]))).toEqual({ candidates: [], complete: false });
  });

  it.each(['***', null, '', 'Salom, Al', 'Salom, Ali&#033;'])(
    'no row to the same person may be ours, rewritten: %j',
    async (text) => {
      const history = historyOf([row(9, NOW), own(8, NOW - MINUTE, { text }), row(7, NOW - HOUR)]);
      expect(await search(history)).toEqual({ candidates: [], complete: false, doubtful: ['8'] });
    },
  );

  it.each(['901200000', '1200000'])(
    'no row to the end of the number may be ours, shown without its country: %s',
    async (recipient) => {
      const to = { ...attempt, recipient: '+998901200000' };
      const history = historyOf([own(9, NOW - MINUTE, { recipient }), row(7, NOW - HOUR)]);
      expect(await search(history, to)).toEqual({ candidates: [], complete: false, doubtful: ['9'] });
    },
  );

  it('a page that cannot be read is no page', async () => {
    const history = historyOf([], { readPage: () => Promise.reject(new Error('offline')) });
    await expect(search(history)).rejects.toThrow('offline');
  });
});

it('proves nothing with a clock that is wrong', async () => {
  const readPage = () => Promise.resolve({ rows: [], unreadable: 0, clockSkewMs: 20 * 60_000 });
  expect(await search({ ...historyOf([]), readPage })).toEqual({ candidates: [], complete: false });
});

describe('an attempt that may have been made at any time of two days', () => {
  const span = { ...sought(wanted, NOW - 48 * HOUR), attemptedUntil: NOW - MINUTE };
  const fresh = row(9, NOW);

  it.each([48, 30, 1])('is found %i hours ago', async (hours) => {
    const history = historyOf([fresh, own(8, NOW - hours * HOUR), row(7, NOW - 49 * HOUR)]);
    expect(await search(history, span)).toEqual({ candidates: [{ providerId: '8' }], complete: true });
  });

  it('is not one from before it', async () => {
    const history = historyOf([fresh, own(8, NOW - 49 * HOUR)]);
    expect(await search(history, span)).toEqual({ candidates: [], complete: true });
  });

  it('is in doubt where the same person got another text in it', async () => {
    const history = historyOf([fresh, own(8, NOW - 30 * HOUR, { text: 'Other' }), row(7, NOW - 49 * HOUR)]);
    expect(await search(history, span)).toEqual({ candidates: [], complete: false, doubtful: ['8'] });
  });

  it('was not made only if the history shows something older: its end may be as far as it is kept', async () => {
    const kept = [fresh, ...others(5, NOW - 40 * HOUR)];
    expect(await search(historyOf(kept), span)).toEqual({ candidates: [], complete: false });
    const older = [...kept, row(7, NOW - 49 * HOUR)];
    expect(await search(historyOf(older), span)).toEqual({ candidates: [], complete: true });
    // Of an attempt at one moment the end of the history is as good.
    expect(await search(historyOf(kept))).toEqual({ candidates: [], complete: true });
  });
});

describe('the zone of the times', () => {
  it.each([-12, -5, 3, 14])('may be wrong by %i hours: a message is found all the same', async (hours) => {
    const rows = shift([row(9, NOW), own(8, NOW - MINUTE), ...others(20, NOW - HOUR)], hours * HOUR);
    expect((await search(historyOf(rows)))?.candidates).toEqual([{ providerId: '8' }]);
  });

  it('if it is not confirmed, an older message of the same text is a candidate too', async () => {
    const rows = [row(9, NOW - 3 * HOUR), own(8, NOW - 10 * HOUR), ...others(5, NOW - 30 * HOUR)];
    expect((await search(historyOf(rows)))?.candidates).toEqual([{ providerId: '8' }]);
  });

  it('is not confirmed by our own message of hours ago, which looks like one of now', async () => {
    const late = sought(wanted, NOW - 5 * HOUR);
    const rows = shift([own(8, NOW - 5 * HOUR), row(7, NOW - 30 * HOUR)], 5 * HOUR);
    expect(await search(historyOf(rows), late)).toEqual({
      candidates: [],
      complete: false,
      doubtful: ['8'],
    });
  });

  it('is certain where the times state it', async () => {
    const rows = [row(9, NOW - 3 * HOUR), own(8, NOW - 10 * HOUR), ...others(5, NOW - 30 * HOUR)];
    expect(await search(historyOf(rows, { zoneIsStated: true }))).toEqual({ candidates: [], complete: true });
  });
});

it('looks for many in one reading, back to before the earliest', async () => {
  const late = sought(message(2, 'B'), NOW - MINUTE);
  const early = sought(message(3, 'C'), NOW - 50 * MINUTE);
  const rows = [
    row(900, NOW - MINUTE, { recipient: late.recipient, text: 'B' }),
    ...others(48, NOW - 2 * MINUTE, 500),
    row(800, NOW - 50 * MINUTE, { recipient: early.recipient, text: 'C' }),
    ...others(40, NOW - 51 * MINUTE, 400),
  ];
  const findings = await searchHistory([late, early], historyOf(rows), NOW);
  expect(findings.map(({ candidates }) => candidates[0]?.providerId)).toEqual(['900', '800']);
});
