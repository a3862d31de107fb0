import { setImmediate } from 'node:timers/promises';
import type { Passed } from '../store/contact-store.ts';

/** Behind every id. */
const END = Number.MAX_SAFE_INTEGER;

/** What to go on after when `skip` rows behind `after` were passed over, step by step, with a turn for sending between. */
export async function passOver(
  after: number | null,
  skip: number,
  pass: (after: number, count: number) => Promise<Passed>,
): Promise<number> {
  let last = after ?? 0;
  for (let left = skip; left > 0;) {
    const { passed, next } = await pass(last, left);
    if (next === null) return END;
    last = next;
    left -= passed;
    await setImmediate();
  }
  return last;
}
