import { BarChart } from '@mantine/charts';
import { chartMargin, timeAxis, valueAxis } from './axes.ts';
import classes from './Chart.module.css';
import { ChartLegend, type LegendEntry } from './ChartLegend.tsx';

/** One bar: its label below, and the value of each series. */
export interface Bar {
  readonly label: string;
  readonly values: Readonly<Record<string, number>>;
}

interface DayBarsProps {
  /** What the chart shows, in words: all of it for who does not see it, so say the sums. */
  label: string;
  /** What each colour of the bars stands for, the lowest first. */
  series: readonly Omit<LegendEntry, 'value'>[];
  bars: readonly Bar[];
  format: (value: number) => string;
  /** Whether there is anything between one and two: of money there is, of messages not. */
  fractions?: boolean;
  height?: number;
}

/** Wider ones look like blocks where there are few. Pixels. */
const WIDEST_BAR = 44;

/** Bars in the order of time, with what they are made of one on the other. */
export function DayBars({ label, series, bars, format, fractions = false, height = 240 }: DayBarsProps) {
  const heights = bars.map(({ values }) => series.reduce((sum, { key }) => sum + (values[key] ?? 0), 0));
  return (
    <figure aria-label={label} className={classes.chart}>
      <div aria-hidden>
        <BarChart
          h={height}
          data={bars.map((bar) => ({ ...bar.values, label: bar.label }))}
          dataKey="label"
          type="stacked"
          series={series.map(({ key, label: name, fill }) => ({ name: key, label: name, color: fill }))}
          valueFormatter={format}
          maxBarWidth={WIDEST_BAR}
          tickLine="none"
          accessibilityLayer={false}
          barProps={{ isAnimationActive: false }}
          barChartProps={{ margin: chartMargin }}
          xAxisProps={timeAxis}
          yAxisProps={valueAxis(Math.max(...heights), fractions)}
        />
        {series.length > 1 && (
          <div className={classes.legend}>
            <ChartLegend entries={series} />
          </div>
        )}
      </div>
    </figure>
  );
}
