import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import type { CallOutput } from '../../../shared/contract.ts';
import type { Message, MessageState } from '../../../shared/message.ts';
import { call, type ApiError } from '../../api.ts';

type MessagesPart = CallOutput<'campaigns.messages'>;

const PAGE = 200;

/** The messages of a campaign in one state (in all with `null`), page after page. */
export function useMessagePages(id: number, state: MessageState | null) {
  return useInfiniteQuery<
    MessagesPart,
    ApiError,
    { messages: Message[]; total: number },
    readonly unknown[],
    number | null
  >({
    queryKey: ['campaigns.messages', { id, state }],
    queryFn: ({ pageParam }) => call('campaigns.messages', { id, state, after: pageParam, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: (part) => (part.messages.length < PAGE ? null : (part.messages.at(-1)?.id ?? null)),
    select: joinParts,
  });
}

function joinParts({ pages }: InfiniteData<MessagesPart, number | null>) {
  return { messages: pages.flatMap((part) => part.messages), total: pages[0]?.total ?? 0 };
}
