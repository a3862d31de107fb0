import { SegmentedControl, Tooltip, VisuallyHidden, useMantineColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const themes = [
  { value: 'light', Icon: IconSun },
  { value: 'dark', Icon: IconMoon },
  { value: 'auto', Icon: IconDeviceDesktop },
] as const;

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const { t } = useTranslation();
  // Where the frame keeps only its icons (Frame.module.css), three beside each other do not fit.
  const isNarrow = useMediaQuery('(max-width: 52em)');
  const { colorScheme, setColorScheme } = useMantineColorScheme();

  return (
    <SegmentedControl
      aria-label={t('frame.theme.label')}
      size="xs"
      fullWidth
      orientation={isNarrow ? 'vertical' : 'horizontal'}
      withItemsBorders={false}
      value={colorScheme}
      onChange={(value) => setColorScheme(value)}
      data={themes.map(({ value, Icon }) => ({
        value,
        label: (
          <Tooltip label={t(`frame.theme.${value}`)}>
            <span>
              <Icon size={16} stroke={1.8} aria-hidden style={{ display: 'block', margin: '2px auto' }} />
              <VisuallyHidden>{t(`frame.theme.${value}`)}</VisuallyHidden>
            </span>
          </Tooltip>
        ),
      }))}
    />
  );
}
