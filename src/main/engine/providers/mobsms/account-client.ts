import { z } from 'zod';
import type { MobsmsAccount, MobsmsSubscription } from '../../../../shared/mobsms.ts';
import { Text } from '../answer.ts';
import type { MobsmsApi } from './api.ts';
import { Count, Flag, part, Time } from './fields.ts';

/** *Account*, *Settings*, *Webhooks*, *Subscription* and *Contacts* of the document. All throw `AccountTrouble`. */
export interface AccountClient {
  /** *Account overview*. */
  readAccount(signal: AbortSignal): Promise<MobsmsAccount>;
  /** The same overview at the document's other address for it. */
  readBalance(signal: AbortSignal): Promise<MobsmsAccount>;
  readSettings(signal: AbortSignal): Promise<{ keepInbound: boolean }>;
  writeSettings(settings: { keepInbound: boolean }, signal: AbortSignal): Promise<{ keepInbound: boolean }>;
  /** The addresses as they are, a secret of ours with them. */
  readWebhooks(signal: AbortSignal): Promise<WebhookUrls>;
  /** Null clears an address. */
  writeWebhooks(urls: WebhookUrls, signal: AbortSignal): Promise<WebhookUrls>;
  readSubscription(signal: AbortSignal): Promise<MobsmsSubscription>;
  /** *Redeem a promo code*, whose answer has no payment details. `refused` for a code that is not valid. */
  redeemPromo(code: string, signal: AbortSignal): Promise<MobsmsSubscription>;
  /**
   * *Bulk-import contacts*, all of them into the group if there is one. A name or notes that are too long are
   * cut, an e-mail address that is too long is left out.
   */
  importContacts(
    contacts: readonly ContactRow[],
    groupId: number | null,
    signal: AbortSignal,
  ): Promise<{ imported: number; skipped: number }>;
}

/** Null where none is set. */
export interface WebhookUrls {
  readonly incoming: string | null;
  readonly status: string | null;
}

/** One row of an import; what is empty is left out. */
export interface ContactRow {
  /** E.164. */
  readonly phone: string;
  readonly name: string;
  readonly email: string;
  readonly notes: string;
}

/** Characters of a contact's fields, at most (*Bulk-import contacts*, Body Parameters). */
const LONGEST = { name: 255, email: 255, notes: 1000 } as const;

const Plan = z.object({
  plan: Text,
  is_premium: Flag,
  premium_expires_at: Time,
  prices: z
    .object({ monthly: Count, yearly: Count, currency: Text })
    .catch({ monthly: null, yearly: null, currency: null }),
  features: z.array(z.string()).catch([]),
});
const Payment = z
  .object({ wallet_address: Text, asset: Text, network: Text, admin_telegram: Text })
  .nullish()
  .catch(null);
/** A code that was redeemed says so by its success; the plan may come along. */
const PromoAnswer = z.object({ data: part({ ...Plan.shape, payment: Payment }) });
const SubscriptionAnswer = z.object({ data: Plan.extend({ payment: Payment }) });

const AccountAnswer = z.object({
  data: z.object({
    user: part({ id: Text, name: Text, email: Text }),
    balance: Count,
    sms_rate: Count,
    usage: part({
      total_sms: Count,
      total_spent: Count,
      today_sms: Count,
      today_spent: Count,
      month_sms: Count,
      month_spent: Count,
    }),
    stats: part({
      total_sent: Count,
      total_delivered: Count,
      total_failed: Count,
      total_pending: Count,
      total_received: Count,
      devices: Count,
      active_devices: Count,
    }),
    subscription: part(Plan.shape),
  }),
});

const SettingsAnswer = z.object({ data: z.object({ keep_inbound: Flag.pipe(z.boolean()) }) });
const WebhooksAnswer = z.object({ data: z.object({ webhook_url_incoming: Text, webhook_url_status: Text }) });
const ImportAnswer = z.object({ data: z.object({ imported: Count, skipped: Count }) });

/** The calls of these chapters over an open API. */
export function openAccount(api: MobsmsApi): AccountClient {
  const overview = async (path: string, signal: AbortSignal): Promise<MobsmsAccount> =>
    toAccount((await api.ask('the account', { method: 'GET', path }, AccountAnswer, signal)).data);
  return {
    readAccount: (signal) => overview('/account', signal),
    readBalance: (signal) => overview('/balance', signal),

    async readSettings(signal) {
      const { data } = await api.ask(
        'settings',
        { method: 'GET', path: '/settings' },
        SettingsAnswer,
        signal,
      );
      return { keepInbound: data.keep_inbound };
    },

    async writeSettings({ keepInbound }, signal) {
      const json = { keep_inbound: keepInbound };
      const request = { method: 'PUT', path: '/settings', json } as const;
      const { data } = await api.ask('settings', request, SettingsAnswer, signal);
      return { keepInbound: data.keep_inbound };
    },

    async readWebhooks(signal) {
      const request = { method: 'GET', path: '/webhooks' } as const;
      return toWebhooks((await api.ask('webhooks', request, WebhooksAnswer, signal)).data);
    },

    async writeWebhooks({ incoming, status }, signal) {
      const json = { webhook_url_incoming: incoming, webhook_url_status: status };
      const request = { method: 'PUT', path: '/webhooks', json } as const;
      return toWebhooks((await api.ask('webhooks', request, WebhooksAnswer, signal)).data);
    },

    async readSubscription(signal) {
      const request = { method: 'GET', path: '/subscription' } as const;
      return toSubscription((await api.ask('the subscription', request, SubscriptionAnswer, signal)).data);
    },

    async redeemPromo(code, signal) {
      const request = { method: 'POST', path: '/subscriptions/redeem-promo', json: { code } } as const;
      return toSubscription((await api.ask('promo codes', request, PromoAnswer, signal)).data);
    },

    async importContacts(contacts, groupId, signal) {
      const json = { contacts: contacts.map(toContact), ...(groupId === null ? {} : { group_id: groupId }) };
      const request = { method: 'POST', path: '/contacts/import', json } as const;
      const { data } = await api.ask('the address book', request, ImportAnswer, signal);
      return { imported: data.imported ?? 0, skipped: data.skipped ?? 0 };
    },
  };
}

/** What there is of a row; `phone_number` has room for 32 characters, and E.164 needs 16. */
function toContact({ name, phone, email, notes }: ContactRow): Record<string, string> {
  return {
    phone_number: phone,
    ...(name ? { name: cut(name, LONGEST.name) } : {}),
    ...(email && email.length <= LONGEST.email ? { email } : {}),
    ...(notes ? { notes: cut(notes, LONGEST.notes) } : {}),
  };
}

/** By code points, as Laravel counts: a cut through a pair of surrogates would leave half a character. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : Array.from(text).slice(0, length).join('');
}

function toAccount(data: z.infer<typeof AccountAnswer>['data']): MobsmsAccount {
  const { usage, stats } = data;
  return {
    user: data.user,
    balance: data.balance,
    smsRate: data.sms_rate,
    usage: {
      totalSms: usage.total_sms,
      totalSpent: usage.total_spent,
      todaySms: usage.today_sms,
      todaySpent: usage.today_spent,
      monthSms: usage.month_sms,
      monthSpent: usage.month_spent,
    },
    stats: {
      sent: stats.total_sent,
      delivered: stats.total_delivered,
      failed: stats.total_failed,
      pending: stats.total_pending,
      received: stats.total_received,
      devices: stats.devices,
      activeDevices: stats.active_devices,
    },
    subscription: toPlan(data.subscription),
  };
}

function toPlan(plan: z.infer<typeof Plan>): MobsmsAccount['subscription'] {
  return {
    plan: plan.plan,
    isPremium: plan.is_premium,
    premiumUntil: plan.premium_expires_at,
    prices: plan.prices,
    features: plan.features,
  };
}

function toSubscription(data: z.infer<typeof SubscriptionAnswer>['data']): MobsmsSubscription {
  const { payment } = data;
  return {
    ...toPlan(data),
    payment: payment
      ? {
          walletAddress: payment.wallet_address,
          asset: payment.asset,
          network: payment.network,
          adminTelegram: payment.admin_telegram,
        }
      : null,
  };
}

/** An empty address is none. */
function toWebhooks(data: z.infer<typeof WebhooksAnswer>['data']): WebhookUrls {
  return { incoming: data.webhook_url_incoming || null, status: data.webhook_url_status || null };
}
