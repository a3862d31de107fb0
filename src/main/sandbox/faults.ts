import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { ProviderId } from '../../shared/account.ts';
import type { Answer, VendorApi } from './vendor-api.ts';

/**
 * What can go wrong with a send:
 *
 * - nothing is taken: `auth` (401), `forbidden` (403), `refuse` (this message), `balance` (no money), `throttle` (429 with `Retry-After: 1`),
 *   `throttle-plain` (429 without), `error-before` (500), `html` (a gateway's 502 page), `cut-before`;
 * - taken, and the answer is lost: `error-after` (500), `cut-after`, `truncate-after` (half of the JSON,
 *   whole as HTTP), `hang-after` (no answer while the sandbox runs, a minute at most);
 * - `slow`: taken, and answered after `slowMs`.
 *
 * With a question (history, status, balance): `read-error` (500), `read-refused` (200 with the words of a
 * failure, which with DevSMS say `success: false`).
 *
 * And with every request, nothing being taken: `portal` (200 and the sign-in page of a hotel's network), `down` (a gateway's 502
 * page), `revoked` (401).
 */
export const Fault = z.enum([
  'auth',
  'forbidden',
  'refuse',
  'balance',
  'throttle',
  'throttle-plain',
  'error-before',
  'html',
  'cut-before',
  'error-after',
  'cut-after',
  'truncate-after',
  'hang-after',
  'slow',
  'read-error',
  'read-refused',
  'portal',
  'down',
  'revoked',
]);
export type Fault = z.infer<typeof Fault>;

const OF_QUESTIONS: ReadonlySet<Fault> = new Set(['read-error', 'read-refused']);
const OF_ALL: ReadonlySet<Fault> = new Set(['portal', 'down', 'revoked']);

/** The faults that wait for their requests, in the order in which they were asked for. */
export interface Faults {
  add(provider: ProviderId, fault: Fault, times: number): void;
  /** Nothing goes wrong any more. */
  mend(provider: ProviderId): void;
  /** The fault of the next request of this kind, used up by this; undefined for none. */
  take(provider: ProviderId, kind: RequestKind): Fault | undefined;
}

/** What a request does: sends, asks for something, or changes something else. */
export type RequestKind = 'send' | 'question' | 'change';

/** No fault waits at first. */
export function openFaults(): Faults {
  let waiting: { provider: ProviderId; fault: Fault; times: number }[] = [];
  const happensTo = (fault: Fault, kind: RequestKind): boolean =>
    OF_ALL.has(fault) || kind === (OF_QUESTIONS.has(fault) ? 'question' : 'send');
  return {
    add(provider, fault, times) {
      const order = { provider, fault, times };
      if (times > 0) waiting.push(order);
    },
    mend(provider) {
      waiting = waiting.filter((order) => order.provider !== provider);
    },
    take(provider, kind) {
      const next = waiting.find((order) => order.provider === provider && happensTo(order.fault, kind));
      if (!next) return undefined;
      next.times--;
      waiting = waiting.filter(({ times }) => times > 0);
      return next.fault;
    },
  };
}

/** A bound, so that a forgotten connection does not stay for ever. */
const LONGEST_HANG_MS = 60_000;

const BAD_GATEWAY: Answer = {
  status: 502,
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
  headers: { 'content-type': 'text/html' },
};

const SIGN_IN_PAGE: Answer = {
  status: 200,
  body: '<!DOCTYPE html><html><head><title>Guest Wi-Fi</title></head><body>Sign in to go online.</body></html>',
  headers: { 'content-type': 'text/html' },
};

/** Answers a request with a fault. `accept` does what was asked and says what would be answered. */
export function answerWithFault(
  fault: Fault,
  api: VendorApi,
  response: ServerResponse,
  accept: () => Answer,
  slowMs: number,
): void {
  const { refusals } = api;
  switch (fault) {
    case 'auth':
    case 'revoked':
      return write(response, refusals.auth);
    case 'forbidden':
      return write(response, { ...refusals.auth, status: 403 });
    case 'refuse':
      return write(response, refusals.message);
    case 'balance':
      return write(response, refusals.balance);
    case 'throttle':
      return write(response, { ...refusals.throttled, headers: { 'retry-after': '1' } });
    case 'throttle-plain':
      return write(response, refusals.throttled);
    case 'error-before':
    case 'read-error':
      return write(response, refusals.failure);
    case 'read-refused':
      return write(response, { ...refusals.failure, status: 200 });
    case 'portal':
      return write(response, SIGN_IN_PAGE);
    case 'html':
    case 'down':
      return write(response, BAD_GATEWAY);
    case 'cut-before':
      response.destroy();
      return;
    case 'error-after':
      accept();
      return write(response, refusals.failure);
    case 'cut-after':
      accept();
      response.destroy();
      return;
    case 'truncate-after': {
      const answer = accept();
      const text = JSON.stringify(answer.body);
      return write(response, { ...answer, body: text.slice(0, Math.floor(text.length / 2)) });
    }
    case 'hang-after':
      accept();
      later(response, LONGEST_HANG_MS, () => response.destroy());
      return;
    case 'slow': {
      const answer = accept();
      later(response, slowMs, () => write(response, answer));
      return;
    }
  }
}

/** Writes an answer: text as it is, all else as JSON. */
export function write(response: ServerResponse, answer: Answer): void {
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...answer.headers,
  });
  response.end(text);
}

/** Not if the connection ends before, which it does when the sandbox closes. */
function later(response: ServerResponse, ms: number, act: () => void): void {
  const timer = setTimeout(act, ms);
  response.once('close', () => clearTimeout(timer));
}
