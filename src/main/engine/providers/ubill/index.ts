import { UbillSettings, type AccountCheck } from '../../../../shared/account.ts';
import { digitsOf, leftOut } from '../answer.ts';
import { openAccountHttp } from '../http.ts';
import {
  AccountTrouble,
  type Connection,
  type OutgoingMessage,
  type Outcome,
  type Provider,
  type Report,
  type TrackedMessage,
} from '../provider.ts';
import { openUbillClient, sendPath, type UbillClient } from './client.ts';
import { parseProviderId, ubillOutcome, ubillState } from './outcome.ts';

/** Bytes of a whole URL; a longer one may be refused by the servers on its way (field notes). */
const LONGEST_URL = 8_000;

/** Bytes of an encoded text that leave room for a full group: 10 parts of Georgian (670 × 9 bytes). */
const ORDINARY_TEXT = 6_030;

/** Bytes of one more number: 15 digits, the longest of E.164, and a comma. */
const NUMBER_ROOM = 16;

/** Requests in one call of `reports`: a second or two of questions, then the queue may look up again. */
const MOST_REPORT_REQUESTS = 20;

/** How long an account without the report page is left in peace. */
const REPORTS_REST_MS = 10 * 60_000;

/** uBill (Georgia). It has no look-up: a lost answer stays uncertain until a report or a person settles it. */
export const ubill: Provider<UbillSettings> = {
  id: 'ubill',
  name: 'uBill',
  settings: UbillSettings,
  capabilities: { lookup: false, reports: true, longestText: null },
  connect: connectUbill,
};

/** `now` is the wall clock, ms. */
export function connectUbill(settings: UbillSettings, secret: string, now = Date.now): Connection {
  // Not in the URL, where the document has it: URLs end up in logs (field notes).
  const http = openAccountHttp(settings, secret, (key) => ({ key }));
  const client = openUbillClient(http);
  return {
    messagesPerRequest: groupLimit(settings),
    // Each may be of a request of its own.
    messagesPerReports: MOST_REPORT_REQUESTS,
    check: (signal) => check(client, settings, signal),
    send: (messages, signal) => sendGroup(client, settings, messages, signal),
    reports: openReports(client, now),
    close: () => http.close(),
  };
}

/** The setting, or less where a group of ordinary texts would not fit into one URL. */
function groupLimit(settings: UbillSettings): number {
  const room = LONGEST_URL - urlLength(settings, sendPath(settings, '')) - ORDINARY_TEXT;
  return Math.max(1, Math.min(settings.groupSize, Math.floor(room / NUMBER_ROOM)));
}

/**
 * One request for as many of the messages as one URL holds. Left out, and so certainly not taken: those
 * that do not fit, and a second message to a number, since the answer tells numbers apart and nothing else.
 */
async function sendGroup(
  client: UbillClient,
  settings: UbillSettings,
  messages: readonly OutgoingMessage[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  const text = messages[0]?.text ?? '';
  const path = sendPath(settings, text);
  const room = LONGEST_URL - urlLength(settings, path);
  let used = 0;
  const numbers = new Set<string>();
  const plan = messages.map((message): string | Outcome => {
    const number = digitsOf(message.recipient);
    if (number.length > room) {
      const detail = 'The text is too long for one uBill request.';
      return { kind: 'permanent', code: 'too-long', detail };
    }
    const size = number.length + (numbers.size === 0 ? 0 : 1);
    if (message.text !== text || numbers.has(number) || used + size > room) return leftOut();
    used += size;
    numbers.add(number);
    return number;
  });
  if (numbers.size === 0) return plan.filter((outcome) => typeof outcome !== 'string');
  const exchange = await client.send(path + [...numbers].join(','), signal);
  return plan.map((entry) => (typeof entry === 'string' ? ubillOutcome(exchange, entry) : entry));
}

/** Bytes: everything in a URL is ASCII by the time it is counted. */
function urlLength(settings: UbillSettings, path: string): number {
  return settings.baseUrl.length + path.length;
}

async function check(
  client: UbillClient,
  settings: UbillSettings,
  signal: AbortSignal,
): Promise<AccountCheck> {
  const messages = await client.findBalance(signal);
  const brands = await client.findBrands(signal);
  const brand = brands?.find(({ id }) => id === String(settings.brandID));
  if (brands && !brand) {
    throw new AccountTrouble('account', `uBill does not know the brandID ${settings.brandID}.`);
  }
  if (brand && !brand.authorized) {
    throw new AccountTrouble('account', `uBill has not authorized the brand "${brand.name}" yet.`);
  }
  const notes = brand ? [`Brand: ${brand.name}`] : [];
  if (messages === undefined)
    notes.push('uBill tells no balance. The first send will show if the key works.');
  return {
    balance: messages === undefined ? null : { unit: 'messages', messages },
    price: null,
    notes,
  };
}

/**
 * Reports by request, each settling all its numbers. The page is not documented: a 404 before any answer
 * means that this account has none.
 */
function openReports(client: UbillClient, now: () => number): NonNullable<Connection['reports']> {
  let everAnswered = false;
  let restUntil = 0;
  return async (messages, signal) => {
    if (now() < restUntil) return [];
    const byRequest = Map.groupBy(messages, (message) => parseProviderId(message.providerId).smsId);
    const reports: Report[] = [];
    for (const [smsId, ours] of byRequest) {
      const states = await client.findReport(smsId, signal);
      if (states) {
        everAnswered = true;
        reports.push(...ours.map((message) => toReport(message, states)).filter((report) => report !== null));
      } else if (!everAnswered) {
        restUntil = now() + REPORTS_REST_MS;
        return [];
      }
    }
    return reports;
  };
}

function toReport(
  message: TrackedMessage,
  states: readonly { number: string; statusId: number }[],
): Report | null {
  const { number } = parseProviderId(message.providerId);
  const own = states.filter((state) => state.number === number).map((state) => state.statusId);
  if (own.length === 0) return null;
  const state = ubillState(own);
  const detail = state === 'undelivered' ? { detail: `uBill status ${own.join(', ')}` } : {};
  return { reference: message.reference, state, ...detail };
}
