import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Countries (ISO 3166-1 alpha-2) by their name in the window's language; null where a number tells none. */
export function useCountryName() {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: 'region' });
    return (country: string | null) =>
      country === null ? t('split.noCountry') : (names.of(country) ?? country);
  }, [t, i18n.language]);
}
