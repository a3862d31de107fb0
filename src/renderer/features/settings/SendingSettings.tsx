import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Panel } from '../../ui/Panel.tsx';
import { QuietHoursSetting } from './QuietHoursSetting.tsx';
import { NumberSetting } from './NumberSetting.tsx';
import type { SettingsProps } from './use-settings.ts';

/** When messages may go, and what stands between a click and the first of them. */
export function SendingSettings(props: SettingsProps) {
  const { t } = useTranslation();
  const { settings, saved, save } = props;
  return (
    <Panel title={t('preferences.sending.title')}>
      <Stack gap="lg">
        <QuietHoursSetting {...props} />
        <NumberSetting
          label={t('preferences.sending.confirm.label')}
          description={t('preferences.sending.confirm.hint')}
          name="confirmAbove"
          value={settings.confirmAbove}
          saved={saved === 'confirmAbove'}
          onSave={(value) => save('confirmAbove', value)}
        />
        <NumberSetting
          label={t('preferences.sending.undo.label')}
          description={t('preferences.sending.undo.hint')}
          name="undoSeconds"
          value={settings.undoSeconds}
          saved={saved === 'undoSeconds'}
          onSave={(value) => save('undoSeconds', value)}
        />
        <div>
          <Text fw={600}>{t('preferences.sending.limits')}</Text>
          <Text c="dimmed" size="sm">
            {t('preferences.sending.limitsHint')}
          </Text>
          <Anchor component={Link} href="/accounts">
            {t('preferences.sending.openAccounts')}
          </Anchor>
        </div>
      </Stack>
    </Panel>
  );
}
