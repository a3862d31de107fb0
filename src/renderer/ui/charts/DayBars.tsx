import { BarChart } from '@mantine/charts';
import classes from './Chart.module.css';

/** What one colour of the bars stands for. */
export interface BarSeries {
  readonly key: string;
  readonly label: string;
  /** A CSS colour, as `var(--delivered-fill)`. */
  readonly color: string;
}

/** One bar: its label below, and the value of each series. */
export interface Bar {
  readonly label: string;
  readonly values: Readonly<Record<string, number>>;
}

interface DayBarsProps {
  /** What the chart shows, in words: all of it for who does not see it, so say the sums. */
  label: string;
  series: readonly BarSeries[];
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
  return (
    <figure aria-label={label} className={classes.chart}>
      <div aria-hidden>
        <BarChart
          h={height}
          data={bars.map((bar) => ({ ...bar.values, label: bar.label }))}
          dataKey="label"
          type="stacked"
          series={series.map(({ key, label: name, color }) => ({ name: key, label: name, color }))}
          valueFormatter={format}
          withLegend={series.length > 1}
          legendProps={{ verticalAlign: 'bottom' }}
          maxBarWidth={WIDEST_BAR}
          tickLine="none"
          accessibilityLayer={false}
          barProps={{ isAnimationActive: false }}
          xAxisProps={{ minTickGap: 16 }}
          yAxisProps={{ width: 64, allowDecimals: fractions }}
        />
      </div>
    </figure>
  );
}
