import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Message, MessageState } from '../../../shared/message.ts';
import { formatPhone } from '../../../shared/phone.ts';
import type { Column } from '../../ui/GridRow.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { MessageDetail } from './MessageDetail.tsx';
import { StateMark } from './StateMark.tsx';
import type { UnknownDecision } from '../../../shared/decision.ts';

interface MessageColumnsOptions {
  filter: MessageState | null;
  /** Of the table, pixels; 0 until it is known. */
  width: number;
  /** Those that have messages of the campaign: of several, each row names its own. */
  accounts: readonly Account[];
  /** What each uncertain message can be decided on. */
  decisions: readonly UnknownDecision[];
  onDecide: (message: Message, decision: UnknownDecision) => void;
  /** Shows all that is known of a message. */
  onOpen: (message: Message) => void;
}

/** Below this width, pixels, columns that say little give their place to the reason. */
const ROOMY = 874;

/** The columns of messages; among the uncertain ones each row can be decided on by itself. */
export function useMessageColumns(options: MessageColumnsOptions): Column<Message>[] {
  const { filter, width, accounts, decisions, onDecide, onOpen } = options;
  const { t } = useTranslation();
  const format = useFormat();

  const narrow = width > 0 && width < ROOMY;
  // The account takes its room from the others, or the last of them would be out of sight.
  const crowded = narrow && accounts.length > 1;
  const deciding = filter === 'unknown' && decisions.length > 0;
  // Where each row is decided on, all are in the one state that can be; and the buttons need their room.
  const leftOut = new Set([
    ...(narrow ? ['parts', 'updatedAt'] : []),
    ...(accounts.length > 1 ? [] : ['account']),
    ...(deciding ? ['state'] : []),
    ...(narrow && deciding ? ['name'] : []),
  ]);

  const columns: Column<Message>[] = [
    {
      key: 'recipient',
      header: t('messages.columns.recipient'),
      width: 148,
      cell: (message) => formatPhone(message.recipient),
    },
    {
      key: 'name',
      header: t('messages.columns.name'),
      width: crowded ? 68 : 88,
      grow: 1,
      cell: (message) => <span title={message.name}>{message.name}</span>,
    },
    {
      key: 'state',
      header: t('messages.columns.state'),
      width: 156,
      cell: (message) => <StateMark state={message.state} />,
    },
    {
      key: 'account',
      header: t('messages.columns.account'),
      width: crowded ? 76 : 84,
      grow: 0.6,
      cell: ({ accountId }) => {
        const name = accounts.find(({ id }) => id === accountId)?.name ?? '';
        return <span title={name}>{name}</span>;
      },
    },
    {
      key: 'detail',
      header: t('messages.columns.detail'),
      width: crowded ? 86 : 140,
      grow: 2.5,
      cell: (message, focusable) => (
        <MessageDetail
          message={message}
          accounts={accounts}
          focusable={focusable}
          onOpen={() => onOpen(message)}
        />
      ),
    },
    {
      key: 'parts',
      header: t('messages.columns.parts'),
      width: 68,
      align: 'end',
      // What was never tried costs nothing.
      cell: (message) => (message.state === 'skipped' ? '' : format.count(message.parts)),
    },
    deciding
      ? {
          key: 'decide',
          header: t('messages.columns.decide'),
          width: decisions.length > 1 ? 236 : 124,
          align: 'end',
          cell: (message, focusable) => (
            <Group gap={4} justify="flex-end" wrap="nowrap">
              {decisions.map((decision) => (
                <Button
                  key={decision}
                  flex="none"
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  tabIndex={focusable ? 0 : -1}
                  onClick={() => onDecide(message, decision)}
                >
                  {t(`unknown.${decision}.short`)}
                </Button>
              ))}
            </Group>
          ),
        }
      : {
          key: 'updatedAt',
          header: t('messages.columns.updatedAt'),
          width: 76,
          align: 'end',
          cell: (message) => (
            <span title={format.dateTime(message.updatedAt)}>{format.time(message.updatedAt)}</span>
          ),
        },
  ];
  return columns.filter(({ key }) => !leftOut.has(key));
}
