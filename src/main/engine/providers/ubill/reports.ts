import type { UbillDelivery } from '../../../../shared/ubill.ts';
import { AccountTrouble, type Connection, type Report, type TrackedMessage } from '../provider.ts';
import type { UbillClient } from './client.ts';
import { parseProviderId, ubillState } from './outcome.ts';
import { asTrouble, told } from './trouble.ts';

/** How long an account without the report page is left in peace. */
const REPORTS_REST_MS = 10 * 60_000;

/**
 * Reports by request, each settling all its numbers. What is said of one request, be it a refusal or nothing
 * readable, holds up none of the others. Throws `AccountTrouble` only where no request was answered.
 *
 * The page is not documented: where all that was asked is 404, and nothing ever was not, the account has none.
 */
export function openUbillReports(client: UbillClient, now: () => number): NonNullable<Connection['reports']> {
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
      reports.push(...ours.map((message) => toReport(message, told(answer) ?? [])));
    }
    everAnswered ||= answered > 0;
    if (!everAnswered && missing > 0 && missing === byRequest.size) restUntil = now() + REPORTS_REST_MS;
    const trouble = troubles.find(({ kind }) => kind !== 'account');
    if (trouble && answered === 0) throw trouble;
    return reports;
  };
}

/** `accepted`, no news, of a number that the answer does not name. */
function toReport(message: TrackedMessage, known: readonly UbillDelivery[]): Report {
  const { number } = parseProviderId(message.providerId);
  const own = known.filter((delivery) => delivery.number === number).map(({ statusId }) => statusId);
  const { state, detail } = ubillState(own);
  return { reference: message.reference, state, ...(detail === null ? {} : { detail }) };
}
