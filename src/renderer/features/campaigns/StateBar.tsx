import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StateCounts } from '../../../shared/message.ts';
import { StateSwatch } from '../../ui/charts/StateSwatch.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { messageStateOrder } from './message-state.ts';
import classes from './StateBar.module.css';

interface StateBarProps {
  states: StateCounts;
  height?: number;
}

/** The messages of a campaign that are to go as one bar; in words also those that are left out. */
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
  // The figures beside it count those that are to go: once all of them are there, the bar is full.
  const drawn = present.filter((state) => state !== 'skipped');

  return (
    <div className={classes.root}>
      <VisuallyHidden>{words.length === 0 ? t('campaigns.noMessages') : format.list(words)}</VisuallyHidden>
      <div aria-hidden className={classes.bar} style={{ height }}>
        {drawn.map((state) => (
          <span
            key={state}
            data-state={state}
            className={classes.segment}
            style={{ flexGrow: states[state] }}
          >
            <StateSwatch state={state} stretch />
          </span>
        ))}
      </div>
    </div>
  );
}
