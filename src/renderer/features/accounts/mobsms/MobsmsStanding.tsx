import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { Figure } from '../../../ui/Figure.tsx';
import { Answer } from '../Answer.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useProviderCall } from '../use-provider-call.ts';
import { usePlainNumber } from './use-plain-number.ts';

/** What is left at MobSMS: an amount without a currency, as MobSMS tells it. */
export function MobsmsStanding({ account }: { account: Account }) {
  const { t } = useTranslation();
  const number = usePlainNumber();
  const query = useProviderCall('mobsms.account', { accountId: account.id });
  return (
    <Answer accountId={account.id} query={query} height={58}>
      {({ balance }) => (
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Figure label={t('accounts.balance')} value={number(balance) ?? t('ui.notTold')} />
          <RefreshButton query={query} label={t('accounts.checkAgainFor', { name: account.name })} />
        </Group>
      )}
    </Answer>
  );
}
