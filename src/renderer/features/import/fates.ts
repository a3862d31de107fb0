import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCopy,
  IconRefresh,
  IconUserPlus,
  type Icon,
} from '@tabler/icons-react';

/** What becomes of a row: told by its words and an icon; the colour only helps. */
export const fates: readonly {
  name: 'created' | 'updated' | 'unchanged' | 'duplicates' | 'invalid';
  Icon: Icon;
  colour: string;
}[] = [
  { name: 'created', Icon: IconUserPlus, colour: 'var(--delivered-text)' },
  { name: 'updated', Icon: IconRefresh, colour: 'var(--accepted-text)' },
  { name: 'unchanged', Icon: IconCircleCheck, colour: 'var(--queued-text)' },
  { name: 'duplicates', Icon: IconCopy, colour: 'var(--queued-text)' },
  { name: 'invalid', Icon: IconAlertTriangle, colour: 'var(--undelivered-text)' },
];
