import { Button, Group, Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { CallInput } from '../../../shared/contract.ts';
import { nextOccurrence } from '../../../shared/recurrence.ts';
import { useAction } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { BackButton } from './BackButton.tsx';
import type { ComposeStep } from './compose-step.ts';
import { useMomentWords } from './use-moment-words.ts';
import { usePlanWords } from './use-plan-words.ts';

interface StartPlanProps {
  wish: CallInput<'plans.create'>;
  list: string;
  /** Whether something still stops it, or is being counted. */
  disabled: boolean;
  /** The step that was before. */
  back: ComposeStep;
  onGoTo: (step: ComposeStep) => void;
  /** The plan has been made, and the text is part of it. */
  onCreated: () => void;
}

const MINUTE = 60_000;

/** When a plan comes and to whom, and what begins it. */
export function StartPlan({ wish, list, disabled, back, onGoTo, onCreated }: StartPlanProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const [, navigate] = useLocation();
  const planWords = usePlanWords();
  const momentWords = useMomentWords();
  // The button of the step before stood near: the second half of a double click on it begins nothing.
  const settled = useSettled(true);
  const now = useNow(MINUTE);
  const create = useAction('plans.create');
  const { schedule, name } = wish;
  const next = nextOccurrence(schedule, now);

  const start = () =>
    create.mutate(wish, {
      onSuccess: (plan) => {
        onCreated();
        tell.done(t('plan.review.started', { name }));
        navigate(`/campaigns/plans/${plan.id}`);
      },
    });

  return (
    <>
      <Notice tone="info" icon={<IconRepeat aria-hidden />} title={planWords(schedule)}>
        {next !== null && (
          <Text>{t(`plan.first.${schedule.kind}`, { moment: momentWords(next, schedule.zone) })}</Text>
        )}
        <Text>{t('plan.runsWhile')}</Text>
        <Text>{t('plan.review.list', { list })}</Text>
      </Notice>
      {create.isError && <ErrorNote error={create.error} />}
      <Group justify="space-between" gap="sm">
        <BackButton to={back} disabled={create.isPending} onGoTo={onGoTo} />
        <Button
          size="md"
          ml="auto"
          loading={create.isPending}
          disabled={disabled}
          leftSection={<IconRepeat size={18} aria-hidden />}
          aria-disabled={!settled}
          onClick={() => settled && start()}
        >
          {t('plan.review.start')}
        </Button>
      </Group>
    </>
  );
}
