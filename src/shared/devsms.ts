import { z } from 'zod';
import { Money } from './money.ts';

/** DevSMS's own pages, after its document. Times are wall clock ms; what an answer does not say is null. */

/** One row of its history (section 2) or its answer about one message (section 4). */
export const DevsmsSms = z.object({
  id: z.string(),
  /** E.164; what is no number stays as DevSMS writes it, and '' where it writes none. */
  phone: z.string(),
  message: z.string().nullable(),
  /** In its own words: pending, sent, delivered, failed, or one of Eskiz's. */
  status: z.string(),
  parts: z.int().nullable(),
  cost: Money.nullable(),
  from: z.string().nullable(),
  requestId: z.string().nullable(),
  eskizMessageId: z.string().nullable(),
  createdAt: z.number().nullable(),
  sentAt: z.number().nullable(),
  deliveredAt: z.number().nullable(),
  failedAt: z.number().nullable(),
  /** Section 4 only. */
  updatedAt: z.number().nullable(),
});
export type DevsmsSms = z.infer<typeof DevsmsSms>;

/** A page of its history, as far as its rows can be read. */
export const DevsmsHistoryPage = z.object({
  rows: z.array(DevsmsSms),
  /** Whether the page was full, rows that cannot be read among them: then another may be behind it. */
  more: z.boolean(),
});
export type DevsmsHistoryPage = z.infer<typeof DevsmsHistoryPage>;

/** Section 2: the filter's words. */
export const DevsmsStatusFilter = z.enum(['sent', 'delivered', 'failed']);

/** Section 3. */
export const DevsmsBalance = z.object({
  balance: Money.nullable(),
  /** Of one part to an Uzbek number. */
  price: Money.nullable(),
  statistics: z.object({
    totalSms: z.number().nullable(),
    totalSpent: Money.nullable(),
    todaySms: z.number().nullable(),
    todaySpent: Money.nullable(),
    monthSms: z.number().nullable(),
    monthSpent: Money.nullable(),
  }),
});
export type DevsmsBalance = z.infer<typeof DevsmsBalance>;

/** A row of its table of international prices: for one part. */
export const DevsmsPrice = z.object({
  country: z.string(),
  /** ISO 3166-1 alpha-2, as the table has it. */
  countryCode: z.string(),
  /** Digits. */
  prefix: z.string(),
  local: Money,
  foreign: Money,
});
export type DevsmsPrice = z.infer<typeof DevsmsPrice>;

/** Input of `devsms.history`. */
export const DevsmsHistoryQuery = z.object({
  accountId: z.int(),
  /** Section 2: at most 200. */
  limit: z.int().min(1).max(200).default(50),
  offset: z.int().nonnegative().default(0),
  status: DevsmsStatusFilter.nullable().default(null),
});
