import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { MobsmsMessagePage } from '../../../../shared/mobsms.ts';
import { Pager } from '../../../ui/Pager.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { PlainTable } from '../../../ui/PlainTable.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answer } from '../Answer.tsx';
import { LookUp } from '../LookUp.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useProviderCall } from '../use-provider-call.ts';
import { everything, queryOf, type MessageFilter } from './message-filter.ts';
import { MessageFilters } from './MessageFilters.tsx';
import type { OpenedMessage } from './opened-message.ts';
import { useMobsmsColumns } from './use-mobsms-columns.tsx';

interface MessageBoxProps {
  account: Account;
  onOpen: (message: OpenedMessage) => void;
}

/** All messages, the outbox or the inbox of MobSMS, a page at a time; `onOpen` shows one of them. */
export function MessageBox({ account, onOpen }: MessageBoxProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState(everything);
  const [page, setPage] = useState(1);
  const query = useProviderCall(
    'mobsms.messages',
    { accountId: account.id, page, ...queryOf(filter) },
    { keepLast: true },
  );
  const columns = useMobsmsColumns(onOpen);
  const choose = (chosen: MessageFilter) => {
    setFilter(chosen);
    setPage(1);
  };

  return (
    <Panel
      title={t('mobsms.messages.title')}
      description={t('mobsms.messages.hint')}
      actions={<RefreshButton query={query} label={t('mobsms.messages.refresh')} />}
    >
      <MessageFilters account={account} filter={filter} onChange={choose} />
      <LookUp
        label={t('mobsms.messages.lookUp.label')}
        hint={t('mobsms.messages.lookUp.hint')}
        onLookUp={(id) => onOpen({ id, row: null })}
      />
      <Answer accountId={account.id} query={query} height={320}>
        {(shown) => (
          <Stack gap="sm">
            <PlainTable
              label={t('mobsms.messages.title')}
              columns={columns}
              rows={shown.messages}
              rowKey={({ id }) => id}
              empty={t(page > 1 ? 'ui.pages.end' : 'mobsms.messages.empty')}
            />
            <MessagePager shown={shown} page={page} busy={query.isPlaceholderData} onPage={setPage} />
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

interface MessagePagerProps {
  shown: MobsmsMessagePage;
  page: number;
  busy: boolean;
  onPage: (page: number) => void;
}

function MessagePager({ shown, page, busy, onPage }: MessagePagerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { messages, perPage, total } = shown;
  const pages = total !== null && perPage ? Math.max(1, Math.ceil(total / perPage)) : null;
  return (
    <Pager
      shown={
        pages === null
          ? t('ui.pages.page', { page: format.count(page) })
          : t('ui.pages.pageOf', { page: format.count(page), pages: format.count(pages) })
      }
      hasPrevious={page > 1}
      // Where MobSMS does not say how many there are, only an empty page is surely the last.
      hasNext={pages === null ? messages.length > 0 : page < pages}
      busy={busy}
      onPrevious={() => onPage(page - 1)}
      onNext={() => onPage(page + 1)}
    />
  );
}
