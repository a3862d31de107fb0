import { DateInput } from '@mantine/dates';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendar } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readDay } from '../intl/read-day.ts';
import { useFormat } from './use-format.ts';

interface DayFieldProps {
  label: string;
  /** `2026-12-31`; empty while nothing is chosen. */
  value: string;
  /** The first day that the calendar offers. An earlier one can still be typed: `error` says what is wrong with it. */
  min?: string | undefined;
  error?: ReactNode;
  onChange: (day: string) => void;
}

/** A day of the calendar, typed or chosen. What was typed is shown in words at once, so that nobody takes May for a day. */
export function DayField({ label, value, min = '', error, onChange }: DayFieldProps) {
  const { t } = useTranslation();
  const { isoDay } = useFormat();
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <DateInput
      label={label}
      value={value === '' ? null : value}
      valueFormat={isoDay}
      dateParser={(typed) => readDay(typed, isoDay)}
      placeholder={t('ui.calendar.placeholder')}
      hideOutsideDates
      excludeDate={(day) => day < min}
      error={error}
      rightSection={<IconCalendar size={16} />}
      rightSectionPointerEvents="none"
      popoverProps={{
        shadow: 'md',
        attributes: { dropdown: { role: 'dialog', 'aria-label': label } },
        onOpen: open,
        onClose: close,
      }}
      // Escape closes the calendar first, then the dialog around it.
      data-mantine-stop-propagation={isOpen || undefined}
      ariaLabels={{
        previousMonth: t('ui.calendar.previousMonth'),
        nextMonth: t('ui.calendar.nextMonth'),
        previousYear: t('ui.calendar.previousYear'),
        nextYear: t('ui.calendar.nextYear'),
        previousDecade: t('ui.calendar.previousYears'),
        nextDecade: t('ui.calendar.nextYears'),
      }}
      onChange={(day) => day !== null && onChange(day)}
    />
  );
}
