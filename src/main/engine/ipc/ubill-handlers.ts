import { createUbillBrand, listUbillBrands, readUbillBalance, readUbillReport } from '../services/ubill.ts';
import type { VendorTools } from '../services/vendor-account.ts';
import type { HandlersOf } from './handler.ts';

/** The calls named after uBill: a line a call. */
export function ubillHandlers(tools: VendorTools): HandlersOf<'ubill'> {
  return {
    'ubill.balance': ({ accountId }) => readUbillBalance(tools, accountId),
    'ubill.brands': ({ accountId }) => listUbillBrands(tools, accountId),
    'ubill.createBrand': ({ accountId, name }) => createUbillBrand(tools, accountId, name),
    'ubill.report': ({ accountId, smsId }) => readUbillReport(tools, accountId, smsId),
  };
}
