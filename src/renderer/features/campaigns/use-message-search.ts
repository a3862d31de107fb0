import { useCall } from '../../api.ts';

const nothing = () => undefined;

/** Messages whose number or name begins so, in the form of pages; asks for nothing while `search` is empty. */
export function useMessageSearch(id: number, search: string) {
  const { data, error, isPending, refetch } = useCall(
    'campaigns.searchMessages',
    { id, search },
    { enabled: search !== '', keepLast: true },
  );
  const messages = data?.messages ?? [];
  return {
    messages,
    total: messages.length,
    loading: isPending,
    error: data ? null : error,
    retry: () => void refetch(),
    hasMore: false,
    /** Whether more begin so than are shown. */
    isCut: data?.hasMore ?? false,
    onMore: nothing,
    onView: nothing,
  };
}
