import { Skeleton, Text } from '@mantine/core';
import { IconCake } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/contract.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';

interface DateSurveyNoteProps {
  /** Undefined while the list is looked through. */
  survey: CallOutput<'plans.dates'> | undefined;
  /** Whether it is known how the dates are written: who is next depends on it. */
  isSettled: boolean;
  /** Whether the text goes before the date, so that there are two days to tell. */
  ahead: boolean;
}

/** How many of a list have a date, and who is next. */
export function DateSurveyNote({ survey, isSettled, ahead }: DateSurveyNoteProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!survey) return <Skeleton height={92} radius="md" />;
  const { people, readable, unreadable, samples, next } = survey;

  return (
    <Notice
      tone={readable === 0 ? 'warning' : 'neutral'}
      icon={<IconCake aria-hidden />}
      live="status"
      title={t('plan.dates.readable', {
        count: people,
        readable: format.count(readable),
        people: format.count(people),
      })}
    >
      {unreadable > 0 && (
        <Text>
          {t('plan.dates.unreadable', {
            count: unreadable,
            number: format.count(unreadable),
            samples: format.list(samples.map((sample) => t('plan.dates.sample', { sample }))),
          })}
        </Text>
      )}
      {isSettled &&
        next.map(({ name, phone, date, sendOn }) => (
          <Text key={phone}>
            {t(ahead ? 'plan.dates.nextAhead' : 'plan.dates.next', {
              name: name === '' ? phone : name,
              date: format.dateIn(Date.parse(date), 'UTC'),
              sendOn: format.dateIn(Date.parse(sendOn), 'UTC'),
            })}
          </Text>
        ))}
      {readable > 0 && (
        <Text c="dimmed" size="sm" mt={4}>
          {t('plan.dates.leapDay')}
        </Text>
      )}
    </Notice>
  );
}
