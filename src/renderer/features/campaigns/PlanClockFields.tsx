import { NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ClockField } from '../../ui/ClockField.tsx';
import { DayField } from '../../ui/DayField.tsx';
import type { EndDraft, PlanDraft } from './schedule-draft.ts';
import classes from './ScheduleFields.module.css';
import { ZoneSelect } from './ZoneSelect.tsx';

interface PlanClockFieldsProps {
  schedule: PlanDraft;
  onChange: (clock: Partial<Pick<PlanDraft, 'time' | 'zone' | 'end'>>) => void;
}

const ENDS = ['never', 'on', 'after'] as const;
/** As the contract has it. */
const MOST_TIMES = 10_000;

/** At what time of the day a plan comes, by whose clocks, and when it is over. */
export function PlanClockFields({ schedule, onChange }: PlanClockFieldsProps) {
  const { t } = useTranslation();
  const { time, zone, end } = schedule;
  const changeEnd = (part: Partial<EndDraft>) => onChange({ end: { ...end, ...part } });

  return (
    <>
      <div className={classes.clock}>
        <ClockField label={t('plan.time')} value={time} onChange={(chosen) => onChange({ time: chosen })} />
        <ZoneSelect value={zone} onChange={(chosen) => onChange({ zone: chosen })} />
      </div>
      <div className={classes.pair}>
        <Select
          label={t('plan.end.label')}
          allowDeselect={false}
          value={end.kind}
          data={ENDS.map((value) => ({ value, label: t(`plan.end.${value}`) }))}
          onChange={(value) => changeEnd({ kind: ENDS.find((one) => one === value) ?? 'never' })}
        />
        {end.kind === 'on' && (
          <DayField label={t('plan.end.date')} value={end.date} onChange={(date) => changeEnd({ date })} />
        )}
        {end.kind === 'after' && (
          <NumberInput
            label={t('plan.end.times')}
            min={1}
            max={MOST_TIMES}
            allowDecimal={false}
            value={end.times}
            onChange={(times) => changeEnd({ times })}
          />
        )}
      </div>
    </>
  );
}
