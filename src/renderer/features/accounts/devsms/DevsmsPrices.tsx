import { Box, Group, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { DevsmsPrice } from '../../../../shared/devsms.ts';
import { useCall } from '../../../api.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { PlainTable, type PlainColumn } from '../../../ui/PlainTable.tsx';
import { ToneBadge } from '../../../ui/ToneBadge.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answer } from '../Answer.tsx';
import { pricesFor } from './price-search.ts';

/** What a part to each country costs; the table is Kaptar's own copy of DevSMS's document. */
export function DevsmsPrices({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const prices = useCall('devsms.prices', {}, { staleTime: Infinity });
  const columns = usePriceColumns(account);

  return (
    <Panel title={t('devsms.prices.title')} description={t('devsms.prices.hint')}>
      <TextInput
        aria-label={t('devsms.prices.search')}
        placeholder={t('devsms.prices.search')}
        leftSection={<IconSearch size={17} aria-hidden />}
        maw={330}
        maxLength={40}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Answer accountId={account.id} query={prices} height={480}>
        {(rows) => (
          // As wide as a row can be followed by the eye.
          <Box maw={760}>
            <PlainTable
              label={t('devsms.prices.title')}
              columns={columns}
              rows={pricesFor(rows, search)}
              rowKey={({ countryCode, prefix }) => `${countryCode}-${prefix}`}
              empty={t('devsms.prices.none', { search })}
            />
          </Box>
        )}
      </Answer>
    </Panel>
  );
}

/** Both price columns, with the account's own one marked. */
function usePriceColumns(account: Account): PlainColumn<DevsmsPrice>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const own = account.settings['userKind'] === 'foreign' ? 'foreign' : 'local';
  const price = (kind: 'local' | 'foreign'): PlainColumn<DevsmsPrice> => ({
    key: kind,
    header: (
      <Group gap={8} wrap="nowrap">
        {t(`devsms.prices.${kind}`)}
        {kind === own && <ToneBadge tone="waiting">{t('devsms.prices.yours')}</ToneBadge>}
      </Group>
    ),
    width: 'fit',
    marked: kind === own,
    align: 'end',
    cell: (row) => format.price(row[kind]),
  });
  return [
    {
      key: 'country',
      header: t('devsms.prices.country'),
      width: 'fit',
      cell: ({ country }) => country,
    },
    // Takes the rest: what begins a number stands beside its country.
    { key: 'prefix', header: t('devsms.prices.prefix'), cell: ({ prefix }) => `+${prefix}` },
    price('local'),
    price('foreign'),
  ];
}
