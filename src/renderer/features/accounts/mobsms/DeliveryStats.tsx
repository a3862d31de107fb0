import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { MobsmsDeliveryStats } from '../../../../shared/mobsms.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { PlainTable, type PlainColumn } from '../../../ui/PlainTable.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answer } from '../Answer.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useProviderCall } from '../use-provider-call.ts';
import { usePlainNumber } from './use-plain-number.ts';

const periods = ['today', 'thisWeek', 'thisMonth'] as const;
const counts = ['sent', 'delivered', 'failed'] as const;
type Row = { period: (typeof periods)[number] } & MobsmsDeliveryStats['today'];

/** How many messages arrived, today, this week and this month. */
export function DeliveryStats({ account }: { account: Account }) {
  const { t } = useTranslation();
  const format = useFormat();
  const number = usePlainNumber();
  const query = useProviderCall('mobsms.deliveryStats', { accountId: account.id });
  const none = t('accounts.none');
  // A count that MobSMS tells for no period has no column.
  const isTold = (rows: readonly Row[], key: (typeof counts)[number]) =>
    rows.some((row) => row[key] !== null);
  const columnsOf = (rows: readonly Row[]): PlainColumn<Row>[] => [
    {
      key: 'period',
      header: t('mobsms.stats.period'),
      cell: ({ period }) => t(`mobsms.stats.periods.${period}`),
    },
    ...counts
      .filter((key) => isTold(rows, key))
      .map((key): PlainColumn<Row> => ({
        key,
        header: t(`mobsms.overview.${key}`),
        align: 'end',
        width: 'fit',
        cell: (row) => number(row[key]) ?? none,
      })),
    {
      key: 'rate',
      header: t('mobsms.stats.rate'),
      align: 'end',
      width: 'fit',
      cell: ({ deliveryRate }) => (deliveryRate === null ? none : format.percent(deliveryRate / 100)),
    },
  ];
  return (
    <Panel
      title={t('mobsms.stats.title')}
      actions={<RefreshButton query={query} label={t('mobsms.stats.refresh')} />}
    >
      <Answer accountId={account.id} query={query} height={150}>
        {(stats) => {
          const rows = periods.map((period) => ({ period, ...stats[period] }));
          return (
            <PlainTable
              label={t('mobsms.stats.title')}
              columns={columnsOf(rows)}
              rows={rows}
              rowKey={({ period }) => period}
            />
          );
        }}
      </Answer>
    </Panel>
  );
}
