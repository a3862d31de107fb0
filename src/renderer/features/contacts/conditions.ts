import type { ContactFilter } from '../../../shared/contact.ts';

/** All of a filter but its list and its search, which have places of their own. */
export type Conditions = Pick<ContactFilter, 'optedOut' | 'fields'>;

/** Leaves nobody out. */
export const noConditions: Conditions = { optedOut: null, fields: [] };
