import type { Contact, ContactTarget } from '../../../shared/contact.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { fieldKey } from '../../../shared/template.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Store } from '../store/store.ts';
import { contactsOf } from './contact-walk.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { writeTable, type TableCell } from './table-file.ts';

export interface ContactExportTools {
  readonly store: Store;
  readonly emitter: Emitter;
  readonly exporting: OneAtATime;
}

/** Contacts read at a time: some milliseconds of the thread that sending shares. */
const CHUNK = 500;

/** Saves contacts with all fields that any of them has. Errors as the contract says. */
export async function exportContacts(
  { store, emitter, exporting }: ContactExportTools,
  { file, target, words }: ParsedInput<'contacts.export'>,
): Promise<CallOutput<'contacts.export'>> {
  return exporting.run(async (signal) => {
    const { fields, total } = await lookThrough(store, target, signal);
    const columns = [
      { header: words.phone, kind: 'phone' },
      { header: words.name, kind: 'text' },
      ...[...fields.values()].map((header) => ({ header, kind: 'text' }) as const),
      { header: words.optedOut, kind: 'text' },
    ] as const;
    const keys = [...fields.keys()];
    const rows = await writeTable(
      file,
      { name: 'Contacts', columns, rows: rowsOf(store, target, keys, words.yes) },
      {
        signal,
        onProgress: (done) =>
          emitter.emit('task.progress', { task: 'contacts.export', done, total: Math.max(total, done) }),
      },
    );
    return { rows };
  });
}

/** The fields that the contacts have, by their keys, as they were first written; and how many contacts there are. */
async function lookThrough(
  store: Store,
  target: ContactTarget,
  signal: AbortSignal,
): Promise<{ fields: Map<string, string>; total: number }> {
  const fields = new Map<string, string>();
  const seen = new Set<string>();
  let total = 0;
  for await (const contacts of contactsOf(store, target, CHUNK)) {
    signal.throwIfAborted();
    total += contacts.length;
    for (const name of contacts.flatMap((contact) => Object.keys(contact.fields))) {
      // Names repeat in every contact: each is folded once.
      if (seen.has(name)) continue;
      seen.add(name);
      const key = fieldKey(name);
      if (!fields.has(key)) fields.set(key, name);
    }
  }
  return { fields, total };
}

async function* rowsOf(
  store: Store,
  target: ContactTarget,
  keys: readonly string[],
  yes: string,
): AsyncGenerator<TableCell[]> {
  for await (const contacts of contactsOf(store, target, CHUNK)) {
    for (const contact of contacts) yield rowOf(contact, keys, yes);
  }
}

function rowOf(
  { phone, name, fields, optedOut }: Contact,
  keys: readonly string[],
  yes: string,
): TableCell[] {
  const values = new Map(Object.entries(fields).map(([field, value]) => [fieldKey(field), value] as const));
  return [phone, name, ...keys.map((key) => values.get(key) ?? null), optedOut ? yes : null];
}
