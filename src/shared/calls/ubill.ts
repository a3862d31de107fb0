import { z } from 'zod';
import { UbillBrand, UbillBrandName, UbillDelivery } from '../ubill.ts';
import { call, ofAccount } from './call.ts';

/** Calls about what only uBill has. */
export const ubillCalls = {
  /** Null where the account does not have the page. */
  'ubill.balance': call(ofAccount, z.object({ sms: z.int() }).nullable()),
  'ubill.brands': call(ofAccount, z.array(UbillBrand).nullable()),
  'ubill.createBrand': call(
    z.object({ accountId: z.int(), name: UbillBrandName }),
    z.object({ words: z.string() }),
  ),
  'ubill.report': call(
    z.object({ accountId: z.int(), smsId: z.string().trim().min(1).max(100) }),
    z.array(UbillDelivery).nullable(),
  ),
} as const;
