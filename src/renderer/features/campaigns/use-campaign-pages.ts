import { useInfiniteQuery } from '@tanstack/react-query';
import type { Campaign, CampaignFilter } from '../../../shared/campaign.ts';
import { call, type ApiError } from '../../api.ts';

/** Campaigns asked for at once: more than a screen shows, few enough to be there at once. */
const PAGE = 50;

/** Campaigns to lists, the newest first, page after page. */
export function useCampaignPages(show: CampaignFilter, search: string) {
  const query = useInfiniteQuery<
    Campaign[],
    ApiError,
    { pages: Campaign[][] },
    readonly unknown[],
    number | null
  >({
    queryKey: ['campaigns.list', { show, search, pages: PAGE }],
    queryFn: ({ pageParam }) => call('campaigns.list', { show, search, before: pageParam, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.id),
  });
  return { ...query, campaigns: query.data?.pages.flat() };
}
