import { useTranslation } from 'react-i18next';
import { toUnits, type Money } from '../../../shared/money.ts';
import type { Report } from '../../../shared/report.ts';
import { DayBars } from '../../ui/charts/DayBars.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FEWEST_BARS } from './fewest-bars.ts';
import { SwitchedPanel } from './SwitchedPanel.tsx';
import { usePeriodColumn } from './use-period-column.ts';
import { useReportWords } from './use-report-words.ts';

interface CostPanelProps {
  report: Report;
  /** What all of it cost in one currency. */
  total: Money;
}

/** What the messages cost over the time of a report; nothing where that is too short for a chart. */
export function CostPanel({ report, total }: CostPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const periodName = useReportWords().period(report);
  const periodColumn = usePeriodColumn(periodName);
  const { currency } = total;
  const isOnly = report.total.cost.length === 1;
  const title = isOnly ? t('reports.columns.cost') : t('reports.costIn', { currency });
  const costs = report.periods.map(({ startsAt, parts, cost }) => ({
    startsAt,
    parts,
    cost: cost.find((money) => money.currency === currency) ?? { micros: 0, currency },
  }));
  const told = costs.filter(({ cost }) => cost.micros !== 0);
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
              key: 'parts',
              header: t('reports.columns.parts'),
              align: 'end',
              cell: ({ parts }) => format.count(parts),
            },
            {
              key: 'cost',
              header: t('reports.columns.cost'),
              align: 'end',
              cell: ({ cost }) => format.money(cost),
            },
          ]}
        />
      }
      chart={
        <DayBars
          label={t('reports.costWords', { cost: format.money(total) })}
          series={[{ key: 'cost', label: t('reports.columns.cost'), fill: 'var(--accent)' }]}
          bars={costs.map(({ startsAt, cost }) => ({
            label: periodName(startsAt),
            values: { cost: toUnits(cost) },
          }))}
          format={(units) => format.money({ micros: Math.round(units * 1_000_000), currency })}
          fractions
          height={200}
        />
      }
    />
  );
}
