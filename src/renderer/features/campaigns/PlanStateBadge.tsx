import { IconCircleCheck, IconPlayerPause, IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../shared/plan.ts';
import { ToneBadge } from '../../ui/ToneBadge.tsx';

const looks = {
  active: { tone: 'good', Icon: IconRepeat },
  paused: { tone: 'warning', Icon: IconPlayerPause },
  ended: { tone: 'plain', Icon: IconCircleCheck },
} as const;

/** Whether a plan comes again. */
export function PlanStateBadge({ state }: Pick<Plan, 'state'>) {
  const { t } = useTranslation();
  const { tone, Icon } = looks[state];
  return (
    <ToneBadge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`plans.states.${state}`)}
    </ToneBadge>
  );
}
