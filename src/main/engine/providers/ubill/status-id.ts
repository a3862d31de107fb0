import { z } from 'zod';

/** A uBill `statusID`: `0` or `"0"`; `""` and null, which a coercion would read as 0, are none. */
export const StatusId = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);
