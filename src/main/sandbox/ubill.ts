import { DateTime } from 'luxon';
import { z } from 'zod';
import { isOnThisMachine } from './callbacks.ts';
import type { LedgerEntry } from './ledger.ts';
import { partsOf } from './parts.ts';
import {
  readFields,
  type Answer,
  type OutgoingCall,
  type VendorApi,
  type VendorRequest,
  type VendorTools,
} from './vendor-api.ts';

/** What the document leaves open or does not name. */
export interface UbillOptions {
  /** Whether there are the pages that only the vendor's SDK shows (field notes). */
  readonly extras: boolean;
  /** The zone of its times, which the document does not say. */
  readonly zone: string;
  /** Messages that fail to numbers that end so end with status 4, error, in place of 2. */
  readonly errorSuffix: string | undefined;
}

/** Bytes; common web servers refuse a longer request line. */
const LONGEST_URL = 8_192;

/** Characters to which the panel cuts a callback key (field notes). */
const LONGEST_CALLBACK_KEY = 30;

const FIELDS = ['key', 'brandID', 'numbers', 'text', 'stopList', 'otp', 'sendTime'];

/**
 * Where uBill reports and the key that it names then ("Callback URL Requirements": the address must start
 * with https://; here plain http will do on this machine, where the sandbox and its callers live).
 */
export const UbillCallback = z.strictObject({
  url: z
    .url()
    .refine(
      (url) => url.startsWith('https://') || isOnThisMachine(url),
      'The address must start with https://.',
    ),
  key: z.string().min(1),
});
export type UbillCallback = z.infer<typeof UbillCallback>;

export interface UbillApi extends VendorApi {
  /** The company's callback settings; null for none. Throws on an address that is not allowed. */
  setCallback(callback: UbillCallback | null): void;
}

interface Brand {
  readonly id: string;
  readonly name: string;
  /** 1 may send, 2 waits for approval; text in the vendor's SDK. */
  readonly authorized: '1' | '2';
  readonly createdAt: string;
}

/** What an account has: its purse and ledger, its brands, its callback settings. */
interface Company extends VendorTools {
  readonly options: UbillOptions;
  readonly brands: Brand[];
  callback: UbillCallback | null;
}

/** The brands that every sandbox account begins with: one to send with, one that waits for approval. */
const FIRST_BRANDS: readonly Brand[] = [
  { id: '1', name: 'Kaptar', authorized: '1', createdAt: '2026-01-01 00:00:00' },
  { id: '2', name: 'Waiting', authorized: '2', createdAt: '2026-01-01 00:00:00' },
];

const code = (statusID: number, message: string, status = 200): Answer => ({
  status,
  body: { statusID, message },
});

const refusals = {
  auth: { status: 401, body: { message: 'Unauthorized' } },
  message: code(50, 'No valid numbers'),
  balance: code(40, 'Not enough SMS'),
  throttled: { status: 429, body: { message: 'Too Many Requests' } },
  failure: { status: 500, body: { message: 'Server Error' } },
};
const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };

/** The fields of a send, from a query or from JSON, before they are looked at. */
type SendFields = Readonly<Record<string, unknown>>;

/**
 * uBill's API: the documented send and callbacks (ubill-api.txt), the send by POST, and, with `extras`,
 * what only the vendor's SDK shows. The purse is a number of SMS.
 */
export function openUbillApi(tools: VendorTools, options: UbillOptions): UbillApi {
  const { extras } = options;
  const company: Company = { ...tools, options, brands: [...FIRST_BRANDS], callback: null };
  const endpoints: Readonly<Record<string, (request: VendorRequest) => Answer>> = {
    'GET /sms/send': ({ query }) => send(company, Object.fromEntries(query)),
    'POST /sms/send': (request) => {
      const fields = readFields(request);
      return fields ? send(company, flatten(fields)) : code(90, 'Bad JSON');
    },
  };
  const extraEndpoints: typeof endpoints = {
    'GET /sms/balance': () => ({ status: 200, body: { statusID: 0, sms: company.purse.left } }),
    'GET /sms/brandNames': () => ({ status: 200, body: { statusID: 0, brands: company.brands } }),
    'POST /sms/brandNameCreate': (request) => createBrand(company, readFields(request)),
  };
  return {
    refusals,
    isSend: (request) => request.path === '/sms/send',
    handle(request) {
      const { method, path, query, headers } = request;
      if (path === '/sms/send' && method === 'GET' && urlLength(request) > LONGEST_URL) {
        return { status: 414, body: '<html><body>414 Request-URI Too Large</body></html>' };
      }
      if ((headers.key ?? query.get('key')) !== tools.token) return refusals.auth;
      const endpoint =
        endpoints[`${method} ${path}`] ?? (extras ? extraEndpoints[`${method} ${path}`] : undefined);
      if (endpoint) return endpoint(request);
      const [, smsID] = /^\/sms\/report\/([^/]+)$/.exec(path) ?? [];
      return extras && method === 'GET' && smsID !== undefined ? report(company, smsID) : NOT_FOUND;
    },
    callbacksFor: (entry) => (company.callback ? [callOf(company.options, company.callback, entry)] : []),
    setCallback(callback) {
      company.callback = callback === null ? null : UbillCallback.parse(callback);
    },
  };
}

/** JSON says in numbers, booleans and lists what a query says in text. */
function flatten(fields: SendFields): SendFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : name === 'numbers' && Array.isArray(value)
          ? value.join(',')
          : value,
    ]),
  );
}

function send({ ledger, purse, brands, options }: Company, fields: SendFields): Answer {
  const { brandID, numbers = '', text, stopList, otp, sendTime } = fields;
  const unknown = Object.keys(fields).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) return code(99, `Unknown parameter ${unknown}`);
  if (!brands.some((brand) => brand.id === brandID && brand.authorized === '1')) {
    return code(10, 'brandID not found');
  }
  if (typeof numbers !== 'string' || numbers === '') return code(20, 'numbers are missing');
  if (typeof text !== 'string' || text === '') return code(30, 'text is empty');
  if (![undefined, 'true', 'false'].includes(stopList as string | undefined)) {
    return code(99, 'stopList is true or false');
  }
  if (otp !== undefined && otp !== 'true') return code(99, 'otp is true or left out');
  const sendAt = sendTime === undefined ? undefined : parseSendTime(sendTime, options.zone);
  if (sendAt !== undefined && !(sendAt > Date.now())) return code(60, 'sendTime is malformed or past');
  // International, "without 00 and +": what is not is dropped without a word.
  const valid = [...new Set(numbers.split(','))].filter((number) => /^[1-9]\d{8,14}$/.test(number));
  if (valid.length === 0) return code(50, 'No valid numbers');
  const parts = partsOf(text);
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
      details: {
        parts,
        stopList: typeof stopList === 'string' ? stopList : null,
        otp: otp === undefined ? null : 'true',
        sendTime: typeof sendTime === 'string' ? sendTime : null,
      },
      ...(sendAt === undefined ? {} : { sendAt }),
    });
  }
  return { status: 200, body: { statusID: 0, smsID, message: 'Message sent' } };
}

/** `Y-m-d H:i` to wall clock ms, the first where a clock shows it twice; NaN for anything else. */
function parseSendTime(text: unknown, zone: string): number {
  const shape = /^\d{4}-\d\d-\d\d \d\d:\d\d$/;
  if (typeof text !== 'string' || !shape.test(text)) return NaN;
  const time = DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm', { zone });
  return Math.min(...time.getPossibleOffsets().map((possible) => possible.toMillis()));
}

function createBrand({ brands, options }: Company, fields: SendFields | undefined): Answer {
  if (!fields) return code(90, 'Bad JSON');
  const { brandName } = fields;
  if (typeof brandName !== 'string' || brandName === '') return code(10, 'Brand name is empty');
  if (brandName.length < 2 || brandName.length > 11) return code(20, 'Brand name must be 2-11 characters');
  if (brands.some(({ name }) => name === brandName)) return code(40, 'Brand name already exists');
  const brandID = brands.length + 1;
  brands.push({
    id: String(brandID),
    name: brandName,
    authorized: '2',
    createdAt: localTime(Date.now(), options.zone),
  });
  return { status: 200, body: { statusID: 0, brandID, message: 'Brand name was created' } };
}

function report({ ledger, options }: Company, smsID: string): Answer {
  const entries = ledger.findByAlias('ubill', smsID);
  if (entries.length === 0) return NOT_FOUND;
  const result = entries.map((entry) => ({
    number: entry.recipient.slice(1),
    statusID: statusId(entry, options),
  }));
  return { status: 200, body: { statusID: 0, result } };
}

/** "GET Request Example". */
function callOf(options: UbillOptions, { url, key }: UbillCallback, entry: LedgerEntry): OutgoingCall {
  const address = new URL(url);
  const fields = {
    key: key.slice(0, LONGEST_CALLBACK_KEY),
    smsID: entry.alias,
    number: entry.recipient.slice(1),
    statusID: String(statusId(entry, options)),
    date: localTime(Date.now(), options.zone),
  };
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
  return { method: 'GET', url: address.href };
}

/** "Status Meanings": 0 sent, 1 delivered, 2 failed, 3 pending, 4 error. */
function statusId({ state, sentAt, recipient }: LedgerEntry, { errorSuffix }: UbillOptions): number {
  if (state === 'delivered') return 1;
  if (state !== 'accepted') return errorSuffix !== undefined && recipient.endsWith(errorSuffix) ? 4 : 2;
  return Date.now() < sentAt ? 3 : 0;
}

/** `Y-m-d H:i:s`. */
function localTime(ms: number, zone: string): string {
  return DateTime.fromMillis(ms, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
}

function urlLength({ path, query }: VendorRequest): number {
  return path.length + query.toString().length;
}
