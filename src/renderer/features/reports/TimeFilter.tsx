import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/DayField.tsx';
import { dayOf, daysOf, timeChoices, type Days, type TimeChoice } from './report-time.ts';

/** What was chosen, with the own days that were last written. */
export interface ChosenTime {
  readonly choice: TimeChoice;
  readonly own: { readonly from: string; readonly to: string };
}

/** The time of a report at first, and an own time of the last seven days until another is written. */
export function timeAt(choice: TimeChoice): ChosenTime {
  const { from, to } = daysOf('week', new Date());
  const today = dayOf(new Date());
  return { choice, own: { from: from ?? today, to: to ?? today } };
}

/** The days of a chosen time; null while the own ones make none. */
export function chosenDays({ choice, own }: ChosenTime): Days | null {
  if (choice !== 'own') return daysOf(choice, new Date());
  return own.from !== '' && own.to !== '' && own.from <= own.to ? own : null;
}

interface TimeFilterProps {
  time: ChosenTime;
  onChange: (time: ChosenTime) => void;
}

/** Which days a report is about. */
export function TimeFilter({ time, onChange }: TimeFilterProps) {
  const { t } = useTranslation();
  const { choice, own } = time;
  const wrongOrder = own.from !== '' && own.to !== '' && own.from > own.to;
  return (
    <>
      <Select
        label={t('reports.time.label')}
        data={timeChoices.map((value) => ({ value, label: t(`reports.time.${value}`) }))}
        value={choice}
        onChange={(value) => {
          const chosen = timeChoices.find((one) => one === value);
          if (chosen) onChange({ ...time, choice: chosen });
        }}
      />
      {choice === 'own' && (
        <>
          <DayField
            label={t('reports.time.from')}
            value={own.from}
            onChange={(from) => onChange({ choice, own: { ...own, from } })}
          />
          <DayField
            label={t('reports.time.to')}
            value={own.to}
            error={wrongOrder ? t('reports.time.wrongOrder') : undefined}
            onChange={(to) => onChange({ choice, own: { ...own, to } })}
          />
        </>
      )}
    </>
  );
}
