import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Campaign } from '../../../shared/campaign.ts';
import { call, callKey, type ApiError } from '../../api.ts';

/** What an operator does to a campaign. */
export type CampaignVerb = 'start' | 'pause' | 'resume' | 'cancel' | 'withdraw';

/** Does it, and shows the campaign as it is afterwards without waiting for the next news. */
export function useCampaignAction(campaign: Campaign, verb: CampaignVerb) {
  const client = useQueryClient();
  const { id } = campaign;
  return useMutation<Campaign, ApiError>({
    mutationFn: () => call(`campaigns.${verb}`, { id }),
    onSuccess: (after) => {
      client.setQueryData(callKey('campaigns.get', { id }), after);
      void client.invalidateQueries({ queryKey: ['campaigns.list'] });
      void client.invalidateQueries({ queryKey: ['campaigns.messages'] });
      void client.invalidateQueries({ queryKey: callKey('campaigns.progress', { id }) });
    },
  });
}
