import { z } from 'zod';
import { ProviderId } from '../../shared/account.ts';
import { Fault } from './faults.ts';
import type { LedgerEntry } from './ledger.ts';
import { UbillCallback } from './ubill.ts';
import { newestFirst, readFields, type Answer, type IncomingText, type VendorRequest } from './vendor-api.ts';

/** Where the sandbox itself is asked, beside the providers it plays: for curious operators with curl. */
export const CONTROL_PREFIX = '/sandbox';

/** What can be done to the sandbox from outside. */
export interface Controls {
  readonly ledger: readonly LedgerEntry[];
  fault(provider: ProviderId, fault: Fault, times: number): void;
  mend(provider: ProviderId): void;
  /** How many calls that led to. */
  receive(message: IncomingText): number;
  setUbillCallback(callback: UbillCallback | null): void;
}

const FaultOrder = z.strictObject({
  provider: ProviderId,
  fault: Fault,
  times: z.int().min(1).max(1_000_000).default(1),
});
const Mending = z.strictObject({ provider: ProviderId });
const Incoming = z.strictObject({
  sender: z.string().regex(/^\+[1-9]\d{6,14}$/, 'Write the number as +998901234567.'),
  text: z.string().min(1).max(1600),
});

/** Entries of one answer, the newest ones: a ledger of a million would not fit into one. */
const LONGEST_PAGE = 500;

/**
 * Answers `POST /sandbox/fault {provider, fault, times}`, `POST /sandbox/mend {provider}`,
 * `POST /sandbox/receive {sender, text}`, `POST /sandbox/ubill-callback {url, key}` and `GET /sandbox/ledger`. Bodies must
 * be said to be JSON (`curl --json`), which web pages of other places cannot do.
 */
export function answerControl(controls: Controls, request: VendorRequest): Answer {
  switch (`${request.method} ${request.path}`) {
    case 'POST /fault':
      return withFields(request, FaultOrder, ({ provider, fault, times }) => {
        controls.fault(provider, fault, times);
        return { provider, fault, times };
      });
    case 'POST /mend':
      return withFields(request, Mending, ({ provider }) => {
        controls.mend(provider);
        return { provider };
      });
    case 'POST /receive':
      return withFields(request, Incoming, (message) => ({ calls: controls.receive(message) }));
    case 'POST /ubill-callback':
      return withFields(request, UbillCallback, (callback) => {
        controls.setUbillCallback(callback);
        return { url: callback.url };
      });
    case 'GET /ledger':
      return {
        status: 200,
        body: { total: controls.ledger.length, entries: newestFirst(controls.ledger, 0, LONGEST_PAGE) },
      };
    default:
      return { status: 404, body: { message: 'Not Found' } };
  }
}

function withFields<T>(request: VendorRequest, schema: z.ZodType<T>, act: (fields: T) => object): Answer {
  const parsed = schema.safeParse(readFields(request));
  if (parsed.success) return { status: 200, body: act(parsed.data) };
  return { status: 400, body: { message: z.prettifyError(parsed.error) } };
}
