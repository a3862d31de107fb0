import { z } from 'zod';

/** An exact amount: integer micro-units (a millionth) and a currency, never a float. */
export const Money = z.object({
  micros: z.int(),
  /** ISO 4217, e.g. `USD`. */
  currency: z.string().length(3),
});
export type Money = z.infer<typeof Money>;
