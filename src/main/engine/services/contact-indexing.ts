import { setTimeout as rest } from 'node:timers/promises';
import type { ContactIndexStore } from '../store/contact-store.ts';

/** Contacts taken in at once: a few milliseconds of the thread that sending shares. */
const AT_ONCE = 250;
/** Between two of them, ms: an import of a million is followed by a minute of this, in which everything else goes first. */
const REST = 10;

/** Brings the search index of contacts up to date, until that is done or `stopping` is aborted. */
export async function indexContacts(store: ContactIndexStore, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted && (await store.indexContacts(AT_ONCE)) === AT_ONCE) await rest(REST);
}
