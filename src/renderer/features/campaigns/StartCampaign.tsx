import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconCalendarTime, IconSend } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { CallInput } from '../../../shared/contract.ts';
import { call } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { useTaskProgress } from '../../use-task-progress.ts';
import { BackButton } from './BackButton.tsx';
import type { ComposeStep } from './compose-step.ts';
import classes from './StartCampaign.module.css';
import { isTypedNumber } from './typed-number.ts';

interface StartCampaignProps {
  draft: CallInput<'campaigns.create'>;
  messages: number;
  /** More messages than this start only after their number was typed. */
  confirmAbove: number;
  /** Whether something still stops it, or is being counted. */
  disabled: boolean;
  /** The step that was before. */
  back: ComposeStep;
  onGoTo: (step: ComposeStep) => void;
  /** The campaign has been made, and the text is part of it. */
  onCreated: (campaignId: number) => void;
}

/** Makes the campaign and sets it going; a great one asks for its number first. */
export function StartCampaign(props: StartCampaignProps) {
  const { draft, messages, confirmAbove, disabled, back, onGoTo, onCreated } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const [, navigate] = useLocation();
  // Stays true after all went well, until the page is another one: a second click would make the campaign twice.
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [typed, setTyped] = useState('');
  // The button of the step before stood near: the second half of a double click on it is no start.
  const settled = useSettled(true);
  const present = useRef(true);
  useEffect(() => {
    present.current = true;
    return () => {
      present.current = false;
    };
  }, []);
  const words = { count: messages, number: format.count(messages) };
  const moment = draft.scheduledAt ?? null;
  const verb = draft.providerHolds === true ? 'hold' : moment === null ? 'start' : 'schedule';
  const isGreat = messages > confirmAbove;
  const isConfirmed = !isGreat || isTypedNumber(typed, messages);
  const mayStart = !disabled && isConfirmed;

  const start = async () => {
    if (!mayStart || !settled || busy) return;
    setBusy(true);
    setError(null);
    try {
      const { id } = await call('campaigns.create', draft);
      onCreated(id);
      // Whoever is not here any more has not seen it begin: nothing may go behind their back.
      if (!present.current) {
        tell.done(t(moment === null ? 'review.keptAsDraft' : 'review.keptScheduled', { name: draft.name }));
        return;
      }
      // One that Kaptar sends at its time starts by itself. The others begin now; from here on the campaign
      // exists, and if it cannot start, its own page is the place to go on.
      if (verb !== 'schedule') await call('campaigns.start', { id, undo: true }).catch(tell.trouble);
      if (present.current) navigate(`/campaigns/${id}`);
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      {error !== null && <ErrorNote error={error} />}
      {isGreat && !disabled && (
        <TextInput
          className={classes.number ?? ''}
          label={t('review.confirm.label', words)}
          description={t('review.confirm.hint')}
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          readOnly={busy}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Group justify="space-between" gap="sm">
        <BackButton to={back} disabled={busy} onGoTo={onGoTo} />
        <Button
          type="submit"
          size="md"
          ml="auto"
          loading={busy}
          disabled={!mayStart}
          leftSection={
            verb === 'schedule' ? (
              <IconCalendarTime size={18} aria-hidden />
            ) : (
              <IconSend size={18} aria-hidden />
            )
          }
          aria-disabled={!settled}
        >
          {t(`review.${verb}`, words)}
        </Button>
      </Group>
      {busy && <Preparing messages={messages} />}
    </form>
  );
}

/** Fewer messages are prepared before a bar could be read. */
const TOLD_FROM = 2000;

/** How far the messages are made, with the way to stop it. */
function Preparing({ messages }: { messages: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const [cancelling, setCancelling] = useState(false);
  const progress = useTaskProgress('campaigns.prepare', true);
  if (messages < TOLD_FROM || !progress) {
    return (
      <Text component="output" display="block" c="dimmed" ta="right" mt={8}>
        {t('review.preparing', { count: messages, number: format.count(messages) })}
      </Text>
    );
  }
  return (
    <div className={classes.preparing}>
      <ProgressLine
        label={t('review.preparingBar')}
        share={progress.done / progress.total}
        words={t('review.prepared', {
          done: format.count(progress.done),
          total: format.count(progress.total),
        })}
        left={progress.left}
        cancelLabel={t('actions.cancel')}
        cancelling={cancelling}
        onCancel={() => {
          setCancelling(true);
          call('campaigns.cancelPreparing', {}).catch(tell.trouble);
        }}
      />
    </div>
  );
}
