import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Campaign } from '../../../shared/campaign.ts';
import type { UnknownDecision } from '../../../shared/decision.ts';
import type { Message, MessageErrorCode, MessageState } from '../../../shared/message.ts';
import { DataGrid } from '../../ui/DataGrid.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './MessageTable.module.css';
import { MessageDialog } from './MessageDialog.tsx';
import { UnknownDecisionDialog } from './UnknownDecisionDialog.tsx';
import { decisionsOn } from './unknown-decision.ts';
import { useEngineReady } from './use-campaign-standing.ts';
import { useMessageColumns } from './use-message-columns.tsx';
import { useMessagePages } from './use-message-pages.ts';
import { useMessageSearch } from './use-message-search.ts';

interface MessageTableProps {
  campaign: Campaign;
  /** Those that have messages of it. */
  accounts: readonly Account[];
  filter: MessageState | null;
  error: MessageErrorCode | null;
  /** Beginning of a number or a name, which is looked for in all states; empty for none. */
  search: string;
}

/** Each message of a campaign: to whom, in what state, and why. */
export function MessageTable({ campaign, accounts, filter, error, search }: MessageTableProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ message: Message; decision: UnknownDecision } | null>(null);
  const [opened, setOpened] = useState<Message | null>(null);
  const { ref, width } = useElementSize();
  const ready = useEngineReady();
  const pages = useMessagePages(campaign.id, filter, error);
  const found = useMessageSearch(campaign.id, search);
  const shown = search === '' ? pages : found;
  const columns = useMessageColumns({
    filter,
    width,
    accounts,
    decisions: ready ? decisionsOn(campaign) : [],
    onDecide: (message, decision) => setAsked({ message, decision }),
    onOpen: setOpened,
  });

  if (shown.error) return <ErrorNote error={shown.error} onRetry={shown.retry} />;

  return (
    <div ref={ref} className={classes.table}>
      <DataGrid
        label={t('messages.title')}
        columns={columns}
        count={shown.loading ? 0 : shown.total}
        rowAt={shown.rowAt}
        rowId={(message) => message.id}
        loading={shown.loading}
        onView={shown.onView}
        empty={
          <Text c="dimmed">
            {search === '' ? t('messages.none') : t('messages.search.nothing', { search })}
          </Text>
        }
      />
      <MessageDialog
        // As it is by now; one that has left the filter, as it was.
        message={(opened && shown.find(opened.id)) ?? opened}
        accounts={accounts}
        onClose={() => setOpened(null)}
      />
      <UnknownDecisionDialog
        campaign={campaign}
        messageIds={asked ? [asked.message.id] : []}
        decision={asked?.decision ?? null}
        onClose={() => setAsked(null)}
      />
    </div>
  );
}
