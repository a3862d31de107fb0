import { z } from 'zod';
import { CampaignKind } from './campaign.ts';
import { MessageErrorCode, MessageState, StateCounts } from './message.ts';
import { Money } from './money.ts';

/** A day of the calendar, `2026-11-27`. */
const Day = z.iso.date();

/** What a report is about. Days are those of `zone`, both included; null: from the first or to the last message. */
export const ReportQuery = z.object({
  from: Day.nullable().default(null),
  to: Day.nullable().default(null),
  /** IANA, `Asia/Tashkent`; null: the zone of this computer. */
  zone: z.string().max(64).nullable().default(null),
  accountId: z.int().nullable().default(null),
  campaignId: z.int().nullable().default(null),
});
export type ReportQuery = z.output<typeof ReportQuery>;

/** Messages that have something in common, summed up. */
export const ReportSum = z.object({
  /** By state; those still in line are none of a report. */
  states: StateCounts,
  /** Taken by the provider, whatever became of them then. */
  sent: z.int(),
  /** Billing units of those. */
  parts: z.int(),
  /** What the providers said they charged, by currency. */
  cost: z.array(Money),
});
export type ReportSum = z.infer<typeof ReportSum>;

/** The length of a period of a report: by what its time is long. */
export const ReportStep = z.enum(['hour', 'day', 'month']);
export type ReportStep = z.infer<typeof ReportStep>;

const Period = z.object({ ...ReportSum.shape, startsAt: z.int() });

const ReportPrefix = z.object({
  ...ReportSum.shape,
  /** ISO 3166-1 alpha-2; null where the number tells none. */
  country: z.string().nullable(),
  /** An operator's range in Uzbekistan and Georgia; null for all numbers of another country. */
  prefix: z.string().nullable(),
  /** Whose range it is, where a source says so. */
  operator: z.string().nullable(),
});

/** What came of one campaign within the time of a report. */
const ReportCampaign = z.object({
  ...ReportSum.shape,
  /** Null for all codes, or all answers, to one person. */
  campaignId: z.int().nullable(),
  kind: CampaignKind,
  /** Null where `campaignId` is. */
  name: z.string().nullable(),
  /** Sent in each period of the report. */
  line: z.array(z.int()),
});

/** Rows of one table of a report at most, the largest first: the sum says the rest. */
export const REPORT_ROWS = 100;

/** What was sent over a time, and what became of it. */
export const Report = z.object({
  zone: z.string(),
  /** The first and the last day with a message in it, or those that were asked for; null without either. */
  from: Day.nullable(),
  to: Day.nullable(),
  step: ReportStep,
  total: ReportSum,
  /** Without gaps, oldest first. */
  periods: z.array(Period),
  prefixes: z.array(ReportPrefix),
  accounts: z.array(z.object({ ...ReportSum.shape, accountId: z.int(), name: z.string() })),
  campaigns: z.array(ReportCampaign),
  /** Why messages failed, were left out or are uncertain; the commonest first. */
  errors: z.array(
    z.object({
      state: MessageState,
      /** Null where only the provider's words say it. */
      errorCode: MessageErrorCode.nullable(),
      messages: z.int(),
    }),
  ),
});
export type Report = z.infer<typeof Report>;

/** How long messages took from the provider to the phone. */
export const DeliveryTimes = z.object({
  /** How many took at most so many seconds, and more than the step before. */
  steps: z.array(z.object({ within: z.int(), messages: z.int() })),
  /** Half of them took at most so many seconds; null where none was delivered. */
  half: z.int().nullable(),
  /** Nine of ten. */
  mostly: z.int().nullable(),
});
export type DeliveryTimes = z.infer<typeof DeliveryTimes>;

/** The tables that can be saved. */
export const ReportTable = z.enum(['periods', 'prefixes', 'accounts', 'campaigns', 'messages']);
export type ReportTable = z.infer<typeof ReportTable>;
