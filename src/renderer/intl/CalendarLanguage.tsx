import { DatesProvider, type DatesProviderSettings } from '@mantine/dates';
import 'dayjs/locale/ka';
import 'dayjs/locale/ru';
import 'dayjs/locale/uz-latn';
import type { PropsWithChildren } from 'react';
import { useTranslation } from 'react-i18next';

/** The calendars of fields in the window's language; weeks begin on Monday in all of them. */
export function CalendarLanguage({ children }: PropsWithChildren) {
  const { i18n } = useTranslation();
  // Day.js has Uzbek in both of its alphabets, and `uz` is the Cyrillic one.
  const locale = i18n.language === 'uz' ? 'uz-latn' : i18n.language;
  // Weekends look like all other days: red would say that they cannot be chosen.
  const settings = { locale, firstDayOfWeek: 1, weekendDays: [] } satisfies DatesProviderSettings;
  return <DatesProvider settings={settings}>{children}</DatesProvider>;
}
