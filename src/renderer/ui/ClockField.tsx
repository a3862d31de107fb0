import { TimePicker } from '@mantine/dates';
import { useDisclosure } from '@mantine/hooks';
import { IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ClockField.module.css';

interface ClockFieldProps {
  label: string;
  /** `09:30`; empty while it is not whole. */
  value: string;
  error?: ReactNode;
  onChange: (time: string) => void;
}

/** Minutes that are offered are this far apart: sixty would be a long way to scroll, and any minute can be typed. */
const MINUTES_APART = 5;

/** A time of day, typed or chosen, by a clock of 24 hours. */
export function ClockField({ label, value, error, onChange }: ClockFieldProps) {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure();
  // Escape closes the list first, then the dialog around it.
  const inputProps = { 'data-mantine-stop-propagation': isOpen || undefined };
  return (
    <TimePicker
      label={label}
      value={value}
      error={error}
      minutesStep={MINUTES_APART}
      withDropdown
      classNames={{ input: classes.clock ?? '', field: classes.part ?? '' }}
      rightSection={<IconClock size={16} />}
      rightSectionPointerEvents="none"
      popoverProps={{
        opened: isOpen,
        shadow: 'md',
        attributes: { dropdown: { role: 'dialog', 'aria-label': label } },
      }}
      hoursInputLabel={t('ui.clock.hours', { label })}
      minutesInputLabel={t('ui.clock.minutes', { label })}
      hoursInputProps={inputProps}
      minutesInputProps={inputProps}
      onClick={open}
      onFocusCapture={open}
      onBlurCapture={close}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      onChange={onChange}
    />
  );
}
