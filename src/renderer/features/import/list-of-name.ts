import type { ContactList } from '../../../shared/contact.ts';

/** The list that an import into this name would go to, if there is one: upper and lower case are one to the store. */
export function listOfName(lists: readonly ContactList[], name: string): ContactList | undefined {
  const wanted = name.trim().toLowerCase();
  return lists.find((list) => list.name.toLowerCase() === wanted);
}
