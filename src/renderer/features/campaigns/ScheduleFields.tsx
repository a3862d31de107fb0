import { Radio, Stack, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { DatesFields } from './DatesFields.tsx';
import { OnceFields } from './OnceFields.tsx';
import { RepeatFields } from './RepeatFields.tsx';
import { newSchedule, type ScheduleDraft } from './schedule-draft.ts';
import classes from './ScheduleFields.module.css';

interface ScheduleFieldsProps {
  schedule: ScheduleDraft | null;
  /** The provider that could keep the messages until then; null where none can. */
  keeper: string | null;
  /** Whose dates there are; null while none is chosen. */
  listId: number | null;
  /** The columns of the list. */
  fields: readonly string[];
  onChange: (schedule: ScheduleDraft | null) => void;
}

/** By what name a choice goes: *now* has no draft. */
const CHOICES = ['now', 'once', 'repeat', 'dates'] as const;

/** When the messages go: by hand, once at a set time, again and again, or on each contact's date. */
export function ScheduleFields({ schedule, keeper, listId, fields, onChange }: ScheduleFieldsProps) {
  const { t } = useTranslation();
  const headingId = useId();

  const choose = (value: string) => {
    const kind = CHOICES.find((choice) => choice === value) ?? 'now';
    onChange(kind === 'now' ? null : newSchedule(kind, Date.now()));
  };

  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} mb="md">
        {t('compose.when.title')}
      </Title>
      <div className={classes.fields}>
        <Radio.Group aria-labelledby={headingId} value={schedule?.kind ?? 'now'} onChange={choose}>
          <Stack gap={8}>
            {CHOICES.map((choice) => (
              <Radio
                key={choice}
                className={classes.choice ?? ''}
                value={choice}
                label={t(`compose.when.${choice}`)}
                description={t(`compose.when.hints.${choice}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {schedule?.kind === 'once' && <OnceFields schedule={schedule} keeper={keeper} onChange={onChange} />}
        {schedule?.kind === 'repeat' && <RepeatFields schedule={schedule} onChange={onChange} />}
        {schedule?.kind === 'dates' && (
          <DatesFields schedule={schedule} listId={listId} fields={fields} onChange={onChange} />
        )}
      </div>
    </Card>
  );
}
