import { expect, test } from 'vitest';
import { phoneCountryOf } from '../../../src/renderer/features/otp/phone-country.ts';
import { nearbyCountries } from '../../../src/renderer/likely-country.ts';

test('a number without a country code belongs where its provider is at home', () => {
  expect(phoneCountryOf('devsms')).toBe('UZ');
  expect(phoneCountryOf('ubill')).toBe('GE');
});

test('and near the operator where the provider is at home nowhere', () => {
  expect(nearbyCountries).toContain(phoneCountryOf('mobsms'));
  expect(nearbyCountries).toContain(phoneCountryOf(undefined));
});
