import type { ProviderId } from '../../../shared/account.ts';
import { providerFacts } from '../../../shared/provider-facts.ts';

/**
 * Where a number without a country code belongs (ISO 3166-1 alpha-2): where the provider is at home, else in `country`, the
 * operator's own. One rule for sending a code and for checking it, or the two would speak of different people.
 */
export function phoneCountryOf(provider: ProviderId | undefined, country: string): string {
  const home = provider && providerFacts[provider].home;
  return home?.country ?? country;
}
