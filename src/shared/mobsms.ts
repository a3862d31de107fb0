import { z } from 'zod';

/** MobSMS's own pages, after its document. Times are wall clock ms; what an answer does not say is null. */

const text = z.string().nullable();
const count = z.number().nullable();

/** *Login* and *Register*; the account's own API key is made with it, and it is forgotten. */
export const MobsmsSignIn = z.object({
  accountId: z.int(),
  email: z.email('Write the e-mail address of the MobSMS account.'),
  password: z.string().min(1).max(1024),
});
export const MobsmsRegistration = MobsmsSignIn.extend({
  name: z.string().trim().min(1).max(255),
  password: z.string().min(6, 'At least 6 characters.').max(1024),
});

/** *Get authenticated user*. */
export const MobsmsUser = z.object({ id: text, name: text, email: text, plan: text, premiumUntil: count });
export type MobsmsUser = z.infer<typeof MobsmsUser>;

/** *List API keys*: never the key itself. */
export const MobsmsApiKey = z.object({
  id: z.string(),
  name: z.string(),
  abilities: z.array(z.string()),
  lastUsedAt: count,
  createdAt: count,
});
export type MobsmsApiKey = z.infer<typeof MobsmsApiKey>;

const Plan = {
  plan: text,
  isPremium: z.boolean().nullable(),
  premiumUntil: count,
  prices: z.object({ monthly: count, yearly: count, currency: text }),
  features: z.array(z.string()),
};

/** *Account overview*. Amounts are in a currency that the document does not name. */
export const MobsmsAccount = z.object({
  user: z.object({ id: text, name: text, email: text }),
  balance: count,
  smsRate: count,
  usage: z.object({
    totalSms: count,
    totalSpent: count,
    todaySms: count,
    todaySpent: count,
    monthSms: count,
    monthSpent: count,
  }),
  stats: z.object({
    sent: count,
    delivered: count,
    failed: count,
    pending: count,
    received: count,
    devices: count,
    activeDevices: count,
  }),
  subscription: z.object(Plan),
});
export type MobsmsAccount = z.infer<typeof MobsmsAccount>;

/** *Subscription*, payment details as the provider gives them. */
export const MobsmsSubscription = z.object({
  ...Plan,
  payment: z.object({ walletAddress: text, asset: text, network: text, adminTelegram: text }).nullable(),
});
export type MobsmsSubscription = z.infer<typeof MobsmsSubscription>;

/** *Devices*. */
export const MobsmsDevice = z.object({
  id: z.string(),
  deviceId: text,
  name: text,
  phone: text,
  isActive: z.boolean(),
  isDefault: z.boolean(),
  smsRate: count,
  sendDelaySeconds: count,
  simSlot: count,
});
export type MobsmsDevice = z.infer<typeof MobsmsDevice>;

/** *Latest gateway-app release*. */
export const MobsmsRelease = z.object({
  versionName: z.string(),
  versionCode: count,
  notes: text,
  mandatory: z.boolean(),
  url: z.url({ protocol: /^https?$/ }),
  /** Bytes. */
  size: count,
});
export type MobsmsRelease = z.infer<typeof MobsmsRelease>;

/** The document's words (`status` of a list, of an update). */
export const MobsmsStatusWord = z.enum(['pending', 'sent', 'delivered', 'failed', 'received']);

/** One message of a list, the outbox, the inbox, or by itself. */
export const MobsmsMessage = z.object({
  id: z.string(),
  /** Its UUID. */
  messageId: text,
  recipient: text,
  sender: text,
  message: text,
  direction: text,
  status: z.string(),
  price: count,
  isCharged: z.boolean().nullable(),
  reference: text,
  errorMessage: text,
  callbackUrl: text,
  sentAt: count,
  deliveredAt: count,
  createdAt: count,
});
export type MobsmsMessage = z.infer<typeof MobsmsMessage>;

/** A page of messages, newest first. */
export const MobsmsMessagePage = z.object({
  messages: z.array(MobsmsMessage),
  page: z.int(),
  perPage: count,
  total: count,
});
export type MobsmsMessagePage = z.infer<typeof MobsmsMessagePage>;

/** *Delivery statistics*; rates in percent. */
const Period = z.object({ sent: count, delivered: count, failed: count, deliveryRate: count });
export const MobsmsDeliveryStats = z.object({ today: Period, thisWeek: Period, thisMonth: Period });
export type MobsmsDeliveryStats = z.infer<typeof MobsmsDeliveryStats>;

/** *Settings*. */
export const MobsmsSettingsPage = z.object({ keepInbound: z.boolean() });

/** *Webhooks*: null where none is set. Our own addresses are shown with their secret masked. */
export const MobsmsWebhooks = z.object({
  incoming: text,
  status: text,
  /** Whether both are this Kaptar's own, as the callback settings have it. */
  areOurs: z.boolean(),
});
export type MobsmsWebhooks = z.infer<typeof MobsmsWebhooks>;

/** Input of `mobsms.messages`. */
export const MobsmsMessageQuery = z.object({
  accountId: z.int(),
  /** Which page of the API is asked: *List messages*, *outbox* or *inbox*. */
  box: z.enum(['all', 'outbox', 'inbox']).default('all'),
  /** These three are filters of *List messages* only. */
  direction: z.enum(['inbound', 'outbound']).nullable().default(null),
  status: MobsmsStatusWord.nullable().default(null),
  deviceId: z.string().max(50).nullable().default(null),
  page: z.int().min(1).default(1),
});
