import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import type { CallOutput } from '../../../shared/contract.ts';
import type { Thread } from '../../../shared/inbox.ts';
import { call, type ApiError } from '../../api.ts';

type ThreadsPart = CallOutput<'inbox.threads'>;
type PageEnd = Pick<Thread, 'lastAt' | 'accountId' | 'phone'> | null;

/** More than anybody scrolls through in one go. */
const PAGE = 50;

/** All conversations, those with the newest message first, page after page. */
export function useThreadPages() {
  return useInfiniteQuery<ThreadsPart, ApiError, Thread[], readonly unknown[], PageEnd>({
    queryKey: ['inbox.threads', 'pages'],
    queryFn: ({ pageParam }) => call('inbox.threads', { before: pageParam, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: ({ threads }) => (threads.length < PAGE ? null : endOf(threads.at(-1))),
    select: joinParts,
  });
}

function endOf(thread: Thread | undefined): PageEnd {
  return thread ? { lastAt: thread.lastAt, accountId: thread.accountId, phone: thread.phone } : null;
}

/** A conversation that moved to the top while pages were fetched stands in two of them. */
function joinParts({ pages }: InfiniteData<ThreadsPart, PageEnd>): Thread[] {
  const known = new Set<string>();
  return pages
    .flatMap(({ threads }) => threads)
    .filter(({ accountId, phone }) => {
      const key = `${accountId} ${phone}`;
      if (known.has(key)) return false;
      known.add(key);
      return true;
    });
}
