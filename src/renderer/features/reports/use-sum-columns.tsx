import { useTranslation } from 'react-i18next';
import type { ReportSum } from '../../../shared/report.ts';
import type { PlainColumn } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useReportWords } from './use-report-words.ts';

/**
 * The numbers that every table of a report has, after what its rows are about.
 *
 * @param before pixels that further columns take, which the less important numbers then make room for
 */
export function useSumColumns(before = 0): readonly PlainColumn<ReportSum>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  const number = (key: string, header: string, value: (sum: ReportSum) => string, from?: number) =>
    ({
      key,
      header,
      align: 'end',
      cell: value,
      ...(from === undefined ? {} : { from: from + before }),
    }) as const;
  return [
    number('sent', t('reports.columns.sent'), ({ sent }) => format.count(sent)),
    number('share', t('reports.columns.share'), (sum) => words.share(sum)),
    number(
      'undelivered',
      words.stateName('undelivered'),
      ({ states }) => format.count(states.undelivered + states.expired),
      900,
    ),
    number('failed', words.stateName('failed'), ({ states }) => format.count(states.failed)),
    number('unknown', words.stateName('unknown'), ({ states }) => format.count(states.unknown), 820),
    number('parts', t('reports.columns.parts'), ({ parts }) => format.count(parts), 720),
    number('cost', t('reports.columns.cost'), (sum) => words.cost(sum)),
  ];
}
