import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call, useAction, useCall } from '../../api.ts';
import { copyText } from '../../ui/copy-text.ts';
import { CopyText } from '../../ui/CopyText.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { useBackupColumns } from './use-backup-columns.tsx';

/** Where the data is, and the copies of it. */
export function DataSettings() {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const info = useCall('app.info', {}, { staleTime: Infinity });
  const list = useCall('backups.list', {});
  const create = useAction('backups.create');
  const columns = useBackupColumns();
  const { attempt, error } = useAttempt();

  const openFolder = async () => {
    await call('app.openDataFolder', {});
  };
  const copyDiagnostics = async () => {
    const { text } = await call('app.diagnostics', {});
    if (copyText(text)) tell.done(t('preferences.data.diagnostics.done'));
  };

  return (
    <Panel title={t('preferences.data.title')}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="md">
          <div style={{ flex: '1 1 280px', minWidth: 0 }}>
            <Text fw={600}>{t('preferences.data.folder.label')}</Text>
            {info.data && (
              <Group gap="xs">
                <Text style={{ overflowWrap: 'anywhere' }}>{info.data.dataDir}</Text>
                <CopyText text={info.data.dataDir} what={t('preferences.data.folder.label')} />
              </Group>
            )}
            <Text c="dimmed" size="sm">
              {t('preferences.data.folder.hint')}
            </Text>
          </div>
          <Button variant="default" onClick={() => void attempt(openFolder)}>
            {t('preferences.data.folder.open')}
          </Button>
        </Group>
        <Group justify="space-between" align="flex-start" gap="md">
          <div style={{ flex: '1 1 280px', minWidth: 0 }}>
            <Text fw={600}>{t('preferences.data.diagnostics.label')}</Text>
            <Text c="dimmed" size="sm">
              {t('preferences.data.diagnostics.hint')}
            </Text>
          </div>
          <Button variant="default" onClick={() => void attempt(copyDiagnostics)}>
            {t('preferences.data.diagnostics.copy')}
          </Button>
        </Group>
        {error !== null && <ErrorNote error={error} />}
        <Group justify="space-between" align="flex-start" gap="md">
          <div style={{ flex: '1 1 280px', minWidth: 0 }}>
            <Text fw={600}>{t('preferences.data.backups.label')}</Text>
            <Text c="dimmed" size="sm">
              {t('preferences.data.backups.hint', { number: format.count(list.data?.keep ?? 0) })}
            </Text>
          </div>
          <Button
            variant="default"
            loading={create.isPending}
            onClick={() =>
              create.mutate(
                {},
                {
                  onSuccess: () => tell.done(t('preferences.data.backups.done')),
                },
              )
            }
          >
            {t('preferences.data.backups.now')}
          </Button>
        </Group>
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
      </Stack>
    </Panel>
  );
}
