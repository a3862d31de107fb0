import { Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { writeLocalTime } from '../../../shared/local-time.ts';
import { ClockField } from '../../ui/ClockField.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { useCityName } from '../../ui/use-city-name.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { readOnce, type OnceDraft } from './schedule-draft.ts';
import classes from './ScheduleFields.module.css';
import { useMomentWords } from './use-moment-words.ts';
import { ZoneSelect } from './ZoneSelect.tsx';

interface OnceFieldsProps {
  schedule: OnceDraft;
  /** The provider that could keep the messages until then; null where none can. */
  keeper: string | null;
  onChange: (schedule: OnceDraft) => void;
}

const MINUTE = 60_000;

/** One day and one time, by whose clocks, and who keeps the messages until then. */
export function OnceFields({ schedule, keeper, onChange }: OnceFieldsProps) {
  const { t } = useTranslation();
  const cityOf = useCityName();
  const format = useFormat();
  const momentWords = useMomentWords();
  const now = useNow(MINUTE);
  const { at, zone, providerHolds } = schedule;
  const read = readOnce(schedule);
  const isAhead = read !== null && read.moment > now;
  const isPast = read !== null && !isAhead;
  const [day = '', time = ''] = at.split('T');
  const changeAt = (parts: { day?: string; time?: string }) =>
    onChange({ ...schedule, at: `${parts.day ?? day}T${parts.time ?? time}` });
  const clock = read ? format.clockIn(read.moment, zone) : '';

  return (
    <>
      <div className={classes.pair}>
        <div className={classes.moment}>
          <DayField
            label={t('compose.when.day')}
            value={day}
            min={writeLocalTime(now, zone).split('T')[0]}
            error={isPast && t('compose.when.past')}
            onChange={(chosen) => changeAt({ day: chosen })}
          />
          <ClockField
            label={t('compose.when.time')}
            value={time}
            error={isPast}
            onChange={(chosen) => changeAt({ time: chosen })}
          />
        </div>
        <ZoneSelect value={zone} onChange={(chosen) => onChange({ ...schedule, zone: chosen })} />
      </div>
      <output className={classes.sentence}>
        {read && isAhead && (
          <Text component="span" fw={600}>
            {momentWords(read.moment, zone)}
          </Text>
        )}
        {read?.odd && isAhead && (
          <Text component="span" c="dimmed">
            {t(`compose.when.odd.${read.odd}`, { clock, place: cityOf(zone) })}
          </Text>
        )}
      </output>
      {keeper && (
        <Radio.Group
          label={t('compose.when.keeper')}
          value={providerHolds ? 'provider' : 'kaptar'}
          onChange={(value) => onChange({ ...schedule, providerHolds: value === 'provider' })}
        >
          <Stack gap={8} mt={6}>
            {(['kaptar', 'provider'] as const).map((value) => (
              <Radio
                key={value}
                className={classes.choice ?? ''}
                value={value}
                label={t(`compose.when.${value}.label`, { provider: keeper })}
                description={t(`compose.when.${value}.hint`, { provider: keeper })}
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </>
  );
}
