import { z } from 'zod';
import { Money } from './money.ts';

/** The vendors that Kaptar can send through. */
export const ProviderId = z.enum(['devsms', 'ubill', 'mobsms']);
export type ProviderId = z.infer<typeof ProviderId>;

/** Numbers and switches also arrive as text: from form fields and from `--set key=value`. */
const number = z.coerce.number<string | number>();
const flag = z.union([z.boolean(), z.stringbool()]);

/** https anywhere, plain http on this machine only: a key must not cross a network in clear. */
function isAllowedBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback);
}

const baseUrl = (standard: string) =>
  z
    .string()
    .trim()
    .transform((text) => text.replace(/\/+$/, ''))
    .refine(isAllowedBaseUrl, 'Use an https address, or http on this machine only.')
    .default(standard);

/** What the account form of every provider has; each number can be changed by the operator. */
const common = (standard: { rate: number; concurrency: number }) => ({
  /** Messages a second, at most, over any second. */
  rate: number.pipe(z.number().min(0.01).max(1000)).default(standard.rate),
  /** Requests on the wire at the same time. */
  concurrency: number.pipe(z.int().min(1).max(64)).default(standard.concurrency),
  /** How long after its start an unanswered send may still turn up at the provider (field notes: 120 s). */
  lookupGraceSeconds: number.pipe(z.number().min(1).max(86_400)).default(120),
  /** A send that has no answer by then is uncertain; carriers' gateways answer within a few seconds. */
  timeoutSeconds: number.pipe(z.number().min(1).max(300)).default(30),
  /** The shortest pause between two questions about delivery. */
  pollSeconds: number.pipe(z.number().min(0.2).max(3600)).default(10),
});

/** DevSMS account form; `from` and `type` as in its document, section 1. */
export const DevsmsSettings = z.strictObject({
  baseUrl: baseUrl('https://devsms.uz/api'),
  from: z.string().trim().min(1).max(20).default('4546'),
  type: z.enum(['eskiz', 'simple']).default('eskiz'),
  /** The zone of the times in its history: not documented, so a setting (field notes). */
  timeZone: z.string().refine(isTimeZone, 'Use a zone such as Asia/Tashkent.').default('Asia/Tashkent'),
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
  ...common({ rate: 10, concurrency: 2 }),
});
export type UbillSettings = z.infer<typeof UbillSettings>;

/** MobSMS account form; `deviceId` is its `device_id`: a device, `active`, or empty for the default one. */
export const MobsmsSettings = z.strictObject({
  baseUrl: baseUrl('https://api.mobsms.cloud/api'),
  deviceId: z.string().trim().max(255).default(''),
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
  'rate' | 'concurrency' | 'lookupGraceSeconds' | 'timeoutSeconds' | 'pollSeconds'
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
  createdAt: z.int(),
});
export type Account = z.infer<typeof Account>;
