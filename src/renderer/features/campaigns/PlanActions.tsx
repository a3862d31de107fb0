import { Button } from '@mantine/core';
import {
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Plan } from '../../../shared/plan.ts';
import { call } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';

interface PlanActionsProps {
  plan: Plan;
  onEdit: () => void;
}

/** What can be done to a plan; leaving a time out and removing have a way back. */
export function PlanActions({ plan, onEdit }: PlanActionsProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const [, navigate] = useLocation();
  const format = useFormat();
  const { id, name, state, nextAt, schedule } = plan;

  const skip = async (occurrenceAt: number) => {
    try {
      await call('plans.skip', { id, occurrenceAt });
      tell.done(t('plans.skipped', { moment: format.dateTimeIn(occurrenceAt, schedule.zone) }), () => {
        call('plans.unskip', { id, occurrenceAt }).catch(tell.trouble);
      });
    } catch (error) {
      tell.trouble(error);
    }
  };
  const remove = async () => {
    try {
      await call('plans.remove', { id });
      navigate('/campaigns/plans');
      tell.done(t('plans.removed', { name }), () => {
        call('plans.restore', { id }).catch(tell.trouble);
      });
    } catch (error) {
      tell.trouble(error);
    }
  };

  return (
    <>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={18} aria-hidden />}
        onClick={() => void remove()}
      >
        {t('plans.remove')}
      </Button>
      {nextAt !== null && (
        <Button
          variant="default"
          leftSection={<IconPlayerSkipForward size={18} aria-hidden />}
          onClick={() => void skip(nextAt)}
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
          onClick={() =>
            void call(state === 'active' ? 'plans.pause' : 'plans.resume', { id }).catch(tell.trouble)
          }
        >
          {t(state === 'active' ? 'plans.pause' : 'plans.resume')}
        </Button>
      )}
    </>
  );
}
