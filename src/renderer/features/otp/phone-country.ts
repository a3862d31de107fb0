import type { ProviderId } from '../../../shared/account.ts';
import { likelyCountry } from '../../likely-country.ts';

/**
 * Where a number without a country code belongs (ISO 3166-1 alpha-2): with uBill, Georgia, whose provider it is. One
 * rule for sending a code and for checking it, or the two would speak of different people.
 */
export function phoneCountryOf(provider: ProviderId | undefined): string {
  return provider === 'ubill' ? 'GE' : likelyCountry();
}
