import type { MessageErrorCode, MessageState } from '../../../../shared/message.ts';
import { countryOfPrefix } from '../../../../shared/phone.ts';
import { findOperator, hasRanges } from '../../../../shared/phone-operators.ts';
import type { Report, ReportQuery } from '../../../../shared/report.ts';
import type { MessageCount, ReportStore } from '../../store/report-store.ts';
import { dayOf, periodsOf, type Periods } from './report-time.ts';
import { addCount, addSum, createSum, toReportSum, wasTaken, type Sum } from './sum.ts';

/** States that a person may want to know the reason of. */
const WITH_REASON: ReadonlySet<MessageState> = new Set([
  'failed',
  'unknown',
  'undelivered',
  'expired',
  'skipped',
]);

type Named = { readonly name: string; readonly currency: string | null };
type Place = { readonly country: string | null; readonly prefix: string | null };
type CampaignSum = Pick<MessageCount, 'campaignId' | 'kind'> & {
  readonly sum: Sum;
  readonly sentByHour: Map<number, number>;
};
type ErrorSum = Pick<MessageCount, 'state' | 'errorCode'> & { messages: number };

/** Adds counts up in every way that a report shows them. */
export interface Fold {
  add(counts: readonly MessageCount[]): Promise<void>;
  report(query: ReportQuery, zone: string): Report;
}

/** A fold of nothing yet; `store` tells it the names it meets. */
export function createFold(store: ReportStore): Fold {
  const campaignNames = new Map<number, Named>();
  const accountNames = new Map<number, Named>();
  const places = new Map<string, Place>();
  const total = createSum();
  const hours = new Map<number, Sum>();
  const accounts = new Map<number, Sum>();
  const campaigns = new Map<string, CampaignSum>();
  const prefixes = new Map<string, Place & { readonly sum: Sum }>();
  const errors = new Map<string, ErrorSum>();

  async function learnNames(counts: readonly MessageCount[]): Promise<void> {
    const campaignIds = new Set(counts.map(({ campaignId }) => campaignId).filter((id) => id !== 0));
    const accountIds = new Set(counts.map(({ accountId }) => accountId));
    for (const id of campaignNames.keys()) campaignIds.delete(id);
    for (const id of accountNames.keys()) accountIds.delete(id);
    if (campaignIds.size + accountIds.size === 0) return;
    const names = await store.reportNames([...campaignIds], [...accountIds]);
    for (const [id, name] of names.campaigns) campaignNames.set(id, name);
    for (const [id, name] of names.accounts) accountNames.set(id, name);
  }

  function addOne(count: MessageCount): void {
    const { hour, campaignId, kind, accountId, state, errorCode, messages } = count;
    const place = getOr(places, count.prefix, () => placeOf(count.prefix));
    const campaign = getOr(campaigns, `${campaignId} ${kind}`, () => ({
      campaignId,
      kind,
      sum: createSum(),
      sentByHour: new Map(),
    }));
    const there = getOr(prefixes, `${place.country} ${place.prefix}`, () => ({ ...place, sum: createSum() }));
    const named = campaignId === 0 ? accountNames.get(accountId) : campaignNames.get(campaignId);
    const sums = [
      total,
      getOr(hours, hour, createSum),
      getOr(accounts, accountId, createSum),
      campaign.sum,
      there.sum,
    ];
    for (const sum of sums) addCount(sum, count, named?.currency ?? null);
    if (wasTaken(state)) {
      campaign.sentByHour.set(hour, (campaign.sentByHour.get(hour) ?? 0) + messages);
    }
    if (WITH_REASON.has(state)) {
      getOr(errors, `${state} ${errorCode}`, () => ({ state, errorCode, messages: 0 })).messages += messages;
    }
  }

  /** From the query, or else from what there is. */
  function findPeriods({ from, to }: ReportQuery, zone: string): { from: string; to: string } | null {
    const known = [...hours.keys()];
    const first = known.reduce((least, hour) => Math.min(least, hour), Infinity);
    const last = known.reduce((most, hour) => Math.max(most, hour), -Infinity);
    const firstDay = from ?? (known.length > 0 ? dayOf(first, zone) : to);
    const lastDay = to ?? (known.length > 0 ? dayOf(last, zone) : from);
    return firstDay === null || lastDay === null ? null : { from: firstDay, to: lastDay };
  }

  function sumsOf({ starts, indexOf }: Periods): Report['periods'] {
    const sums = starts.map(createSum);
    for (const [hour, sum] of hours) {
      const period = sums[indexOf(hour)];
      if (period) addSum(period, sum);
    }
    return sums.map((sum, index) => ({ ...toReportSum(sum), startsAt: starts[index] ?? 0 }));
  }

  return {
    async add(counts) {
      await learnNames(counts);
      for (const count of counts) addOne(count);
    },
    report(query, zone) {
      const days = findPeriods(query, zone);
      const periods = days && periodsOf(days.from, days.to, zone);
      return {
        zone,
        from: days?.from ?? null,
        to: days?.to ?? null,
        step: periods?.step ?? 'day',
        total: toReportSum(total),
        periods: periods ? sumsOf(periods) : [],
        prefixes: largestFirst([...prefixes.values()]).map(({ sum, ...place }) => ({
          ...toReportSum(sum),
          ...place,
          operator: place.prefix === null ? null : findOperator(place.prefix),
        })),
        accounts: largestFirst([...accounts].map(([accountId, sum]) => ({ accountId, sum }))).map(
          ({ accountId, sum }) => ({
            ...toReportSum(sum),
            accountId,
            name: accountNames.get(accountId)?.name ?? '',
          }),
        ),
        campaigns: largestFirst([...campaigns.values()]).map(({ campaignId, kind, sum, sentByHour }) => ({
          ...toReportSum(sum),
          campaignId: campaignId === 0 ? null : campaignId,
          kind,
          name: campaignNames.get(campaignId)?.name ?? null,
          line: periods ? lineOf(periods, sentByHour) : [],
        })),
        errors: [...errors.values()]
          .toSorted((a, b) => b.messages - a.messages)
          .map(({ state, errorCode, messages }) => ({
            state,
            errorCode: errorCode === '' ? null : (errorCode satisfies MessageErrorCode),
            messages,
          })),
      };
    },
  };
}

function placeOf(prefix: string): Place {
  return { country: countryOfPrefix(prefix), prefix: hasRanges(prefix) ? prefix : null };
}

function lineOf({ starts, indexOf }: Periods, sentByHour: ReadonlyMap<number, number>): number[] {
  const line = starts.map(() => 0);
  for (const [hour, sent] of sentByHour) {
    const index = indexOf(hour);
    line[index] = (line[index] ?? 0) + sent;
  }
  return line;
}

function largestFirst<T extends { readonly sum: Sum }>(rows: readonly T[]): T[] {
  const size = ({ sum }: T): number => Object.values(sum.states).reduce((all, messages) => all + messages, 0);
  return rows.toSorted((a, b) => b.sum.sent - a.sum.sent || size(b) - size(a));
}

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
