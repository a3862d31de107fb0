import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report.ts';
import { DayBars } from '../../ui/charts/DayBars.tsx';
import { stateFill } from '../../ui/charts/StatePatterns.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { messageStateOrder } from '../campaigns/message-state.ts';
import { CostPanel } from './CostPanel.tsx';
import { FEWEST_BARS } from './fewest-bars.ts';
import { hasGone } from './has-messages.ts';
import classes from './Reports.module.css';
import { SharePanel } from './SharePanel.tsx';
import { SumTable } from './SumTable.tsx';
import { SwitchedPanel } from './SwitchedPanel.tsx';
import { usePeriodColumn } from './use-period-column.ts';
import { useReportWords } from './use-report-words.ts';

/** A report over its time: what became of the messages, how many arrived, what they cost. */
export function ReportCharts({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  const { periods, total, step } = report;
  const periodName = words.period(report);
  const periodColumn = usePeriodColumn(periodName);
  const title = t(`reports.byTime.${step}`);

  // The charts have the gaps, too; rows of noughts would only have to be passed over.
  const told = periods.filter(hasGone);
  const table = (
    <SumTable
      label={title}
      columns={[periodColumn]}
      rows={told}
      rowKey={({ startsAt }) => String(startsAt)}
    />
  );
  if (told.length < FEWEST_BARS) return <Panel title={title}>{table}</Panel>;

  // What was left out never went: the bars are about what did.
  const states = messageStateOrder.filter((state) => state !== 'skipped' && total.states[state] > 0);
  const counts = states.map((state) =>
    t('campaigns.stateCount', { state: words.stateName(state), number: format.count(total.states[state]) }),
  );
  return (
    <>
      <SwitchedPanel
        title={title}
        table={table}
        chart={
          <DayBars
            label={t('reports.chartWords', { states: format.list(counts) })}
            series={states.map((state) => ({
              key: state,
              label: words.stateName(state),
              fill: stateFill(state),
            }))}
            bars={periods.map((period) => ({ label: periodName(period.startsAt), values: period.states }))}
            format={format.count}
          />
        }
      />
      <div className={classes.pair}>
        <SharePanel report={report} />
        {total.cost.map((money) => (
          <CostPanel key={money.currency} report={report} total={money} />
        ))}
      </div>
    </>
  );
}
