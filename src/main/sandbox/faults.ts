import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { ProviderId } from '../../shared/account.ts';
import type { Answer, VendorApi } from './vendor-api.ts';

/**
 * What can go wrong with a send:
 *
 * - nothing is taken: `auth` (401), `balance` (no money), `throttle` (429 with `Retry-After: 1`),
 *   `throttle-plain` (429 without), `error-before` (500), `html` (a gateway's 502 page), `cut-before`;
 * - taken, and the answer is lost: `error-after` (500), `cut-after`, `truncate-after` (half of the JSON,
 *   whole as HTTP), `hang-after` (no answer while the sandbox runs, a minute at most);
 * - `slow`: taken, and answered after `slowMs`.
 */
export const Fault = z.enum([
  'auth',
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
]);
export type Fault = z.infer<typeof Fault>;

/** The faults that wait for their send requests, in the order in which they were asked for. */
export interface Faults {
  add(provider: ProviderId, fault: Fault, times: number): void;
  /** The fault of the next send request, used up by this; undefined for none. */
  take(provider: ProviderId): Fault | undefined;
}

export function openFaults(): Faults {
  const waiting = new Map<ProviderId, { fault: Fault; times: number }[]>();
  return {
    add(provider, fault, times) {
      const list = waiting.get(provider) ?? [];
      if (times > 0) list.push({ fault, times });
      waiting.set(provider, list);
    },
    take(provider) {
      const list = waiting.get(provider) ?? [];
      const first = list[0];
      if (!first) return undefined;
      first.times--;
      if (first.times === 0) list.shift();
      return first.fault;
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

/** Answers a send request with a fault. `accept` does what was asked and says what would be answered. */
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
      return write(response, refusals.auth);
    case 'balance':
      return write(response, refusals.balance);
    case 'throttle':
      return write(response, { ...refusals.throttled, headers: { 'retry-after': '1' } });
    case 'throttle-plain':
      return write(response, refusals.throttled);
    case 'error-before':
      return write(response, refusals.failure);
    case 'html':
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
