import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** A Monday, in UTC. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 24 * 3_600_000;

/** The names of the days, from Monday on. */
export function useWeekdays(form: 'long' | 'short'): readonly string[] {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const name = new Intl.DateTimeFormat(i18n.language, { weekday: form, timeZone: 'UTC' });
    return Array.from({ length: 7 }, (_, day) => name.format(MONDAY + day * DAY));
  }, [i18n.language, form]);
}
