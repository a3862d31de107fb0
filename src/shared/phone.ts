// `min` has each country's possible lengths and general pattern: all that `isPossible` and `isValid` ask
// of it here, in half the size of `max`, which only adds the kinds of numbers (landline, toll-free …).
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import metadata from 'libphonenumber-js/min/metadata';

export type ParsedPhone =
  | {
      readonly ok: true;
      /** E.164 with its plus sign. */
      readonly phone: string;
      /** Of a possible length, yet of no range known to be in use: worth a warning, not a refusal. */
      readonly doubtful: boolean;
    }
  | { readonly ok: false; readonly reason: 'no-phone' | 'not-a-phone' | 'lost-digits' };

/** What spreadsheets make of long numbers: `9.98901E+11`; decimal comma and Cyrillic Е in some locales. */
const SCIENTIFIC = /^\+?\d+(?:[.,]\d+)?[eе]\+?\d+$/i;
/** A number kept as a decimal by a spreadsheet, `998901234567.0`: nine digits are the shortest number here. */
const DECIMAL_TAIL = /^(\+?\d{9,})[.,]0{1,2}$/;
/** Zero-width and direction marks that come along when a number is copied from a web page or a chat. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** Shortest number that is read as an international one without its plus: country code and ten or so digits. */
const SHORTEST_WITHOUT_PLUS = 11;

/**
 * The usual spellings in Uzbekistan and Georgia, whose answer is known without the library: nearly every row
 * of an import. Only numbers that are valid for the library too (its patterns of 2025); a property test holds
 * both ways equal.
 */
const PLAIN_FORMS: readonly PlainForm[] = [
  {
    country: 'UZ',
    code: '+998',
    form: /^(?:\+?998[ -]?)?\(?((?:20|33|[5-9]\d))\)?[ -]?(\d{3})[ -]?(\d\d)[ -]?(\d\d)$/,
  },
  {
    country: 'GE',
    code: '+995',
    form: /^(?:\+?995[ -]?|0)?\(?([357]\d\d)\)?[ -]?(\d\d)[ -]?(\d\d)[ -]?(\d\d)$/,
  },
];

interface PlainForm {
  readonly country: string;
  readonly code: string;
  /** In four groups of digits. */
  readonly form: RegExp;
}

/** Whether a country (ISO 3166-1 alpha-2, upper case) has a numbering plan here. */
export function isPhoneCountry(country: string): boolean {
  return isSupportedCountry(country);
}

/**
 * Reads one number as people and spreadsheets write it. `country` (ISO 3166-1 alpha-2) is where numbers
 * without a country code belong. No digit is dropped and none invented:
 *
 * - `lost-digits`: scientific notation, whose last digits are gone for good.
 * - `no-phone`: nothing there.
 * - `not-a-phone`: anything else that is not exactly one number of a possible length, such as two numbers in
 *   one cell, an extension, or the trunk prefix 8 that Uzbekistan has given up.
 *
 * A number of another country may come without its plus (`79161234567`) where it is too long for `country`
 * and valid as it stands.
 */
export function parsePhone(text: string, country: string): ParsedPhone {
  for (const { country: own, code, form } of PLAIN_FORMS) {
    // With its code, a number is the same one wherever it is written.
    if (own !== country && !text.startsWith(code)) continue;
    const match = form.exec(text);
    if (match) {
      return { ok: true, phone: `${code}${match[1]}${match[2]}${match[3]}${match[4]}`, doubtful: false };
    }
  }
  return parseAnyPhone(text, country);
}

/** `parsePhone` without its short cut: what a test holds the short cut against. */
export function parseAnyPhone(text: string, country: string): ParsedPhone {
  const cleaned = text
    .normalize('NFKC') // full-width digits, no-break and other spaces
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^['‘’`]\s*/, ''); // marks a cell as text in spreadsheets
  if (cleaned === '') return { ok: false, reason: 'no-phone' };
  if (SCIENTIFIC.test(cleaned)) return { ok: false, reason: 'lost-digits' };
  const number = cleaned.replace(DECIMAL_TAIL, '$1');
  return readNumber(number, country) ?? readWithoutPlus(number) ?? { ok: false, reason: 'not-a-phone' };
}

/** A number for the eye, with its country code: `+998 90 123 45 67`. What is not E.164 comes back as it is. */
export function formatPhone(phone: string): string {
  return parsePhoneNumberFromString(phone, { extract: false })?.formatInternational() ?? phone;
}

function readNumber(text: string, country: string): ParsedPhone | null {
  const options = isSupportedCountry(country) ? { defaultCountry: country } : {};
  const parsed = parsePhoneNumberFromString(text, { ...options, extract: false });
  // The library takes the second number of `901234567, 911234567` for an extension.
  if (!parsed || parsed.ext !== undefined || !parsed.isPossible()) return null;
  return { ok: true, phone: parsed.number, doubtful: !parsed.isValid() };
}

/** Stricter than a number with its plus: a local number with two digits too many must not go abroad. */
function readWithoutPlus(text: string): ParsedPhone | null {
  if (!/^[\d ().-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  if (digits.length < SHORTEST_WITHOUT_PLUS) return null;
  const read = readNumber(`+${digits}`, '');
  return read?.ok && !read.doubtful ? read : null;
}

/** Digits after which the country of a number is settled: +1 and +44 with the longest of their area codes. */
const COUNTRY_DIGITS = 8;

/**
 * Returns a function that tells the country (ISO 3166-1 alpha-2) of an E.164 number, or null; quick for a million
 * numbers, since those that begin alike are looked up once.
 */
export function createCountryReader(): (phone: string) => string | null {
  const known = new Map<string, string | null>();
  return (phone) => {
    const beginning = phone.slice(0, COUNTRY_DIGITS);
    let country = known.get(beginning);
    if (country === undefined) {
      country = parsePhoneNumberFromString(phone, { extract: false })?.country ?? null;
      known.set(beginning, country);
    }
    return country;
  };
}

/**
 * The country of numbers that begin like this (six characters or so), or null. Where several share a code and the
 * beginning does not tell, the one whose code it is (the United States for +1, the United Kingdom for +44).
 */
export function countryOfPrefix(prefix: string): string | null {
  const number = parsePhoneNumberFromString(prefix, { extract: false });
  if (!number) return null;
  return number.country ?? metadata.country_calling_codes[number.countryCallingCode]?.[0] ?? null;
}
