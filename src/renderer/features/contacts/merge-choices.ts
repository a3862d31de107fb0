import type { Contact } from '../../../shared/contact.ts';
import { fieldKey } from '../../../shared/template.ts';

/** One field of those to be merged: its name as it was first written, and the values that are known of it. */
export interface FieldChoice {
  field: string;
  /** Each once; the first is that of the contact that was changed last. */
  values: string[];
}

/** The newest first: what was changed last is likely to hold. */
export function newestFirst(contacts: readonly Contact[]): Contact[] {
  return contacts.toSorted((a, b) => b.updatedAt - a.updatedAt);
}

/** Every field that one of the contacts knows, with the values to choose from. */
export function fieldChoices(contacts: readonly Contact[]): FieldChoice[] {
  const choices = new Map<string, FieldChoice>();
  for (const contact of contacts) {
    for (const [field, value] of Object.entries(contact.fields)) {
      if (value.trim() === '') continue;
      const key = fieldKey(field);
      const choice = choices.get(key) ?? { field, values: [] };
      if (!choice.values.includes(value)) choice.values.push(value);
      choices.set(key, choice);
    }
  }
  return [...choices.values()];
}
