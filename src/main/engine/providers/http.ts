import type { Agent, Dispatcher } from 'undici';
import { secondsToMs, systemClock } from '../lib/clock.ts';

/** One request, below the account's base URL. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its query, fully percent-encoded: `/get_history.php?limit=200`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly json?: unknown;
}

/** What became of one request. No text in it ever holds the account's secret. */
export type Exchange =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Decoded as UTF-8; at most `LARGEST_ANSWER` bytes. */
      readonly text: string;
      /** From `Retry-After`; null where there is none. */
      readonly retryAfterMs: number | null;
      /** How far the server's clock (its `Date`) is ahead of ours; null where it does not tell. */
      readonly clockSkewMs: number | null;
    }
  /** Certainly nothing was written: no connection came about, it was given up before, or the key cannot be written. */
  | { readonly kind: 'unsent'; readonly cause: 'no-connection' | 'key'; readonly detail: string }
  /** Written, perhaps in part, and no whole answer. */
  | {
      readonly kind: 'unanswered';
      readonly cause: 'time-out' | 'aborted' | 'cut' | 'too-large';
      readonly detail: string;
    };

export interface Http {
  /** Performs exactly one request: no retry, no redirect. Never throws, unless a part of Kaptar is missing. */
  request(request: HttpRequest, signal: AbortSignal): Promise<Exchange>;
  /** Closes all sockets; what is on the wire ends as `unanswered`. */
  close(): Promise<void>;
}

export interface HttpOptions {
  /** No trailing slash; see `isSecureUrl`. */
  readonly baseUrl: string;
  /** From the start of the request to the end of its answer. */
  readonly timeoutMs: number;
  /** Sent with every request; the secret is in one of them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Taken out of every text that comes back. */
  readonly secret: string;
  /** Bytes; for tests. */
  readonly largestAnswer?: number;
  /** Time that counts sleep, ms; for tests. */
  readonly uptime?: () => number;
}

/** Bytes. The largest honest answer is a page of 200 long messages, about half a megabyte. */
const LARGEST_ANSWER = 5_000_000;

/** A gateway that cannot be connected to within ten seconds is down; the setting's time-out may be longer. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Below the five seconds after which common web servers drop an idle connection, perhaps under a request. */
const KEEP_ALIVE_MS = 4_000;

/** A longer `Retry-After` is cut to this: a mistyped one must not stop an account for days. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** Opens a client for one account, with sockets of its own. */
export function openHttp(options: HttpOptions): Http {
  let agent: Promise<Agent> | undefined;
  return {
    async request(request, signal) {
      agent ??= openAgent(options);
      return exchange(await agent, options, request, signal);
    },
    close: async () => (await agent)?.destroy(),
  };
}

/**
 * The sockets of an account. HTTP/1.1 only: over HTTP/2 undici puts requests of a closing session back in line, and a send
 * that is put back is a message sent twice.
 */
async function openAgent({ timeoutMs }: HttpOptions): Promise<Agent> {
  // Not with the engine's start, when nothing is asked yet and the window waits: it is two thirds of the engine's code.
  const { Agent } = await import('undici');
  return new Agent({
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // The deadline of an exchange covers all of it, to the millisecond.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED cannot turn it off.
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs), rejectUnauthorized: true },
  });
}

/** Opens a client for an account of a vendor; `headersOf` says how the vendor wants the key. */
export function openAccountHttp(
  { baseUrl, timeoutSeconds }: { baseUrl: string; timeoutSeconds: number },
  secret: string,
  headersOf: (key: string) => Readonly<Record<string, string>>,
): Http {
  // A pasted key often brings a line end along.
  const key = secret.trim();
  return openHttp({ baseUrl, timeoutMs: secondsToMs(timeoutSeconds), headers: headersOf(key), secret: key });
}

/** The header of the vendors that take their key as a bearer token (RFC 6750, 2.1). */
export function bearer(key: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}` };
}

/**
 * Whether anything was written is read from undici's `onRequestStart`, which comes after the connection
 * stands and right before the first byte, and not from error codes, of which no list is ever complete.
 */
function exchange(
  agent: Agent,
  options: HttpOptions,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<Exchange> {
  const base = new URL(options.baseUrl);
  const redact = redactor(options.secret);
  const largest = options.largestAnswer ?? LARGEST_ANSWER;
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'Kaptar',
    ...options.headers,
  };
  if (request.json !== undefined) headers['content-type'] = 'application/json';
  if (!Object.values(headers).every(isHeaderValue)) {
    const detail = 'The key holds characters that cannot be sent. Enter it again.';
    return Promise.resolve({ kind: 'unsent', cause: 'key', detail });
  }

  const { uptime = systemClock.uptime } = options;

  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null;
    /** Since when a request waits that could not leave at once; asking the system takes as long as half a request. */
    let waitsSince: number | null = null;
    let settled = false;
    let status = 0;
    let retryAfterMs: number | null = null;
    let clockSkewMs: number | null = null;
    let size = 0;
    const chunks: Buffer[] = [];

    const settle = (result: Exchange): void => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    const fail = (cause: 'time-out' | 'aborted' | 'cut' | 'too-large', words: string): void => {
      const detail = redact(words);
      settle(
        controller
          ? { kind: 'unanswered', cause, detail }
          : { kind: 'unsent', cause: 'no-connection', detail },
      );
      controller?.abort(new Error(cause));
    };
    const onAbort = (): void => fail('aborted', 'Given up while stopping.');
    const deadline = setTimeout(
      () => fail('time-out', `No answer from ${base.host} within ${options.timeoutMs / 1000} seconds.`),
      options.timeoutMs,
    );
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) {
      onAbort();
      return;
    }

    agent.dispatch(
      {
        origin: base.origin,
        path: base.pathname.replace(/\/$/, '') + request.path,
        method: request.method,
        headers,
        body: request.json === undefined ? null : JSON.stringify(request.json),
      },
      {
        onRequestStart(started) {
          // Timers stand still while the computer sleeps. What leaves long after it was claimed would be sought at the
          // wrong time, not be found, and be sent again.
          if (waitsSince !== null && uptime() - waitsSince > options.timeoutMs)
            fail('time-out', `No connection to ${base.host} in time.`);
          // Given up while connecting, or about to be written a second time: neither may leave.
          if (settled || controller) started.abort(new Error('not sent'));
          else controller = started;
        },
        onResponseStart(_controller, code, answerHeaders) {
          // Called for 1xx too; the answer itself comes last.
          status = code;
          retryAfterMs = parseRetryAfter(answerHeaders['retry-after'], Date.now());
          const serverTime = Date.parse(String(answerHeaders['date']));
          clockSkewMs = Number.isNaN(serverTime) ? null : serverTime - Date.now();
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          if (size > largest)
            fail('too-large', `The answer of ${base.host} is larger than ${largest} bytes.`);
          else chunks.push(chunk);
        },
        onResponseEnd() {
          const text = redact(Buffer.concat(chunks).toString('utf8'));
          settle({ kind: 'answer', status, text, retryAfterMs, clockSkewMs });
        },
        onResponseError(_controller, error) {
          fail('cut', failureWords(error, base.hostname));
        },
      },
    );
    // Over a connection that stands it has left by now.
    if (!controller) waitsSince = uptime();
  });
}

/**
 * `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3), at most an hour; null for
 * anything else. `now` is the wall clock.
 */
export function parseRetryAfter(value: string | string[] | undefined, now: number): number | null {
  const text = (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : /[a-z]/i.test(text) ? Date.parse(text) - now : NaN;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER_MS);
}

/**
 * Returns a function that takes a secret out of a text, in each form in which an error page may show it:
 * as it is, percent-encoded, and as JSON writes it (PHP escapes slashes too).
 */
export function redactor(secret: string): (text: string) => string {
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = [secret, encodeURIComponent(secret.toWellFormed()), json, json.replaceAll('/', '\\/')];
  // Shorter than any provider's key: taking out `1` would tear ids and amounts apart.
  const unsafe = forms.filter((form) => form.length >= 4);
  return (text) => unsafe.reduce((rest, form) => rest.replaceAll(form, '•••'), text);
}

/**
 * An exchange without a secret that went along with its request, such as the callback address: a refusal may
 * repeat what it was sent, and must not carry it into the store. Undefined where none went along.
 */
export function withoutSecret(result: Exchange, secret: string | undefined): Exchange {
  if (secret === undefined || result.kind !== 'answer') return result;
  return { ...result, text: redactor(secret)(result.text) };
}

/** What a header may carry: visible ASCII, spaces and tabs. */
function isHeaderValue(value: string): boolean {
  return /^[\t\x20-\x7e]+$/.test(value);
}

/** English words for the operator; the request's path is left out, since it may hold a text or a number. */
function failureWords(error: Error, host: string): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  switch (code) {
    case 'ECONNREFUSED':
      return `${host} refuses connections.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name ${host} cannot be found. Is this computer online?`;
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return `${host} cannot be reached. Is this computer online?`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return `${host} cut the connection.`;
    default:
      return `${host}: ${error.message}${code === '' ? '' : ` (${code})`}`;
  }
}
