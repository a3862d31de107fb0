import { Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Saved.module.css';

/** Says beside a setting that it has been saved. Its room is kept, so that nothing moves. */
export function Saved({ shown }: { shown: boolean }) {
  const { t } = useTranslation();
  return (
    <Text component="span" size="sm" className={classes.saved} aria-live="polite">
      {shown && (
        <>
          <IconCheck size={15} stroke={2.2} aria-hidden />
          {t('preferences.saved')}
        </>
      )}
    </Text>
  );
}
