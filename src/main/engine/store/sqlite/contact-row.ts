import type { Contact } from '../../../../shared/contact.ts';

export interface ContactRow {
  id: number;
  phone: string;
  name: string;
  fields: string;
  optedOut: number;
  updatedAt: number;
}

/** What a `ContactRow` is selected by, from `contacts`. */
export const contactColumns = `contacts.id, contacts.phone, contacts.name, contacts.fields, contacts.updatedAt,
  EXISTS (SELECT 1 FROM optOuts WHERE optOuts.phone = contacts.phone) AS optedOut`;

export function toContact(row: ContactRow): Contact {
  return {
    ...row,
    fields: JSON.parse(row.fields) as Record<string, string>,
    optedOut: row.optedOut === 1,
  };
}
