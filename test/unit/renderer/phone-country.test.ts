import { expect, test } from 'vitest';
import { phoneCountryOf } from '../../../src/renderer/features/otp/phone-country.ts';
import { likelyCountry, nearbyCountries } from '../../../src/renderer/likely-country.ts';

test('a number without a country code belongs where its provider is at home', () => {
  expect(phoneCountryOf('devsms', 'KZ')).toBe('UZ');
  expect(phoneCountryOf('ubill', 'KZ')).toBe('GE');
});

test('and where the operator is where the provider is at home nowhere', () => {
  expect(phoneCountryOf('mobsms', 'KZ')).toBe('KZ');
  expect(phoneCountryOf(undefined, 'KZ')).toBe('KZ');
});

test('the operator is where they say, or near', () => {
  expect(likelyCountry('DE')).toBe('DE');
  expect(nearbyCountries).toContain(likelyCountry(null));
});
