import type { ContactFilter } from '../../../shared/contact.ts';
import { call, useCall } from '../../api.ts';
import { useLongList } from '../../use-long-list.ts';

/** The contacts that match, by their place, and how many there are as soon as they are counted. */
export function useContactPages(filter: ContactFilter) {
  const list = useLongList({
    name: 'contacts.list',
    input: filter,
    load: (place) => call('contacts.list', { ...filter, ...place }),
    rowsOf: ({ contacts }) => contacts,
  });
  // A million take a second to count by their fields: the rows do not wait for it.
  const { data: count } = useCall('contacts.count', filter);
  return { ...list, total: count?.total };
}
