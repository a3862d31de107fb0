import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LastImport } from '../../../shared/csv-import.ts';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { UndoImportButton } from './UndoImportButton.tsx';
import { UndoImportDialog } from './UndoImportDialog.tsx';

/** The last import, where people are looked at, and the way to take it back. */
export function LastImportLine({ onUndone }: { onUndone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: last } = useCall('import.last', {});
  const [asked, setAsked] = useState<LastImport | null>(null);
  return (
    <>
      {last && (
        <Group gap={6}>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('import.undo.last', { name: last.fileName, when: format.dateTime(last.finishedAt) })}
          </Text>
          <UndoImportButton size="compact-sm" onClick={() => setAsked(last)} />
        </Group>
      )}
      <UndoImportDialog of={asked} onClose={() => setAsked(null)} onUndone={onUndone} />
    </>
  );
}
