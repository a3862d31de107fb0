import { Button, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../../../shared/account.ts';
import type { MobsmsAccount } from '../../../../shared/mobsms.ts';
import { Facts } from '../../../ui/Facts.tsx';
import { Figure } from '../../../ui/Figure.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Answer } from '../Answer.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useProviderCall } from '../use-provider-call.ts';
import { usePlainNumber } from './use-plain-number.ts';
import { usePlanName } from './use-plan-name.ts';

/** Whose account it is, what MobSMS has counted for it, and its plan. */
export function MobsmsOverview({ account }: { account: Account }) {
  const { t } = useTranslation();
  const query = useProviderCall('mobsms.account', { accountId: account.id });
  return (
    <Panel
      title={t('mobsms.overview.title')}
      actions={
        <>
          <RefreshButton query={query} label={t('mobsms.overview.refresh')} />
          <Button component={Link} href={`/accounts/${account.id}/subscription`} variant="default" size="xs">
            {t('mobsms.overview.seePlan')}
          </Button>
        </>
      }
    >
      <Answer accountId={account.id} query={query} height={300}>
        {(told) => <Overview told={told} />}
      </Answer>
    </Panel>
  );
}

function Overview({ told }: { told: MobsmsAccount }) {
  const { t } = useTranslation();
  const number = usePlainNumber();
  const planName = usePlanName();
  const { user, usage, stats, subscription } = told;
  const periods = [
    { key: 'today', sms: usage.todaySms, spent: usage.todaySpent },
    { key: 'month', sms: usage.monthSms, spent: usage.monthSpent },
    { key: 'total', sms: usage.totalSms, spent: usage.totalSpent },
  ] as const;
  const counts = ['sent', 'delivered', 'failed', 'pending', 'received'] as const;

  return (
    <>
      <SimpleGrid minColWidth="160px" autoFlow="auto-fit" spacing="lg">
        {periods.map(({ key, sms, spent }) => (
          <div key={key}>
            <Figure label={t(`mobsms.overview.${key}`)} value={number(sms) ?? t('ui.notTold')} />
            <Text c="dimmed" className="number">
              {spent !== null && t('mobsms.overview.spent', { amount: number(spent) })}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      <SimpleGrid minColWidth="300px" spacing="xl" pt="xs">
        <Facts
          facts={[
            { label: t('mobsms.overview.user'), value: user.name },
            { label: t('mobsms.overview.email'), value: user.email },
            { label: t('mobsms.overview.balance'), value: number(told.balance) },
            { label: t('mobsms.overview.rate'), value: number(told.smsRate) },
            {
              label: t('mobsms.overview.phones'),
              value:
                stats.devices === null
                  ? null
                  : t('mobsms.overview.active', {
                      active: number(stats.activeDevices ?? 0),
                      all: number(stats.devices),
                    }),
            },
            { label: t('mobsms.subscription.plan'), value: planName(subscription.plan) },
          ]}
        />
        <Facts
          facts={counts.map((key) => ({ label: t(`mobsms.overview.${key}`), value: number(stats[key]) }))}
        />
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        {t('mobsms.overview.noCurrency')}
      </Text>
    </>
  );
}
