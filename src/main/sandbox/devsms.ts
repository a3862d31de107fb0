import { randomUUID } from 'node:crypto';
import { findDevsmsPrice, type DevsmsPrice } from './devsms-prices.ts';
import type { LedgerEntry } from './ledger.ts';
import { partsOf } from './parts.ts';
import {
  newestFirst,
  readFields,
  type Answer,
  type OutgoingCall,
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
const HISTORY_FIELDS = ['limit', 'offset', 'status'];
const STATUS_FIELDS = ['sms_id', 'request_id'];

const refuse = (status: number, error: string): Answer => ({ status, body: { success: false, error } });
const succeed = (data: unknown, message?: string): Answer => ({
  status: 200,
  body: message === undefined ? { success: true, data } : { success: true, message, data },
});

const refusals = {
  auth: refuse(401, "Token noto'g'ri"),
  message: refuse(400, 'Matn moderatsiyadan o‘tmadi'),
  // Seen to come with 200 (field notes): only `success` tells.
  balance: refuse(200, "Balansda mablag' yetarli emas"),
  throttled: refuse(429, "So'rovlar juda ko'p"),
  failure: refuse(500, 'Server xatosi'),
};

/** What DevSMS charged for a name that it refused: such a message is in no history. */
interface Charge {
  readonly at: number;
  readonly cost: number;
}

/** What DevSMS works with. */
interface DevsmsTools extends VendorTools {
  /** Parts that it counts beyond those of the text. */
  readonly extraParts: number;
  readonly charges: Charge[];
}

/** DevSMS's API after devsms-api.txt. The purse is in thousandths of a dollar. */
export function openDevsmsApi(vendor: VendorTools, extraParts: number): VendorApi {
  const tools: DevsmsTools = { ...vendor, extraParts, charges: [] };
  const endpoints: Readonly<Record<string, (request: VendorRequest) => Answer>> = {
    'POST /send_sms.php': (request) => send(tools, request),
    'GET /get_history.php': ({ query }) => showHistory(tools, query),
    'GET /get_balance.php': ({ query }) => showBalance(tools, query),
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
    callbacksFor: callStatusUrl,
  };
}

function send(tools: DevsmsTools, request: VendorRequest): Answer {
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
  const stranger = refuseUnknown(Object.keys(fields), SEND_FIELDS);
  if (stranger) return stranger;
  if (typeof message !== 'string' || message === '') return refuse(400, 'message majburiy');
  if (typeof from !== 'string' || from === '') return refuse(400, "from noto'g'ri");
  if (type !== 'eskiz' && type !== 'simple') return refuse(400, "type noto'g'ri");
  if (type === 'simple' && price.countryCode !== 'uz') {
    return refuse(400, "Simple SMS faqat O'zbekiston raqamlari uchun");
  }
  if (callbackUrl !== undefined && !isHttpUrl(callbackUrl)) return refuse(400, "callback_url noto'g'ri");
  return accept(tools, { phone, price, text: message, from, type, callbackUrl: callbackUrl ?? null });
}

function isHttpUrl(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\/\S+$/.test(value) && URL.canParse(value);
}

/** The refusal of a field or parameter that nobody documented; undefined where there is none. */
function refuseUnknown(names: Iterable<string>, known: readonly string[]): Answer | undefined {
  const unknown = [...names].find((name) => !known.includes(name));
  return unknown === undefined ? undefined : refuse(400, `Noma'lum maydon: ${unknown}`);
}

/** Section 1.1. */
function sendOtp(
  tools: DevsmsTools,
  fields: Readonly<Record<string, unknown>>,
  phone: string,
  price: DevsmsPrice,
): Answer {
  const { template_type: templateType, service_name: service, otp_code: code } = fields;
  const template = typeof templateType === 'number' ? OTP_TEMPLATES[templateType] : undefined;
  const stranger = refuseUnknown(Object.keys(fields), OTP_FIELDS);
  if (stranger) return stranger;
  if (!template) return refuse(400, "template_type noto'g'ri");
  if (typeof service !== 'string' || !/^[\p{L}\p{N} .-]{2,50}$/u.test(service)) {
    return refuse(400, "service_name noto'g'ri");
  }
  if (typeof code !== 'string' || !/^\d{4,8}$/.test(code)) return refuse(400, "otp_code noto'g'ri");
  const text = template(service, code);
  if (INDECENT_NAME.test(service)) {
    const cost = price.price * (partsOf(text) + tools.extraParts);
    if (!tools.purse.spend(cost)) return refusals.balance;
    tools.charges.push({ at: Date.now(), cost });
    return refuse(200, "Korxona nomi nomaqbul deb topildi. SMS yuborilmadi, lekin to'lov yechildi.");
  }
  return accept(tools, { phone, price, text, from: '4546', type: 'universal_otp', callbackUrl: null });
}

interface NewSms {
  readonly phone: string;
  readonly price: DevsmsPrice;
  readonly text: string;
  readonly from: string;
  readonly type: string;
  readonly callbackUrl: string | null;
}

function accept({ ledger, purse, extraParts }: DevsmsTools, sms: NewSms): Answer {
  const parts = partsOf(sms.text) + extraParts;
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
    callbackUrl: sms.callbackUrl,
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

/** Section 2. */
function showHistory({ ledger }: VendorTools, query: URLSearchParams): Answer {
  const stranger = refuseUnknown(query.keys(), HISTORY_FIELDS);
  if (stranger) return stranger;
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

/** Section 3. Days and months are those of the zone of all its times. */
function showBalance({ ledger, purse, charges }: DevsmsTools, query: URLSearchParams): Answer {
  const stranger = refuseUnknown(query.keys(), []);
  if (stranger) return stranger;
  const now = localTime(Date.now());
  // Beginnings of `2026-03-09 10:30:00`: any time, this day, this month.
  const sentIn = (start: string) => {
    const entries = ledger.of('devsms').filter(({ acceptedAt }) => localTime(acceptedAt).startsWith(start));
    const costs = [
      ...entries.map(({ details }) => Number(details.cost)),
      ...charges.filter(({ at }) => localTime(at).startsWith(start)).map(({ cost }) => cost),
    ];
    return { count: entries.length, spent: dollars(costs.reduce((sum, cost) => sum + cost, 0)) };
  };
  const [total, today, month] = [sentIn(''), sentIn(now.slice(0, 10)), sentIn(now.slice(0, 7))];
  const statistics = {
    total_sms: total.count,
    total_spent: total.spent,
    today_sms: today.count,
    today_spent: today.spent,
    month_sms: month.count,
    month_spent: month.spent,
  };
  const price = findDevsmsPrice('998')?.price ?? 0;
  return succeed({ balance: dollars(purse.left), sms_price: dollars(price), statistics });
}

/** Section 4. */
function showStatus({ ledger }: VendorTools, query: URLSearchParams): Answer {
  const stranger = refuseUnknown(query.keys(), STATUS_FIELDS);
  if (stranger) return stranger;
  const [id, requestId] = [query.get('sms_id'), query.get('request_id')];
  if (id === null && requestId === null) return refuse(400, 'sms_id yoki request_id majburiy');
  const entry = id === null ? ledger.findByAlias('devsms', requestId ?? '')[0] : ledger.find('devsms', id);
  if (!entry) return refuse(404, 'SMS topilmadi');
  return succeed({ ...row(entry), updated_at: localTime(changedAt(entry)) });
}

function row(entry: LedgerEntry) {
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
    ...statusTimes(entry, statusWord(entry)),
    created_at: localTime(entry.acceptedAt),
  };
}

/** Section "Callback URL". Called at the moments when the status changes, so what is accepted has left. */
function callStatusUrl(entry: LedgerEntry): OutgoingCall[] {
  if (entry.callbackUrl === null) return [];
  const status = entry.state === 'accepted' ? 'sent' : statusWord(entry);
  const json = {
    sms_id: Number(entry.providerId),
    request_id: entry.alias,
    phone: entry.recipient.slice(1),
    status,
    ...statusTimes(entry, status),
    // "Time SMS was created" in words; in the example it is the time of the status.
    timestamp: localTime(status === 'sent' ? entry.sentAt : entry.settledAt),
  };
  return [{ method: 'POST', url: entry.callbackUrl, json }];
}

/** Section "SMS Statuses". A send answers "sent" at once; the history is "pending" until it has left. */
function statusWord(entry: LedgerEntry): string {
  if (entry.state !== 'accepted') return entry.state;
  return Date.now() < entry.sentAt ? 'pending' : 'sent';
}

function statusTimes({ sentAt, settledAt }: LedgerEntry, status: string) {
  return {
    sent_at: status === 'pending' ? null : localTime(sentAt),
    delivered_at: status === 'delivered' ? localTime(settledAt) : null,
    failed_at: status === 'failed' ? localTime(settledAt) : null,
  };
}

function changedAt(entry: LedgerEntry): number {
  const status = statusWord(entry);
  if (status === 'pending') return entry.acceptedAt;
  return status === 'sent' ? entry.sentAt : entry.settledAt;
}

function localTime(ms: number): string {
  return new Date(ms + ZONE_MS).toISOString().slice(0, 19).replace('T', ' ');
}

function dollars(thousandths: number): string {
  return `$${(thousandths / 1000).toFixed(3)}`;
}
