import type { Contact } from '../../../shared/contact.ts';
import type { ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { ContactRow } from '../providers/mobsms/client.ts';
import { askMobsms } from './mobsms-ask.ts';
import { vendorSettings, type VendorTools } from './vendor-account.ts';

/** Contacts in one request: a page of the store, and well below a megabyte even with full notes. */
const BATCH = 500;

/** The columns of an import that mean these two fields of MobSMS's address book. */
const EMAIL_COLUMN = /^e-?mail$/i;
const NOTES_COLUMN = /^notes?$/i;

/**
 * Copies a list to MobSMS's address book in batches and emits `task.progress`. Those that are there already
 * are MobSMS's to skip, so it can be repeated. Throws `not-found` for an unknown list, and where a batch fails
 * the provider's words with the number of contacts that were copied before.
 */
export async function pushContacts(
  tools: VendorTools & { readonly emitter: Emitter },
  { accountId, listId, groupId }: ParsedInput<'mobsms.pushContacts'>,
): Promise<{ imported: number; skipped: number }> {
  const { store, emitter } = tools;
  await vendorSettings(tools, accountId, 'mobsms');
  const { id } = await store.getList(listId);
  const total = await store.countMembers(id);
  const sum = { imported: 0, skipped: 0 };
  let done = 0;
  for (let after = 0; ;) {
    const contacts = await store.contactsAfter(id, after, BATCH);
    const last = contacts.at(-1);
    if (!last) return sum;
    after = last.id;
    try {
      const { imported, skipped } = await askMobsms(tools, accountId, (client, signal) =>
        client.importContacts(contacts.map(toRow), groupId, signal),
      );
      sum.imported += imported;
      sum.skipped += skipped;
    } catch (error) {
      if (!(error instanceof AppError) || done === 0) throw error;
      const words = `${done} of ${total} contacts were copied. ${error.message}`;
      throw new AppError(error.code, words, error.details);
    }
    done += contacts.length;
    emitter.emit('task.progress', { task: 'mobsms.pushContacts', done, total });
  }
}

function toRow({ phone, name, fields }: Contact): ContactRow {
  const column = (words: RegExp): string =>
    Object.entries(fields).find(([field]) => words.test(field.trim()))?.[1] ?? '';
  return { phone, name, email: column(EMAIL_COLUMN), notes: column(NOTES_COLUMN) };
}
