import { z } from 'zod';

/** uBill's pages that only the vendor's SDK shows (field notes): each is null where the account has none. */

export const UbillBrand = z.object({
  id: z.string(),
  name: z.string(),
  /** Only such a brand may send. */
  authorized: z.boolean(),
  createdAt: z.string().nullable(),
});
export type UbillBrand = z.infer<typeof UbillBrand>;

/** Field notes: 2 to 11 characters. GSM senders are Latin letters, digits and a few signs. */
export const UbillBrandName = z
  .string()
  .trim()
  .min(2, 'A brand has 2 to 11 characters.')
  .max(11, 'A brand has 2 to 11 characters.');

/** The state of one number of one request. */
export const UbillDelivery = z.object({
  /** Digits. */
  number: z.string(),
  /** 0 sent, 1 delivered, 2 failed, 3 pending, 4 error. */
  statusId: z.int(),
});
export type UbillDelivery = z.infer<typeof UbillDelivery>;
