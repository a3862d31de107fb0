import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call, useCall } from '../../api.ts';
import { copyText } from '../../ui/copy-text.ts';
import { CopyText } from '../../ui/CopyText.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { CheckBooks } from './CheckBooks.tsx';
import { SettingAction } from './SettingAction.tsx';

/** Where the data is, what helps whoever helps, and whether the books are right. */
export function DataSettings() {
  const { t } = useTranslation();
  const tell = useTell();
  const info = useCall('app.info', {}, { staleTime: Infinity });
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
        <SettingAction
          label={t('preferences.data.folder.label')}
          value={
            info.data && (
              <Group gap="xs">
                <Text style={{ overflowWrap: 'anywhere' }}>{info.data.dataDir}</Text>
                <CopyText text={info.data.dataDir} what={t('preferences.data.folder.label')} />
              </Group>
            )
          }
          hint={t('preferences.data.folder.hint')}
        >
          <Button variant="default" onClick={() => void attempt(openFolder)}>
            {t('preferences.data.folder.open')}
          </Button>
        </SettingAction>
        <SettingAction
          label={t('preferences.data.diagnostics.label')}
          hint={t('preferences.data.diagnostics.hint')}
        >
          <Button variant="default" onClick={() => void attempt(copyDiagnostics)}>
            {t('preferences.data.diagnostics.copy')}
          </Button>
        </SettingAction>
        {error !== null && <ErrorNote error={error} />}
        <CheckBooks />
      </Stack>
    </Panel>
  );
}
