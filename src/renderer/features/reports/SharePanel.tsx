import { useTranslation } from 'react-i18next';
import { deliveredShare } from '../../../shared/message.ts';
import type { Report } from '../../../shared/report.ts';
import { ShareLine } from '../../ui/charts/ShareLine.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FEWEST_BARS } from './fewest-bars.ts';
import { SwitchedPanel } from './SwitchedPanel.tsx';
import { usePeriodColumn } from './use-period-column.ts';
import { useReportWords } from './use-report-words.ts';

/** How many of the messages arrived, over the time of a report; nothing where that is too short for a line. */
export function SharePanel({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  const { periods, total } = report;
  const periodName = words.period(report);
  const periodColumn = usePeriodColumn(periodName);
  const title = t('reports.columns.share');
  const told = periods.filter(({ states }) => deliveredShare(states) !== null);
  if (told.length < FEWEST_BARS) return null;
  return (
    <SwitchedPanel
      title={title}
      table={
        <PlainTable
          label={title}
          rows={told}
          rowKey={({ startsAt }) => String(startsAt)}
          columns={[
            periodColumn,
            {
              key: 'sent',
              header: t('reports.columns.sent'),
              align: 'end',
              cell: ({ sent }) => format.count(sent),
            },
            { key: 'share', header: title, align: 'end', cell: (period) => words.share(period) },
          ]}
        />
      }
      chart={
        <ShareLine
          label={t('reports.shareWords', { share: words.share(total) })}
          name={words.stateName('delivered')}
          points={periods.map((period) => ({
            label: periodName(period.startsAt),
            share: deliveredShare(period.states),
          }))}
          format={format.percent}
          color="var(--delivered-fill)"
        />
      }
    />
  );
}
