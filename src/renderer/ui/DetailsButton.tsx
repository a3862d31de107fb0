import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Opens all that is known of one message of a table. */
export function DetailsButton({ id, onOpen }: { id: string; onOpen: () => void }) {
  const { t } = useTranslation();
  return (
    <Button size="compact-sm" variant="subtle" aria-label={t('ui.details.of', { id })} onClick={onOpen}>
      {t('ui.details.action')}
    </Button>
  );
}
