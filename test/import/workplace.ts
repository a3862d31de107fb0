import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ContactFilter } from '../../src/shared/contact.ts';
import type { CallInput } from '../../src/shared/contract.ts';
import { UNNAMED_COLUMN } from '../../src/shared/csv-import.ts';
import { AppError } from '../../src/shared/errors.ts';
import { importCsv } from '../../src/main/engine/services/import/import.ts';
import { inspectCsv } from '../../src/main/engine/services/import/inspect.ts';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';

const inspect = (path: string, encoding: CallInput<'import.inspect'>['encoding'] = null, country = 'UZ') =>
  inspectCsv(path, { encoding, country, unnamed: UNNAMED_COLUMN }, new AbortController().signal);

/** A temporary folder with a real store in it, gone after the test. */
export async function openWorkplace() {
  const folder = await mkdtemp(join(tmpdir(), 'kaptar-import-'));
  const store = openSqliteStore(join(folder, 'kaptar.db'), () => 1_000);
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const pathOf = (name: string) => join(folder, name);
  const write = async (content: string | Uint8Array, name = 'contacts.csv') => {
    await writeFile(pathOf(name), content);
    return pathOf(name);
  };
  /** Imports into the list "Mijozlar" by the guessed mapping, where nothing else is said. */
  const run = async (
    path: string,
    {
      signal = new AbortController().signal,
      onProgress = () => {},
      store: usedStore = store,
      ...choices
    }: Partial<Parameters<typeof importCsv>[0] & Parameters<typeof importCsv>[1]> = {},
  ) => {
    const { encoding = null, country = 'UZ', list = 'Mijozlar', newList = false, rejects = null } = choices;
    const mapping = choices.mapping ?? (await inspect(path, encoding, country)).mapping;
    if (!mapping) throw new Error('No mapping was guessed.');
    const columns = { unnamed: UNNAMED_COLUMN, mapping };
    const request = { path, original: path, encoding, country, ...columns, list, newList, rejects };
    return importCsv(request, { store: usedStore, signal, onProgress });
  };
  const contacts = async () => {
    return (await store.scanContacts(ContactFilter.parse({}), 0, 500)).contacts;
  };
  const countContacts = async () => {
    return (await store.countScanned(ContactFilter.parse({}), 0)).count;
  };
  return { folder, store, pathOf, write, inspect, run, contacts, countContacts };
}

/** The reason of the `AppError` that a promise is rejected with. */
export async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`Expected an AppError, got ${String(error)}`);
  return error.details?.['reason'];
}

/** Text in windows-1251, which Node can read and not write. */
export function windows1251(text: string): Uint8Array {
  const decoder = new TextDecoder('windows-1251');
  const bytes = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) bytes.set(decoder.decode(Uint8Array.of(byte)), byte);
  return Uint8Array.from(text, (character) => {
    const byte = bytes.get(character);
    if (byte === undefined) throw new Error(`windows-1251 has no ${character}`);
    return byte;
  });
}
