import { z } from 'zod';
import { DevsmsBalance, DevsmsHistoryPage, DevsmsHistoryQuery, DevsmsPrice, DevsmsSms } from '../devsms.ts';
import { call, nothing, ofAccount } from './call.ts';

/** Calls about what only DevSMS has. */
export const devsmsCalls = {
  'devsms.history': call(DevsmsHistoryQuery, DevsmsHistoryPage),
  'devsms.balance': call(ofAccount, DevsmsBalance),
  /** By `sms_id` (digits) or `request_id`. */
  'devsms.status': call(z.object({ accountId: z.int(), id: z.string().trim().min(1).max(100) }), DevsmsSms),
  /** The table of international prices; no request. */
  'devsms.prices': call(nothing, z.array(DevsmsPrice)),
} as const;
