import { Chip, Fieldset, Group, SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { PlanClockFields } from './PlanClockFields.tsx';
import { PlanSentence } from './PlanSentence.tsx';
import classes from './ScheduleFields.module.css';
import type { RepeatDraft } from './schedule-draft.ts';
import { useWeekdays } from './use-weekdays.ts';

interface RepeatFieldsProps {
  schedule: RepeatDraft;
  onChange: (schedule: RepeatDraft) => void;
}

const EVERY = ['day', 'week', 'month'] as const;
/** Days that every month has. */
const MONTH_DAYS = 28;

/** How often a text goes to the whole list. */
export function RepeatFields({ schedule, onChange }: RepeatFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useWeekdays('long');
  const shortNames = useWeekdays('short');
  const { every, weekdays, monthDay } = schedule;

  return (
    <>
      <SegmentedControl
        aria-label={t('plan.every.label')}
        value={every}
        onChange={(value) => onChange({ ...schedule, every: EVERY.find((one) => one === value) ?? 'week' })}
        data={EVERY.map((value) => ({ value, label: t(`plan.every.${value}`) }))}
      />
      {every === 'week' && (
        <Fieldset
          variant="unstyled"
          legend={t('plan.weekdays')}
          classNames={{ legend: classes.legend ?? '' }}
        >
          <Chip.Group
            multiple
            value={weekdays.map(String)}
            onChange={(days) => onChange({ ...schedule, weekdays: days.map(Number) })}
          >
            <Group gap={8} mt={6}>
              {shortNames.map((name, index) => (
                <Chip key={name} value={String(index + 1)} aria-label={names[index] ?? name}>
                  {name}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Fieldset>
      )}
      {every === 'month' && (
        <Select
          label={t('plan.monthDay')}
          allowDeselect={false}
          value={String(monthDay)}
          data={[
            ...Array.from({ length: MONTH_DAYS }, (_, index) => ({
              value: String(index + 1),
              label: format.count(index + 1),
            })),
            { value: 'last', label: t('plan.lastDay') },
          ]}
          onChange={(value) => onChange({ ...schedule, monthDay: value === 'last' ? value : Number(value) })}
        />
      )}
      <PlanClockFields schedule={schedule} onChange={(clock) => onChange({ ...schedule, ...clock })} />
      <PlanSentence schedule={schedule} />
    </>
  );
}
