import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type ColumnMapping, nameByPlace } from '../../../../shared/csv-import.ts';
import { fieldKey } from '../../../../shared/template.ts';
import type { ImportStore } from '../../store/contact-store.ts';

/** A mapping by the names of columns: the next file may have them in another order. */
const NamedMapping = z.object({
  phone: z.string(),
  name: z.string().nullable(),
  ignored: z.array(z.string()),
});

/** What stands for a column without a name: where it is, which says nothing about another file. */
const UNNAMED = /^column \d+$/;

/** The columns' names as a mapping is kept by: those that the file itself gives, in whatever language it was read. */
export function namesToRemember({
  header,
  unnamed,
}: {
  header: readonly string[];
  unnamed: readonly number[];
}): string[] {
  return header.map((name, index) => (unnamed.includes(index) ? nameByPlace(index) : name));
}

/**
 * What columns of exactly these names, in any order, were taken for the last time; null if never. Columns
 * without a name stay with the guess.
 */
export async function recallMapping(
  store: Pick<ImportStore, 'findMapping'>,
  header: readonly string[],
  guess: ColumnMapping | null,
): Promise<ColumnMapping | null> {
  const kept = NamedMapping.safeParse(await store.findMapping(columnsKey(header)));
  if (!kept.success) return null;
  const { phone, name, ignored } = kept.data;
  const keys = header.map(fieldKey);
  const phoneIndex = keys.indexOf(phone);
  if (phoneIndex < 0) return null;
  const nameIndex = name === null ? -1 : keys.indexOf(name);
  return {
    phone: phoneIndex,
    name: nameIndex < 0 ? null : nameIndex,
    ignored: [...keys.entries()].flatMap(([index, key]) => {
      const isIgnored = UNNAMED.test(key) ? guess?.ignored.includes(index) : ignored.includes(key);
      return isIgnored ? [index] : [];
    }),
  };
}

/** Keeps a mapping for the next file with the same columns. */
export async function rememberMapping(
  store: Pick<ImportStore, 'keepMapping'>,
  header: readonly string[],
  { phone, name, ignored }: ColumnMapping,
  now: number,
): Promise<void> {
  const keyOf = (index: number) => fieldKey(header[index] ?? '');
  const named = {
    phone: keyOf(phone),
    name: name === null ? null : keyOf(name),
    ignored: ignored.map(keyOf),
  };
  await store.keepMapping(columnsKey(header), named, now);
}

/** A digest, since 256 columns have long names. */
function columnsKey(header: readonly string[]): string {
  const names = header
    .map(fieldKey)
    .filter((key) => !UNNAMED.test(key))
    .toSorted();
  return createHash('sha256').update(JSON.stringify(names)).digest('hex');
}
