import { useCall } from '../../api.ts';

const nothing = () => undefined;

/** Messages whose number or name begins so, in the form of a long list; asks for nothing while `search` is empty. */
export function useMessageSearch(id: number, search: string) {
  const { data, error, isPending, refetch } = useCall(
    'campaigns.searchMessages',
    { id, search },
    { enabled: search !== '', keepLast: true },
  );
  const messages = data?.messages ?? [];
  return {
    rowAt: (index: number) => messages[index],
    find: (sought: number) => messages.find((message) => message.id === sought),
    total: messages.length,
    loading: isPending,
    error: data ? null : error,
    retry: () => void refetch(),
    /** Whether more begin so than are shown. */
    isCut: data?.hasMore ?? false,
    onView: nothing,
  };
}
