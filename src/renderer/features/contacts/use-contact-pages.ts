import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import type { Contact, ContactFilter } from '../../../shared/contact.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { call, useCall, type ApiError } from '../../api.ts';

export type ContactsPart = CallOutput<'contacts.list'>;

const PAGE = 200;

/** The contacts that match, page after page, and how many there are as soon as they are counted. */
export function useContactPages(filter: ContactFilter) {
  const pages = useInfiniteQuery<
    ContactsPart,
    ApiError,
    { contacts: Contact[] },
    readonly unknown[],
    number | null
  >({
    queryKey: ['contacts.list', filter],
    queryFn: ({ pageParam }) => call('contacts.list', { ...filter, after: pageParam, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: (part) => part.next,
    select: joinParts,
    placeholderData: (last) => last,
  });
  // A million take a second to count by their fields: the rows do not wait for it.
  const { data: count } = useCall('contacts.count', filter);
  return { pages, contacts: pages.data?.contacts ?? [], total: count?.total };
}

function joinParts({ pages }: InfiniteData<ContactsPart, number | null>) {
  return { contacts: pages.flatMap((part) => part.contacts) };
}
