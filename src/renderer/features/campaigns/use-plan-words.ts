import { useTranslation } from 'react-i18next';
import type { PlanSchedule } from '../../../shared/plan.ts';
import { useCityName } from '../../ui/use-city-name.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useWeekdays } from './use-weekdays.ts';

/** When a plan comes, in one sentence: `Every Monday at 10:00 in Tashkent, until 31 December 2026.` */
export function usePlanWords() {
  const { t } = useTranslation();
  const cityOf = useCityName();
  const format = useFormat();
  const weekdays = useWeekdays('long');
  return (schedule: PlanSchedule): string => {
    const { minute, zone, end } = schedule;
    const at = t('plan.at', { clock: format.minuteOfDay(minute), place: cityOf(zone) });
    const when = rhythmWords(schedule, at);
    switch (end.kind) {
      case 'never':
        return t('plan.sentence.never', { when });
      case 'on':
        return t('plan.sentence.on', { when, date: format.isoDate(end.date) });
      case 'after':
        return t('plan.sentence.after', { when, count: end.times, number: format.count(end.times) });
    }
  };

  function rhythmWords(schedule: PlanSchedule, at: string): string {
    if (schedule.kind === 'dates') {
      const { field, daysBefore } = schedule;
      const words = { field, at, count: daysBefore, number: format.count(daysBefore) };
      return daysBefore === 0 ? t('plan.when.onDate', words) : t('plan.when.beforeDate', words);
    }
    const { rhythm } = schedule;
    switch (rhythm.every) {
      case 'day':
        return t('plan.when.day', { at });
      case 'week': {
        const days = format.list(rhythm.weekdays.map((day) => weekdays[day - 1] ?? ''));
        return rhythm.weekdays.length === 7 ? t('plan.when.day', { at }) : t('plan.when.week', { days, at });
      }
      case 'month':
        return rhythm.day === 'last'
          ? t('plan.when.lastOfMonth', { at })
          : t('plan.when.month', { day: format.count(rhythm.day), at });
    }
  }
}
