import { Select } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { countriesOfZone } from '../../../shared/zones.ts';
import { useCityName } from '../../ui/use-city-name.ts';

interface ZoneSelectProps {
  /** Whose clocks, where it is not plain from what stands around. */
  label?: ReactNode;
  description?: ReactNode;
  error?: ReactNode;
  value: string;
  onChange: (zone: string) => void;
}

/** Shown of all that match: more would be scrolled, not read. */
const MOST_SHOWN = 50;

/** Whose clocks tell the time: found by a city or a country. */
export function ZoneSelect({ label, value, onChange, ...hints }: ZoneSelectProps) {
  const { t, i18n } = useTranslation();
  const cityOf = useCityName();
  const options = useMemo(() => listZones(i18n.language, value, cityOf), [i18n.language, value, cityOf]);
  return (
    <Select
      label={label ?? t('zone.label')}
      {...hints}
      searchable
      allowDeselect={false}
      limit={MOST_SHOWN}
      data={options}
      value={value}
      nothingFoundMessage={t('zone.none')}
      onChange={(zone) => zone && onChange(zone)}
    />
  );
}

/** Every zone with its city, its first country and how far it is from Greenwich, by city. */
function listZones(language: string, chosen: string, cityOf: (zone: string) => string) {
  const countries = new Intl.DisplayNames(language, { type: 'region' });
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), chosen]);
  return [...zones]
    .map((zone) => {
      const [country] = countriesOfZone(zone);
      const parts = [cityOf(zone), country && countries.of(country), offsetOf(zone)];
      return { value: zone, label: parts.filter((part) => part !== undefined).join(' · ') };
    })
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
}

/** `GMT+5`, as it is now. */
function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
