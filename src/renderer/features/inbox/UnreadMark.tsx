import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './UnreadMark.module.css';

/** How many received messages nobody has read yet; nothing where there are none. */
export function UnreadMark() {
  const { t } = useTranslation();
  const format = useFormat();
  // One thread is the least that can be asked for; the count is of all.
  const inbox = useCall('inbox.threads', { limit: 1 });
  const unread = inbox.data?.unread ?? 0;
  if (unread === 0) return null;
  return (
    <span className={classes.mark}>
      {format.count(unread)}
      <VisuallyHidden> {t('inbox.unread', { count: unread })}</VisuallyHidden>
    </span>
  );
}
