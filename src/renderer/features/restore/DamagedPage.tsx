import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PigeonMark } from '../../ui/PigeonMark.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { ThemeSwitch } from '../../ui/ThemeSwitch.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { BackupFacts } from './BackupFacts.tsx';
import classes from './DamagedPage.module.css';
import { RestoreDialog, type RestoreWish } from './RestoreDialog.tsx';
import { RestoreFromFile } from './RestoreFromFile.tsx';
import { useBackupColumns } from './use-backup-columns.tsx';

/** In the place of all screens where the data cannot be read: what happened, and the ways back. */
export function DamagedPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const [wish, setWish] = useState<RestoreWish | null>(null);
  const newest = useCall('backups.newestSound', {}, { staleTime: Infinity });
  const list = useCall('backups.list', {});
  const columns = useBackupColumns(setWish);
  const others = list.data?.backups.filter(({ name }) => name !== newest.data?.name) ?? [];

  return (
    <div className={classes.damaged}>
      <header className={classes.head}>
        <Group gap="sm">
          <PigeonMark size={34} />
          <Text fz="lg" fw={650}>
            {t('frame.product')}
          </Text>
        </Group>
        <div className={classes.theme}>
          <ThemeSwitch />
        </div>
      </header>
      <main className={classes.column}>
        <Page width="form" title={t('damaged.title')} description={t('damaged.body')}>
          <Panel title={t('damaged.newest')}>
            {newest.isPending && (
              <Text component="output" c="dimmed">
                <Loader size={14} mr="xs" aria-hidden />
                {t('damaged.looking')}
              </Text>
            )}
            {newest.isError && <ErrorNote error={newest.error} onRetry={() => void newest.refetch()} />}
            {newest.data === null && <Text>{t('damaged.none')}</Text>}
            {newest.data && (
              <Stack gap="md">
                <Text className="number" fz="xl" fw={600}>
                  {format.dateTime(newest.data.madeAt)}
                </Text>
                <BackupFacts contents={newest.data} />
                <Group>
                  <Button
                    onClick={() =>
                      newest.data && setWish({ from: { name: newest.data.name }, madeAt: newest.data.madeAt })
                    }
                  >
                    {t('damaged.restore')}
                  </Button>
                </Group>
              </Stack>
            )}
          </Panel>
          {others.length > 0 && (
            <Panel title={t('damaged.others')}>
              <PlainTable
                label={t('damaged.others')}
                rows={others}
                rowKey={({ name }) => name}
                columns={columns}
              />
            </Panel>
          )}
          <Panel title={t('damaged.elsewhere')} description={t('damaged.elsewhereHint')}>
            <Group gap="sm">
              <RestoreFromFile onRestore={setWish} />
              <Button
                variant="default"
                onClick={() => void call('app.openDataFolder', {}).catch(tell.trouble)}
              >
                {t('damaged.openFolder')}
              </Button>
            </Group>
          </Panel>
        </Page>
      </main>
      <RestoreDialog wish={wish} onClose={() => setWish(null)} />
    </div>
  );
}
