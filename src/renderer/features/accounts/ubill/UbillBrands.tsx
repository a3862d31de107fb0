import { Button, Text } from '@mantine/core';
import { IconCircleCheck, IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { UbillBrand } from '../../../../shared/ubill.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { PlainTable, type PlainColumn } from '../../../ui/PlainTable.tsx';
import { ToneBadge } from '../../../ui/ToneBadge.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answer } from '../Answer.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useChangeSettings } from '../use-change-settings.ts';
import { useProviderCall } from '../use-provider-call.ts';
import { BrandState } from './BrandState.tsx';
import { CreateBrand } from './CreateBrand.tsx';

/** The sender names of a uBill account: which may send, which of them this account uses, and a new one. */
export function UbillBrands({ account }: { account: Account }) {
  const { t } = useTranslation();
  const query = useProviderCall('ubill.brands', { accountId: account.id });

  const columns = useBrandColumns(account);

  return (
    <>
      <Panel
        title={t('ubill.brands.title')}
        description={t('ubill.brands.hint')}
        actions={<RefreshButton query={query} />}
      >
        <Answer accountId={account.id} query={query} height={140}>
          {(brands) => {
            if (!brands) return <Text c="dimmed">{t('ubill.brands.untold')}</Text>;
            if (brands.length === 0) {
              return (
                <Empty icon={<IconSignature size={28} aria-hidden />} title={t('ubill.brands.empty.title')}>
                  {t('ubill.brands.empty.body')}
                </Empty>
              );
            }
            return (
              <PlainTable
                label={t('ubill.brands.title')}
                columns={columns}
                rows={brands}
                rowKey={({ id }) => id}
              />
            );
          }}
        </Answer>
      </Panel>
      {/* Where the brands are not told, neither can one be made. */}
      {query.data && <CreateBrand account={account} />}
    </>
  );
}

function useBrandColumns(account: Account): PlainColumn<UbillBrand>[] {
  const { t } = useTranslation();
  const change = useChangeSettings(account);
  const format = useFormat();
  const used = String(account.settings['brandID']);
  /** uBill writes `2026-01-01 00:00:00`, in a zone that it does not name: the day is enough. */
  const dayOf = (written: string | null) => {
    const day = written?.match(/^\d{4}-\d{2}-\d{2}\b/)?.[0];
    return day !== undefined && !Number.isNaN(Date.parse(day)) ? format.isoDate(day) : written;
  };
  return [
    { key: 'name', header: t('ubill.brands.name'), cell: ({ name }) => <Text fw={600}>{name}</Text> },
    { key: 'id', header: t('ubill.brands.id'), width: 'fit', align: 'end', cell: ({ id }) => id },
    {
      key: 'state',
      header: t('ubill.brands.state'),
      width: 'fit',
      cell: ({ authorized }) => <BrandState authorized={authorized} />,
    },
    {
      key: 'createdAt',
      header: t('ubill.brands.createdAt'),
      width: 'fit',
      cell: ({ createdAt }) => dayOf(createdAt) ?? t('accounts.none'),
    },
    {
      key: 'use',
      pinned: true,
      header: t('ubill.brands.use.header'),
      width: 'fit',
      cell: ({ id, name, authorized }) =>
        id === used ? (
          <ToneBadge tone="good" icon={<IconCircleCheck size={14} stroke={2} aria-hidden />}>
            {t('ubill.brands.use.used')}
          </ToneBadge>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            disabled={!authorized}
            loading={change.isPending && change.variables?.['brandID'] === Number(id)}
            aria-label={t('ubill.brands.use.named', { name })}
            onClick={() => change.mutate({ brandID: Number(id) })}
          >
            {t('ubill.brands.use.action')}
          </Button>
        ),
    },
  ];
}
