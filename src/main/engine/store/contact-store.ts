import type {
  Contact,
  ContactAction,
  ContactFilter,
  ContactList,
  DuplicateGroup,
  OptOut,
} from '../../../shared/contact.ts';
import type { MessageState } from '../../../shared/message.ts';
import type { PackedContacts } from '../lib/packed-contacts.ts';
import type { ImportUndo, ImportedContact, LastImport } from '../../../shared/csv-import.ts';

export interface ListRecord {
  readonly id: number;
  readonly name: string;
  /** Column names kept as fields, in the order of the imports. */
  readonly fields: readonly string[];
  /** Field keys that mean `name` or `phone`: the headers of those columns. */
  readonly aliases: Readonly<Record<string, string>>;
}

export type NamedList = Omit<ContactList, 'contacts'>;

export interface ListStore {
  /** By their names; `countMembers` tells how many are on each. */
  listLists(): Promise<NamedList[]>;
  /** Throws `not-found`, for a removed one, too. */
  getList(id: number): Promise<ListRecord>;
  /** Throws `conflict` where a list has the name, in any case of its letters. Answers the id. */
  createList(name: string, now: number): Promise<number>;
  /** Errors as `createList` and `getList`. */
  renameList(id: number, name: string): Promise<void>;
  /** Takes the list out of sight; who is on it is kept, and campaigns go on showing its name. */
  removeList(id: number): Promise<void>;
  /** Brings a removed list back and answers its name: numbered where another has it by now. */
  restoreList(id: number): Promise<string>;
}

/** A message of a campaign to a contact. */
export interface ContactMessage {
  readonly id: number;
  readonly campaignId: number;
  readonly campaignName: string;
  readonly state: MessageState;
  readonly text: string;
  readonly updatedAt: number;
}

/** What is written about one contact by hand. */
export interface ContactWords {
  readonly phone: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A part of a long walk: what to go on after, null at the end. */
export interface Part {
  readonly next: number | null;
}

/** Rows that were passed over, and the last of them to go on after. */
export interface Passed extends Part {
  readonly passed: number;
}

export interface ContactStore {
  /**
   * Looks at the next thousand contacts after `after` (0 for the first) and answers those that match, at most
   * `limit`: a walk through a million is a thousand such looks, so that sending has its turn between them.
   */
  scanContacts(filter: ContactFilter, after: number, limit: number): Promise<Part & { contacts: Contact[] }>;
  /** Passes over at most `count` of those that match, in the same steps. */
  passContacts(filter: ContactFilter, after: number, count: number): Promise<Passed>;
  /** These contacts; those that are gone are left out. */
  listChosen(ids: readonly number[]): Promise<Contact[]>;
  /** Counts in the same steps; all at once where nothing but a list is asked for. */
  countScanned(filter: ContactFilter, after: number): Promise<Part & { count: number }>;
  /** Every field that a list has. */
  listFields(): Promise<string[]>;
  /** Throws `not-found`. */
  getContact(id: number): Promise<{
    contact: Contact;
    lists: { id: number; name: string }[];
    optOut: OptOut | null;
    messages: ContactMessage[];
  }>;
  /** Throws `conflict` where somebody has the number. Answers the id. */
  createContact(words: ContactWords, listIds: readonly number[], now: number): Promise<number>;
  /** The list's contacts from the `offset`-th on, in the order in which they will be sent to. */
  contactsAt(listId: number, offset: number, limit: number): Promise<Contact[]>;
  /** The same contacts in the same order, after the contact `after` (0 for the first), for walking through all. */
  contactsAfter(listId: number, after: number, limit: number): Promise<Contact[]>;
  countMembers(listId: number): Promise<number>;
}

/** The index that contacts are searched by, which is filled behind their changes. */
export interface ContactIndexStore {
  /** Takes the next contacts that are new or changed into the index, at most `limit`; answers how many. */
  indexContacts(limit: number): Promise<number>;
}

/** Changes of contacts that can be taken back: what was before is kept with each. */
export interface ContactChangeStore {
  /** Opens a change. */
  beginChange(now: number): Promise<number>;
  /** Does it to those of these contacts whom it changes; answers how many. */
  changeContacts(changeId: number, ids: readonly number[], action: ContactAction): Promise<number>;
  /** Rewrites one contact and its lists. Throws `not-found`, and `conflict` where another has the number. */
  updateContact(
    changeId: number,
    contact: ContactWords & { readonly id: number },
    listIds: readonly number[],
  ): Promise<void>;
  /**
   * Makes one of several: `keep` gets the name, the fields, the lists and the messages of all. Who has opted out
   * under any of the numbers is out under each. Throws `not-found` where one of them is gone.
   */
  mergeContacts(changeId: number, merge: Merge): Promise<void>;
  /**
   * Brings back a hundred of the contacts that the change touched; `more` until all are. Those that were changed
   * or removed since, or whose number another has by now, are `kept` as they are; whoever has opted out since
   * stays out.
   */
  undoChange(changeId: number): Promise<{ restored: number; kept: number; more: boolean }>;
  /** The newest change that can still be taken back. */
  findLastChange(): Promise<{ changeId: number; at: number } | undefined>;
  /** Forgets some rows of all changes but the newest `keep`; whether there is more to forget. */
  forgetChanges(keep: number): Promise<boolean>;
}

export interface Merge {
  readonly keep: number;
  readonly others: readonly number[];
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Where an opt-out stands among all. */
export type OptOutPlace = Pick<OptOut, 'createdAt' | 'phone'>;

export interface OptOutStore {
  optOut(phone: string, reason: string, now: number): Promise<void>;
  optIn(phone: string): Promise<void>;
  /** Newest first. */
  listOptOuts(before: OptOutPlace | null, limit: number): Promise<{ optOuts: OptOut[]; total: number }>;
  /**
   * Looks at the thousand next ones for those whose number or name is searched for, as of contacts. `next` is what to go
   * on before; null at the end.
   */
  searchOptOuts(
    search: string,
    before: OptOutPlace | null,
  ): Promise<{ optOuts: OptOut[]; next: OptOutPlace | null }>;
  /** Whoever is out already keeps the reason of then. Answers the numbers that were not. */
  addOptOuts(phones: readonly string[], reason: string, now: number): Promise<string[]>;
  /** Puts back what was taken away, exactly as it was. */
  restoreOptOuts(optOuts: readonly OptOut[]): Promise<void>;
}

export interface DuplicateStore {
  /**
   * Looks at the next few hundred contacts in the order of their names, after the name `after` ('' for the first),
   * for those of one name, and of one value of `field` unless that is null. At most `limit` names.
   */
  scanDuplicates(
    field: string | null,
    after: string,
    limit: number,
  ): Promise<{ groups: DuplicateGroup[]; next: string | null }>;
}

/** A row of a file on its way into the contacts. */
export interface StagedContact {
  readonly phone: string;
  readonly name: string;
  readonly fields: Record<string, string>;
  /** Its row in the file, where it comes from one. */
  readonly row?: number;
}

/** What an import will do with a staged row. */
export interface StagedFate extends ImportedContact {
  /** Where it is among the staged rows. */
  readonly position: number;
  readonly fate: 'created' | 'updated' | 'unchanged';
  /** Whether the contact is on the list already. */
  readonly isOnList: boolean;
}

export interface ImportStore {
  /** Opens an empty staging area; one import at a time. */
  beginImport(): Promise<void>;
  /**
   * Tells under which names fields are kept: as each was first written. Those of the import become fields of the list.
   */
  nameFields(names: readonly string[]): Promise<string[]>;
  /** Stages rows whose fields have the names of `nameFields`. */
  stagePacked(rows: PackedContacts): Promise<void>;
  /** Stages a few rows; answers the indexes of those whose phone was staged so before. */
  stageContacts(rows: readonly StagedContact[]): Promise<number[]>;
  /** What `commitImport` into this list will do with the staged rows after the position `after` (0 for the first). */
  compareStaged(list: string, after: number, limit: number): Promise<StagedFate[]>;
  /**
   * Moves all staged rows into the contacts and the list (made if new; with `newList` in any case, numbered
   * where the name is taken), in one transaction, and keeps what was there before until the next import.
   */
  commitImport(
    list: string,
    aliases: Record<string, string>,
    newList: boolean,
    fileName?: string,
  ): Promise<{ listId: number; listName: string; created: number; updated: number }>;
  discardImport(): Promise<void>;

  /** The import that can be undone. */
  findLastImport(): Promise<LastImport | undefined>;
  /** How many contacts the last import wrote that were not looked at by `undoImportPart` yet. */
  countImportChanges(): Promise<number>;
  /**
   * Takes back what the last import did to the next `limit` contacts; all zero once there are none. Whoever was
   * changed, written to or put on another list since stays as they are, on their list.
   */
  undoImportPart(limit: number): Promise<ImportUndo>;
  /** Removes the list if the import made it and it is empty and no campaign or plan has it, and forgets the import. */
  finishUndo(): Promise<{ listRemoved: boolean }>;

  /** What the columns of these names were taken for the last time. */
  findMapping(columnsKey: string): Promise<unknown>;
  keepMapping(columnsKey: string, mapping: unknown, now: number): Promise<void>;
}
