import type { Contact, ContactList } from '../../../shared/contact.ts';

export interface ListRecord {
  readonly id: number;
  readonly name: string;
  /** Column names kept as fields, in the order of the imports. */
  readonly fields: readonly string[];
  /** Field keys that mean `name` or `phone`: the headers of those columns. */
  readonly aliases: Readonly<Record<string, string>>;
}

export interface ContactStore {
  listLists(): Promise<ContactList[]>;
  /** Throws `not-found`. */
  getList(id: number): Promise<ListRecord>;
  listContacts(query: {
    listId: number | null;
    search: string;
    after: number | null;
    limit: number;
  }): Promise<{ contacts: Contact[]; total: number }>;
  /** The list's contacts from the `offset`-th on, in the order in which they will be sent to. */
  contactsAt(listId: number, offset: number, limit: number): Promise<Contact[]>;
  /** The same contacts in the same order, after the contact `after` (0 for the first), for walking through all. */
  contactsAfter(listId: number, after: number, limit: number): Promise<Contact[]>;
  countMembers(listId: number): Promise<number>;
  optOut(phone: string, reason: string, now: number): Promise<void>;
  optIn(phone: string): Promise<void>;
}

export interface ImportStore {
  /** Opens an empty staging area; one import at a time. */
  beginImport(): Promise<void>;
  /** Stages rows; answers the indexes of those whose phone was staged before (duplicates in the file). */
  stageContacts(
    rows: readonly { phone: string; name: string; fields: Record<string, string> }[],
  ): Promise<number[]>;
  /**
   * Moves all staged rows into the contacts and the list (made if new; with `newList` in any case, numbered
   * where the name is taken), in one transaction.
   */
  commitImport(
    list: string,
    aliases: Record<string, string>,
    newList: boolean,
  ): Promise<{ listId: number; listName: string; created: number; updated: number }>;
  discardImport(): Promise<void>;
}
