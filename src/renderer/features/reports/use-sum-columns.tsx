import { useTranslation } from 'react-i18next';
import type { ReportSum } from '../../../shared/report.ts';
import type { PlainColumn } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useReportWords } from './use-report-words.ts';

/**
 * The numbers that every table of a report has, after what its rows are about.
 *
 * @param rows what they are about: a cost that no provider told has no column
 * @param before pixels that further columns take, which the less important numbers then make room for
 */
export function useSumColumns(rows: readonly ReportSum[], before = 0): readonly PlainColumn<ReportSum>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  const cell = (key: string, header: string, value: (sum: ReportSum) => string, from?: number) =>
    ({
      key,
      header,
      align: 'end',
      cell: value,
      ...(from === undefined ? {} : { from: from + before }),
    }) as const;
  return [
    cell('sent', t('reports.columns.sent'), ({ sent }) => format.count(sent)),
    cell('share', t('reports.columns.share'), (sum) => words.share(sum)),
    cell('unknown', words.stateName('unknown'), ({ states }) => format.count(states.unknown), 820),
    cell(
      'undelivered',
      words.stateName('undelivered'),
      ({ states }) => format.count(states.undelivered + states.expired),
      900,
    ),
    cell('failed', words.stateName('failed'), ({ states }) => format.count(states.failed)),
    cell('parts', t('reports.columns.parts'), ({ parts }) => format.count(parts), 720),
    ...(rows.some(({ cost }) => cost.length > 0)
      ? [cell('cost', t('reports.columns.cost'), (sum) => words.cost(sum))]
      : []),
  ];
}
