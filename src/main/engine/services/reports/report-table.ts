import { DateTime } from 'luxon';
import { deliveredShare } from '../../../../shared/message.ts';
import type { Report, ReportStep, ReportSum, ReportTable } from '../../../../shared/report.ts';
import type { ColumnKind, Table, TableCell, TableColumn } from '../table-file.ts';
import type { WordOf } from './message-table.ts';

type Row = { readonly sum: ReportSum; readonly label: readonly TableCell[] };
type Labelled = {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Row[];
};

/** States with a column each, beside those that the provider took. */
const STATES = ['delivered', 'accepted', 'undelivered', 'expired', 'failed', 'unknown', 'skipped'] as const;

/** One table of a report as a file has it: what each row is about, then its numbers. */
export function reportTable(
  name: Exclude<ReportTable, 'messages'>,
  report: Report,
  wordOf: WordOf,
): { table: Table; total: number } {
  const { name: sheet, columns, rows } = labelled(name, report, wordOf);
  const currencies = report.total.cost.map(({ currency }) => currency);
  const figures: TableColumn[] = [
    { header: wordOf('sent', 'Sent'), kind: 'number' },
    { header: wordOf('share', 'Delivered share'), kind: 'share' },
    ...STATES.map((state) => ({ header: wordOf(`state.${state}`, state), kind: 'number' as const })),
    { header: wordOf('parts', 'Parts'), kind: 'number' },
    ...currencies.map((currency) => ({
      header: `${wordOf('cost', 'Cost')}, ${currency}`,
      kind: 'money' as const,
    })),
  ];
  const table: Table = {
    name: sheet,
    columns: [...columns, ...figures],
    rows: rows.map(({ label, sum }) => [
      ...label,
      sum.sent,
      deliveredShare(sum.states),
      ...STATES.map((state) => sum.states[state]),
      sum.parts,
      ...currencies.map((currency) => sum.cost.find((cost) => cost.currency === currency)?.micros ?? 0),
    ]),
  };
  return { table, total: rows.length };
}

/** What the rows are about. */
function labelled(name: Exclude<ReportTable, 'messages'>, report: Report, wordOf: WordOf): Labelled {
  const text = (key: string, english: string): TableColumn => ({
    header: wordOf(key, english),
    kind: 'text',
  });
  switch (name) {
    case 'periods':
      return {
        name: 'Time',
        columns: [{ header: wordOf('period', 'Time'), kind: PERIOD_KINDS[report.step] }],
        rows: report.periods.map((sum) => ({ sum, label: [periodCell(sum.startsAt, report)] })),
      };
    case 'prefixes':
      return {
        name: 'Countries and operators',
        columns: [
          text('country', 'Country'),
          { header: wordOf('prefix', 'Number range'), kind: 'phone' },
          text('operator', 'Operator'),
        ],
        rows: report.prefixes.map((sum) => ({
          sum,
          label: [sum.country && wordOf(`country.${sum.country}`, sum.country), sum.prefix, sum.operator],
        })),
      };
    case 'accounts':
      return {
        name: 'Accounts',
        columns: [text('account', 'Account')],
        rows: report.accounts.map((sum) => ({ sum, label: [sum.name] })),
      };
    case 'campaigns':
      return {
        name: 'Campaigns',
        columns: [text('campaign', 'Campaign'), text('kind', 'Kind')],
        rows: report.campaigns.map((sum) => ({
          sum,
          label: [sum.name ?? wordOf(`singles.${sum.kind}`, sum.kind), wordOf(`kind.${sum.kind}`, sum.kind)],
        })),
      };
  }
}

const PERIOD_KINDS: Readonly<Record<ReportStep, ColumnKind>> = { hour: 'moment', day: 'day', month: 'text' };

function periodCell(startsAt: number, { step, zone }: Report): TableCell {
  if (step === 'hour') return startsAt;
  return DateTime.fromMillis(startsAt, { zone }).toFormat(step === 'day' ? 'yyyy-MM-dd' : 'yyyy-MM');
}
