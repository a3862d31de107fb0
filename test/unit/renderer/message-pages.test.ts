import { describe, expect, it } from 'vitest';
import {
  cursorsBetween,
  joinPages,
  nextCursor,
  PAGE,
  pagesOf,
  type MessagePage,
} from '../../../src/renderer/features/campaigns/message-pages.ts';
import type { Message } from '../../../src/shared/message.ts';

const message = (id: number): Message => ({
  id,
  campaignId: 1,
  recipient: '+998901234567',
  name: '',
  text: 'Salom',
  parts: 1,
  providerParts: null,
  encoding: 'gsm7',
  accountId: 1,
  state: 'queued',
  providerId: null,
  errorCode: null,
  error: null,
  attempts: 0,
  updatedAt: 0,
});

/** A page with these ids. */
const page = (...ids: number[]): NonNullable<MessagePage> => ({ messages: ids.map(message), total: 1000 });
/** A whole page, with ids from here on. */
const wholePage = (from: number) => page(...Array.from({ length: PAGE }, (_, index) => from + index));
const idsOf = (messages: readonly Message[]) => messages.map(({ id }) => id);

describe('the pages of messages', () => {
  it('show no row twice where a page has grown over the beginning of the next', () => {
    // Messages left the state that is shown, so the first page reaches further than when the second was fetched.
    expect(idsOf(joinPages([0, 3], [page(1, 3, 4, 5), page(4, 5, 6)]))).toEqual([1, 3, 4, 5, 6]);
  });

  it('show what is there while one of them is on its way', () => {
    expect(idsOf(joinPages([0, 3, 6], [page(1, 3), undefined, page(7)]))).toEqual([1, 3, 7]);
  });

  it('end where a page is not full, and say nothing while that is not known', () => {
    expect(nextCursor(undefined)).toBeNull();
    expect(nextCursor(page(1, 2))).toBeNull();
    expect(nextCursor(page())).toBeNull();
    expect(nextCursor(wholePage(1))).toBe(PAGE);
  });

  it('get one more between two where messages came in until the first overflows', () => {
    const overflowing = wholePage(1);
    expect(cursorsBetween([0, 500], [overflowing, page(501)])).toEqual([PAGE]);
    // Full up to the very next cursor leaves nothing out.
    expect(cursorsBetween([0, PAGE], [overflowing, page(501)])).toEqual([]);
    expect(cursorsBetween([0], [overflowing])).toEqual([]);
  });
});

describe('the pages in view', () => {
  const cursors = [0, 10, 20];
  const pages = [page(1, 2, 3), page(11, 12), page(21)];

  it('are those that the drawn rows lie on', () => {
    expect(pagesOf(cursors, pages, [0, 1])).toEqual({ first: 0, last: 0 });
    expect(pagesOf(cursors, pages, [1, 4])).toEqual({ first: 0, last: 10 });
    expect(pagesOf(cursors, pages, [5, 5])).toMatchObject({ last: 20 });
  });

  it('include a page that ran empty: only looking at it again shows that it filled', () => {
    expect(pagesOf(cursors, [page(), page(11, 12), page(21)], [0, 1])).toMatchObject({ first: 0 });
    expect(pagesOf([0], [undefined], [0, 0])).toEqual({ first: 0, last: 0 });
  });
});
