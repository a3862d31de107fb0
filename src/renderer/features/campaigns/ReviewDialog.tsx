import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCalendarTime, IconSend } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Account } from '../../../shared/account.ts';
import type { ContactList } from '../../../shared/contact.ts';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import type { CallInput } from '../../../shared/contract.ts';
import { call } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { useTell } from '../../ui/use-tell.tsx';
import classes from './ReviewDialog.module.css';
import { EstimateFigures } from './EstimateFigures.tsx';
import { ReviewWarnings } from './ReviewWarnings.tsx';
import { SplitFigures } from './SplitFigures.tsx';
import { useMomentWords } from './use-moment-words.ts';

interface ReviewDialogProps {
  opened: boolean;
  onClose: () => void;
  /** The campaign has been made, and the text is part of it. */
  onCreated: () => void;
  draft: CallInput<'campaigns.create'>;
  /** Those that may send it. */
  accounts: readonly Account[];
  list: ContactList;
  estimate: Estimate;
}

/** The last look before messages go: what is about to happen, in numbers. */
export function ReviewDialog({
  opened,
  onClose,
  onCreated,
  draft,
  accounts,
  list,
  estimate,
}: ReviewDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const [, navigate] = useLocation();
  // Stays true after all went well, until the page is another one: a second click would make the campaign twice.
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
  const momentWords = useMomentWords();
  const words = { count: estimate.messages, number: format.count(estimate.messages) };
  const shares = estimate.accounts.map(({ accountName }) => accountName);
  const moment = draft.scheduledAt ?? null;
  const held = draft.providerHolds === true;
  const several = estimate.accounts.length > 1 || estimate.countries.length > 1;
  const verb = held ? 'hold' : moment === null ? 'start' : 'schedule';

  const start = async () => {
    setBusy(true);
    setError(null);
    try {
      const { id } = await call('campaigns.create', draft);
      onCreated();
      // Whoever is not here any more has not seen it begin: nothing may go behind their back.
      if (!present.current) {
        tell.done(t(moment === null ? 'review.keptAsDraft' : 'review.keptScheduled', { name: draft.name }));
        return;
      }
      // One that Kaptar sends at its time starts by itself. The others begin now; from here on the campaign
      // exists, and if it cannot start, its own page is the place to go on.
      if (verb !== 'schedule') await call('campaigns.start', { id }).catch(tell.trouble);
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
      size={several || moment !== null ? 'lg' : 'md'}
      title={t(moment === null ? 'review.title' : 'review.titleLater', { name: draft.name })}
      closeButtonProps={{ 'aria-label': t('actions.close'), disabled: busy }}
    >
      <Stack>
        <Text>{t('review.sentence', { ...words, list: list.name, account: format.list(shares) })}</Text>
        {moment !== null && (
          <Notice
            tone="info"
            icon={<IconCalendarTime aria-hidden />}
            title={t('review.goesAt', { moment: momentWords(moment) })}
          >
            {t(`review.${held ? 'held' : 'kept'}`, { account: format.list(shares) })}
          </Notice>
        )}
        <EstimateFigures estimate={estimate} withAccounts={estimate.accounts.length === 1} />
        {several && <SplitFigures estimate={estimate} />}
        <ReviewWarnings estimate={estimate} accounts={accounts} />
        {error !== null && <ErrorNote error={error} />}
        <div className={classes.foot}>
          <Text component="output" display="block" c="dimmed" ta="right" mih={22} mb={8}>
            {busy && t('review.preparing', words)}
          </Text>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" disabled={busy} onClick={onClose}>
              {t('review.back')}
            </Button>
            <Button
              data-autofocus
              loading={busy}
              leftSection={
                verb === 'schedule' ? (
                  <IconCalendarTime size={18} aria-hidden />
                ) : (
                  <IconSend size={18} aria-hidden />
                )
              }
              aria-disabled={!settled}
              onClick={() => settled && void start()}
            >
              {t(`review.${verb}`, words)}
            </Button>
          </Group>
        </div>
      </Stack>
    </Modal>
  );
}
