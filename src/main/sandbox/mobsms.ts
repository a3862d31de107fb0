import { randomUUID } from 'node:crypto';
import type { LedgerEntry } from './ledger.ts';
import {
  newestFirst,
  readFields,
  type Answer,
  type VendorApi,
  type VendorRequest,
  type VendorTools,
} from './vendor-api.ts';

const LONGEST_TEXT = 1600;
const PAGE_SIZE = 50;
/** As in the document's examples, in a currency that it does not name. */
const PRICE = 100;

const DEVICE = {
  id: 5,
  device_id: 'abc123',
  device_name: 'Pixel 7',
  phone_number: '+998901234567',
  is_active: true,
  is_default: true,
  sms_rate: 100,
  send_delay_seconds: 0,
  default_sim_slot: 0,
};

const USER = { id: 1, name: 'Ali', email: 'ali@example.com' };
const PREMIUM_UNTIL = '2027-06-08T00:00:00.000000Z';

const refusals = {
  auth: { status: 401, body: { message: 'Unauthenticated.' } },
  balance: { status: 422, body: { success: false, message: 'Insufficient balance' } },
  throttled: { status: 429, body: { message: 'Too Many Attempts.' } },
  failure: { status: 500, body: { message: 'Server Error' } },
};
const NOT_FOUND: Answer = { status: 404, body: { message: 'No query results for model [SmsMessage].' } };
const NO_DEVICE: Answer = { status: 422, body: { success: false, message: 'No active device available' } };

const succeed = (data: unknown, message?: string, status = 200): Answer => ({
  status,
  body: message === undefined ? { success: true, data } : { success: true, data, message },
});

/** Laravel's answer to a bad field: no `success`, a message and the errors by field. */
const invalid = (field: string, message: string): Answer => ({
  status: 422,
  body: { message, errors: { [field]: [message] } },
});

export interface MobsmsOptions {
  /** Whether lists show `my_id`: said to be echoed, and in no example. */
  readonly echoesReference: boolean;
  /** Whether the account has an active phone. */
  readonly hasDevice: boolean;
}

/** MobSMS's API after mobsms-docs.txt, as far as messages need it. The purse is in the unit of its prices. */
export function openMobsmsApi(tools: VendorTools, options: MobsmsOptions): VendorApi {
  const list = (request: VendorRequest, direction?: string): Answer =>
    listMessages(tools, options, request.query, direction ?? request.query.get('direction'));
  const endpoints: Readonly<Record<string, (request: VendorRequest) => Answer>> = {
    'POST /sms': (request) => send(tools, options, request),
    'POST /sms/bulk': (request) => sendBulk(tools, options, request),
    'GET /sms': (request) => list(request),
    'GET /sms/outbox': (request) => list(request, 'outbound'),
    'GET /sms/inbox': (request) => list(request, 'inbound'),
    'GET /sms/delivery-stats': () => deliveryStats(tools),
    'GET /account': () => account(tools, options),
    'GET /balance': () => account(tools, options),
    'GET /devices': () => succeed(options.hasDevice ? [DEVICE] : []),
    'GET /user': () => succeed({ ...USER, plan: 'premium', premium_expires_at: PREMIUM_UNTIL }),
  };
  return {
    refusals,
    isSend: ({ method, path }) => method === 'POST' && (path === '/sms' || path === '/sms/bulk'),
    handle(request) {
      if (request.headers.authorization !== `Bearer ${tools.token}`) return refusals.auth;
      const endpoint = endpoints[`${request.method} ${request.path}`];
      if (endpoint) return endpoint(request);
      const [, id, action] = /^\/sms\/([\w-]+)(\/cancel)?$/.exec(request.path) ?? [];
      if (id !== undefined && request.method === (action ? 'POST' : 'GET')) {
        const entry = tools.ledger.find('mobsms', id) ?? tools.ledger.findByAlias('mobsms', id)[0];
        if (!entry) return NOT_FOUND;
        return action ? cancel(tools, entry) : succeed(single(entry));
      }
      return { status: 404, body: { message: `The route ${request.path} could not be found.` } };
    },
  };
}

function send(tools: VendorTools, options: MobsmsOptions, request: VendorRequest): Answer {
  const fields = readFields(request);
  if (!fields) return invalid('message', 'The message field is required.');
  const refusal = checkFields(fields, [...COMMON_FIELDS, 'recipient_number', 'phone', 'callback_url']);
  if (refusal) return refusal;
  const recipient = fields.recipient_number ?? fields.phone;
  if (!isNumber(recipient)) {
    return invalid('recipient_number', 'The recipient number field must be a valid E.164 number.');
  }
  const { callback_url: callbackUrl } = fields;
  if (callbackUrl !== undefined && (typeof callbackUrl !== 'string' || !URL.canParse(callbackUrl))) {
    return invalid('callback_url', 'The callback url field must be a valid URL.');
  }
  if (!options.hasDevice) return NO_DEVICE;
  if (!tools.purse.spend(PRICE)) return refusals.balance;
  const entry = accept(tools, fields, recipient, String(fields.message));
  return succeed({ ...brief(entry), callback_url: callbackUrl ?? null }, 'SMS queued for sending', 201);
}

function sendBulk(tools: VendorTools, options: MobsmsOptions, request: VendorRequest): Answer {
  const fields = readFields(request);
  if (!fields) return invalid('message', 'The message field is required.');
  const refusal = checkFields(fields, [...COMMON_FIELDS, 'recipients']);
  if (refusal) return refusal;
  const recipients = readRecipients(fields.recipients);
  if (!recipients) return invalid('recipients', 'The recipients field is invalid.');
  if (!options.hasDevice) return NO_DEVICE;
  if (!tools.purse.spend(PRICE * recipients.length)) return refusals.balance;
  const entries = recipients.map(({ number, name }) =>
    accept(tools, fields, number, String(fields.message).replaceAll('{name}', name)),
  );
  return succeed(entries.map(brief), 'Bulk SMS queued for sending', 201);
}

const COMMON_FIELDS = ['message', 'device_id', 'price', 'my_id'];

function checkFields(fields: Readonly<Record<string, unknown>>, known: readonly string[]): Answer | null {
  const { message, device_id: deviceId, price, my_id: reference } = fields;
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) return invalid(unknown, `The ${unknown} field is unknown.`);
  if (typeof message !== 'string' || message === '') {
    return invalid('message', 'The message field is required.');
  }
  // By code points, as Laravel counts.
  if (Array.from(message).length > LONGEST_TEXT) {
    return invalid('message', `The message field must not be greater than ${LONGEST_TEXT} characters.`);
  }
  const devices: unknown[] = [undefined, null, 'active', String(DEVICE.id), DEVICE.device_id];
  if (!devices.includes(deviceId)) return invalid('device_id', 'The selected device id is invalid.');
  if (price !== undefined && price !== null && !(typeof price === 'number' && price >= 0)) {
    return invalid('price', 'The price field must be at least 0.');
  }
  const isText = reference === undefined || reference === null || typeof reference === 'string';
  return isText && String(reference).length <= 255
    ? null
    : invalid('my_id', 'The my id field must be a string of 255 characters at most.');
}

/** Strings or `{number, name}`; null where one is neither. */
function readRecipients(value: unknown): { number: string; name: string }[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const recipients = value.map((item: unknown) => {
    const object =
      typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : { number: item };
    return isNumber(object.number)
      ? { number: object.number, name: typeof object.name === 'string' ? object.name : '' }
      : null;
  });
  return recipients.every((recipient) => recipient !== null) ? recipients : null;
}

function isNumber(value: unknown): value is string {
  return typeof value === 'string' && /^\+[1-9]\d{6,14}$/.test(value);
}

function accept(
  { ledger }: VendorTools,
  fields: Readonly<Record<string, unknown>>,
  recipient: string,
  text: string,
): LedgerEntry {
  return ledger.accept({
    provider: 'mobsms',
    providerId: String(ledger.nextId('mobsms')),
    recipient,
    text,
    reference: typeof fields.my_id === 'string' ? fields.my_id : null,
    alias: randomUUID(),
    details: { price: typeof fields.price === 'number' ? fields.price : PRICE },
  });
}

function listMessages(
  { ledger }: VendorTools,
  { echoesReference }: MobsmsOptions,
  query: URLSearchParams,
  direction: string | null,
): Answer {
  const page = Number(query.get('page') ?? 1);
  const status = query.get('status');
  const deviceId = query.get('device_id');
  if (!Number.isInteger(page) || page < 1) return invalid('page', 'The page field must be at least 1.');
  // Nobody writes to the sandbox, and it has but one phone.
  const nothing = direction === 'inbound' || (deviceId !== null && deviceId !== String(DEVICE.id));
  const all = nothing ? [] : ledger.of('mobsms');
  const matches = status === null ? undefined : (entry: LedgerEntry) => statusWord(entry) === status;
  const rows = newestFirst(all, (page - 1) * PAGE_SIZE, PAGE_SIZE, matches);
  return succeed({
    current_page: page,
    data: rows.map((entry) => ({
      ...brief(entry),
      sender_number: DEVICE.phone_number,
      message: entry.text,
      ...(echoesReference ? { my_id: entry.reference } : {}),
      ...times(entry),
      created_at: isoTime(entry.acceptedAt),
    })),
    per_page: PAGE_SIZE,
    total: matches ? all.filter(matches).length : all.length,
  });
}

function cancel({ ledger }: VendorTools, entry: LedgerEntry): Answer {
  if (ledger.cancel(entry)) {
    return succeed({ id: Number(entry.providerId), status: 'cancelled' }, 'SMS cancelled successfully');
  }
  return { status: 422, body: { success: false, message: 'Only pending messages can be cancelled' } };
}

function account({ ledger, purse }: VendorTools, { hasDevice }: MobsmsOptions): Answer {
  const counts = countWords(ledger.of('mobsms'));
  const total = ledger.of('mobsms').length;
  const devices = hasDevice ? 1 : 0;
  return succeed({
    user: USER,
    balance: purse.left,
    sms_rate: PRICE,
    usage: {
      total_sms: total,
      total_spent: total * PRICE,
      today_sms: total,
      today_spent: total * PRICE,
      month_sms: total,
      month_spent: total * PRICE,
    },
    stats: {
      total_sent: counts.sent + counts.delivered,
      total_delivered: counts.delivered,
      total_failed: counts.failed,
      total_pending: counts.pending,
      total_received: 0,
      devices,
      active_devices: devices,
    },
    subscription: {
      plan: 'premium',
      is_premium: true,
      premium_expires_at: PREMIUM_UNTIL,
      prices: { monthly: 5, yearly: 50, currency: 'USD' },
      features: ['api', 'webhooks', 'bulk'],
    },
  });
}

function deliveryStats({ ledger }: VendorTools): Answer {
  const { delivered, failed } = countWords(ledger.of('mobsms'));
  const sent = delivered + failed;
  const rate = sent === 0 ? 0 : Math.round((delivered / sent) * 1000) / 10;
  const period = { sent, delivered, delivery_rate: rate };
  const data = { today: { ...period, failed }, this_week: period, this_month: period };
  return succeed(data, 'Delivery statistics retrieved successfully');
}

type Word = 'pending' | 'sent' | 'delivered' | 'failed' | 'cancelled';

function countWords(entries: readonly LedgerEntry[]): Record<Word, number> {
  const counts = { pending: 0, sent: 0, delivered: 0, failed: 0, cancelled: 0 };
  for (const entry of entries) counts[statusWord(entry)]++;
  return counts;
}

function statusWord(entry: LedgerEntry): Word {
  if (entry.state !== 'accepted') return entry.state;
  return Date.now() < entry.sentAt ? 'pending' : 'sent';
}

/** What the answer to a send shows. */
function brief(entry: LedgerEntry) {
  return {
    id: Number(entry.providerId),
    message_id: entry.alias,
    recipient_number: entry.recipient,
    status: statusWord(entry),
    price: entry.details.price,
    is_charged: false,
    direction: 'outbound',
  };
}

/** What *Get a message* shows: neither its text nor its time of creation. */
function single(entry: LedgerEntry) {
  const { direction: _direction, ...shown } = brief(entry);
  const failed = entry.state === 'failed';
  return { ...shown, ...times(entry), error_message: failed ? 'Not delivered' : null, callback_url: null };
}

function times(entry: LedgerEntry) {
  const left = Date.now() >= entry.sentAt && entry.state !== 'cancelled';
  return {
    sent_at: left ? isoTime(entry.sentAt) : null,
    delivered_at: entry.state === 'delivered' ? isoTime(entry.settledAt) : null,
  };
}

/** With microseconds, as Laravel writes it. */
function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}
