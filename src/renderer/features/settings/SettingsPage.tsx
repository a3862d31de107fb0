import { Anchor, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { BackupSettings } from './BackupSettings.tsx';
import { ContactSettings } from './ContactSettings.tsx';
import { DataSettings } from './DataSettings.tsx';
import { DesktopSettings } from './DesktopSettings.tsx';
import { SendingSettings } from './SendingSettings.tsx';
import { useSettings } from './use-settings.ts';

/** What the operator has chosen for all of Kaptar; each choice is saved as it is made. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { settings, error, saved, save } = useSettings();
  return (
    <Page width="form" title={t('preferences.title')} description={t('preferences.description')}>
      <AppearanceSettings />
      {settings.isPending && (
        <>
          <Skeleton height={258} radius="lg" />
          <Skeleton height={430} radius="lg" />
        </>
      )}
      {settings.isError && <ErrorNote error={settings.error} onRetry={() => void settings.refetch()} />}
      {error && <ErrorNote error={error} />}
      {settings.data && (
        <>
          <ContactSettings settings={settings.data} saved={saved} save={save} />
          <SendingSettings settings={settings.data} saved={saved} save={save} />
        </>
      )}
      <Panel
        title={t('preferences.callbacks.title')}
        description={t('preferences.callbacks.hint')}
        actions={
          <Anchor component={Link} href="/accounts/callbacks" py={4}>
            {t('preferences.callbacks.open')}
          </Anchor>
        }
      />
      <DesktopSettings />
      <DataSettings />
      <BackupSettings />
    </Page>
  );
}
