import { Button } from '@mantine/core';
import {
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconTrash,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Plan } from '../../../shared/plan.ts';
import { call, callKey } from '../../api.ts';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { useTell } from '../../ui/use-tell.tsx';

interface PlanActionsProps {
  plan: Plan;
  onEdit: () => void;
}

/**
 * What can be done to a plan; leaving a time out and removing have a way back. Deaf while something is done and for a
 * moment after each change, or a double click would leave out two times, or pause and resume.
 */
export function PlanActions({ plan, onEdit }: PlanActionsProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const [, navigate] = useLocation();
  const format = useFormat();
  const { id, name, state, nextAt, schedule } = plan;
  const client = useQueryClient();
  const { attempt, busy } = useAttempt();
  const settled = useSettled(`${state} ${nextAt}`);
  const deaf = busy || !settled;

  /** Does it unless something is being done, and shows the plan as it is afterwards at once. */
  const act = (action: () => Promise<Plan | null>) => {
    if (deaf) return;
    void attempt(async () => {
      try {
        const after = await action();
        if (after) client.setQueryData(callKey('plans.get', { id }), after);
      } catch (error) {
        tell.trouble(error);
      }
    });
  };
  const skip = async (occurrenceAt: number) => {
    const after = await call('plans.skip', { id, occurrenceAt });
    tell.done(t('plans.skipped', { moment: format.dateTimeIn(occurrenceAt, schedule.zone) }), () => {
      call('plans.unskip', { id, occurrenceAt }).catch(tell.trouble);
    });
    return after;
  };
  const remove = async () => {
    await call('plans.remove', { id });
    navigate('/campaigns/plans');
    tell.done(t('plans.removed', { name }), () => {
      call('plans.restore', { id }).catch(tell.trouble);
    });
    return null;
  };

  return (
    <>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={18} aria-hidden />}
        aria-disabled={deaf}
        onClick={() => act(remove)}
      >
        {t('plans.remove')}
      </Button>
      {nextAt !== null && (
        <Button
          variant="default"
          leftSection={<IconPlayerSkipForward size={18} aria-hidden />}
          aria-disabled={deaf}
          onClick={() => act(() => skip(nextAt))}
        >
          {t('plans.skip')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconPencil size={18} aria-hidden />} onClick={onEdit}>
        {t('plans.edit')}
      </Button>
      {state !== 'ended' && (
        // One button, which keeps its place and the focus.
        <Button
          variant={state === 'active' ? 'default' : 'filled'}
          leftSection={
            state === 'active' ? (
              <IconPlayerPause size={18} aria-hidden />
            ) : (
              <IconPlayerPlay size={18} aria-hidden />
            )
          }
          aria-disabled={deaf}
          onClick={() => act(() => call(state === 'active' ? 'plans.pause' : 'plans.resume', { id }))}
        >
          {t(state === 'active' ? 'plans.pause' : 'plans.resume')}
        </Button>
      )}
    </>
  );
}
