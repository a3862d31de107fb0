import { randomUUID } from 'node:crypto';
import { countParts } from '../../shared/segments.ts';
import { findDevsmsPrice, type DevsmsPrice } from './devsms-prices.ts';
import type { LedgerEntry } from './ledger.ts';
import {
  newestFirst,
  readFields,
  type Answer,
  type VendorApi,
  type VendorRequest,
  type VendorTools,
} from './vendor-api.ts';

/** Asia/Tashkent, which has no summer time; the document does not say which zone its times are in. */
const ZONE_MS = 5 * 3_600_000;

/** Section 1.1, by `template_type`. */
const OTP_TEMPLATES: Readonly<Record<number, (service: string, code: string) => string>> = {
  1: (service, code) => `MyService tizimi: ${service} xizmatida amaliyotni tasdiqlash kodi: ${code}`,
  2: (service, code) =>
    `MyService tizimi: ${service} xizmatida parolni tiklash uchun tasdiqlash kodi: ${code}`,
  3: (service, code) =>
    `MyService tizimi: ${service} xizmatiga ro'yxatdan o'tish uchun tasdiqlash kodi: ${code}`,
  4: (service, code) => `MyService tizimi: ${service} xizmatiga kirish uchun tasdiqlash kodi: ${code}`,
};

/** Stands in for the moderation of company names: such a name is not sent, and still charged. */
const INDECENT_NAME = /casino|kazino/i;

const SEND_FIELDS = ['phone', 'message', 'from', 'callback_url', 'type'];
const OTP_FIELDS = ['phone', 'type', 'template_type', 'service_name', 'otp_code'];

const refuse = (status: number, error: string): Answer => ({ status, body: { success: false, error } });
const succeed = (data: unknown, message?: string): Answer => ({
  status: 200,
  body: message === undefined ? { success: true, data } : { success: true, message, data },
});

const refusals = {
  auth: refuse(401, "Token noto'g'ri"),
  // Seen to come with 200 (field notes): only `success` tells.
  balance: refuse(200, "Balansda mablag' yetarli emas"),
  throttled: refuse(429, "So'rovlar juda ko'p"),
  failure: refuse(500, 'Server xatosi'),
};

/** DevSMS's API after devsms-api.txt. The purse is in thousandths of a dollar. */
export function openDevsmsApi(tools: VendorTools): VendorApi {
  const endpoints: Readonly<Record<string, (request: VendorRequest) => Answer>> = {
    'POST /send_sms.php': (request) => send(tools, request),
    'GET /get_history.php': ({ query }) => showHistory(tools, query),
    'GET /get_balance.php': () => showBalance(tools),
    'GET /get_status.php': ({ query }) => showStatus(tools, query),
  };
  return {
    refusals,
    isSend: (request) => request.path === '/send_sms.php',
    handle(request) {
      if (request.headers.authorization !== `Bearer ${tools.token}`) return refusals.auth;
      const endpoint = endpoints[`${request.method} ${request.path}`];
      return endpoint ? endpoint(request) : refuse(404, 'Topilmadi');
    },
  };
}

function send(tools: VendorTools, request: VendorRequest): Answer {
  const fields = readFields(request);
  if (!fields) return refuse(400, "So'rov JSON emas");
  const { phone, type = 'eskiz' } = fields;
  if (typeof phone !== 'string' || !/^[1-9]\d{6,14}$/.test(phone)) {
    return refuse(400, "Telefon raqami noto'g'ri");
  }
  const price = findDevsmsPrice(phone);
  if (!price || (price.countryCode === 'uz' && phone.length !== 12)) {
    return refuse(400, "Telefon raqami noto'g'ri yoki davlat qo'llab-quvvatlanmaydi");
  }
  if (type === 'universal_otp') return sendOtp(tools, fields, phone, price);

  const { message, from = '4546', callback_url: callbackUrl } = fields;
  const unknown = Object.keys(fields).find((name) => !SEND_FIELDS.includes(name));
  if (unknown !== undefined) return refuse(400, `Noma'lum maydon: ${unknown}`);
  if (typeof message !== 'string' || message === '') return refuse(400, 'message majburiy');
  if (typeof from !== 'string' || from === '') return refuse(400, "from noto'g'ri");
  if (type !== 'eskiz' && type !== 'simple') return refuse(400, "type noto'g'ri");
  if (type === 'simple' && price.countryCode !== 'uz') {
    return refuse(400, "Simple SMS faqat O'zbekiston raqamlari uchun");
  }
  const isUrl = typeof callbackUrl === 'string' && /^https?:\/\/\S+$/.test(callbackUrl);
  if (callbackUrl !== undefined && !isUrl) {
    return refuse(400, "callback_url noto'g'ri");
  }
  return accept(tools, { phone, price, text: message, from, type });
}

/** Section 1.1. */
function sendOtp(
  tools: VendorTools,
  fields: Readonly<Record<string, unknown>>,
  phone: string,
  price: DevsmsPrice,
): Answer {
  const { template_type: templateType, service_name: service, otp_code: code } = fields;
  const template = typeof templateType === 'number' ? OTP_TEMPLATES[templateType] : undefined;
  const unknown = Object.keys(fields).find((name) => !OTP_FIELDS.includes(name));
  if (unknown !== undefined) return refuse(400, `Noma'lum maydon: ${unknown}`);
  if (!template) return refuse(400, "template_type noto'g'ri");
  if (typeof service !== 'string' || !/^[\p{L}\p{N} .-]{2,50}$/u.test(service)) {
    return refuse(400, "service_name noto'g'ri");
  }
  if (typeof code !== 'string' || !/^\d{4,8}$/.test(code)) return refuse(400, "otp_code noto'g'ri");
  const text = template(service, code);
  if (INDECENT_NAME.test(service)) {
    tools.purse.spend(price.price * countParts(text).parts);
    return refuse(200, "Korxona nomi nomaqbul deb topildi. SMS yuborilmadi, lekin to'lov yechildi.");
  }
  return accept(tools, { phone, price, text, from: '4546', type: 'universal_otp' });
}

function accept(
  { ledger, purse }: VendorTools,
  sms: { phone: string; price: DevsmsPrice; text: string; from: string; type: string },
): Answer {
  const { parts } = countParts(sms.text);
  const cost = sms.price.price * parts;
  if (!purse.spend(cost)) return refusals.balance;
  const id = ledger.nextId('devsms');
  const requestId = randomUUID();
  ledger.accept({
    provider: 'devsms',
    providerId: String(id),
    recipient: `+${sms.phone}`,
    text: sms.text,
    reference: null,
    alias: requestId,
    details: { parts, cost, from: sms.from },
  });
  const abroad = sms.price.countryCode !== 'uz';
  const data = {
    sms_id: id,
    request_id: requestId,
    status: 'sent',
    parts_count: parts,
    total_cost: dollars(cost),
    balance: dollars(purse.left),
    type: sms.type,
    ...(abroad ? { country: sms.price.country, country_code: sms.price.countryCode } : {}),
  };
  return succeed(data, 'SMS muvaffaqiyatli yuborildi');
}

function showHistory({ ledger }: VendorTools, query: URLSearchParams): Answer {
  const limit = Number(query.get('limit') ?? 50);
  const offset = Number(query.get('offset') ?? 0);
  const wanted = query.get('status');
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) return refuse(400, "limit noto'g'ri");
  if (!Number.isInteger(offset) || offset < 0) return refuse(400, "offset noto'g'ri");
  if (wanted !== null && !['sent', 'delivered', 'failed'].includes(wanted)) {
    return refuse(400, "status noto'g'ri");
  }
  const matches = wanted === null ? undefined : (entry: LedgerEntry) => statusWord(entry) === wanted;
  const rows = newestFirst(ledger.of('devsms'), offset, limit, matches).map(row);
  return succeed({ history: rows, count: rows.length, limit, offset });
}

function showBalance({ ledger, purse }: VendorTools): Answer {
  const total = ledger.of('devsms').length;
  const spent = ledger.of('devsms').reduce((sum, entry) => sum + Number(entry.details.cost), 0);
  const statistics = {
    total_sms: total,
    total_spent: dollars(spent),
    today_sms: total,
    today_spent: dollars(spent),
    month_sms: total,
    month_spent: dollars(spent),
  };
  const price = findDevsmsPrice('998')?.price ?? 0;
  return succeed({ balance: dollars(purse.left), sms_price: dollars(price), statistics });
}

function showStatus({ ledger }: VendorTools, query: URLSearchParams): Answer {
  const [id, requestId] = [query.get('sms_id'), query.get('request_id')];
  if (id === null && requestId === null) return refuse(400, 'sms_id yoki request_id majburiy');
  const entry = id === null ? ledger.findByAlias('devsms', requestId ?? '')[0] : ledger.find('devsms', id);
  if (!entry) return refuse(404, 'SMS topilmadi');
  return succeed({ ...row(entry), updated_at: localTime(changedAt(entry)) });
}

function row(entry: LedgerEntry) {
  const { state, settledAt } = entry;
  return {
    id: Number(entry.providerId),
    phone_number: entry.recipient.slice(1),
    message: entry.text,
    status: statusWord(entry),
    parts_count: entry.details.parts,
    total_cost: dollars(Number(entry.details.cost)),
    from_number: entry.details.from,
    eskiz_request_id: entry.alias,
    eskiz_message_id: `msg-${entry.providerId}`,
    sent_at: localTime(entry.acceptedAt),
    delivered_at: state === 'delivered' ? localTime(settledAt) : null,
    failed_at: state === 'failed' ? localTime(settledAt) : null,
    created_at: localTime(entry.acceptedAt),
  };
}

function statusWord(entry: LedgerEntry): string {
  return entry.state === 'accepted' ? 'sent' : entry.state;
}

function changedAt(entry: LedgerEntry): number {
  return entry.state === 'accepted' ? entry.acceptedAt : entry.settledAt;
}

function localTime(ms: number): string {
  return new Date(ms + ZONE_MS).toISOString().slice(0, 19).replace('T', ' ');
}

function dollars(thousandths: number): string {
  return `$${(thousandths / 1000).toFixed(3)}`;
}
