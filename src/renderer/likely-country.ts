/** Where Kaptar's operators are, and the countries around them (ISO 3166-1 alpha-2). */
export const nearbyCountries: readonly string[] = [
  'UZ',
  'GE',
  'KZ',
  'KG',
  'TJ',
  'TM',
  'AZ',
  'AM',
  'TR',
  'RU',
];

/** What the operator has chosen; else the computer's own region where it is one of the near ones; else Uzbekistan. */
export function likelyCountry(chosen: string | null): string {
  if (chosen !== null) return chosen;
  const region = new Intl.Locale(navigator.language).region ?? '';
  return nearbyCountries.includes(region) ? region : 'UZ';
}
