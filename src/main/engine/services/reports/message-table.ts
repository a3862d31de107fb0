import { setImmediate } from 'node:timers/promises';
import type { Report, ReportQuery } from '../../../../shared/report.ts';
import type { ExportedMessage, ReportStore } from '../../store/report-store.ts';
import type { Store } from '../../store/store.ts';
import type { Table, TableCell } from '../table-file.ts';
import { hoursOf } from './report-time.ts';

/** Messages read at a time: a few milliseconds of the thread that sending shares. */
const PAGE = 250;
const HOUR_MS = 3_600_000;

/** The operator's word for a key, or the English one. */
export type WordOf = (key: string, english: string) => string;

/** The messages of a campaign or a time, a row each, the oldest first; and how many there are about. */
export async function messageTable(
  store: Store,
  { query, report, wordOf }: { query: ReportQuery; report: Report; wordOf: WordOf },
): Promise<{ table: Table; total: number }> {
  const table: Table = {
    name: 'Messages',
    columns: [
      { header: wordOf('campaign', 'Campaign'), kind: 'text' },
      { header: wordOf('recipient', 'Number'), kind: 'phone' },
      { header: wordOf('name', 'Name'), kind: 'text' },
      { header: wordOf('text', 'Text'), kind: 'text', width: 60 },
      { header: wordOf('state', 'State'), kind: 'text', width: 16 },
      { header: wordOf('sentAt', 'Sent'), kind: 'moment' },
      { header: wordOf('changedAt', 'Last change'), kind: 'moment' },
      { header: wordOf('error', 'Reason'), kind: 'text' },
      { header: wordOf('errorWords', 'In words'), kind: 'text', width: 40 },
      { header: wordOf('parts', 'Parts'), kind: 'number' },
      { header: wordOf('cost', 'Cost'), kind: 'money' },
      { header: wordOf('currency', 'Currency'), kind: 'text', width: 10 },
      { header: wordOf('account', 'Account'), kind: 'text' },
    ],
    rows: rowsOf(store, query, report.zone, wordOf),
  };
  return { table, total: await countOf(store, query, report) };
}

async function countOf(store: Store, query: ReportQuery, { total }: Report): Promise<number> {
  const isWholeCampaign = query.campaignId !== null && query.from === null && query.to === null;
  if (isWholeCampaign && query.campaignId !== null) return (await store.getCampaign(query.campaignId)).total;
  return Object.values(total.states).reduce((sum, messages) => sum + messages, 0);
}

async function* rowsOf(
  store: ReportStore,
  query: ReportQuery,
  zone: string,
  wordOf: WordOf,
): AsyncGenerator<TableCell[]> {
  const { campaignId, accountId } = query;
  const hours = hoursOf(query, zone);
  const isWhole = query.from === null && query.to === null;
  const belongs = (message: ExportedMessage): boolean => {
    if (accountId !== null && message.accountId !== accountId) return false;
    if (isWhole) return true;
    // What waits in line has no time yet.
    if (message.state === 'queued' || message.state === 'sending') return false;
    const hour = Math.floor((message.acceptedAt ?? message.updatedAt) / HOUR_MS);
    return hour >= hours.from && hour < hours.to;
  };
  for (let after = 0; ;) {
    const page = await store.listForExport({ campaignId, after, limit: PAGE });
    for (const message of page) if (belongs(message)) yield rowOf(message, wordOf);
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
    await setImmediate(); // lets a cancel be heard and messages be sent where none of the page belongs
  }
}

function rowOf(message: ExportedMessage, wordOf: WordOf): TableCell[] {
  const { campaignName, recipient, name, text, state, acceptedAt, updatedAt, errorCode, error } = message;
  const { parts, costMicros, currency, accountName } = message;
  return [
    campaignName,
    recipient,
    name,
    text,
    wordOf(`state.${state}`, state),
    acceptedAt,
    updatedAt,
    errorCode && wordOf(`error.${errorCode}`, errorCode),
    error,
    parts,
    currency === null ? null : costMicros,
    currency,
    accountName,
  ];
}
