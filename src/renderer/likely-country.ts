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

/** The computer's own region where it is one of the near ones; Uzbekistan otherwise. */
export function likelyCountry(): string {
  const region = new Intl.Locale(navigator.language).region ?? '';
  return nearbyCountries.includes(region) ? region : 'UZ';
}
