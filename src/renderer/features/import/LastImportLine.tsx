import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { UndoImport } from './UndoImport.tsx';

/** The last import, where people are looked at, and the way to take it back. */
export function LastImportLine({ onUndone }: { onUndone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: last } = useCall('import.last', {});
  if (!last) return null;
  return (
    <Group gap={6}>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('import.undo.last', { name: last.fileName, when: format.dateTime(last.finishedAt) })}
      </Text>
      <UndoImport last={last} onUndone={onUndone} size="compact-sm" />
    </Group>
  );
}
