import { LineChart } from '@mantine/charts';
import { chartMargin, shareAxis, timeAxis } from './axes.ts';
import classes from './Chart.module.css';

interface ShareLineProps {
  /** What the chart shows, in words, for who does not see it. */
  label: string;
  /** Of the line, in the tooltip. */
  name: string;
  /** From 0 to 1; null where there was nothing to have a share of. */
  points: readonly { readonly label: string; readonly share: number | null }[];
  format: (share: number) => string;
  color: string;
  height?: number;
}

/** A share over time, always on the whole scale: a small dip must not look like a fall. */
export function ShareLine({ label, name, points, format, color, height = 200 }: ShareLineProps) {
  return (
    <figure aria-label={label} className={classes.chart}>
      <div aria-hidden>
        <LineChart
          h={height}
          data={points.map((point) => ({ ...point }))}
          dataKey="label"
          series={[{ name: 'share', label: name, color }]}
          valueFormatter={format}
          curveType="linear"
          connectNulls
          tickLine="none"
          accessibilityLayer={false}
          lineProps={{ isAnimationActive: false }}
          dotProps={{ r: 2.5 }}
          lineChartProps={{ margin: chartMargin }}
          xAxisProps={timeAxis}
          yAxisProps={shareAxis}
        />
      </div>
    </figure>
  );
}
