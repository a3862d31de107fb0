import { useLocation } from 'wouter';
import type { Campaign } from '../../../shared/campaign.ts';
import { useComposeDrafts } from './compose-drafts.tsx';

/** Begins a new campaign with the text, the list and the account of one that was. */
export function useUseAgain({ listId, accountId, template }: Campaign) {
  const [, go] = useLocation();
  const { open } = useComposeDrafts();
  const written = open.get('own')?.template ?? '';
  return {
    /** Whether another text is being written. */
    wouldReplace: written.trim() !== '' && written !== template,
    begin: () => {
      open.set('own', {
        step: 'message',
        listId,
        accountId,
        routing: null,
        schedule: null,
        name: null,
        template,
        plainCharacters: false,
      });
      go('/campaigns/new');
    },
  };
}
