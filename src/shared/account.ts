import { z } from 'zod';
import { Money } from './money.ts';
import { isPhoneCountry } from './phone.ts';
import { isSecureUrl } from './secure-url.ts';

/** The vendors that Kaptar can send through. */
export const ProviderId = z.enum(['devsms', 'ubill', 'mobsms']);
export type ProviderId = z.infer<typeof ProviderId>;

/** No report comes later than this after a message was taken: gateways keep trying a phone for two days, and one is a margin. */
export const REPORTS_COME_WITHIN_HOURS = 72;

/** Bounds of an account's `rate`: a message in 100 seconds, and more than any of the providers takes. */
export const SLOWEST_RATE = 0.01;
export const FASTEST_RATE = 1000;

/** Numbers and switches also arrive as text: from form fields and from `--set key=value`. */
const number = z.coerce.number<string | number>();
const flag = z.union([z.boolean(), z.stringbool()]);

const baseUrl = (standard: string) =>
  z
    .string()
    .trim()
    .transform((text) => text.replace(/\/+$/, ''))
    .refine(isSecureUrl, 'Use an https address, or http on this machine only.')
    .default(standard);

/** What the account form of every provider has; each number can be changed by the operator. */
const common = (standard: { rate: number; concurrency: number }) => ({
  /**
   * Messages a second, at most, over any second. Of MobSMS parts, and ten of them may be handed over together, the
   * pause after them longer by as much: its bulk requests would have one message each otherwise.
   */
  rate: number.pipe(z.number().min(SLOWEST_RATE).max(FASTEST_RATE)).default(standard.rate),
  /** Requests on the wire at the same time. */
  concurrency: number.pipe(z.int().min(1).max(64)).default(standard.concurrency),
  /** How long after its start an unanswered send may still turn up at the provider (field notes: 120 s). */
  lookupGraceSeconds: number.pipe(z.number().min(1).max(86_400)).default(120),
  /** A send that has no answer by then is uncertain; carriers' gateways answer within a few seconds. */
  timeoutSeconds: number.pipe(z.number().min(1).max(300)).default(30),
  /** The shortest pause between two questions about delivery. */
  pollSeconds: number.pipe(z.number().min(0.2).max(3600)).default(10),
  /** No final report within this time will not come. The message is `expired` then. */
  expireHours: number
    .pipe(
      z
        .number()
        .min(1)
        .max(24 * 30),
    )
    .default(REPORTS_COME_WITHIN_HOURS),
  /** Warn when less than this is left, in the unit of the balance (money or SMS); 0: never. */
  lowBalance: number.pipe(z.number().min(0).max(1e9)).default(0),
});

const timeZone = (standard: string) =>
  z.string().refine(isTimeZone, `Use a zone such as ${standard}.`).default(standard);

/** DevSMS account form; `from` and `type` as in its document, section 1. */
export const DevsmsSettings = z.strictObject({
  baseUrl: baseUrl('https://devsms.uz/api'),
  from: z.string().trim().min(1).max(20).default('4546'),
  type: z.enum(['eskiz', 'simple']).default('eskiz'),
  /** The zone of the times in its history: not documented, so a setting (field notes). */
  timeZone: timeZone('Asia/Tashkent'),
  /** Which column of its international prices holds for this account. */
  userKind: z.enum(['local', 'foreign']).default('local'),
  // No documented limit: ten a second is what a small gateway carries without a 429.
  ...common({ rate: 10, concurrency: 5 }),
});
export type DevsmsSettings = z.infer<typeof DevsmsSettings>;

/** uBill account form; `brandID` and `stopList` as in its document. */
export const UbillSettings = z.strictObject({
  baseUrl: baseUrl('https://api.ubill.dev/v1'),
  brandID: number.pipe(z.int().positive()),
  /** Its default is stated differently in different places, so it is always sent (field notes). */
  stopList: flag.default(true),
  /** Numbers in one request: a lost answer makes the whole group uncertain, so small (field notes). */
  groupSize: number.pipe(z.int().min(1).max(500)).default(20),
  /** The document sends by GET; the vendor's own SDK by POST, which keeps texts out of URLs. */
  method: z.enum(['GET', 'POST']).default('GET'),
  /** The document puts the key into the query; a header keeps it out of logs (field notes). */
  keyIn: z.enum(['header', 'query']).default('header'),
  /** The zone of `sendTime`: not documented, so a setting (field notes). */
  timeZone: timeZone('Asia/Tbilisi'),
  ...common({ rate: 10, concurrency: 2 }),
});
export type UbillSettings = z.infer<typeof UbillSettings>;

/** MobSMS account form; `deviceId` is its `device_id`: a device, `active`, or empty for the default one. */
export const MobsmsSettings = z.strictObject({
  baseUrl: baseUrl('https://api.mobsms.cloud/api'),
  deviceId: z.string().trim().max(255).default(''),
  /** Its `price`, what one message is booked at; empty: the account's own rate. */
  price: z.union([z.literal(''), number.pipe(z.number().min(0))]).default(''),
  /** Messages of one bulk request; the greatest is not documented (field notes: 100). */
  groupSize: number.pipe(z.int().min(1).max(1000)).default(100),
  /** Over what width pauses are spread, as a share of the even one: carriers take an even beat for a machine. */
  jitter: number.pipe(z.number().min(0).max(1)).default(0.3),
  /** Parts an hour and a day, and people in thirty days, at most; 0: no limit. */
  partsPerHour: number.pipe(z.int().min(0)).default(0),
  partsPerDay: number.pipe(z.int().min(0)).default(0),
  recipientsPerMonth: number.pipe(z.int().min(0)).default(0),
  /** Where the phone is (ISO 3166-1 alpha-2): senders without a country code are of there. */
  country: z
    .string()
    .trim()
    .toUpperCase()
    .refine(isPhoneCountry, 'Use the two letters of a country, such as UZ.')
    .default('UZ'),
  /** Pause between two looks into the inbox; 0: none is taken. */
  inboxSeconds: number.pipe(z.number().min(0).max(86_400)).default(30),
  // A phone sends slowly; the platform queues for it, and one a second does not flood that queue.
  ...common({ rate: 1, concurrency: 1 }),
});
export type MobsmsSettings = z.infer<typeof MobsmsSettings>;

/** The account form of each provider. */
export const providerSettings = {
  devsms: DevsmsSettings,
  ubill: UbillSettings,
  mobsms: MobsmsSettings,
} as const;

/** What every lane needs to know of an account's settings, whichever provider it is of. */
export type LaneSettings = Pick<
  DevsmsSettings,
  | 'rate'
  | 'concurrency'
  | 'lookupGraceSeconds'
  | 'timeoutSeconds'
  | 'pollSeconds'
  | 'expireHours'
  | 'lowBalance'
> &
  // What only a phone needs.
  Partial<
    Pick<MobsmsSettings, 'jitter' | 'partsPerHour' | 'partsPerDay' | 'recipientsPerMonth' | 'inboxSeconds'>
  >;

function isTimeZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What is left at the provider: money, or a number of SMS (uBill counts those). */
export const Balance = z.discriminatedUnion('unit', [
  z.object({ unit: z.literal('money'), money: Money }),
  z.object({ unit: z.literal('messages'), messages: z.int() }),
]);
export type Balance = z.infer<typeof Balance>;

/** The answer to "do these settings work?". A field the provider does not tell is null. */
export const AccountCheck = z.object({
  balance: Balance.nullable(),
  /** Price of one part at home, where the provider tells it. */
  price: Money.nullable(),
  /** What else is worth showing, in the provider's words: plan, device, owner. */
  notes: z.array(z.string()),
  /** When the provider said so, wall clock ms. */
  at: z.int().optional(),
});
export type AccountCheck = z.infer<typeof AccountCheck>;

/** One configured provider. Its secret is never part of it. */
export const Account = z.object({
  id: z.int(),
  name: z.string(),
  provider: ProviderId,
  /** Parsed by `providerSettings[provider]`. */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Whether this is the sandbox account that *Try it now* made. */
  demo: z.boolean(),
  /** Whether the engine holds a secret for it right now. */
  hasSecret: z.boolean(),
  /** What was left when the provider last said so; null where it never did. */
  balance: Balance.nullable(),
  /** Whether that is less than the account's `lowBalance`. */
  balanceIsLow: z.boolean(),
  createdAt: z.int(),
});
export type Account = z.infer<typeof Account>;
