import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useAction, useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { RestoreDialog, type RestoreWish } from '../restore/RestoreDialog.tsx';
import { RestoreFromFile } from '../restore/RestoreFromFile.tsx';
import { useBackupColumns } from '../restore/use-backup-columns.tsx';
import { SettingAction } from './SettingAction.tsx';

/** The copies of all data: making them, going back to one, and moving to another computer. */
export function BackupSettings() {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const [wish, setWish] = useState<RestoreWish | null>(null);
  const list = useCall('backups.list', {});
  const create = useAction('backups.create');
  const save = useAction('backups.export');
  const columns = useBackupColumns(setWish);

  const saveEverything = async () => {
    const chosen = await call('files.chooseSave', { suggestedName: fileName(new Date()), kind: 'backup' });
    if (!chosen) return;
    const { bytes } = await save.mutateAsync({ file: chosen.file });
    tell.done(t('restore.export.done', { size: format.bytes(bytes) }));
  };

  return (
    <Panel
      title={t('preferences.data.backups.label')}
      description={t('preferences.data.backups.hint', { number: format.count(list.data?.keep ?? 0) })}
      actions={
        <Button
          variant="default"
          loading={create.isPending}
          onClick={() =>
            create.mutate({}, { onSuccess: () => tell.done(t('preferences.data.backups.done')) })
          }
        >
          {t('preferences.data.backups.now')}
        </Button>
      }
    >
      <Stack gap="lg">
        {create.isError && <ErrorNote error={create.error} />}
        {list.isError && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && (
          <PlainTable
            label={t('preferences.data.backups.list')}
            rows={list.data.backups}
            rowKey={({ name }) => name}
            empty={t('preferences.data.backups.none')}
            columns={columns}
          />
        )}
        <SettingAction label={t('restore.export.label')} hint={t('restore.export.hint')}>
          <Group gap="sm">
            <RestoreFromFile onRestore={setWish} />
            <Button
              variant="default"
              loading={save.isPending}
              onClick={() => void saveEverything().catch(tell.trouble)}
            >
              {t('restore.export.action')}
            </Button>
          </Group>
        </SettingAction>
      </Stack>
      <RestoreDialog wish={wish} onClose={() => setWish(null)} />
    </Panel>
  );
}

/** By the day on the operator's own calendar, as the daily copies are. */
function fileName(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `Kaptar ${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.db`;
}
