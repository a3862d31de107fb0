import { Radio, SegmentedControl, Stack, TextInput, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { useNow } from '../../ui/use-now.ts';
import { emptySchedule, readMoment, writeMoment, type ScheduleDraft } from './schedule-draft.ts';
import classes from './ScheduleFields.module.css';
import { useMomentWords } from './use-moment-words.ts';

interface ScheduleFieldsProps {
  schedule: ScheduleDraft | null;
  /** The provider that could keep the messages until then; null where none can. */
  keeper: string | null;
  onChange: (schedule: ScheduleDraft | null) => void;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When the messages go: by hand, or at a set time; and who keeps them until then. */
export function ScheduleFields({ schedule, keeper, onChange }: ScheduleFieldsProps) {
  const { t } = useTranslation();
  const headingId = useId();
  const momentWords = useMomentWords();
  const now = useNow(MINUTE);
  const moment = schedule && readMoment(schedule);

  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} mb="md">
        {t('compose.when.title')}
      </Title>
      <div className={classes.fields}>
        <SegmentedControl
          aria-label={t('compose.when.title')}
          value={schedule ? 'later' : 'now'}
          onChange={(value) =>
            onChange(value === 'now' ? null : { ...emptySchedule, at: writeMoment(nextFullHour()) })
          }
          data={[
            { value: 'now', label: t('compose.when.now') },
            { value: 'later', label: t('compose.when.later') },
          ]}
        />
        {schedule && (
          <TextInput
            type="datetime-local"
            label={t('compose.when.at')}
            value={schedule.at}
            min={writeMoment(now)}
            max="9999-12-31T23:59"
            description={moment !== null && moment > now ? momentWords(moment) : undefined}
            error={moment === null || moment > now ? undefined : t('compose.when.past')}
            onChange={(event) => onChange({ ...schedule, at: event.currentTarget.value })}
          />
        )}
        {schedule && keeper && (
          <Radio.Group
            label={t('compose.when.keeper')}
            value={schedule.providerHolds ? 'provider' : 'kaptar'}
            onChange={(value) => onChange({ ...schedule, providerHolds: value === 'provider' })}
          >
            <Stack gap={8} mt={6}>
              {(['kaptar', 'provider'] as const).map((value) => (
                <Radio
                  key={value}
                  className={classes.keeper ?? ''}
                  value={value}
                  label={t(`compose.when.${value}.label`, { provider: keeper })}
                  description={t(`compose.when.${value}.hint`, { provider: keeper })}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
      </div>
    </Card>
  );
}

/** What is offered first: at least half an hour ahead, so that the text can still be written. */
function nextFullHour(): number {
  return Math.ceil((Date.now() + HOUR / 2) / HOUR) * HOUR;
}
