import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { MessageErrorCode, MessageState } from '../../../shared/message.ts';
import { call, type ApiError } from '../../api.ts';
import { cursorsBetween, joinPages, nextCursor, PAGE, pagesOf, type MessagePage } from './message-pages.ts';

/**
 * The messages of a campaign in one state and with one error (in all, with any, with `null`), page after page. Only the pages in view are
 * refetched when something changes; the others when they are looked at again.
 */
export function useMessagePages(id: number, state: MessageState | null, error: MessageErrorCode | null) {
  const [cursors, setCursors] = useState<readonly number[]>([0]);
  const [inView, setInView] = useState({ first: 0, last: 0 });
  const queries = useQueries({
    queries: cursors.map((after) => ({
      queryKey: ['campaigns.messages', { id, state, error, after }],
      queryFn: () =>
        call('campaigns.messages', { id, state, error, after: after === 0 ? null : after, limit: PAGE }),
      enabled: (query: { state: { data: MessagePage } }) =>
        query.state.data === undefined || (after >= inView.first && after <= inView.last),
    })),
  });
  const pages = queries.map((query) => query.data);
  const between = cursorsBetween(cursors, pages);
  if (between.length > 0) setCursors([...cursors, ...between].toSorted((a, b) => a - b));

  const newest = queries.toSorted((a, b) => b.dataUpdatedAt - a.dataUpdatedAt)[0];
  // An answer that could not be refreshed is still better than none.
  const broken = queries.filter((query) => query.isError && !query.data);
  const next = nextCursor(pages.at(-1));

  return {
    messages: joinPages(cursors, pages),
    total: newest?.data?.total ?? 0,
    loading: queries[0]?.isPending ?? true,
    error: (broken[0]?.error ?? null) as ApiError | null,
    retry: () => broken.forEach((query) => void query.refetch()),
    hasMore: next !== null || pages.at(-1) === undefined,
    onMore: () => {
      if (next !== null) setCursors((known) => (known.includes(next) ? known : [...known, next]));
    },
    onView: (first: number, last: number) => {
      const view = pagesOf(cursors, pages, [first, last]);
      setInView((old) => (old.first === view.first && old.last === view.last ? old : view));
    },
  };
}
