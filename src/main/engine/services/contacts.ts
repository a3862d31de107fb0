import { setImmediate } from 'node:timers/promises';
import type { Contact, ContactFilter, ContactList, OptOut } from '../../../shared/contact.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type {
  ContactStore,
  DuplicateStore,
  ListStore,
  OptOutPlace,
  OptOutStore,
} from '../store/contact-store.ts';
import { passOver } from './pass-over.ts';

export interface CountTools {
  readonly store: ContactStore;
  /** The count that runs, if any. */
  readonly counting: { current: AbortController | null };
}

/** All lists with how many are on each; sending has its turn after each, since a million are counted one by one. */
export async function listLists(store: ContactStore & ListStore): Promise<ContactList[]> {
  const lists: ContactList[] = [];
  for (const list of await store.listLists()) {
    lists.push({ ...list, contacts: await store.countMembers(list.id) });
    await setImmediate();
  }
  return lists;
}

/** The next page of those who match; sending has its turn between two looks at a million contacts. */
export async function listContacts(
  store: ContactStore,
  { after, skip, limit, ...filter }: ParsedInput<'contacts.list'>,
): Promise<CallOutput<'contacts.list'>> {
  const contacts: Contact[] = [];
  let next: number | null = await passOver(after, skip, (last, count) =>
    store.passContacts(filter, last, count),
  );
  while (next !== null && contacts.length < limit) {
    const part = await store.scanContacts(filter, next, limit - contacts.length);
    contacts.push(...part.contacts);
    next = part.next;
    await setImmediate();
  }
  return { contacts, next };
}

/** How many match of those with an id above `after`. Throws the signal's reason where it is aborted. */
export async function countMatching(
  store: ContactStore,
  filter: ContactFilter,
  signal: AbortSignal,
  after = 0,
): Promise<number> {
  let total = 0;
  for (let next: number | null = after; next !== null;) {
    signal.throwIfAborted();
    const part = await store.countScanned(filter, next);
    total += part.count;
    next = part.next;
    await setImmediate();
  }
  return total;
}

/**
 * Counts for the window, which asks anew at every letter typed: only the newest count is worth its time. Everybody, or
 * a whole list, is counted at one look, which is in no other count's way.
 */
export async function countContacts(
  { store, counting }: CountTools,
  filter: ContactFilter,
): Promise<CallOutput<'contacts.count'>> {
  const { count, next } = await store.countScanned(filter, 0);
  if (next === null) return { total: count };
  const controller = new AbortController();
  const words = 'Another count began before this one ended.';
  counting.current?.abort(new AppError('conflict', words, { reason: 'superseded' }));
  counting.current = controller;
  try {
    return { total: count + (await countMatching(store, filter, controller.signal, next)) };
  } finally {
    if (counting.current === controller) counting.current = null;
  }
}

/** The next page of opt-outs, and how many there are; sending has its turn between two looks at those searched for. */
export async function listOptOuts(
  store: OptOutStore,
  { search, before, limit }: ParsedInput<'optOuts.list'>,
): Promise<CallOutput<'optOuts.list'>> {
  if (search.trim() === '') return store.listOptOuts(before, limit);
  const optOuts: OptOut[] = [];
  let total = 0;
  let next: OptOutPlace | null = null;
  do {
    const part: Awaited<ReturnType<OptOutStore['searchOptOuts']>> = await store.searchOptOuts(search, next);
    total += part.optOuts.length;
    const behind = part.optOuts.filter((optOut) => before === null || isOlder(optOut, before));
    optOuts.push(...behind.slice(0, limit - optOuts.length));
    next = part.next;
    await setImmediate();
  } while (next !== null);
  return { optOuts, total };
}

function isOlder(one: OptOutPlace, other: OptOutPlace): boolean {
  return one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one.phone < other.phone);
}

/** The next groups of contacts that may be one person. */
export async function listDuplicates(
  store: DuplicateStore,
  { field, after, limit }: ParsedInput<'duplicates.list'>,
): Promise<CallOutput<'duplicates.list'>> {
  const groups: CallOutput<'duplicates.list'>['groups'] = [];
  let next: string | null = after ?? '';
  while (next !== null && groups.length < limit) {
    const part = await store.scanDuplicates(field, next, limit - groups.length);
    groups.push(...part.groups);
    next = part.next;
    await setImmediate();
  }
  return { groups, next };
}
