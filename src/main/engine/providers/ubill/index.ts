import { UbillSettings } from '../../../../shared/account.ts';
import { providerFacts } from '../../../../shared/provider-facts.ts';
import type { Connection, Provider } from '../provider.ts';
import { readUbillCallback } from './callback.ts';
import { checkUbill } from './check.ts';
import { openUbill } from './client.ts';
import { groupLimit, planGroup } from './group.ts';
import { ubillOutcome } from './outcome.ts';
import { openUbillReports } from './reports.ts';

/** Requests in one call of `reports`: a second or two of questions, then the queue may look up again. */
const MOST_REPORT_REQUESTS = 20;

/** uBill (Georgia). It has no look-up: a lost answer stays uncertain until a report or a person settles it. */
export const ubill: Provider<UbillSettings> = {
  id: 'ubill',
  name: 'uBill',
  settings: UbillSettings,
  home: providerFacts.ubill.home.prefix,
  capabilities: {
    lookup: false,
    reports: true,
    longestText: null,
    grouping: 'text',
    rateCounts: 'messages',
    holds: providerFacts.ubill.holds,
    cancel: providerFacts.ubill.withdraws,
    inbox: providerFacts.ubill.inbox,
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
    check: (signal) => checkUbill(client, settings, signal),
    async send(messages, signal) {
      const { request, plan } = planGroup(settings, key, messages, now());
      if (request.numbers.length === 0) return plan.filter((outcome) => typeof outcome !== 'string');
      const exchange = await client.send(request, signal);
      return plan.map((entry) => (typeof entry === 'string' ? ubillOutcome(exchange, entry) : entry));
    },
    reports: openUbillReports(client, now),
    close: () => client.close(),
  };
}
