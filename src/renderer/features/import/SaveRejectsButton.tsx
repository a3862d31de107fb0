import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { useSaveRejects } from './use-save-rejects.ts';

/** Starts what `useSaveRejects` does. */
export function SaveRejectsButton({ save, busy }: ReturnType<typeof useSaveRejects>) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={17} aria-hidden />}
      loading={busy}
      onClick={() => void save()}
    >
      {t('import.rejects.save')}
    </Button>
  );
}
