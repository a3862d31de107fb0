import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import type { Contact } from '../../../shared/contact.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { call, type ApiError } from '../../api.ts';

export type ContactsPart = CallOutput<'contacts.list'>;

const PAGE = 200;

/** The contacts of a list (of all with `null`) that match a search, page after page. */
export function useContactPages(listId: number | null, search: string) {
  return useInfiniteQuery<
    ContactsPart,
    ApiError,
    { contacts: Contact[]; total: number },
    readonly unknown[],
    number | null
  >({
    queryKey: ['contacts.list', { listId, search }],
    queryFn: ({ pageParam }) => call('contacts.list', { listId, search, after: pageParam, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: (part) => (part.contacts.length < PAGE ? null : (part.contacts.at(-1)?.id ?? null)),
    select: joinParts,
    placeholderData: (last) => last,
  });
}

function joinParts({ pages }: InfiniteData<ContactsPart, number | null>) {
  return { contacts: pages.flatMap((part) => part.contacts), total: pages[0]?.total ?? 0 };
}
