import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { call, type ApiError } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';

/** Looks for new messages now, at every account that receives. */
export function useRefresh(accounts: readonly Account[]) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const tell = useTell();
  return useMutation<number, ApiError>({
    mutationFn: async () => {
      const answers = await Promise.all(accounts.map(({ id }) => call('inbox.refresh', { accountId: id })));
      return answers.reduce((sum, { received }) => sum + received, 0);
    },
    onSuccess: (received) => {
      tell.done(t('inbox.refreshed', { count: received, number: format.count(received) }));
    },
    onError: tell.trouble,
    // Some accounts may have answered before one of them failed.
    onSettled: () => client.invalidateQueries({ queryKey: ['inbox.threads'] }),
  });
}
