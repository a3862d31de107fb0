import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StateCounts } from '../../../shared/message.ts';
import { useFormat } from '../../ui/use-format.ts';
import { messageStateOrder } from './message-state.ts';
import classes from './StateBar.module.css';

interface StateBarProps {
  states: StateCounts;
  height?: number;
}

/** All messages of a campaign as one bar; what it shows is also said in words. */
export function StateBar({ states, height = 14 }: StateBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const present = messageStateOrder.filter((state) => states[state] > 0);
  const words = present.map((state) =>
    t('campaigns.stateCount', {
      state: t(`messageStates.${state}.label`),
      number: format.count(states[state]),
    }),
  );

  return (
    <div className={classes.root}>
      <VisuallyHidden>{words.length === 0 ? t('campaigns.noMessages') : format.list(words)}</VisuallyHidden>
      <div aria-hidden className={classes.bar} style={{ height }}>
        {present.map((state) => (
          <span
            key={state}
            data-state={state}
            className={classes.segment}
            style={{ flexGrow: states[state], backgroundColor: `var(--${state}-fill)` }}
          />
        ))}
      </div>
    </div>
  );
}
