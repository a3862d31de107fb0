import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';

interface UseAgainDialogProps {
  /** Of the campaign whose text it is. */
  name: string;
  opened: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before a text that is not finished gives its place to another: nobody loses what was written. */
export function UseAgainDialog({ name, opened, onConfirm, onClose }: UseAgainDialogProps) {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('campaigns.again.title')}
      confirm={t('campaigns.again.confirm')}
      busy={false}
      error={null}
      onConfirm={onConfirm}
    >
      <Text>{t('campaigns.again.body', { name })}</Text>
    </ConfirmDialog>
  );
}
