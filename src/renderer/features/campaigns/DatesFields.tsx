import { NumberInput, Radio, Select, Stack } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { readYearlyDay } from '../../../shared/contact-date.ts';
import { DateOrder, MOST_DAYS_BEFORE } from '../../../shared/plan.ts';
import { fieldKey } from '../../../shared/template.ts';
import { useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { DateSurveyNote } from './DateSurveyNote.tsx';
import { PlanClockFields } from './PlanClockFields.tsx';
import { PlanSentence } from './PlanSentence.tsx';
import { readMinute, type DatesDraft } from './schedule-draft.ts';
import classes from './ScheduleFields.module.css';

interface DatesFieldsProps {
  schedule: DatesDraft;
  listId: number | null;
  /** The columns of the list, of which none but its own can be a date. */
  fields: readonly string[];
  onChange: (schedule: DatesDraft) => void;
}

/** Every contact has these, and they are no dates. */
const NO_DATES = ['name', 'phone'];
/** Any year: 29 February has to be a day of it. */
const LEAP_YEAR = 2024;

/** In which column the dates are, how they are written, and how long before them the text goes. */
export function DatesFields({ schedule, listId, fields, onChange }: DatesFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { field, order, daysBefore, time, zone } = schedule;
  const columns = fields.filter((name) => !NO_DATES.includes(fieldKey(name)));
  const survey = useCall(
    'plans.dates',
    {
      listId: listId ?? 0,
      field: field ?? '',
      order,
      daysBefore: typeof daysBefore === 'number' ? daysBefore : 0,
      // Until a time is chosen today does not count.
      minute: readMinute(time) ?? 0,
      zone,
    },
    { enabled: listId !== null && field !== null, keepLast: true },
  );
  const told = field === null || survey.isPlaceholderData ? undefined : survey.data;
  const tellsItself = told && told.doubtful === null ? told.order : null;
  const takeOrder = useEffectEvent((found: DateOrder) => onChange({ ...schedule, order: found }));
  useEffect(() => {
    if (tellsItself && order === null) takeOrder(tellsItself);
  }, [tellsItself, order]);

  return (
    <>
      <div className={classes.pair}>
        <Select
          label={t('plan.dates.field')}
          placeholder={t(columns.length === 0 ? 'plan.dates.noColumns' : 'plan.dates.choose')}
          disabled={columns.length === 0}
          allowDeselect={false}
          data={columns}
          value={field}
          onChange={(name) => onChange({ ...schedule, field: name, order: null })}
        />
        <NumberInput
          label={t('plan.dates.daysBefore')}
          min={0}
          max={MOST_DAYS_BEFORE}
          allowDecimal={false}
          value={daysBefore}
          onChange={(days) => onChange({ ...schedule, daysBefore: days })}
        />
      </div>
      {told && told.doubtful !== null && (
        <Radio.Group
          label={t('plan.dates.order', { sample: told.doubtful })}
          value={order}
          onChange={(value) =>
            onChange({ ...schedule, order: DateOrder.options.find((one) => one === value) ?? null })
          }
        >
          <Stack gap={8} mt={6}>
            {DateOrder.options.map((value) => (
              <Radio key={value} value={value} label={dayWords(told.doubtful ?? '', value)} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {field !== null && survey.isError && (
        <ErrorNote error={survey.error} onRetry={() => void survey.refetch()} />
      )}
      {field !== null && !survey.isError && (
        <DateSurveyNote survey={told} isSettled={order !== null} ahead={daysBefore !== 0} />
      )}
      <PlanClockFields schedule={schedule} onChange={(clock) => onChange({ ...schedule, ...clock })} />
      <PlanSentence schedule={schedule} />
    </>
  );

  function dayWords(text: string, value: DateOrder): string {
    const day = readYearlyDay(text, value);
    return day ? format.dateIn(Date.UTC(LEAP_YEAR, day.month - 1, day.day), 'UTC') : text;
  }
}
