import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import { useAction } from '../../api.ts';
import { useTell } from '../../ui/use-tell.tsx';

/** Puts a campaign out of sight, or back into it, with an undo for as long as the word about it stands. */
export function useArchive({ id, name }: Campaign): (archived: boolean) => void {
  const { t } = useTranslation();
  const tell = useTell();
  const archive = useAction('campaigns.archive');
  const set = (archived: boolean, onSuccess?: () => void) =>
    archive.mutate({ id, archived }, { onError: tell.trouble, ...(onSuccess ? { onSuccess } : {}) });
  return (archived) =>
    set(archived, () =>
      tell.done(t(archived ? 'campaigns.archived' : 'campaigns.unarchived', { name }), () => set(!archived)),
    );
}
