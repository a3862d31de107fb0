import { SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { DevsmsBalance } from '../../../../shared/devsms.ts';
import type { Money } from '../../../../shared/money.ts';
import { Figure } from '../../../ui/Figure.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answer } from '../Answer.tsx';
import { useProviderCall } from '../use-provider-call.ts';

/** What DevSMS counts for this account: messages and money, today, this month and in all; asked anew with the balance. */
export function DevsmsStatistics({ account }: { account: Account }) {
  const { t } = useTranslation();
  const query = useProviderCall('devsms.balance', { accountId: account.id });
  return (
    <Panel title={t('devsms.statistics.title')} description={t('devsms.statistics.hint')}>
      <Answer accountId={account.id} query={query} height={70}>
        {({ statistics }) => (
          <SimpleGrid minColWidth="160px" spacing="lg">
            {periodsOf(statistics).map(({ period, sms, spent }) => (
              <Period key={period} period={period} sms={sms} spent={spent} />
            ))}
          </SimpleGrid>
        )}
      </Answer>
    </Panel>
  );
}

interface PeriodProps {
  period: 'today' | 'month' | 'total';
  sms: number | null;
  spent: Money | null;
}

function Period({ period, sms, spent }: PeriodProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <Figure
        label={t(`devsms.statistics.${period}`)}
        value={
          sms === null
            ? t('ui.notTold')
            : t('devsms.statistics.sms', { count: sms, number: format.count(sms) })
        }
      />
      <Text c="dimmed" className="number">
        {spent && t('devsms.statistics.spent', { money: format.money(spent) })}
      </Text>
    </div>
  );
}

function periodsOf(statistics: DevsmsBalance['statistics']): PeriodProps[] {
  const { todaySms, todaySpent, monthSms, monthSpent, totalSms, totalSpent } = statistics;
  return [
    { period: 'today', sms: todaySms, spent: todaySpent },
    { period: 'month', sms: monthSms, spent: monthSpent },
    { period: 'total', sms: totalSms, spent: totalSpent },
  ];
}
