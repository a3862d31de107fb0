import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CallName } from '../shared/contract.ts';
import type { ApiError } from './api.ts';

/** Rows asked for at once. */
const PAGE = 200;
/** A thumb that is dragged passes thousands of pages: those where it rests this long are asked for, ms. */
const RESTS = 100;

interface Row {
  readonly id: number;
}

/** Where a page begins: `skip` rows behind the row `after`, or behind the beginning. */
export interface Place {
  readonly after: number | null;
  readonly skip: number;
  readonly limit: number;
}

interface LongListOptions<Input, Part, R> {
  /** The call that answers a page, and what it is asked for beside its place. */
  readonly name: CallName;
  readonly input: Input;
  readonly load: (place: Place) => Promise<Part>;
  readonly rowsOf: (part: Part) => readonly R[];
}

/** Rows of a list of any length by their place. */
export interface LongList<Part, R> {
  rowAt: (index: number) => R | undefined;
  /** One of those in sight, as it is by now. */
  find: (id: number) => R | undefined;
  /** The page that was answered last, also while those in sight are on their way. */
  newest: Part | undefined;
  /** The first rows, as soon as they are there. */
  firstRows: readonly R[];
  loading: boolean;
  error: ApiError | null;
  retry: () => void;
  /** To be told which rows are in sight: their pages are asked for, and kept fresh. */
  onView: (first: number, last: number) => void;
}

/** Asks for the pages of a long list that are in sight; the others are kept for a while, as all answers are. */
export function useLongList<Input, Part, R extends Row>({
  name,
  input,
  load,
  rowsOf,
}: LongListOptions<Input, Part, R>): LongList<Part, R> {
  const client = useQueryClient();
  const list = JSON.stringify(input);
  const [view, setView] = useState({ list, first: 0, last: 0 });
  const { first, last } = view.list === list ? view : { first: 0, last: 0 };
  const resting = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(resting.current), []);

  const keyOf = (page: number) => [name, input, page] as const;
  const queries = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, index) => {
      const page = first + index;
      return {
        queryKey: keyOf(page),
        queryFn: () => load(placeOf(page)),
        // Another list begins with the rows of the one before, so that nothing jumps.
        placeholderData: (_last: Part | undefined, lastQuery?: { queryKey: readonly unknown[] }) => {
          const isOfOther = lastQuery?.queryKey[2] === 0 && JSON.stringify(lastQuery.queryKey[1]) !== list;
          return page === 0 && isOfOther ? client.getQueryData<Part>(lastQuery.queryKey) : undefined;
        },
      };
    }),
  });

  /** Behind the page before where that one is there and holds; a place that is come to from afar is counted off. */
  function placeOf(page: number): Place {
    const before = page > 0 ? client.getQueryState<Part>(keyOf(page - 1)) : undefined;
    const rows = before?.data && !before.isInvalidated ? rowsOf(before.data) : [];
    const after = rows.length === PAGE ? rows.at(-1)?.id : undefined;
    return after === undefined
      ? { after: null, skip: page * PAGE, limit: PAGE }
      : { after, skip: 0, limit: PAGE };
  }

  const partOf = (page: number): Part | undefined =>
    page >= first && page <= last ? queries[page - first]?.data : client.getQueryData<Part>(keyOf(page));
  const known = client.getQueryCache().findAll({ queryKey: [name, input] });
  const newest = known.toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)[0];
  // An answer that could not be refreshed is still better than none.
  const broken = queries.filter((query) => query.isError && query.data === undefined);
  const firstPart = partOf(0);

  return {
    rowAt: (index) => {
      const part = partOf(Math.floor(index / PAGE));
      return part && rowsOf(part)[index % PAGE];
    },
    find: (id) => queries.flatMap(({ data }) => (data ? rowsOf(data) : [])).find((row) => row.id === id),
    newest: newest?.state.data as Part | undefined,
    firstRows: firstPart ? rowsOf(firstPart) : [],
    loading: first === 0 && (queries[0]?.isPending ?? true),
    error: (broken[0]?.error ?? null) as ApiError | null,
    retry: () => broken.forEach((query) => void query.refetch()),
    onView: (firstRow, lastRow) => {
      const next = { list, first: Math.floor(firstRow / PAGE), last: Math.floor(lastRow / PAGE) };
      window.clearTimeout(resting.current);
      if (next.first === first && next.last === last) return;
      const isNear = next.first === 0 || (next.first <= last + 1 && next.last >= first - 1);
      if (isNear) setView(next);
      else resting.current = window.setTimeout(() => setView(next), RESTS);
    },
  };
}
