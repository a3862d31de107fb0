import { Select, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api.ts';
import { countryChoices } from '../../countries.ts';
import { likelyCountry } from '../../likely-country.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SettingLine } from './SettingLine.tsx';
import type { SettingsProps } from './use-settings.ts';

/** Stands for a choice that was not made: a list of choices has no other way to say it. */
const UNSET = '';

/** What is taken for granted about contacts where nothing else is said. */
export function ContactSettings({ settings, saved, save }: SettingsProps) {
  const { t, i18n } = useTranslation();
  const lists = useCall('lists.list', {});
  const countries = useMemo(() => {
    const system = new Intl.DisplayNames([i18n.language], { type: 'region' }).of(likelyCountry(null));
    return [
      { value: UNSET, label: t('preferences.contacts.country.auto', { country: system }) },
      ...countryChoices(i18n.language, {
        nearby: t('import.country.nearby'),
        elsewhere: t('import.country.elsewhere'),
      }),
    ];
  }, [i18n.language, t]);

  return (
    <Panel title={t('preferences.contacts.title')}>
      <Stack gap="lg">
        <SettingLine saved={saved === 'defaultCountry'}>
          <Select
            label={t('preferences.contacts.country.label')}
            description={t('preferences.contacts.country.hint')}
            data={countries}
            value={settings.defaultCountry ?? UNSET}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('import.country.none')}
            onChange={(country) => save('defaultCountry', country || null)}
          />
        </SettingLine>
        <SettingLine saved={saved === 'defaultListId'}>
          <Select
            label={t('preferences.contacts.list.label')}
            description={t('preferences.contacts.list.hint')}
            data={[
              { value: UNSET, label: t('preferences.contacts.list.none') },
              ...(lists.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            value={settings.defaultListId === null ? UNSET : String(settings.defaultListId)}
            searchable
            allowDeselect={false}
            onChange={(id) => save('defaultListId', id ? Number(id) : null)}
          />
        </SettingLine>
      </Stack>
    </Panel>
  );
}
