import { setImmediate } from 'node:timers/promises';
import { REPORT_ROWS, type DeliveryTimes, type Report, type ReportQuery } from '../../../../shared/report.ts';
import type { MessageCount, ReportStore } from '../../store/report-store.ts';
import { createFold } from './fold.ts';
import { hoursOf, zoneOf, type Hours } from './report-time.ts';

/** Counts read between two breaths of the thread that sending shares: a few milliseconds of it. */
const PAGE = 1000;

/** A report as the window shows it: of each table the largest rows. Errors as `makeReport`. */
export async function getReport(store: ReportStore, query: ReportQuery): Promise<Report> {
  const report = await makeReport(store, query);
  return {
    ...report,
    prefixes: report.prefixes.slice(0, REPORT_ROWS),
    accounts: report.accounts.slice(0, REPORT_ROWS),
    campaigns: report.campaigns.slice(0, REPORT_ROWS),
    errors: report.errors.slice(0, REPORT_ROWS),
  };
}

/**
 * What was sent over a time and what became of it, from the counts that the store keeps: as quick for a million
 * messages as for a hundred. Throws `invalid-input` for days in the wrong order and an unknown zone.
 */
export async function makeReport(store: ReportStore, query: ReportQuery): Promise<Report> {
  const zone = zoneOf(query);
  const fold = createFold(store);
  for await (const page of pagesOf(store, query, hoursOf(query, zone))) {
    const counts = page.filter(
      ({ accountId, messages }) =>
        messages > 0 && (query.accountId === null || query.accountId === accountId),
    );
    await fold.add(counts);
    await setImmediate();
  }
  return fold.report(query, zone);
}

/** How long the messages of a campaign took from the provider to the phone. */
export async function getDeliveryTimes(store: ReportStore, campaignId: number): Promise<DeliveryTimes> {
  const steps = await store.listDeliveryTimes(campaignId);
  const total = steps.reduce((sum, { messages }) => sum + messages, 0);
  const reached = (share: number): number | null => {
    let seen = 0;
    return steps.find(({ messages }) => (seen += messages) >= total * share)?.within ?? null;
  };
  return { steps, half: reached(0.5), mostly: reached(0.9) };
}

async function* pagesOf(
  store: ReportStore,
  { campaignId }: ReportQuery,
  { from, to }: Hours,
): AsyncGenerator<MessageCount[]> {
  let after: MessageCount | null = null;
  for (;;) {
    const query = { fromHour: from, toHour: to, campaignId, after, limit: PAGE };
    const page: MessageCount[] = await store.listCounts(query);
    after = page.at(-1) ?? null;
    if (!after) return;
    yield page;
  }
}
