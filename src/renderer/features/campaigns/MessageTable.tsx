import { Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import type { Message, MessageState } from '../../../shared/message.ts';
import { DataGrid } from '../../ui/DataGrid.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { UnknownDecisionDialog, type Decision } from './UnknownDecisionDialog.tsx';
import { useMessageColumns } from './use-message-columns.tsx';
import { useMessagePages } from './use-message-pages.ts';

interface MessageTableProps {
  campaign: Campaign;
  filter: MessageState | null;
}

/** Each message of a campaign: to whom, in what state, and why. */
export function MessageTable({ campaign, filter }: MessageTableProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ message: Message; decision: Decision } | null>(null);
  const query = useMessagePages(campaign.id, filter);
  const columns = useMessageColumns(filter, (message, decision) => setAsked({ message, decision }));
  const { data, fetchNextPage, isFetchingNextPage } = query;
  const onMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);

  if (query.isError) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;

  return (
    <>
      <DataGrid
        label={t('messages.title')}
        columns={columns}
        rows={data?.messages ?? []}
        rowId={(message) => message.id}
        total={data?.total ?? 0}
        loading={query.isPending}
        hasMore={query.hasNextPage}
        onMore={onMore}
        empty={<Text c="dimmed">{t('messages.none')}</Text>}
      />
      <UnknownDecisionDialog
        campaign={campaign}
        messageIds={asked ? [asked.message.id] : []}
        count={1}
        decision={asked?.decision ?? null}
        onClose={() => setAsked(null)}
      />
    </>
  );
}
