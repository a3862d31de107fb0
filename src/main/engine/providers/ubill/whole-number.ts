import { z } from 'zod';

/** A whole number as uBill writes it: `0` or `"0"`; `""` and null, which a coercion would read as 0, are none. */
export const WholeNumber = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/).transform(Number)]);
