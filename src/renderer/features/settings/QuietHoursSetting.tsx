import { Group, Select, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { SettingLine } from './SettingLine.tsx';
import type { SettingsProps } from './use-settings.ts';

/** Nobody's evening ends at a quarter past, minutes. */
const STEP = 30;
const DAY = 1440;

/** Hours in which no message goes out; they may span midnight. */
export function QuietHoursSetting({ settings, saved, save }: SettingsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const kept = settings.quietHours;
  // Two equal times are shown with what is wrong about them, and not saved.
  const [same, setSame] = useState<number | null>(null);
  const shown = same === null ? kept : { ...kept, from: same, until: same };

  const times = [...Array(DAY / STEP).keys()].map((step) => step * STEP);
  const choices = [...new Set([...times, kept.from, kept.until])]
    .toSorted((a, b) => a - b)
    .map((minute) => ({ value: String(minute), label: format.clock(momentOf(minute)) }));

  const change = (patch: Partial<typeof kept>) => {
    const quietHours = { ...shown, ...patch };
    if (quietHours.from === quietHours.until) {
      setSame(quietHours.from);
      return;
    }
    setSame(null);
    save('quietHours', quietHours);
  };

  return (
    <Stack gap="sm">
      <SettingLine saved={saved === 'quietHours'}>
        <Switch
          label={t('preferences.sending.quiet.label')}
          description={t('preferences.sending.quiet.hint')}
          checked={kept.enabled}
          onChange={(event) => save('quietHours', { ...kept, enabled: event.currentTarget.checked })}
        />
      </SettingLine>
      {kept.enabled && (
        <Group align="flex-start" gap="md">
          {(['from', 'until'] as const).map((name) => (
            <Select
              key={name}
              label={t(`preferences.sending.quiet.${name}`)}
              data={choices}
              value={String(shown[name])}
              error={same !== null && name === 'until' && t('preferences.sending.quiet.same')}
              allowDeselect={false}
              searchable
              w={150}
              onChange={(minute) => change({ [name]: Number(minute) })}
            />
          ))}
        </Group>
      )}
    </Stack>
  );
}

/** A moment of any day at that minute of it, in this computer's zone. */
function momentOf(minute: number): number {
  return new Date(2000, 0, 1, 0, minute).getTime();
}
