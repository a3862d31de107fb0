import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconSend, IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Account, Balance } from '../../../shared/account.ts';
import type { ContactList } from '../../../shared/contact.ts';
import type { CallInput, Estimate } from '../../../shared/contract.ts';
import { call } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { isEnough } from './balance-check.ts';
import { EstimateFigures } from './EstimateFigures.tsx';

interface ReviewDialogProps {
  opened: boolean;
  onClose: () => void;
  draft: CallInput<'campaigns.create'>;
  account: Account;
  list: ContactList;
  estimate: Estimate;
  balance: Balance | null;
}

/** The last look before messages go: what is about to happen, in numbers. */
export function ReviewDialog({
  opened,
  onClose,
  draft,
  account,
  list,
  estimate,
  balance,
}: ReviewDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const start = async () => {
    setBusy(true);
    setError(null);
    try {
      const { id } = await call('campaigns.create', draft);
      // From here on the campaign exists: if it cannot start, its own page is the place to go on.
      await call('campaigns.start', { id }).catch(tell.trouble);
      navigate(`/campaigns/${id}`);
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  };

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('review.title', { name: draft.name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack>
        <Text>
          {t('review.sentence', {
            count: estimate.messages,
            number: format.count(estimate.messages),
            list: list.name,
            account: account.name,
          })}
        </Text>
        <EstimateFigures estimate={estimate} balance={balance} />
        {!isEnough(balance, estimate) && (
          <Notice tone="warning" icon={<IconAlertTriangle aria-hidden />} title={t('review.notEnough.title')}>
            {t('review.notEnough.body')}
          </Notice>
        )}
        {account.demo && (
          <Notice tone="info" icon={<IconSparkles aria-hidden />}>
            {t('review.demo')}
          </Notice>
        )}
        {error !== null && <ErrorNote error={error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('review.back')}
          </Button>
          <Button
            data-autofocus
            loading={busy}
            leftSection={<IconSend size={18} aria-hidden />}
            onClick={() => void start()}
          >
            {t('review.start', { count: estimate.messages, number: format.count(estimate.messages) })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
