import { UnstyledButton } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageState, StateCounts } from '../../../shared/message.ts';
import { StateSwatch } from '../../ui/charts/StateSwatch.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { messageStateOrder } from './message-state.ts';
import classes from './StateFilter.module.css';

interface StateFilterProps {
  states: StateCounts;
  total: number;
  value: MessageState | null;
  onChange: (state: MessageState | null) => void;
  /** For whoever leads the operator here. */
  fieldset: RefObject<HTMLFieldSetElement | null>;
}

/** The legend of the bar, which also chooses what the table below shows. */
export function StateFilter({ states, total, value, onChange, fieldset }: StateFilterProps) {
  const { t } = useTranslation();
  const format = useFormat();
  // The chosen one stays, even when its last message has moved on.
  const shown = messageStateOrder.filter((state) => states[state] > 0 || state === value);

  return (
    <fieldset ref={fieldset} tabIndex={-1} aria-label={t('messages.filter')} className={classes.filter}>
      <UnstyledButton className={classes.choice} aria-pressed={value === null} onClick={() => onChange(null)}>
        {t('messages.all')}
        <span className={classes.count}>{format.count(total)}</span>
      </UnstyledButton>
      {shown.map((state) => (
        <UnstyledButton
          key={state}
          className={classes.choice}
          aria-pressed={value === state}
          title={t(`messageStates.${state}.meaning`)}
          onClick={() => onChange(state)}
        >
          <StateSwatch state={state} />
          {t(`messageStates.${state}.label`)}
          <span className={classes.count}>{format.count(states[state])}</span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
