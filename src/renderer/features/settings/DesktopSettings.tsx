import { Checkbox, Radio, Skeleton, Stack, Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Preferences } from '../../../shared/preferences.ts';
import { call, callKey, useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useTell } from '../../ui/use-tell.tsx';

const notices = ['ended', 'paused', 'inbox'] as const;

/** What Kaptar does on the desktop around its window. Each choice holds at once. */
export function DesktopSettings() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const { data: preferences, error, refetch } = useCall('preferences.get', {});

  const change = async (patch: Partial<Preferences>) => {
    // Seen at once. An answer is not waited for: it would show the last choice but one to quick hands.
    client.setQueryData<Preferences>(
      callKey('preferences.get', {}),
      (chosen) => chosen && { ...chosen, ...patch },
    );
    try {
      await call('preferences.set', patch);
    } catch (trouble) {
      tell.trouble(trouble);
      await refetch();
    }
  };

  return (
    <Panel title={t('desktop.settings.title')}>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!preferences && !error && <Skeleton height={260} />}
      {preferences && (
        <Stack gap="lg">
          <Radio.Group
            label={t('desktop.settings.onClose.label')}
            description={t('desktop.settings.onClose.hint')}
            inputWrapperOrder={['label', 'description', 'input']}
            value={preferences.onClose}
            onChange={(value) => void change({ onClose: Preferences.shape.onClose.parse(value) })}
          >
            <Stack gap="xs" mt="xs">
              {Preferences.shape.onClose.options.map((choice) => (
                <Radio key={choice} value={choice} label={t(`desktop.settings.onClose.${choice}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Switch
            label={t('desktop.settings.startAtLogin.label')}
            description={t('desktop.settings.startAtLogin.hint')}
            checked={preferences.startAtLogin}
            onChange={({ currentTarget }) => void change({ startAtLogin: currentTarget.checked })}
          />
          <Checkbox.Group
            label={t('desktop.settings.notifications.label')}
            value={notices.filter((notice) => preferences.notifications[notice])}
            onChange={(chosen) =>
              void change({
                notifications: {
                  ended: chosen.includes('ended'),
                  paused: chosen.includes('paused'),
                  inbox: chosen.includes('inbox'),
                },
              })
            }
          >
            <Stack gap="xs" mt="xs">
              {notices.map((notice) => (
                <Checkbox key={notice} value={notice} label={t(`desktop.settings.notifications.${notice}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
        </Stack>
      )}
    </Panel>
  );
}
