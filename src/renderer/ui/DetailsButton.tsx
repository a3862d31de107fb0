import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Opens all that is known of one message of a table. */
export function DetailsButton({ id, onOpen }: { id: string; onOpen: () => void }) {
  const { t } = useTranslation();
  return (
    // One in each row: quieter than what the row says.
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      fw={500}
      aria-label={t('ui.details.of', { id })}
      onClick={onOpen}
    >
      {t('ui.details.action')}
    </Button>
  );
}
