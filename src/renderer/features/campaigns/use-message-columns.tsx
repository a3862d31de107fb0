import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Message, MessageState } from '../../../shared/message.ts';
import { formatPhone } from '../../../shared/phone.ts';
import type { Column } from '../../ui/DataGrid.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { MessageDetail } from './MessageDetail.tsx';
import { StateMark } from './StateMark.tsx';
import type { Decision } from './UnknownDecisionDialog.tsx';

/** The columns of messages; among the uncertain ones each row can be decided on by itself. */
export function useMessageColumns(
  filter: MessageState | null,
  onDecide: (message: Message, decision: Decision) => void,
): Column<Message>[] {
  const { t } = useTranslation();
  const format = useFormat();

  return [
    {
      key: 'recipient',
      header: t('messages.columns.recipient'),
      width: 148,
      cell: (message) => formatPhone(message.recipient),
    },
    {
      key: 'name',
      header: t('messages.columns.name'),
      width: 120,
      grow: 1,
      cell: (message) => <span title={message.name}>{message.name}</span>,
    },
    {
      key: 'state',
      header: t('messages.columns.state'),
      width: 128,
      cell: (message) => <StateMark state={message.state} />,
    },
    {
      key: 'detail',
      header: t('messages.columns.detail'),
      width: 180,
      grow: 2.5,
      cell: (message) => <MessageDetail message={message} />,
    },
    {
      key: 'parts',
      header: t('messages.columns.parts'),
      width: 44,
      align: 'end',
      // What was never tried costs nothing.
      cell: (message) => (message.state === 'skipped' ? '' : format.count(message.parts)),
    },
    filter === 'unknown'
      ? {
          key: 'decide',
          header: t('messages.columns.decide'),
          width: 216,
          align: 'end',
          cell: (message, focusable) => (
            <Group gap={4} justify="flex-end" wrap="nowrap">
              {(['treat-as-sent', 'send-again'] as const).map((decision) => (
                <Button
                  key={decision}
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
}
