import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { call, callKey, type ApiError } from '../../api.ts';
import { useTell } from '../../ui/use-tell.tsx';
import type { SettingValue } from './account-form.ts';

/** Changes some settings of an account and leaves the others as they are. */
export function useChangeSettings(account: Account) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const { id, name, settings } = account;
  return useMutation<Account, ApiError, Record<string, SettingValue>>({
    mutationFn: (changes) => call('accounts.update', { id, name, settings: { ...settings, ...changes } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['accounts.list'] });
      // What the check said of the old settings says nothing about these.
      void client.resetQueries({ queryKey: callKey('accounts.check', { id }) });
      tell.done(t('accounts.saved', { name }));
    },
    onError: tell.trouble,
  });
}
