import { IconFileDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './DropVeil.module.css';

/** Lies over the page while a file is held above it: it may be let go anywhere. */
export function DropVeil() {
  const { t } = useTranslation();
  return (
    <div className={classes.veil} role="presentation">
      <div className={classes.words}>
        <IconFileDownload size={40} stroke={1.5} aria-hidden />
        {t('import.drop')}
      </div>
    </div>
  );
}
