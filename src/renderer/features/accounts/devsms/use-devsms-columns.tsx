import { useTranslation } from 'react-i18next';
import type { DevsmsSms } from '../../../../shared/devsms.ts';
import { formatPhone } from '../../../../shared/phone.ts';
import { DetailsButton } from '../../../ui/DetailsButton.tsx';
import type { PlainColumn } from '../../../ui/PlainTable.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ProviderStatus } from '../ProviderStatus.tsx';

/** Widths of the table, pixels, from which two dozen letters of the text find a place; and all else, too. */
const TEXT_FROM = 690;
const ALL_FROM = 850;

/** The columns of DevSMS's history; `onOpen` shows all that is known of one message. */
export function useDevsmsColumns(onOpen: (id: string) => void): PlainColumn<DevsmsSms>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const none = t('accounts.none');
  return [
    {
      key: 'createdAt',
      header: t('devsms.sms.createdAt'),
      width: 'fit',
      cell: ({ createdAt }) => (createdAt === null ? none : format.moment(createdAt)),
    },
    { key: 'phone', header: t('devsms.sms.phone'), width: 'fit', cell: ({ phone }) => formatPhone(phone) },
    {
      key: 'status',
      header: t('devsms.sms.status'),
      width: 'fit',
      cell: ({ status }) => <ProviderStatus status={status} />,
    },
    {
      key: 'message',
      header: t('devsms.sms.message'),
      width: 'cut',
      from: TEXT_FROM,
      cell: ({ message }) => message ?? none,
    },
    {
      key: 'parts',
      from: ALL_FROM,
      header: t('devsms.sms.parts'),
      align: 'end',
      width: 'fit',
      cell: ({ parts }) => (parts === null ? none : format.count(parts)),
    },
    {
      key: 'cost',
      from: ALL_FROM,
      header: t('devsms.sms.cost'),
      align: 'end',
      width: 'fit',
      cell: ({ cost }) => (cost ? format.price(cost) : none),
    },
    {
      key: 'open',
      pinned: true,
      header: t('ui.details.action'),
      hiddenHeader: true,
      width: 'fit',
      cell: ({ id }) => <DetailsButton id={id} onOpen={() => onOpen(id)} />,
    },
  ];
}
