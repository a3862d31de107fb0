import { Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { DevsmsStatusFilter, type DevsmsSms } from '../../../../shared/devsms.ts';
import { Pager } from '../../../ui/Pager.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { PlainTable } from '../../../ui/PlainTable.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answer } from '../Answer.tsx';
import { LookUp } from '../LookUp.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useProviderCall } from '../use-provider-call.ts';
import { DevsmsSmsDialog } from './DevsmsSmsDialog.tsx';
import { useDevsmsColumns } from './use-devsms-columns.tsx';

/** Rows of a page; the document (section 2) allows 200 at most. */
const pageSizes = ['25', '50', '100', '200'] as const;

/** What DevSMS has sent for this account, from Kaptar or not, a page at a time. */
export function DevsmsHistory({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [status, setStatus] = useState<DevsmsSms['status'] | null>(null);
  const [limit, setLimit] = useState(50);
  const [offset, setOffset] = useState(0);
  const [opened, setOpened] = useState<string | null>(null);
  const filter = DevsmsStatusFilter.options.find((known) => known === status) ?? null;
  const query = useProviderCall(
    'devsms.history',
    { accountId: account.id, limit, offset, status: filter },
    { keepLast: true },
  );
  const columns = useDevsmsColumns(setOpened);

  return (
    <Panel
      title={t('devsms.history.title')}
      description={t('devsms.history.hint')}
      actions={<RefreshButton query={query} />}
    >
      <Group gap="sm" align="flex-end" justify="space-between">
        <Group gap="sm">
          <Select
            label={t('devsms.history.status')}
            w={170}
            data={[
              { value: '', label: t('accounts.filter.all') },
              ...DevsmsStatusFilter.options.map((value) => ({ value, label: t(`accounts.status.${value}`) })),
            ]}
            value={status ?? ''}
            onChange={(value) => {
              setStatus(value || null);
              setOffset(0);
            }}
          />
          <Select
            label={t('devsms.history.limit')}
            w={120}
            data={pageSizes.map((value) => ({ value, label: value }))}
            value={String(limit)}
            onChange={(value) => {
              setLimit(Number(value));
              setOffset(0);
            }}
          />
        </Group>
        <LookUp
          label={t('devsms.history.lookUp.label')}
          hint={t('devsms.history.lookUp.hint')}
          onLookUp={setOpened}
        />
      </Group>
      <Answer accountId={account.id} query={query} height={320}>
        {({ rows, more }) => (
          <Stack gap="sm">
            <PlainTable
              label={t('devsms.history.title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              empty={t(offset > 0 ? 'ui.pages.end' : 'devsms.history.empty')}
            />
            <HistoryPager
              offset={offset}
              limit={limit}
              rows={rows.length}
              more={more}
              busy={query.isPlaceholderData}
              onOffset={setOffset}
            />
          </Stack>
        )}
      </Answer>
      <DevsmsSmsDialog account={account} id={opened} onClose={() => setOpened(null)} />
    </Panel>
  );
}

interface HistoryPagerProps {
  offset: number;
  limit: number;
  rows: number;
  more: boolean;
  busy: boolean;
  onOffset: (offset: number) => void;
}

/** DevSMS does not say how many there are. */
function HistoryPager({ offset, limit, rows, more, busy, onOffset }: HistoryPagerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const from = format.count(offset + 1);
  const to = format.count(offset + rows);
  return (
    <Pager
      shown={rows === 0 ? '' : t('ui.pages.rows', { from, to })}
      hasPrevious={offset > 0}
      hasNext={more}
      busy={busy}
      onPrevious={() => onOffset(Math.max(0, offset - limit))}
      onNext={() => onOffset(offset + limit)}
    />
  );
}
