import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconSend, IconSparkles } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Account, Balance } from '../../../shared/account.ts';
import type { ContactList } from '../../../shared/contact.ts';
import type { CallInput, Estimate } from '../../../shared/contract.ts';
import { call } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { isEnough } from './balance-check.ts';
import { EstimateFigures } from './EstimateFigures.tsx';

interface ReviewDialogProps {
  opened: boolean;
  onClose: () => void;
  /** The campaign has been made, and the text is part of it. */
  onCreated: () => void;
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
  onCreated,
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
  const settled = useSettled(opened);
  const present = useRef(true);
  useEffect(() => {
    present.current = true;
    return () => {
      present.current = false;
    };
  }, []);
  const words = { count: estimate.messages, number: format.count(estimate.messages) };

  const start = async () => {
    setBusy(true);
    setError(null);
    try {
      const { id } = await call('campaigns.create', draft);
      onCreated();
      // Whoever is not here any more has not seen it begin: nothing may go behind their back.
      if (!present.current) {
        tell.done(t('review.keptAsDraft', { name: draft.name }));
        return;
      }
      // From here on the campaign exists: if it cannot start, its own page is the place to go on.
      await call('campaigns.start', { id }).catch(tell.trouble);
      if (present.current) navigate(`/campaigns/${id}`);
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  };

  return (
    <Modal
      opened={opened}
      // A dialog that can be left while the campaign is being made would start it with a text thought discarded.
      onClose={() => !busy && onClose()}
      closeOnEscape={!busy}
      title={t('review.title', { name: draft.name })}
      closeButtonProps={{ 'aria-label': t('actions.close'), disabled: busy }}
    >
      <Stack>
        <Text>
          {t('review.sentence', {
            ...words,
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
        <Text component="output" c="dimmed" ta="right" mih={22}>
          {busy && t('review.preparing', words)}
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" disabled={busy} onClick={onClose}>
            {t('review.back')}
          </Button>
          <Button
            data-autofocus
            loading={busy}
            leftSection={<IconSend size={18} aria-hidden />}
            aria-disabled={!settled}
            onClick={() => settled && void start()}
          >
            {t('review.start', words)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
