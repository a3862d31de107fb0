import type { MessageErrorCode, MessageState } from '../../../shared/message.ts';
import { call } from '../../api.ts';
import { useLongList } from '../../use-long-list.ts';

/**
 * The messages of a campaign in one state and with one error (in all, with any, with `null`), by their place. Only the
 * pages in sight are refetched when something changes; the others when they are looked at again.
 */
export function useMessagePages(id: number, state: MessageState | null, error: MessageErrorCode | null) {
  const input = { id, state, error };
  const list = useLongList({
    name: 'campaigns.messages',
    input,
    load: (place) => call('campaigns.messages', { ...input, ...place }),
    rowsOf: ({ messages }) => messages,
  });
  return { ...list, total: list.newest?.total ?? 0 };
}
