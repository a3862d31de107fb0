import type { z } from 'zod';

/**
 * What was kept of choices, value by value, and the defaults for the others: what cannot be read any more, such as one
 * of another version, takes nothing else with it.
 */
export function readKept<T extends z.ZodObject>(kind: T, kept: unknown, defaults: z.output<T>): z.output<T> {
  const found: Record<string, unknown> = { ...defaults };
  const values = typeof kept === 'object' && kept !== null ? new Map(Object.entries(kept)) : new Map();
  for (const [name, of] of Object.entries(kind.shape)) {
    const { success, data } = (of as z.ZodType).safeParse(values.get(name));
    if (success) found[name] = data;
  }
  return kind.parse(found);
}
