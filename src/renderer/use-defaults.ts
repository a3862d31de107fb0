import type { ContactList } from '../shared/contact.ts';
import { useCall } from './api.ts';
import { likelyCountry } from './likely-country.ts';

/** What screens begin with where nothing else is chosen. */
export interface Defaults {
  /** ISO 3166-1 alpha-2, of numbers written without a country code. */
  country: string;
  /** The operator's usual list; null where none was chosen, or it is gone. */
  list: ContactList | null;
}

/** The operator's choices on the settings page, as far as they are known yet. */
export function useDefaults(): Defaults {
  const settings = useCall('settings.get', {});
  const lists = useCall('lists.list', {});
  const { defaultCountry = null, defaultListId = null } = settings.data ?? {};
  return {
    country: likelyCountry(defaultCountry),
    list: lists.data?.find(({ id }) => id === defaultListId) ?? null,
  };
}
