import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { cityOfZone } from '../../shared/zone-city.ts';

/**
 * The city by which a zone (IANA) is named, in the window's language. Translated are those in which our operators and
 * the people they write to live; of the rest Intl knows no names, and they keep IANA's English one.
 */
export function useCityName() {
  const { t } = useTranslation();
  return useCallback((zone: string) => t(`cities.${zone}`, { defaultValue: cityOfZone(zone) }), [t]);
}
