import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countryOfPrefix,
  formatPhone,
  isPhoneCountry,
  parseAnyPhone,
  parsePhone,
} from '../../src/shared/phone.ts';

const valid = (phone: string) => ({ ok: true, phone, doubtful: false });

describe('spellings in Uzbekistan', () => {
  test.each([
    '+998 90 123-45-67',
    '998901234567',
    '901234567',
    '90 123 45 67',
    '(90) 123 45 67',
    '90.123.45.67',
    '00998901234567',
    '\u00a090\u202f123\u200945\u00a067 ',
    '90\t123 45 67\n',
    "'998901234567",
    "'+998 90 123 45 67",
    '998901234567.0',
    '901234567,00',
    '９９８９０１２３４５６７',
    '＋998901234567',
    '\u202a+998901234567\u202c',
    '90\u2011123\u201345\u201067',
  ])('%j', (text) => {
    expect(parsePhone(text, 'UZ')).toEqual(valid('+998901234567'));
  });

  test('a local number may begin like the country code', () => {
    expect(parsePhone('998901234', 'UZ')).toEqual(valid('+998998901234'));
    expect(parsePhone('998998901234', 'UZ')).toEqual(valid('+998998901234'));
  });

  test('a number that is possible but of no known range is doubtful', () => {
    expect(parsePhone('123456789', 'UZ')).toEqual({ ok: true, phone: '+998123456789', doubtful: true });
  });
});

test.each(['555 12 34 56', '555123456', '0555123456', '(555) 12-34-56', '+995 555 12 34 56', '995555123456'])(
  'Georgian %j',
  (text) => {
    expect(parsePhone(text, 'GE')).toEqual(valid('+995555123456'));
  },
);

test.each([
  ['+7 916 123-45-67', 'UZ', '+79161234567'],
  ['79161234567', 'UZ', '+79161234567'],
  ['12025551234', 'UZ', '+12025551234'],
  ['1 (202) 555-1234', 'UZ', '+12025551234'],
  ['998901234567', 'GE', '+998901234567'],
  ['995555123456', 'UZ', '+995555123456'],
  ['89161234567', 'RU', '+79161234567'],
])('%j from %s is a number of another country', (text, country, phone) => {
  expect(parsePhone(text, country)).toEqual(valid(phone));
});

describe('what is refused', () => {
  test.each(['', '  ', '\u00a0', "'", '\u200b'])('%j holds no number', (text) => {
    expect(parsePhone(text, 'UZ')).toEqual({ ok: false, reason: 'no-phone' });
  });

  test.each(['9.98901E+11', '9,98901E+11', '9.98901234567e+11', '9E11', '9,98901Е+11', ' 9.98901E+11 '])(
    '%j has lost digits',
    (text) => {
      expect(parsePhone(text, 'UZ')).toEqual({ ok: false, reason: 'lost-digits' });
    },
  );

  test.each([
    'hello',
    '-',
    '1234',
    '#ERROR!',
    '90-FLOWERS',
    '99890123456', // a digit short
    '9989012345678', // a digit too many
    '90123456712', // two too many: not to be sent to Turkey
    '8 90 123 45 67', // the trunk prefix of before 2019
    '+998 (0) 90 123 45 67',
    '901234567, 911234567',
    '901234567;911234567',
    '901234567/911234567',
    '901234567 ext 5',
    '++998901234567',
    '901234567 Aziza',
    '9'.repeat(10_000),
  ])('%j is not one number', (text) => {
    expect(parsePhone(text, 'UZ')).toEqual({ ok: false, reason: 'not-a-phone' });
  });

  test('without a known country only an international number is one', () => {
    expect(parsePhone('901234567', 'XX')).toEqual({ ok: false, reason: 'not-a-phone' });
    expect(parsePhone('+998901234567', 'XX')).toEqual(valid('+998901234567'));
    expect(isPhoneCountry('XX')).toBe(false);
    expect(isPhoneCountry('UZ')).toBe(true);
  });
});

describe('properties', () => {
  /** Spellings around the plain forms, right and wrong ones. */
  const spelling = fc.oneof(
    fc.stringMatching(/^(\+?998[ -]?)?\(?\d\d\)?[ -]?\d{3}[ -]?\d\d[ -]?\d\d$/),
    fc.stringMatching(/^(\+?995[ -]?|0)?\(?\d{3}\)?[ -]?\d\d[ -]?\d\d[ -]?\d\d$/),
    fc.stringMatching(/^\+?[0-9 ()-]{7,16}$/),
    fc.string(),
  );

  test.each(['UZ', 'GE', 'US'])('the short cut for %s answers as the library does', (country) => {
    fc.assert(
      fc.property(spelling, (text) => {
        expect(parsePhone(text, country)).toEqual(parseAnyPhone(text, country));
      }),
      { numRuns: 3000 },
    );
  });

  test('no digit is dropped: a number that is read ends in the digits that were written', () => {
    fc.assert(
      fc.property(spelling, (text) => {
        const read = parsePhone(text, 'UZ');
        const written = text.replace(/\D/g, '').replace(/^00/, '');
        if (read.ok && /^[\d+ ()-]*$/.test(text)) expect(read.phone.endsWith(written)).toBe(true);
      }),
    );
  });

  test('reading a number again changes nothing, and so does reading what is shown', () => {
    fc.assert(
      fc.property(spelling, fc.constantFrom('UZ', 'GE', 'US'), (text, country) => {
        const read = parsePhone(text, country);
        if (!read.ok) return;
        expect(parsePhone(read.phone, 'UZ')).toEqual(read);
        expect(parsePhone(formatPhone(read.phone), 'GE')).toEqual(read);
      }),
    );
  });
});

test('numbers are shown with their country code', () => {
  expect(formatPhone('+998901234567')).toBe('+998 90 123 45 67');
  expect(formatPhone('+995555123456')).toBe('+995 555 12 34 56');
  expect(formatPhone('nonsense')).toBe('nonsense');
});

test('the beginning of a number tells its country, or the one whose code it is', () => {
  const countries = ['+99890', '+995599', '+79123', '+77011', '+12425', '+12125', '+44779', '+0'];
  expect(countries.map(countryOfPrefix)).toEqual(['UZ', 'GE', 'RU', 'KZ', 'BS', 'US', 'GB', null]);
});
