import { IANAZone } from 'luxon';
import { createCountryReader } from './phone.ts';
import { zoneCountries } from './zone-countries.ts';

/**
 * Where a number is at home, as far as its time of day goes: a country (`UZ`), a part of one where the number tells it
 * (`BR-92`), or `''` where nothing is known.
 */
export type Place = string;

/**
 * Brazil's area codes outside Brasília's time, mobile numbers included (Anatel's national numbering plan; the hours by
 * IANA): Acre, the Amazon and the west. Elsewhere a mobile number tells no zone: North Americans keep theirs when they
 * move, and Russia, Indonesia and Australia give them out by operator.
 */
const BRAZIL: Readonly<Record<string, readonly string[]>> = {
  65: ['America/Cuiaba'],
  66: ['America/Cuiaba'],
  67: ['America/Campo_Grande'],
  68: ['America/Rio_Branco'],
  69: ['America/Porto_Velho'],
  92: ['America/Manaus'],
  95: ['America/Boa_Vista'],
  // The Amazon without Manaus: its west is an hour behind.
  97: ['America/Manaus', 'America/Eirunepe'],
};

const zonesByPlace: ReadonlyMap<Place, readonly string[]> = readTable();

function readTable(): Map<Place, string[]> {
  const places = new Map<Place, string[]>();
  for (const [zone, countries] of Object.entries(zoneCountries)) {
    for (const country of countries.split(' ')) {
      places.set(country, [...(places.get(country) ?? []), zone]);
    }
  }
  for (const [code, zones] of Object.entries(BRAZIL)) places.set(`BR-${code}`, [...zones]);
  // The islands of Fernando de Noronha share their code with the mainland, of which all others keep one time.
  places.set('BR', ['America/Sao_Paulo']);
  return places;
}

/** The IANA zones in which such a number may be, the most populous first; none where nothing is known of it. */
export function zonesOfPlace(place: Place): readonly string[] {
  return zonesByPlace.get(place) ?? [];
}

/** The countries (ISO 3166-1 alpha-2) that keep a zone's time, the first of them the one it is in. */
export function countriesOfZone(zone: string): readonly string[] {
  return zoneCountries[zone]?.split(' ') ?? [];
}

/** Whether such a zone (IANA) is known here. */
export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** Returns a function that tells the place of an E.164 number; quick for a million numbers. */
export function createPlaceReader(): (phone: string) => Place {
  const countryOf = createCountryReader();
  return (phone) => {
    const country = countryOf(phone) ?? '';
    if (country !== 'BR') return zonesByPlace.has(country) ? country : '';
    const code = phone.slice(3, 5);
    return code in BRAZIL ? `BR-${code}` : country;
  };
}
