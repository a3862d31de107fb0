import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { DevsmsSms } from '../../../../shared/devsms.ts';
import { formatPhone } from '../../../../shared/phone.ts';
import { Facts } from '../../../ui/Facts.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useKept } from '../../../ui/use-kept.ts';
import { Answer } from '../Answer.tsx';
import { ProviderStatus } from '../ProviderStatus.tsx';
import { useProviderCall } from '../use-provider-call.ts';

interface DevsmsSmsDialogProps {
  account: Account;
  /** DevSMS's number of the message, or a request id; null shows nothing. */
  id: string | null;
  onClose: () => void;
}

/** All that DevSMS says of one message, asked for anew. */
export function DevsmsSmsDialog({ account, id, onClose }: DevsmsSmsDialogProps) {
  const { t } = useTranslation();
  const shown = useKept(id);
  const query = useProviderCall(
    'devsms.status',
    { accountId: account.id, id: shown ?? '' },
    { enabled: id !== null },
  );
  return (
    <Modal
      opened={id !== null}
      onClose={onClose}
      size="lg"
      title={t('devsms.sms.title', { id: shown })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Answer accountId={account.id} query={query} height={300}>
        {(sms) => <SmsFacts sms={sms} />}
      </Answer>
    </Modal>
  );
}

function SmsFacts({ sms }: { sms: DevsmsSms }) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = (at: number | null) => (at === null ? t('accounts.none') : format.dateTime(at));
  const plain = ['message', 'from', 'id', 'requestId', 'eskizMessageId'] as const;
  const times = ['createdAt', 'sentAt', 'deliveredAt', 'failedAt', 'updatedAt'] as const;
  return (
    <Facts
      facts={[
        { label: t('devsms.sms.status'), value: <ProviderStatus status={sms.status} /> },
        { label: t('devsms.sms.phone'), value: formatPhone(sms.phone) },
        ...plain.map((name) => ({ label: t(`devsms.sms.${name}`), value: sms[name] })),
        { label: t('devsms.sms.parts'), value: sms.parts === null ? null : format.count(sms.parts) },
        { label: t('devsms.sms.cost'), value: sms.cost && format.money(sms.cost) },
        ...times.map((name) => ({ label: t(`devsms.sms.${name}`), value: time(sms[name]) })),
      ]}
    />
  );
}
