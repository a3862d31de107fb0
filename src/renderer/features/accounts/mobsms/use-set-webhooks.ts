import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../../shared/contract.ts';
import type { MobsmsWebhooks } from '../../../../shared/mobsms.ts';
import { call, callKey, type ApiError } from '../../../api.ts';
import { useTell } from '../../../ui/use-tell.tsx';

/** Tells MobSMS where to report, and shows what it made of it. */
export function useSetWebhooks(accountId: number) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  return useMutation<MobsmsWebhooks, ApiError, CallInput<'mobsms.setWebhooks'>['to']>({
    mutationFn: (to) => call('mobsms.setWebhooks', { accountId, to }),
    onSuccess: (webhooks) => {
      client.setQueryData(callKey('mobsms.webhooks', { accountId }), webhooks);
      tell.done(t('mobsms.webhooks.done'));
    },
  });
}
