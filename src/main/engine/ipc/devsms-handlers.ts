import {
  getDevsmsMessage,
  listDevsmsPrices,
  readDevsmsBalance,
  readDevsmsHistory,
} from '../services/devsms.ts';
import type { VendorTools } from '../services/vendor-account.ts';
import type { HandlersOf } from './handler.ts';

/** The calls named after DevSMS: a line a call. */
export function devsmsHandlers(tools: VendorTools): HandlersOf<'devsms'> {
  return {
    'devsms.history': (query) => readDevsmsHistory(tools, query),
    'devsms.balance': ({ accountId }) => readDevsmsBalance(tools, accountId),
    'devsms.status': (input) => getDevsmsMessage(tools, input),
    'devsms.prices': async () => listDevsmsPrices(),
  };
}
