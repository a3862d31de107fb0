import type { ProviderId } from '../../shared/account.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

/** One provider's API, as the server behind the sandbox's port knows it. */
export interface VendorApi {
  /** Whether the request asks for sending something: most faults happen to those. */
  isSend(request: VendorRequest): boolean;
  /** Does what is asked; never throws on bad input. */
  handle(request: VendorRequest): Answer;
  /** The calls that the provider makes now that the entry has been sent, delivered or has failed. */
  callbacksFor(entry: LedgerEntry): readonly OutgoingCall[];
  /** A person's message comes in; the calls that the provider makes then. Only where it receives. */
  receive?(message: IncomingText): readonly OutgoingCall[];
  /** How this provider words what faults make it say. */
  readonly refusals: {
    readonly auth: Answer;
    /** Of a message, whose fault it is. */
    readonly message: Answer;
    readonly balance: Answer;
    readonly throttled: Answer;
    readonly failure: Answer;
  };
}

/** A call of a provider to an address that its user gave. */
export interface OutgoingCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Sent as JSON. */
  readonly json?: unknown;
}

/** What a person sends to the account's phone. */
export interface IncomingText {
  /** E.164; empty for one that hides. */
  readonly sender: string;
  readonly text: string;
}

export interface VendorRequest {
  readonly method: string;
  /** Below the provider's prefix, decoded: `/send_sms.php`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON; text as it is. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What each provider's API works with. */
export interface VendorTools {
  readonly ledger: Ledger;
  readonly token: string;
  readonly purse: Purse;
}

/** What is left on an account, in the provider's own unit. */
export interface Purse {
  readonly left: number;
  /** Takes the amount if it is there; whether it was. */
  spend(amount: number): boolean;
}

/** Money or SMS that sends are paid from. */
export function openPurse(amount: number): Purse {
  let left = amount;
  return {
    get left() {
      return left;
    },
    spend(cost) {
      if (cost > left) return false;
      left -= cost;
      return true;
    },
  };
}

/** Where each provider's API begins, shaped like its real address. */
export const PREFIXES: Readonly<Record<ProviderId, string>> = {
  devsms: '/devsms/api',
  ubill: '/ubill/v1',
  mobsms: '/mobsms/api',
};

/** The fields of a JSON body; undefined where it is no JSON object or is not said to be JSON. */
export function readFields(request: VendorRequest): Record<string, unknown> | undefined {
  if (!/^application\/json\b/.test(String(request.headers['content-type']))) return undefined;
  try {
    const body: unknown = JSON.parse(request.body);
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    return isObject ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The rows of a page counted from the newest, in O(page) where nothing is filtered out. */
export function newestFirst<T>(
  rows: readonly T[],
  skip: number,
  count: number,
  matches?: (row: T) => boolean,
): T[] {
  const page: T[] = [];
  let toSkip = skip;
  for (let i = rows.length - 1 - (matches ? 0 : skip); i >= 0 && page.length < count; i--) {
    const row = rows[i];
    if (row === undefined || (matches && !matches(row))) continue;
    if (matches && toSkip-- > 0) continue;
    page.push(row);
  }
  return page;
}
