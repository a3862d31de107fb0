import { countParts } from '../../shared/segments.ts';
import type { LedgerEntry } from './ledger.ts';
import {
  readFields,
  type Answer,
  type VendorApi,
  type VendorRequest,
  type VendorTools,
} from './vendor-api.ts';

/** Asia/Tbilisi, which has no summer time; the document does not say which zone `sendTime` is in. */
const ZONE_MS = 4 * 3_600_000;

/** Bytes; common web servers refuse a longer request line. */
const LONGEST_URL = 8_192;

const FIELDS = ['key', 'brandID', 'numbers', 'text', 'stopList', 'otp', 'sendTime'];

/** The brands of every sandbox account: one to send with, one that waits for approval. */
const BRANDS = [
  { id: 1, name: 'Kaptar', authorized: 1, createdAt: '2026-01-01 00:00:00' },
  { id: 2, name: 'Waiting', authorized: 2, createdAt: '2026-01-01 00:00:00' },
];

const code = (statusID: number, message: string, status = 200): Answer => ({
  status,
  body: { statusID, message },
});

const refusals = {
  auth: { status: 401, body: { message: 'Unauthorized' } },
  balance: code(40, 'Not enough SMS'),
  throttled: { status: 429, body: { message: 'Too Many Requests' } },
  failure: { status: 500, body: { message: 'Server Error' } },
};

/** The fields of a send, from a query or from JSON, before they are looked at. */
type SendFields = Readonly<Record<string, unknown>>;

/**
 * uBill's API: the documented send and callback codes (ubill-api.txt), the send by POST, and, with
 * `extras`, what only the vendor's SDK shows (field notes). The purse is a number of SMS.
 */
export function openUbillApi(tools: VendorTools, extras: boolean): VendorApi {
  return {
    refusals,
    isSend: (request) => request.path === '/sms/send',
    handle(request) {
      const { method, path, query, headers } = request;
      if (path === '/sms/send' && method === 'GET' && urlLength(request) > LONGEST_URL) {
        return { status: 414, body: '<html><body>414 Request-URI Too Large</body></html>' };
      }
      const key = headers.key ?? query.get('key');
      if (key !== tools.token) return refusals.auth;
      if (path === '/sms/send' && method === 'GET') return send(tools, Object.fromEntries(query));
      if (path === '/sms/send' && method === 'POST') {
        const fields = readFields(request);
        return fields ? send(tools, flatten(fields)) : code(90, 'Bad JSON');
      }
      if (extras && method === 'GET' && path === '/sms/balance') {
        return { status: 200, body: { statusID: 0, sms: tools.purse.left } };
      }
      if (extras && method === 'GET' && path === '/sms/brandNames') {
        return { status: 200, body: { statusID: 0, brands: BRANDS } };
      }
      if (extras && method === 'GET' && path.startsWith('/sms/report/')) {
        return report(tools, path.slice('/sms/report/'.length));
      }
      return { status: 404, body: { message: 'Not Found' } };
    },
  };
}

/** JSON says in numbers and booleans what a query says in text. */
function flatten(fields: SendFields): SendFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
    ]),
  );
}

function send({ ledger, purse }: VendorTools, fields: SendFields): Answer {
  const { brandID, numbers = '', text, stopList, otp, sendTime } = fields;
  const unknown = Object.keys(fields).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) return code(99, `Unknown parameter ${unknown}`);
  if (!BRANDS.some((brand) => String(brand.id) === brandID && brand.authorized === 1)) {
    return code(10, 'brandID not found');
  }
  if (typeof numbers !== 'string' || numbers === '') return code(20, 'numbers are missing');
  if (typeof text !== 'string' || text === '') return code(30, 'text is empty');
  if (![stopList, otp].every((flag) => flag === undefined || flag === 'true' || flag === 'false')) {
    return code(99, 'stopList and otp are true or false');
  }
  const sendAt = sendTime === undefined ? undefined : parseSendTime(sendTime);
  if (sendAt !== undefined && !(sendAt > Date.now())) return code(60, 'sendTime is malformed or past');
  // International, "without 00 and +": what is not is dropped without a word.
  const valid = [...new Set(numbers.split(','))].filter((number) => /^[1-9]\d{8,14}$/.test(number));
  if (valid.length === 0) return code(50, 'No valid numbers');
  const { parts } = countParts(text);
  if (!purse.spend(parts * valid.length)) return refusals.balance;

  const smsID = ledger.nextId('ubill');
  for (const number of valid) {
    ledger.accept({
      provider: 'ubill',
      providerId: `${smsID}:${number}`,
      recipient: `+${number}`,
      text,
      reference: null,
      alias: String(smsID),
      details: { parts },
      ...(sendAt === undefined ? {} : { sendAt }),
    });
  }
  return { status: 200, body: { statusID: 0, smsID, message: 'Message sent' } };
}

/** `Y-m-d H:i` to wall clock ms; NaN for anything else. */
function parseSendTime(text: unknown): number {
  const shape = /^\d{4}-\d\d-\d\d \d\d:\d\d$/;
  if (typeof text !== 'string' || !shape.test(text)) return NaN;
  return Date.parse(`${text.replace(' ', 'T')}:00Z`) - ZONE_MS;
}

function report({ ledger }: VendorTools, smsID: string): Answer {
  const entries = ledger.findByAlias('ubill', smsID);
  if (entries.length === 0) return { status: 404, body: { message: 'Not Found' } };
  const result = entries.map((entry) => ({ number: entry.recipient.slice(1), statusID: statusId(entry) }));
  return { status: 200, body: { statusID: 0, result } };
}

/** 0 sent, 1 delivered, 2 not delivered. */
function statusId({ state }: LedgerEntry): number {
  return state === 'accepted' ? 0 : state === 'delivered' ? 1 : 2;
}

function urlLength({ path, query }: VendorRequest): number {
  return path.length + query.toString().length;
}
