import { setImmediate } from 'node:timers/promises';
import type { Contact, ContactTarget } from '../../../shared/contact.ts';
import type { ContactStore } from '../store/contact-store.ts';
import { countMatching } from './contacts.ts';

/** How many a change or a file is about. Throws the signal's reason where it is aborted. */
export async function sizeOf(
  store: ContactStore,
  target: ContactTarget,
  signal: AbortSignal,
): Promise<number> {
  if (target.kind === 'some') return target.ids.length;
  return (await countMatching(store, target.filter, signal)) - target.except.length;
}

/**
 * Those a change or a file is about, at most `chunk` at a time, each chunk looked for only when its turn comes:
 * sending has its turn between two looks.
 */
export async function* contactsOf(
  store: ContactStore,
  target: ContactTarget,
  chunk: number,
): AsyncGenerator<Contact[]> {
  if (target.kind === 'some') {
    for (let start = 0; start < target.ids.length; start += chunk) {
      yield await store.listChosen(target.ids.slice(start, start + chunk));
    }
    return;
  }
  const except = new Set(target.except);
  let contacts: Contact[] = [];
  for (let next: number | null = 0; next !== null;) {
    const part = await store.scanContacts(target.filter, next, chunk - contacts.length);
    contacts.push(...part.contacts.filter(({ id }) => !except.has(id)));
    next = part.next;
    if (contacts.length < chunk) {
      await setImmediate();
      continue;
    }
    yield contacts;
    contacts = [];
  }
  if (contacts.length > 0) yield contacts;
}
