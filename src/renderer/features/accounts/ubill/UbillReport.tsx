import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { formatPhone } from '../../../../shared/phone.ts';
import type { UbillDelivery } from '../../../../shared/ubill.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { PlainTable, type PlainColumn } from '../../../ui/PlainTable.tsx';
import { Answer } from '../Answer.tsx';
import { LookUp } from '../LookUp.tsx';
import { ProviderStatus } from '../ProviderStatus.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useProviderCall } from '../use-provider-call.ts';

/** The words of uBill's document (callback, `statusID`), in those that `ProviderStatus` knows. */
const words: readonly string[] = ['sent', 'delivered', 'failed', 'pending', 'error'];

/** What became of each number of one request, by the id that uBill gave it. */
export function UbillReport({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [smsId, setSmsId] = useState<string | null>(null);
  const query = useProviderCall(
    'ubill.report',
    { accountId: account.id, smsId: smsId ?? '' },
    { enabled: smsId !== null },
  );
  const columns = useReportColumns();

  return (
    <Panel
      title={t('ubill.report.title')}
      description={t('ubill.report.hint')}
      actions={smsId !== null && <RefreshButton query={query} />}
    >
      <LookUp label={t('ubill.report.label')} hint={t('ubill.report.example')} onLookUp={setSmsId} />
      {smsId !== null && (
        <Answer accountId={account.id} query={query}>
          {(rows) => {
            if (!rows) return <Text c="dimmed">{t('ubill.report.untold')}</Text>;
            return (
              <PlainTable
                label={t('ubill.report.of', { id: smsId })}
                columns={columns}
                rows={rows}
                rowKey={({ number }) => number}
                empty={t('ubill.report.empty')}
              />
            );
          }}
        </Answer>
      )}
    </Panel>
  );
}

function useReportColumns(): PlainColumn<UbillDelivery>[] {
  const { t } = useTranslation();
  return [
    { key: 'number', header: t('ubill.report.number'), cell: ({ number }) => formatPhone(`+${number}`) },
    {
      key: 'status',
      header: t('ubill.report.status'),
      width: 'fit',
      cell: ({ statusId }) => (
        <ProviderStatus status={words[statusId] ?? t('ubill.report.code', { code: statusId })} />
      ),
    },
  ];
}
