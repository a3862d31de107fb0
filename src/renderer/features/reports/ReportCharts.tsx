import { useTranslation } from 'react-i18next';
import { toUnits } from '../../../shared/money.ts';
import type { Report } from '../../../shared/report.ts';
import { DayBars } from '../../ui/charts/DayBars.tsx';
import { ShareLine } from '../../ui/charts/ShareLine.tsx';
import { PlainTable, type PlainColumn } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { messageStateOrder } from '../campaigns/message-state.ts';
import classes from './Reports.module.css';
import { SwitchedPanel } from './SwitchedPanel.tsx';
import { useReportWords } from './use-report-words.ts';
import { useSumColumns } from './use-sum-columns.tsx';

type Period = Report['periods'][number];

/** A report over its time: what became of the messages, how many arrived, what they cost. */
export function ReportCharts({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  const sums = useSumColumns();
  const { periods, total, step } = report;
  const periodName = words.period(report);
  // One dot is no line: what a single day or hour has to say stands above in figures.
  const isOverTime = periods.filter(({ sent }) => sent > 0).length > 1;

  // What was left out never went: the bars are about what did.
  const states = messageStateOrder.filter((state) => state !== 'skipped' && total.states[state] > 0);
  const columns: readonly PlainColumn<Period>[] = [
    {
      key: 'period',
      header: t('reports.columns.period'),
      cell: ({ startsAt }) => periodName(startsAt),
    },
    ...sums,
  ];
  const table = (
    <PlainTable
      label={t(`reports.byTime.${step}`)}
      columns={columns}
      rows={periods}
      rowKey={({ startsAt }) => String(startsAt)}
    />
  );

  return (
    <>
      <SwitchedPanel
        title={t(`reports.byTime.${step}`)}
        table={table}
        chart={
          <DayBars
            label={t('reports.chartWords', {
              states: format.list(
                states.map((state) =>
                  t('campaigns.stateCount', {
                    state: words.stateName(state),
                    number: format.count(total.states[state]),
                  }),
                ),
              ),
            })}
            series={states.map((state) => ({
              key: state,
              label: words.stateName(state),
              color: `var(--${state}-fill)`,
            }))}
            bars={periods.map((period) => ({
              label: periodName(period.startsAt),
              values: Object.fromEntries(states.map((state) => [state, period.states[state]])),
            }))}
            format={format.count}
          />
        }
      />
      {isOverTime && (
        <div className={classes.pair}>
          <SwitchedPanel
            title={t('reports.columns.share')}
            table={
              <PlainTable
                label={t('reports.columns.share')}
                columns={columns.filter(({ key }) => ['period', 'sent', 'share'].includes(key))}
                rows={periods}
                rowKey={({ startsAt }) => String(startsAt)}
              />
            }
            chart={
              <ShareLine
                label={t('reports.shareWords', { share: words.share(total) })}
                name={words.stateName('delivered')}
                points={periods.map((period) => ({
                  label: periodName(period.startsAt),
                  share: period.sent === 0 ? null : period.states.delivered / period.sent,
                }))}
                format={format.percent}
                color="var(--delivered-fill)"
              />
            }
          />
          {total.cost.map(({ currency, micros }) => {
            const title =
              total.cost.length === 1 ? t('reports.columns.cost') : t('reports.costIn', { currency });
            const costOf = ({ cost }: Period) =>
              cost.find((money) => money.currency === currency) ?? { micros: 0, currency };
            return (
              <SwitchedPanel
                key={currency}
                title={title}
                table={
                  <PlainTable
                    label={title}
                    columns={[
                      ...columns.filter(({ key }) => ['period', 'parts'].includes(key)),
                      {
                        key: 'cost',
                        header: t('reports.columns.cost'),
                        align: 'end',
                        cell: (period) => format.money(costOf(period)),
                      },
                    ]}
                    rows={periods}
                    rowKey={({ startsAt }) => String(startsAt)}
                  />
                }
                chart={
                  <DayBars
                    label={t('reports.costWords', { cost: format.money({ micros, currency }) })}
                    series={[{ key: 'cost', label: t('reports.columns.cost'), color: 'var(--accent)' }]}
                    bars={periods.map((period) => ({
                      label: periodName(period.startsAt),
                      values: { cost: toUnits(costOf(period)) },
                    }))}
                    format={(units) => format.money({ micros: Math.round(units * 1_000_000), currency })}
                    fractions
                    height={200}
                  />
                }
              />
            );
          })}
        </div>
      )}
    </>
  );
}
