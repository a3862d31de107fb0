import { z } from 'zod';
import { commonOutcome, parseJson, unlessContradicted, unreadable, VendorId, wordsOf } from '../answer.ts';
import type { Exchange } from '../http.ts';
import type { Outcome, Report } from '../provider.ts';
import { WholeNumber } from './whole-number.ts';

const Answer = z.object({ statusID: WholeNumber, smsID: VendorId.nullish().catch(null) });
const Success = z.object({ statusID: WholeNumber.pipe(z.literal(0)) });
const Named = z.object({ smsID: VendorId });

interface Code {
  readonly words: string;
  readonly outcome: (detail: string) => Outcome;
}

const account = (detail: string): Outcome => ({ kind: 'account', detail });
const balance = (detail: string): Outcome => ({ kind: 'balance', detail });
const badNumber = (detail: string): Outcome => ({ kind: 'permanent', code: 'bad-number', detail });

/**
 * The `statusID` of a refused send (field notes). Only 20 and 50 are the message's fault; every other code
 * is the account's and must stop its campaigns.
 */
export const CODES: Readonly<Record<number, Code>> = {
  10: { words: 'uBill does not know this brandID.', outcome: account },
  20: { words: 'uBill found no number in the request.', outcome: badNumber },
  30: { words: 'uBill found no text in the request.', outcome: account },
  40: { words: 'Not enough SMS are left on the uBill account.', outcome: balance },
  50: { words: 'uBill takes this for no valid number.', outcome: badNumber },
  60: { words: 'uBill could not read the time of sending.', outcome: account },
  90: { words: 'uBill could not read the request.', outcome: account },
  99: { words: 'uBill reported a general error.', outcome: account },
};

/** What the answer proves about the message to one of its numbers (digits). */
export function ubillOutcome(exchange: Exchange, number: string): Outcome {
  return unlessContradicted(outcomeOf(exchange, number), exchange, speaksOfSuccess);
}

function speaksOfSuccess(body: unknown): boolean {
  return Success.safeParse(body).success || Named.safeParse(body).success;
}

function outcomeOf(exchange: Exchange, number: string): Outcome {
  const common = commonOutcome(exchange);
  if (common) return common;
  if (exchange.kind !== 'answer') throw new TypeError('Only an answer has a meaning of its own.');
  const { status } = exchange;
  const body = parseJson(exchange.text);
  const answer = Answer.safeParse(body);
  if (!answer.success) return unreadable(status);
  const { statusID, smsID } = answer.data;
  if (statusID !== 0) {
    const code = CODES[statusID] ?? { words: 'uBill refused the request.', outcome: account };
    const own = wordsOf(body);
    return code.outcome(`${code.words} (${own === '' ? '' : `${own}, `}code ${statusID})`);
  }
  if (status >= 300 || !smsID) return unreadable(status);
  return { kind: 'accepted', providerId: providerIdOf(smsID, number) };
}

/** One `smsID` covers all numbers of a request, so our id for a message is both. */
export function providerIdOf(smsId: string, number: string): string {
  return `${smsId}:${number}`;
}

/** The reverse of `providerIdOf`. */
export function parseProviderId(providerId: string): { smsId: string; number: string } {
  const colon = providerId.lastIndexOf(':');
  return { smsId: providerId.slice(0, colon), number: providerId.slice(colon + 1) };
}

/** "Status Meanings", the same in callbacks and in reports. */
const STATUSES: Readonly<Record<number, { readonly word: string; readonly state: Report['state'] }>> = {
  0: { word: 'sent', state: 'accepted' },
  1: { word: 'delivered', state: 'delivered' },
  2: { word: 'failed', state: 'undelivered' },
  3: { word: 'pending', state: 'accepted' },
  4: { word: 'error', state: 'undelivered' },
};

/** Worst first: of several parts the worst report wins. */
const WORST_FIRST: readonly Report['state'][] = ['undelivered', 'accepted', 'delivered'];

/** What the `statusID`s of one number say, in words too for what was not delivered; unknown ones are no news. */
export function ubillState(statusIds: readonly number[]): {
  readonly state: Report['state'];
  readonly detail: string | null;
} {
  const states = statusIds.map((id) => STATUSES[id]?.state ?? 'accepted');
  const state = WORST_FIRST.find((worst) => states.includes(worst)) ?? 'accepted';
  const worst = statusIds.find((id) => STATUSES[id]?.state === state);
  const word = worst === undefined ? undefined : STATUSES[worst]?.word;
  return { state, detail: state === 'undelivered' ? `uBill: ${word} (status ${worst})` : null };
}
