import { useTranslation } from 'react-i18next';
import type { MobsmsMessage } from '../../../../shared/mobsms.ts';
import { formatPhone } from '../../../../shared/phone.ts';
import { Facts } from '../../../ui/Facts.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ProviderStatus } from '../ProviderStatus.tsx';
import { directions } from './message-filter.ts';
import { usePlainNumber } from './use-plain-number.ts';

/** All that MobSMS says of one message; what it does not say is left out. */
export function MessageFacts({ message }: { message: MobsmsMessage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const number = usePlainNumber();
  const { status, direction, price, isCharged } = message;
  const phones = ['recipient', 'sender'] as const;
  const plain = ['message', 'errorMessage'] as const;
  const times = ['createdAt', 'sentAt', 'deliveredAt'] as const;
  const ids = ['id', 'messageId', 'reference', 'callbackUrl'] as const;
  const known = directions.find((candidate) => candidate === direction);
  const charged = isCharged === null ? null : t(isCharged ? 'accounts.yes' : 'accounts.no');
  const time = (at: number | null) => (at === null ? null : format.dateTime(at));

  const facts = [
    { label: t('mobsms.message.status'), value: <ProviderStatus status={status} /> },
    {
      label: t('mobsms.message.direction'),
      value: known ? t(`mobsms.message.directions.${known}`) : direction,
    },
    ...phones.map((name) => {
      const phone = message[name];
      return { label: t(`mobsms.message.${name}`), value: phone && formatPhone(phone) };
    }),
    ...plain.map((name) => ({ label: t(`mobsms.message.${name}`), value: message[name] })),
    { label: t('mobsms.message.price'), value: number(price) },
    { label: t('mobsms.message.isCharged'), value: charged },
    ...times.map((name) => ({ label: t(`mobsms.message.${name}`), value: time(message[name]) })),
    ...ids.map((name) => ({ label: t(`mobsms.message.${name}`), value: message[name] })),
  ];
  return <Facts facts={facts.filter(({ value }) => value !== null)} />;
}
