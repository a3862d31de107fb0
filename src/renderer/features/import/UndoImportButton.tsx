import { Button, type ButtonProps } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface UndoImportButtonProps extends ButtonProps {
  onClick: () => void;
}

/** Opens `UndoImportDialog`. */
export function UndoImportButton(props: UndoImportButtonProps) {
  const { t } = useTranslation();
  return (
    <Button variant="subtle" leftSection={<IconArrowBackUp size={17} aria-hidden />} {...props}>
      {t('import.undo.open')}
    </Button>
  );
}
