import { useMemo } from 'react';
import type { Account } from '../../../shared/account.ts';
import type { Campaign } from '../../../shared/campaign.ts';
import { useCall } from '../../api.ts';

/** The accounts that have messages of a campaign; one that was removed meanwhile is not among them. */
export function useCampaignAccounts(campaign: Campaign | undefined): readonly Account[] {
  const { data: accounts } = useCall('accounts.list', {});
  // The list is fetched anew with every balance, the ids with every bit of progress: rows compare by identity.
  const ids = campaign?.accountIds.join() ?? '';
  return useMemo(() => {
    const wanted = new Set(ids.split(',').map(Number));
    return accounts?.filter(({ id }) => wanted.has(id)) ?? [];
  }, [accounts, ids]);
}
