import { Select, Stack, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LanguageChoice, type Language } from '../../../shared/language.ts';
import { call, useCall } from '../../api.ts';
import { speak } from '../../i18n.ts';
import { Panel } from '../../ui/Panel.tsx';
import { useTell } from '../../ui/use-tell.tsx';
import { SettingLine } from './SettingLine.tsx';
import { useSaved } from './use-saved.ts';

/** Each in its own words: whoever looks for theirs cannot read the others. */
const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  uz: 'Oʻzbekcha',
  ru: 'Русский',
  ka: 'ქართული',
};

const themes = ['auto', 'light', 'dark'] as const;

/** The language and the colours of the window. */
export function AppearanceSettings() {
  const { t, i18n } = useTranslation();
  const tell = useTell();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const info = useCall('app.info', {}, { staleTime: Infinity });
  const preferences = useCall('preferences.get', {});
  const { saved, tellSaved } = useSaved<'language' | 'theme'>();
  const system = info.data?.systemLanguage ?? 'en';
  const language = preferences.data?.language ?? null;

  const chooseLanguage = async (choice: LanguageChoice) => {
    try {
      await call('preferences.set', { language: choice });
      await Promise.all([speak(i18n, choice === 'auto' ? system : choice), preferences.refetch()]);
      tellSaved('language');
    } catch (error) {
      tell.trouble(error);
    }
  };

  return (
    <Panel title={t('preferences.appearance.title')}>
      <Stack gap="lg">
        <SettingLine saved={saved === 'language'}>
          <Select
            label={t('preferences.appearance.language.label')}
            data={LanguageChoice.options.map((value) => ({
              value,
              label:
                value === 'auto'
                  ? t('preferences.appearance.language.auto', { language: languageNames[system] })
                  : languageNames[value],
            }))}
            value={language}
            disabled={language === null}
            allowDeselect={false}
            onChange={(value) => void chooseLanguage(LanguageChoice.parse(value))}
          />
        </SettingLine>
        <SettingLine saved={saved === 'theme'}>
          <Select
            label={t('preferences.appearance.theme.label')}
            data={themes.map((value) => ({ value, label: t(`frame.theme.${value}`) }))}
            value={colorScheme}
            allowDeselect={false}
            onChange={(value) => {
              const theme = themes.find((one) => one === value);
              if (!theme) return;
              setColorScheme(theme);
              tellSaved('theme');
            }}
          />
        </SettingLine>
      </Stack>
    </Panel>
  );
}
