import type { ContactFilter } from '../../../shared/contact.ts';

/** All of a filter but its list and its search, which have places of their own. */
export type Conditions = Pick<ContactFilter, 'optedOut' | 'fields'>;

export const noConditions: Conditions = { optedOut: null, fields: [] };
