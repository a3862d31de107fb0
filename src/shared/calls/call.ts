import { z } from 'zod';

/** One call: what it takes and what it answers. */
export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

/** The input, or the answer, of a call that has none. */
export const nothing = z.object({});
export const byId = z.object({ id: z.int() });
export const ofAccount = z.object({ accountId: z.int() });

/** Rows of one page, at most: more would make one message between processes slow (architecture: ~500). */
export const PAGE_LIMIT = 500;
export const pageLimit = z.int().min(1).max(PAGE_LIMIT).default(100);

/** As numbers are kept: another spelling would opt out nobody. */
export const E164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'Write the number as +998901234567.');

/** The last moment that a date can hold, ms (ECMA-262, 21.4.1.1). */
export const LAST_MOMENT = 8_640_000_000_000_000;
