import { useTranslation } from 'react-i18next';
import type { MobsmsMessage } from '../../../../shared/mobsms.ts';
import { formatPhone } from '../../../../shared/phone.ts';
import { DetailsButton } from '../../../ui/DetailsButton.tsx';
import type { PlainColumn } from '../../../ui/PlainTable.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ProviderStatus } from '../ProviderStatus.tsx';
import type { OpenedMessage } from './opened-message.ts';

/** Width of the table, pixels, from which two dozen letters of the text find a place. */
const TEXT_FROM = 690;

/** The columns of MobSMS's messages; `onOpen` shows all that is known of one. */
export function useMobsmsColumns(onOpen: (message: OpenedMessage) => void): PlainColumn<MobsmsMessage>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const none = t('accounts.none');
  return [
    {
      key: 'createdAt',
      header: t('mobsms.message.createdAt'),
      width: 'fit',
      cell: ({ createdAt }) => (createdAt === null ? none : format.moment(createdAt)),
    },
    {
      key: 'other',
      header: t('mobsms.message.other'),
      width: 'fit',
      // One's own number says nothing about a message.
      cell: ({ direction, recipient, sender }) => {
        const other = direction === 'inbound' ? (sender ?? recipient) : (recipient ?? sender);
        return other ? formatPhone(other) : none;
      },
    },
    {
      key: 'status',
      header: t('mobsms.message.status'),
      width: 'fit',
      cell: ({ status }) => <ProviderStatus status={status} />,
    },
    {
      key: 'message',
      header: t('mobsms.message.message'),
      width: 'cut',
      from: TEXT_FROM,
      cell: ({ message }) => message ?? none,
    },
    {
      key: 'open',
      pinned: true,
      header: t('ui.details.action'),
      hiddenHeader: true,
      width: 'fit',
      cell: (row) => <DetailsButton id={row.id} onOpen={() => onOpen({ id: row.id, row })} />,
    },
  ];
}
