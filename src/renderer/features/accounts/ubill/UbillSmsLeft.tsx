import { useTranslation } from 'react-i18next';
import { Text } from '@mantine/core';
import type { Account } from '../../../../shared/account.ts';
import { Figure } from '../../../ui/Figure.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answer } from '../Answer.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useProviderCall } from '../use-provider-call.ts';

/** How many SMS the account has bought and not sent yet. */
export function UbillSmsLeft({ account }: { account: Account }) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useProviderCall('ubill.balance', { accountId: account.id });
  return (
    <Panel
      title={t('ubill.left.title')}
      actions={<RefreshButton query={query} label={t('ubill.left.refresh')} />}
    >
      <Answer accountId={account.id} query={query} height={54}>
        {(balance) =>
          balance ? (
            <div>
              <Figure label={t('ubill.left.label')} value={format.count(balance.sms)} />
              <Text c="dimmed">{t('ubill.left.hint')}</Text>
            </div>
          ) : (
            <Text c="dimmed">{t('ubill.left.untold')}</Text>
          )
        }
      </Answer>
    </Panel>
  );
}
