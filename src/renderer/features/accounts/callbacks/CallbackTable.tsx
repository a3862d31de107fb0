import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { CallbackStanding } from '../../../../shared/callbacks.ts';
import { useCall } from '../../../api.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { PlainTable, type PlainColumn } from '../../../ui/PlainTable.tsx';
import { useFormat } from '../../../ui/use-format.ts';

type Row = CallbackStanding['accounts'][number];

/** What the listener has heard for each account. */
export function CallbackTable({ standing }: { standing: CallbackStanding }) {
  const { t } = useTranslation();
  const columns = useCallbackColumns();
  return (
    <Panel title={t('callbacks.accounts.title')} description={t('callbacks.accounts.hint')}>
      <PlainTable
        label={t('callbacks.accounts.title')}
        columns={columns}
        rows={standing.accounts}
        rowKey={({ accountId }) => String(accountId)}
      />
      <Text size="xs" c="dimmed">
        {t('callbacks.accounts.since')}
      </Text>
    </Panel>
  );
}

function useCallbackColumns(): PlainColumn<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const accounts = useCall('accounts.list', {});
  const nameOf = (id: number) => accounts.data?.find((account) => account.id === id)?.name ?? String(id);
  return [
    {
      key: 'account',
      header: t('accounts.one'),
      cell: ({ accountId }) => (
        <Anchor component={Link} href={`/accounts/${accountId}/advanced`}>
          {nameOf(accountId)}
        </Anchor>
      ),
    },
    {
      key: 'heard',
      header: t('callbacks.heard'),
      align: 'end',
      width: 'fit',
      cell: ({ heard }) => format.count(heard),
    },
    {
      key: 'refused',
      header: t('callbacks.refused'),
      align: 'end',
      width: 'fit',
      cell: ({ refused }) => format.count(refused),
    },
    {
      key: 'last',
      header: t('callbacks.last'),
      width: 'fit',
      cell: ({ lastHeardAt }) => (lastHeardAt === null ? t('callbacks.never') : format.dateTime(lastHeardAt)),
    },
  ];
}
