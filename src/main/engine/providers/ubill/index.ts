import { UbillSettings, type AccountCheck } from '../../../../shared/account.ts';
import type { UbillDelivery } from '../../../../shared/ubill.ts';
import {
  AccountTrouble,
  type Connection,
  type Provider,
  type Report,
  type TrackedMessage,
} from '../provider.ts';
import { readUbillCallback } from './callback.ts';
import { openUbill, type UbillClient } from './client.ts';
import { groupLimit, planGroup } from './group.ts';
import { parseProviderId, ubillOutcome, ubillState } from './outcome.ts';

/** Requests in one call of `reports`: a second or two of questions, then the queue may look up again. */
const MOST_REPORT_REQUESTS = 20;

/** How long an account without the report page is left in peace. */
const REPORTS_REST_MS = 10 * 60_000;

/** uBill (Georgia). It has no look-up: a lost answer stays uncertain until a report or a person settles it. */
export const ubill: Provider<UbillSettings> = {
  id: 'ubill',
  name: 'uBill',
  settings: UbillSettings,
  home: '+995',
  capabilities: {
    lookup: false,
    reports: true,
    longestText: null,
    grouping: 'text',
    rateCounts: 'messages',
    holds: true,
    cancel: false,
    inbox: false,
  },
  // Where uBill reports is set in its panel: a callback address has no place in a send.
  connect: (settings, secret) => connectUbill(settings, secret),
  readCallback: readUbillCallback,
};

/** `now` is the wall clock, ms. */
export function connectUbill(settings: UbillSettings, secret: string, now = Date.now): Connection {
  const client = openUbill(settings, secret);
  const key = secret.trim();
  return {
    messagesPerRequest: groupLimit(settings, key),
    // Each may be of a request of its own.
    messagesPerReports: MOST_REPORT_REQUESTS,
    check: (signal) => check(client, settings, signal),
    async send(messages, signal) {
      const { request, plan } = planGroup(settings, key, messages, now());
      if (request.numbers.length === 0) return plan.filter((outcome) => typeof outcome !== 'string');
      const exchange = await client.send(request, signal);
      return plan.map((entry) => (typeof entry === 'string' ? ubillOutcome(exchange, entry) : entry));
    },
    reports: openReports(client, now),
    close: () => client.close(),
  };
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
 * Reports by request, each settling all its numbers. What is said of one request, be it a refusal or nothing
 * readable, holds up none of the others. Throws `AccountTrouble` only where no request was answered.
 *
 * The page is not documented: where all that was asked is 404, and nothing ever was not, the account has none.
 */
function openReports(client: UbillClient, now: () => number): NonNullable<Connection['reports']> {
  let everAnswered = false;
  let restUntil = 0;
  return async (messages, signal) => {
    // Nobody can tell more of them, and one day they expire.
    if (now() < restUntil) return messages.map((message) => toReport(message, []));
    const byRequest = Map.groupBy(messages, (message) => parseProviderId(message.providerId).smsId);
    const reports: Report[] = [];
    const troubles: AccountTrouble[] = [];
    let answered = 0;
    let missing = 0;
    for (const [smsId, ours] of byRequest) {
      const answer = await client.findReport(smsId, signal).catch(asTrouble);
      const isTrouble = answer instanceof AccountTrouble;
      // Given up in mid-question: this one and the rest wait for the next round.
      if (isTrouble && signal.aborted) break;
      if (isTrouble) troubles.push(answer);
      else if (answer) answered++;
      else missing++;
      const known = isTrouble ? [] : (answer ?? []);
      reports.push(...ours.map((message) => toReport(message, known)));
    }
    everAnswered ||= answered > 0;
    if (!everAnswered && missing > 0 && missing === byRequest.size) restUntil = now() + REPORTS_REST_MS;
    const trouble = troubles.find(({ kind }) => kind !== 'account');
    if (trouble && answered === 0) throw trouble;
    return reports;
  };
}

/** For a `catch`: trouble as an answer; all else is a bug, and thrown on. */
function asTrouble(error: unknown): AccountTrouble {
  if (error instanceof AccountTrouble) return error;
  throw error;
}

/** `accepted`, no news, of a number that the answer does not name. */
function toReport(message: TrackedMessage, known: readonly UbillDelivery[]): Report {
  const { number } = parseProviderId(message.providerId);
  const own = known.filter((delivery) => delivery.number === number).map(({ statusId }) => statusId);
  const { state, detail } = ubillState(own);
  return { reference: message.reference, state, ...(detail === null ? {} : { detail }) };
}
